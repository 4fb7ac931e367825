package rooms

// Frame is one message to a browser: JSON, ready to send, shared by all who get
// it. Nobody may change it.
type Frame []byte

// Seat is one connection of one person, as the room sees it. The room knows
// nothing of sockets.
//
// Its methods are called by the room's goroutine and by those that call Act.
type Seat interface {
	// Send hands frames over, in order, and never blocks. It returns false when
	// the seat is too far behind: it has then dropped everything it still held
	// and takes nothing more until it calls Chair.Ready, which brings it a
	// snapshot.
	Send(frames []Frame) bool
	// Close ends the connection with a close code; it never blocks.
	Close(code int, reason string)
}

// Close codes of the protocol (docs/protocol.md says what the page does).
const (
	CloseBadFrame  = 4000
	CloseNoSession = 4001
	CloseRemoved   = 4003
	CloseGone      = 4004
	CloseSlow      = 4008
	CloseReplaced  = 4009
	CloseTooMany   = 4013
	CloseVersion   = 4026
	CloseFlood     = 4029
)
