package balance

import (
	"errors"
	"net"
)

// refused tells whether a request did not even leave.
func refused(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}
