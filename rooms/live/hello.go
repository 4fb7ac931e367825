package live

import (
	"bytes"
	"encoding/json"
	"rondo/rooms"
	"rondo/rooms/wire"
	"time"
)

// TabMemory is how long a tab that went away is remembered.
const TabMemory = 10 * time.Minute

// sit gives a connection its place and answers its hello.
func (r *room) connect(c *Session, h wire.Hello) error {
	if h.Glass {
		return r.connectGlass(c, h)
	}
	if err := r.knowTab(c, h); err != nil {
		r.replace(c, r.disconnect)
		return err
	}
	c.era = eraOf(r.durable.doc)
	r.replace(c, r.dismiss)
	r.arrived(c.person) // the others hear of it; the first frame here is the answer to hello
	r.sessions[c] = true
	r.house.count.seats.Add(1)
	r.greet(c, h)
	return nil
}

// knowTab makes sure that the tab of a connection is known, and that the page
// and the room agree on what was answered: a refusal that was never journaled
// must not wedge the tab after a restart.
func (r *room) knowTab(c *Session, h wire.Hello) error {
	if h.Era != "" && (h.Era != eraOf(r.newest.doc) || r.voids && !r.begun()) {
		return errForgotten
	}
	key := tabKey(c.person, c.tab)
	tab := r.tabs[key]
	if tab == nil {
		if h.Next > 1 {
			return errForgotten
		}
		if r.countTabs(c.person) >= r.house.with.Limits.Tabs {
			return rooms.Refuse("too_many_tabs")
		}
		r.spareTab(c.person)
		tab = newTabState()
		r.tabs[key] = tab
	}
	tab.skip(h.Next - 1)
	if _, left := r.newest.doc.Common().Internal.Tabs.Get(key); left {
		r.play(stepInfo{do: "tab"}, func(_ rooms.Document, t *rooms.Tx) error {
			t.Internal.Tabs.Edit(key, func(tab *rooms.Tab) { tab.Left = 0 })
			return nil
		})
	}
	return nil
}

// replace ends an older connection of the same tab, which the page has given up.
func (r *room) replace(c *Session, remove func(*Session)) {
	for other := range r.sessions {
		if other.person == c.person && other.tab == c.tab {
			remove(other)
			other.subscriber.Close(wire.CloseReplaced, "the same tab is connected again")
		}
	}
}

// dismiss takes out a connection whose tab goes on with another: nobody has gone, so
// nobody hears of it and nothing is written.
func (r *room) dismiss(c *Session) {
	delete(r.sessions, c)
	r.house.count.seats.Add(-1)
}

func (r *room) countTabs(person rooms.ID) (n int) {
	for c := range r.sessions {
		if c.person == person {
			n++
		}
	}
	return n
}

// greet answers hello: with the missing patches alone when the room still has
// them all, else with a snapshot; never with a part of them.
func (r *room) greet(c *Session, h wire.Hello) {
	missing, ok, lost := r.missing(h.Since)
	if !ok {
		r.sendSnapshot(c, lost)
		r.house.count.resets.Add(1)
		return
	}
	r.house.count.resumes.Add(1)
	hello := wire.FrameOf(map[string]any{
		"hello": r.helloBody(c), "at": h.Since, "here": r.here(),
	})
	frames := append([]wire.Frame{hello}, missing...)
	if r.coverAnew(c); c.cover == nil {
		frames = append(frames, wire.DrawerFrame(r.shownEpoch(), r.durable.seq, "me", r.drawerOf(c.person)))
	}
	c.send(frames...)
}

func (r *room) drawerOf(person rooms.ID) rooms.Drawer {
	return r.durable.doc.Drawer(person, r.kind.AudiencesOf(r.durable.doc, person))
}

// sendSnapshot sends everything from the start, read from the durable version; the
// person's drawers follow by the beat in an anonymous round.
func (r *room) sendSnapshot(c *Session, reset bool) {
	var me rooms.Drawer
	if r.coverAnew(c); c.cover == nil {
		me = r.drawerOf(c.person)
	}
	c.callers = ""
	c.send(r.helloFrame(c, wire.FrameOf(me), reset))
}

func (r *room) helloFrame(c *Session, me []byte, reset bool) wire.Frame {
	f := wire.Field(wire.Positioned(r.shownEpoch(), r.durable.seq), "hello", r.helloBody(c))
	f = wire.Field(wire.Field(f, "here", r.here()), "doc", r.docWith(me))
	if reset {
		f = wire.Field(f, "reset", true)
	}
	return append(f, '}')
}

func (r *room) helloBody(c *Session) map[string]any {
	return map[string]any{"you": c.person, "now": r.now(), "era": eraOf(r.durable.doc), "build": r.house.with.Build}
}

// docWith is the whole document as JSON, with the drawers of one person.
func (r *room) docWith(me []byte) json.RawMessage {
	return append(wire.Field(bytes.Clone(r.openPart()), "me", json.RawMessage(me)), '}')
}

// openPart is the part of a snapshot that all share, written once per position;
// the object is left open for more.
func (r *room) openPart() []byte {
	if r.shown.doc == nil || r.shown.seq != r.durable.seq {
		open := r.durable.doc.Open()
		doc := append(append([]byte(`{"room":`), open.Room...), `,"shared":`...)
		r.shown = openPart{r.durable.seq, append(doc, open.Shared...)}
	}
	return r.shown.doc
}

type openPart struct {
	seq int64
	doc []byte
}
