package live

import "rondo/rooms/wire"

// Subscriber is one connection of one person, as the room sees it. The room knows
// nothing of sockets.
//
// Its methods are called by the room's goroutine and by those that call Act.
type Subscriber interface {
	// Send hands frames over, in order, and never blocks. It returns false when
	// the seat is too far behind: it has then dropped everything it still held
	// and takes nothing more until it calls Session.Ready, which brings it a
	// snapshot.
	Send(frames []wire.Frame) bool
	// Close ends the connection with a close code; it never blocks.
	Close(code int, reason string)
}
