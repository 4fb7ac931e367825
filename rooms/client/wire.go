package client

import "rondo/rooms/wire"

// Conn, Dialer and Closed are package wire's, named here because a client is
// made of them.
type (
	Conn   = wire.Conn
	Dialer = wire.Dialer
	Closed = wire.Closed
)
