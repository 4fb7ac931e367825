package client

import "rondo/rooms/wire"

// What a client is made of is package wire's.
type (
	// Conn is one connection: frames, both ways, in order.
	Conn = wire.Conn
	// Dialer opens a connection to a room for somebody who has joined it.
	Dialer = wire.Dialer
	// Closed is a connection that the server closed with a code.
	Closed = wire.Closed
)
