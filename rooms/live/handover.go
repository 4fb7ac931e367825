package live

import (
	"context"
	"errors"
	"rondo/rooms"
	"time"
)

// A meeting is opened from its team's home with what the home has, and gives back what came
// of it once it has ended: what has not arrived is owed, the due index says so, and the
// sweeper opens the room again until the home has it. The home takes each end once.

// atHome completes the brief of a meeting that somebody of a team opens, with what its home
// has, and how the last meeting of the kind was held.
func (h *House) atHome(ctx context.Context, b *rooms.Brief) error {
	switch {
	case b.Team == "" && b.Topic != "":
		return errNoTeam // topics wait at homes
	case b.Team == "":
		return nil
	}
	err := h.ask(ctx, b.Team, func(r *room) error {
		if _, _, err := r.seatOf(b.Browser); err != nil || !r.kind.IsHome() {
			return errNoTeam
		}
		var err error
		b.Given, err = r.kind.Handover(r.durable.doc, r.id).About(b.Topic)
		return err
	})
	if errors.Is(err, errNoRoom) {
		err = errNoTeam
	}
	if last, held := b.Given.Last.Get(b.Kind); held && err == nil {
		b.Before, err = h.lastHeld(ctx, last, b)
	}
	return err
}

// lastHeld is the last meeting of a kind; nil when it was deleted.
func (h *House) lastHeld(ctx context.Context, id rooms.ID, b *rooms.Brief) (doc rooms.Document, err error) {
	err = h.ask(ctx, id, func(r *room) error {
		if last := r.durable.doc.Common().Room; last.Kind == b.Kind && last.Team == b.Team {
			doc = r.durable.doc.Clone()
		}
		return nil
	})
	if errors.Is(err, errNoRoom) {
		err = nil
	}
	return doc, err
}

// memberAt is who a browser is at the home of a room's team, for who has the link to the
// room; nobody where that cannot be found out.
func (h *House) memberAt(ctx context.Context, id rooms.ID, secret, browser string) (m rooms.Member) {
	var team rooms.ID
	err := h.ask(ctx, id, func(r *room) error {
		team = r.durable.doc.Common().Room.Team
		_, err := r.knows(secret, r.digest(browser))
		return err
	})
	if err != nil || team == "" {
		return m
	}
	if m.ID, m.Person, err = h.WhoIs(ctx, team, browser); err != nil {
		return rooms.Member{}
	}
	return m
}

// debt is what became of a try to give the home what came of the meeting.
type debt struct {
	ended rooms.Millis // which end it was
	err   error
}

// giving is how a room gives to its team's home.
type giving struct {
	under bool         // one try is under way
	again rooms.Millis // when the next one may be
	pause time.Duration
}

// give hands over what came of a meeting that has ended, as soon as its end is stored.
func (r *room) give(now rooms.Millis) {
	if !r.owes() || r.giving.under || r.closing || now < r.giving.again {
		return
	}
	r.giving.under = true
	h, team := r.kind.Handover(r.durable.doc, r.id), r.durable.doc.Common().Room.Team
	go func() {
		err := r.house.stored(r.house.life, team, func(home *room) error { return home.take(h) })
		select {
		case r.inbox <- debt{h.Ended, err}:
		case <-r.stopped: // the sweeper has it given once more, and the home takes it once
		}
	}()
}

// owes tells whether a stored end is still to be given; that it was may not be stored yet.
func (r *room) owes() bool {
	return r.kind.Owes(r.durable.doc) && r.kind.Owes(r.newest.doc)
}

// take is the home's side of it.
func (r *room) take(h rooms.Handover) error {
	switch {
	case !r.kind.IsHome():
		return errNoRoom
	case r.readOnly():
		return errNoSpace
	}
	return r.change("takes", r.kind.Receive(h))
}

// handle notes that the home has it, or that there is no home any more; else it is tried
// again, more and more seldom.
func (d debt) handle(r *room) {
	r.giving.under = false
	if r.readOnly() || d.err != nil && !errors.Is(d.err, errNoRoom) {
		r.giving.pause = min(max(2*r.giving.pause, leastPause), mostPause)
		r.giving.again = r.now() + rooms.For(r.giving.pause)
		return
	}
	r.giving.pause = 0
	r.play(stepInfo{do: "gives"}, func(_ rooms.Document, t *rooms.Tx) error {
		if t.Room.Given = d.ended; d.err != nil {
			t.Room.Team = "" // it was deleted: this meeting is its own now
		}
		return nil
	})
}
