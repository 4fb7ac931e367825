package live

import (
	"rondo/rooms"
	"rondo/rooms/wire"
)

// Who is connected is not in the document: it is told by its own short frame,
// at once, and costs no journal write.

// arrived notes a connection of person.
func (r *room) arrived(person rooms.ID) {
	r.empty = 0
	if _, there := r.since[person]; there {
		return
	}
	r.since[person] = r.now()
	delete(r.gone, person)
	r.tellHere(person, 1)
	r.play(stepInfo{do: "attends"}, r.kind.Attends)
}

// disconnect takes a connection out of the room. With a person's last one the grace
// begins: until it is over the person counts as present.
func (r *room) disconnect(c *Session) {
	if !r.sessions[c] {
		return
	}
	delete(r.sessions, c)
	r.house.count.seats.Add(-1)
	now := r.now()
	if len(r.sessions) == 0 {
		r.empty = now
	}
	if c.glassOf != "" {
		return // nobody has gone
	}
	if !r.hasTab(c) {
		r.leaveTab(tabKey(c.person, c.tab), now)
	}
	if r.countTabs(c.person) == 0 {
		delete(r.since, c.person)
		r.gone[c.person] = now
		r.tellHere(c.person, 0)
	}
}

func (r *room) hasTab(c *Session) bool {
	for other := range r.sessions {
		if other.person == c.person && other.tab == c.tab {
			return true
		}
	}
	return false
}

// leaveTab notes when a tab went away. A tab that never did anything is
// forgotten at once: there is nothing to remember of it.
func (r *room) leaveTab(key string, now rooms.Millis) {
	tab := r.tabs[key]
	if tab != nil {
		tab.left = now
	}
	if !r.newest.doc.Common().Internal.Tabs.Has(key) {
		if tab != nil && tab.last == 0 {
			delete(r.tabs, key)
		}
		return
	}
	if r.full > now || r.closing || r.inRound() {
		return // see noteLeft
	}
	r.play(stepInfo{do: "tab"}, func(_ rooms.Document, t *rooms.Tx) error {
		t.Internal.Tabs.Edit(key, func(tab *rooms.Tab) { tab.Left = t.Now })
		return nil
	})
}

// askPresence lets the services see every grace that has run out since they
// were asked last.
func (r *room) askPresence(now rooms.Millis) {
	if r.nextGrace(r.asked) > now {
		return
	}
	for person, gone := range r.gone {
		if over := gone + rooms.For(rooms.Graces[len(rooms.Graces)-1]); over > r.asked && over <= now {
			r.tellHere(person, -1)
		}
	}
	r.asked = now
	r.play(stepInfo{do: "attends"}, r.kind.Attends)
}

// nextGrace returns the first moment after `after` at which somebody's absence
// may change something.
func (r *room) nextGrace(after rooms.Millis) rooms.Millis {
	next := rooms.Millis(1 << 52)
	consider := func(at rooms.Millis) {
		if at > after {
			next = min(next, at)
		}
	}
	for _, gone := range r.gone {
		for _, grace := range rooms.Graces {
			consider(gone + rooms.For(grace))
		}
	}
	consider(r.anchor + rooms.For(rooms.Settle))
	return next
}

// tellHere tells everyone how a person is connected: 1 now, 0 lost a moment
// ago, below zero not here.
func (r *room) tellHere(person rooms.ID, state int) {
	var value any = state
	if state < 0 {
		value = nil
	}
	frame := wire.FrameOf(map[string]any{"here": map[rooms.ID]any{person: value}})
	for c := range r.sessions {
		c.send(frame)
	}
}

// here is who is connected, for a hello.
func (r *room) here() map[rooms.ID]int {
	now, all := r.now(), map[rooms.ID]int{}
	for person := range r.since {
		all[person] = 1
	}
	for person, gone := range r.gone {
		if now < gone+rooms.For(rooms.Graces[len(rooms.Graces)-1]) {
			all[person] = 0
		}
	}
	return all
}
