package live

import "rondo/rooms/wire"

// While an anonymous round is open, nobody who watches the encrypted connection
// of one person may learn from sizes what that person wrote or chose
// (docs/privacy.md). What goes to one person alone and what comes from one is
// padded to steps of padTo bytes; Room.Sealed tells pages when.

// discreet pads what is for one person alone while a round is open. A round that
// has begun or ended and is not durable yet is open in one of the versions.
func (r *room) discreet(part []byte) []byte {
	if r.pads() {
		return wire.Padded(part, wire.DrawerSize)
	}
	return part
}

func (r *room) pads() bool { return r.durable.doc.InRound() || r.newest.doc.InRound() }
