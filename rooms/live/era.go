package live

import (
	"cmp"
	"fmt"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/wire"
)

// An era is a stretch of a room's life in which the numbers of tabs go on. The
// end of an anonymous round ends it: the kernel forgets the tabs of everybody
// alike, and everybody counts from 1 again. Else a number from before the round
// and one from after it would say who did something in between, to whoever has
// the room's key and an older copy of the database.

// errForgotten is for a tab whose numbers count no more: what it did not see
// answered may have taken effect, so it must not be done again unasked.
var errForgotten = rooms.Refuse("tab_forgotten")

// errStale is for an action that was numbered before its page heard of the new
// era. The page, which hears of it first, sends the action again.
var errStale = rooms.Refuse("stale")

// forgetTabsOf repeats on plain content what eraPatch leaves out.
func forgetTabsOf(content document.Tree) {
	if kernel, ok := content["kernel"].(document.Tree); ok {
		delete(kernel, "tabs")
	}
}

func eraOf(doc rooms.Document) string { return doc.Common().Internal.Era }

// inRound tells whether an anonymous round is open. Nothing is noted then of tabs
// that only come and go: a step more would say that one of those who left had
// done something. The end of the round forgets them all.
func (r *room) inRound() bool { return r.newest.doc.InRound() }

// isStale tells whether an action was numbered in an era that is over. Without
// its era it is of the one that its connection was welcomed in. While the step
// that ends an era is on its way to the journal, nobody can have heard of the
// next one: what comes then is stale, or answered with the failure of the step.
func (r *room) isStale(c *Session, up wire.Up) bool {
	return cmp.Or(up.Era, c.era) != eraOf(r.newest.doc)
}

// tellEra tells every connection, behind the answers of the era that is over,
// that another has begun.
func (r *room) tellEra() {
	known := r.tabs
	r.tabs = map[string]*tabState{}
	for c := range r.sessions {
		key, last := tabKey(c.person, c.tab), 0
		if tab := known[key]; tab != nil {
			last = tab.last
		}
		if c.glassOf == "" {
			r.tabs[key] = newTabState()
		}
		c.send(eraFrame(eraOf(r.durable.doc), last))
	}
}

// eraFrame has the newest number that the room answered: an action up to it
// whose answer is still missing was answered on a connection that broke, and is
// not to be done again. The frame is of one size, whoever acted how often.
func eraFrame(era string, last int) wire.Frame {
	return wire.Padded(fmt.Appendf(nil, `{"era":%q,"last":%d}`, era, last), wire.ShortSize)
}
