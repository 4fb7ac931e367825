package live

import (
	"rondo/rooms"
	"rondo/rooms/wire"
)

// act does what a person asks, once: a number that was used already is answered
// as it was answered then.
func (r *room) act(c *Session, up wire.Up) {
	tab := r.tabs[tabKey(c.person, c.tab)]
	switch {
	case r.isStale(c, up):
		r.reply(c, up.N, errStale, true)
	case up.N <= tab.last:
		r.reply(c, up.N, tab.recall(up), true)
	case up.N > tab.last+1:
		c.sendAnswer(wire.OutOfOrder(up.N, tab.last+1))
	case r.readOnly():
		r.house.count.refuse(errNoSpace)
		c.sendAnswer(wire.ErrorFrame(up.N, errNoSpace))
	default:
		refusal := r.try(c, up, tab)
		tab.keep(up, refusal)
		r.reply(c, up.N, refusal, false)
	}
}

// try makes the step that a person asks for.
func (r *room) try(c *Session, up wire.Up, known *tabState) *rooms.Error {
	change, back := r.kind.Act(up.Do, up.With, up.If), -1
	if up.Do == rooms.UndoVerb {
		back, change = r.takingBack(c.person, up)
	}
	next, err := r.kind.Play(r.newest.doc, r.moment(c.person), func(doc rooms.Document, t *rooms.Tx) error {
		if up.Wrong != nil {
			return up.Wrong
		}
		if err := change(doc, t); err != nil {
			return err
		}
		r.kind.Touch(t)
		t.Internal.Tabs.Edit(tabKey(c.person, c.tab), func(tab *rooms.Tab) { tab.Last, tab.Not = up.N, known.refused() })
		return nil
	})
	if err != nil {
		refusal := rooms.AsError(inWords(err))
		if refusal.Code == "internal" {
			r.log().Error("an action failed", "do", rooms.Clip(up.Do), "error", err)
		}
		r.house.count.refuse(refusal)
		return refusal
	}
	info := stepInfo{actor: c.person, tab: c.tab, n: up.N, sum: sumOf(up), do: up.Do, undo: r.kind.Undoable(up.Do)}
	if back >= 0 {
		info.took = r.history.steps[back].lsn
	}
	patch := next.Doc.Since(r.newest.doc)
	if refusal := r.tooLarge(next, patch, c.person, up.Do); refusal != nil {
		r.house.count.refuse(refusal)
		return refusal
	}
	if next.SentAway != "" {
		r.sendAway(next.SentAway)
	}
	r.commitPatch(next, patch, info)
	return nil
}

// reply answers an action behind everything it could have seen; again says that
// it was not done just now, so it is not undone when that fails to be stored.
func (r *room) reply(c *Session, n int, refusal *rooms.Error, again bool) {
	frame := wire.OKFrame(n)
	if refusal != nil {
		frame = wire.ErrorFrame(n, refusal)
	}
	if refusal == errStale && c.cover == nil {
		frame = wire.Padded(frame, wire.ShortSize) // the round that it was part of is over
	}
	r.answer(pending{session: c, frame: frame, n: n, again: again})
}
