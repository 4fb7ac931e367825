package wire

// Close codes of the protocol (docs/protocol.md says what the page does).
const (
	CloseRestart   = 1012 // of a restart or a move (RFC 6455's registry: service restart)
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

// ReasonMoved is the reason of a close with 1012 (RFC 6455 has it for a server that is
// restarted) when another node has the room already: who comes back at once finds it.
const ReasonMoved = "moved"
