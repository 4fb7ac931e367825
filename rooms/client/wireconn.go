package client

import "context"

// Conn is one connection: frames, both ways, in order. Read and Write may be
// called at the same time. Close makes both return, and is called once.
type Conn interface {
	Read(ctx context.Context) ([]byte, error)
	Write(ctx context.Context, frame []byte) error
	Close()
}

// Dialer opens a connection to a room for somebody who has joined it.
type Dialer func(ctx context.Context) (Conn, error)
