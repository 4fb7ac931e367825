package rooms

// Past is a meeting that has ended and is held again: the next room has from it who was
// there, how it was held and what is still open, and nothing that anybody said in secret.
type Past struct {
	Room ID
	Doc  Document
}

// Series is what a door knows of the rooms before, so that whoever was in one of them is
// who they were, with the roles that they were granted.
type Series struct {
	ID    ID              `json:"id,omitempty"`   // of the first room: the digests are by it
	Seats Map[Digest, ID] `json:"seats,omitzero"` // digest of a browser's cookie -> person
}

// mostMissed is how many meetings somebody misses in a row before they are expected no more.
const mostMissed = 5

// goOnFrom lays out what every meeting has from the one before.
func (t *Tx) goOnFrom(past Past) {
	was := past.Doc.Common()
	t.expect(was)
	t.Door.Series = was.series(past.Room, &t.Room)
	for _, co := range was.Room.Baton.Co.All() {
		if t.Room.People.Has(co) {
			t.Room.Baton.Co = t.Room.Baton.Co.With(co)
		}
	}
	t.planAs(was.Room.Agenda)
	if f := &t.Room.Floor; f.Phase != "" {
		f.Mode, f.Hard = was.Room.Floor.Mode, was.Room.Floor.Hard
		t.reslot()
	}
	for id, b := range was.Room.Block.All() {
		if b.State == stateOpen {
			b.Today = ""
			t.Room.Block.Put(id, b)
		}
	}
	for id, item := range was.Room.Items.All() {
		if item.State == ItemOpen || item.State == ItemCurrent {
			item.State, item.Rounds = ItemOpen, 0
			t.Room.Items.Put(id, item)
		}
	}
	for id, topic := range was.Room.Parked.All() {
		if topic.State == stateOpen && topic.Room == "" {
			t.Room.Parked.Put(id, topic)
		}
	}
}

// expect keeps a place for everybody who was in the meeting before, or was expected there.
func (t *Tx) expect(was *Base) {
	t.Internal.People = was.Internal.People
	for id, p := range was.Room.People.All() {
		came := p.Expected == 0 && (was.Room.Started == 0 || !was.Internal.Unseen.Has(id))
		switch {
		case p.Bot || p.Via != "" || was.wasRemoved(id):
		case came || p.Expected > 0 && p.Expected < mostMissed:
			missed := p.Expected
			if came {
				missed = 0
			}
			t.Room.People.Put(id, Person{Name: p.Name, Roles: p.Roles, Hue: p.Hue, Rank: p.Rank, Left: true, Expected: missed + 1})
			t.Internal.Unseen.Put(id, true)
		}
	}
}

// series is what the door of a next room knows, of the people who are expected there.
func (b *Base) series(room ID, next *Room) Series {
	s := b.Door.Series
	if s.ID == "" {
		s.ID = room
		for _, seats := range []Map[Digest, ID]{b.Door.Browsers, b.Door.Left} {
			for browser, person := range seats.All() {
				s.Seats.Put(browser, person)
			}
		}
	}
	for browser, person := range s.Seats.All() {
		if !next.People.Has(person) {
			s.Seats.Delete(browser)
		}
	}
	return s
}

// planAs takes over the timeboxes, the order and what is left out, but not what was given
// while a phase ran: that was for that day.
func (t *Tx) planAs(was Agenda) {
	a := &t.Room.Agenda
	for key := range a.Phases.All() {
		if !was.Phases.Has(key) {
			return // of another version of this ceremony
		}
	}
	for key, p := range was.Phases.All() {
		if p.Rank == 0 {
			continue // the lobby's is when the meeting starts
		}
		a.Phases.Edit(key, func(now *Phase) { now.Rank, now.Budget, now.Off = p.Rank, p.Budget-p.More, p.Off })
	}
	a.Budget, a.Auto = was.Budget, was.Auto
}

// expected is who a browser was in one of the rooms before.
func (b *Base) expected(before Digest) (ID, bool) {
	person, known := b.Door.Series.Seats.Get(before)
	return person, known && b.Room.People.Has(person)
}
