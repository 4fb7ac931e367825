package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"rondo/rooms"
	"rondo/rooms/wire"
	"slices"
)

// porch is where those stand who have no link and ask to be let in. It is memory of the
// room's goroutine: nothing of a stranger is stored before they are let in.
type porch struct {
	callers map[rooms.ID]*caller
	minted  int
	deaf    map[rooms.Digest]rooms.Millis // browsers that were sent away: until when they are not heard
	told    bool                          // somebody's page shows callers
}

// caller is one who stands there, for as long as their request lasts.
type caller struct {
	rooms.Caller
	room *room
	id   rooms.ID
	n    int           // order of coming
	in   chan struct{} // closed once their seat is stored
}

const (
	mostCallers = 100 // on the porch; more are not heard
	mostHeard   = 10  // that whoever leads is told of at a time, the first to come
)

// Knock asks who leads a room to let somebody in who has no link, and returns when their
// browser has a seat, or when ctx ends. Whoever leads has sent them away, has not answered,
// is not there: it takes as long.
func (h *House) Knock(ctx context.Context, id rooms.ID, k Knock) error {
	for {
		c := &caller{in: make(chan struct{})}
		if err := h.ask(ctx, id, func(r *room) error { r.comes(c, k); return nil }); err != nil {
			return err
		}
		if err := c.wait(ctx); !errors.Is(err, errMoved) {
			return err
		}
	}
}

func (c *caller) wait(ctx context.Context) error {
	select {
	case <-c.in:
		return nil
	case <-c.room.stopped:
		return errMoved
	case <-ctx.Done():
	}
	select {
	case c.room.inbox <- goes{c}:
	case <-c.room.stopped:
	}
	return ctx.Err()
}

// comes puts a caller on the porch.
func (r *room) comes(c *caller, k Knock) {
	r.porch.minted++
	c.room, c.n, c.id = r, r.porch.minted, rooms.ID(fmt.Sprintf("c%d.%d", r.epoch, r.porch.minted)) // never another's, whoever opens the room next
	if len(r.porch.callers) >= mostCallers {
		return
	}
	c.Caller = rooms.Caller{Browser: r.digest(k.Browser), Before: r.before(k.Browser), Name: r.kind.NameOfNew(r.durable.doc, k.Name), Roles: k.Roles}
	if r.porch.callers == nil {
		r.porch.callers, r.porch.deaf = map[rooms.ID]*caller{}, map[rooms.Digest]rooms.Millis{}
	}
	r.porch.callers[c.id] = c
}

type goes struct{ caller *caller }

func (m goes) handle(r *room) { delete(r.porch.callers, m.caller.id) }

// heard are the callers that whoever leads is told of, the first to come first, one of a
// browser. In a locked room nobody is heard, and of those who were removed nobody ever.
func (r *room) heard(base *rooms.Base) (heard []*caller) {
	if base.Room.Locked {
		return nil
	}
	known := map[rooms.Digest]bool{}
	for _, c := range slices.SortedFunc(maps.Values(r.porch.callers), func(a, b *caller) int { return a.n - b.n }) {
		deaf := base.Door.Out.Has(c.Browser) || r.porch.deaf[c.Browser] > r.now()
		seated := base.Door.Browsers.Has(c.Browser)
		if deaf || seated || known[c.Browser] || len(heard) == mostHeard {
			continue
		}
		known[c.Browser] = true
		heard = append(heard, c)
	}
	return heard
}

// callers are those who may be let in now.
func (r *room) callers() map[rooms.ID]rooms.Caller {
	if len(r.porch.callers) == 0 {
		return nil
	}
	all := map[rooms.ID]rooms.Caller{}
	for _, c := range r.heard(r.newest.doc.Common()) {
		all[c.id] = c.Caller
	}
	return all
}

// sendAway makes the room deaf to a browser for a while. It learns nothing of that.
func (r *room) sendAway(browser rooms.Digest) {
	maps.DeleteFunc(r.porch.deaf, func(_ rooms.Digest, until rooms.Millis) bool { return until <= r.now() })
	r.porch.deaf[browser] = r.now() + rooms.For(rooms.DeafFor)
}

// tellCallers lets those go in who have a seat, and tells whoever leads who else is at the door.
func (r *room) tellCallers() {
	if len(r.porch.callers) == 0 && !r.porch.told {
		return
	}
	base := r.durable.doc.Common()
	for id, c := range r.porch.callers {
		if base.Door.Browsers.Has(c.Browser) {
			delete(r.porch.callers, id)
			close(c.in)
		}
	}
	heard := r.heard(base)
	r.porch.told = len(heard) > 0
	nobody, some := callersFrame(nil), callersFrame(heard)
	for c := range r.sessions {
		frame := nobody
		if base.WhoIs(c.person)&rooms.Leads != 0 {
			frame = some
		}
		if before := cmp.Or(c.callers, string(nobody)); string(frame) != before {
			c.callers = string(frame)
			c.send(frame)
		}
	}
}

// callersFrame is who is at the door, for those who lead.
func callersFrame(heard []*caller) wire.Frame {
	all := []map[string]any{}
	for _, c := range heard {
		all = append(all, map[string]any{"id": c.id, "name": c.Name, "roles": append([]rooms.Role{}, c.Roles...)})
	}
	return wire.FrameOf(map[string]any{"callers": all})
}
