package rooms

import "time"

// A round that was left open would keep its key, and with it who did what, for as
// long as the room is kept. abandonAfter is how long one waits for people to come
// back.
const abandonAfter = 24 * time.Hour

// abandon is the name of the timer.
const abandon = "abandon"

// abandonRings ends a meeting in the middle of an anonymous round when nobody is
// there any more: what could be shown is, as if the facilitator had ended it.
func abandonRings(t *Tx, _ string) error {
	switch {
	case t.Internal.Round == "":
		return nil
	case len(t.Here.Since) > 0:
		t.SetTimer(abandon, abandonAfter)
		return nil
	case t.Now < t.Here.Opened+For(Settle): // of a room that was opened for this
		t.SetTimer(abandon, Settle)
		return nil
	case t.Room.Ended != 0:
		return t.eachOpen((*Tx).CloseBallot)
	}
	t.finish()
	return nil
}
