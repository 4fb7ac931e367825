package rooms

// Who is connected is not in the document: it is told by its own short frame,
// at once, and costs no journal write.

// arrived notes a connection of person.
func (r *room) arrived(person ID) {
	r.empty = 0
	if _, there := r.since[person]; there {
		return
	}
	r.since[person] = r.now()
	delete(r.gone, person)
	r.tellHere(person, 1)
	r.play(stepInfo{do: "attends"}, r.kind.attends)
}

// rise takes a connection off its chair. With a person's last one the grace
// begins: until it is over the person counts as present.
func (r *room) rise(c *Chair) {
	if !r.chairs[c] {
		return
	}
	delete(r.chairs, c)
	r.house.count.seats.Add(-1)
	now := r.now()
	if len(r.chairs) == 0 {
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

func (r *room) hasTab(c *Chair) bool {
	for other := range r.chairs {
		if other.person == c.person && other.tab == c.tab {
			return true
		}
	}
	return false
}

// leaveTab notes when a tab went away. A tab that never did anything is
// forgotten at once: there is nothing to remember of it.
func (r *room) leaveTab(key string, now Millis) {
	tab := r.tabs[key]
	if tab != nil {
		tab.left = now
	}
	if !r.newest.doc.base().Kernel.Tabs.Has(key) {
		if tab != nil && tab.last == 0 {
			delete(r.tabs, key)
		}
		return
	}
	if r.full > now || r.closing || r.inRound() {
		return // see noteLeft
	}
	r.play(stepInfo{do: "tab"}, func(_ document, t *Table) error {
		t.Kernel.Tabs.Edit(key, func(tab *Tab) { tab.Left = t.Now })
		return nil
	})
}

// askPresence lets the services see every grace that has run out since they
// were asked last.
func (r *room) askPresence(now Millis) {
	if r.nextGrace(r.asked) > now {
		return
	}
	for person, gone := range r.gone {
		if over := gone + For(graces[len(graces)-1]); over > r.asked && over <= now {
			r.tellHere(person, -1)
		}
	}
	r.asked = now
	r.play(stepInfo{do: "attends"}, r.kind.attends)
}

// nextGrace returns the first moment after `after` at which somebody's absence
// may change something.
func (r *room) nextGrace(after Millis) Millis {
	next := Millis(1 << 52)
	consider := func(at Millis) {
		if at > after {
			next = min(next, at)
		}
	}
	for _, gone := range r.gone {
		for _, grace := range graces {
			consider(gone + For(grace))
		}
	}
	consider(r.anchor + For(Settle))
	return next
}

// tellHere tells everyone how a person is connected: 1 now, 0 lost a moment
// ago, below zero not here.
func (r *room) tellHere(person ID, state int) {
	var value any = state
	if state < 0 {
		value = nil
	}
	frame := mustFrame(map[string]any{"here": map[ID]any{person: value}})
	for c := range r.chairs {
		c.send(frame)
	}
}

// here is who is connected, for a hello.
func (r *room) here() map[ID]int {
	now, all := r.now(), map[ID]int{}
	for person := range r.since {
		all[person] = 1
	}
	for person, gone := range r.gone {
		if now < gone+For(graces[len(graces)-1]) {
			all[person] = 0
		}
	}
	return all
}
