package wire

import (
	"context"
	"fmt"
)

// Conn is one connection: frames, both ways, in order. Read and Write may be
// called at the same time. Close makes both return, and is called once.
type Conn interface {
	Read(ctx context.Context) ([]byte, error)      // the next frame; a *Closed when the server closed it
	Write(ctx context.Context, frame []byte) error // nil: on its way, which is not received
	Close()                                        // at once, without a goodbye
}

// Dialer opens a connection to a room for somebody who has joined it.
type Dialer func(ctx context.Context) (Conn, error)

// Closed is a connection that the server closed with a code.
type Closed struct {
	Code   int
	Reason string
}

// Error names the close code.
func (c *Closed) Error() string { return fmt.Sprintf("closed with %d %s", c.Code, c.Reason) }
