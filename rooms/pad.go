package rooms

import "bytes"

// While an anonymous round is open, nobody who watches the encrypted connection
// of one person may learn from sizes what that person wrote or chose
// (docs/privacy.md). What goes to one person alone and what comes from one is
// padded to steps of padTo bytes; Room.Sealed tells pages when.

// padTo is the step of sizes in an anonymous round: in the journal and on the wire.
const padTo = 1024

// Padded appends spaces, which JSON ignores, so that a size says nothing. A
// frame that may be sent stays one: its limit is a multiple of the step.
func Padded(plain []byte) []byte {
	return append(plain, bytes.Repeat([]byte(" "), (padTo-len(plain)%padTo)%padTo)...)
}

// discreet pads what is for one person alone while a round is open. A round that
// has begun or ended and is not durable yet is open in one of the versions.
func (r *room) discreet(part []byte) []byte {
	if r.pads() {
		return Padded(part)
	}
	return part
}

func (r *room) pads() bool { return r.durable.doc.inRound() || r.newest.doc.inRound() }

// discreet pads what a person alone gets of a step within a round, its first and
// its last included.
func (s *step) discreet(f Frame) Frame {
	if s.before.inRound() || s.after.inRound() {
		return Padded(f)
	}
	return f
}

func (m *Meeting[S, P, A]) inRound() bool { return m.Kernel.Round != "" }
