package rooms

// A meeting that has ended is held again: the next room has from it who was there, how it
// was held and what is still open (handover.go), and nothing that anybody said in secret.

// Series is what a door knows of the rooms before, so that whoever was in one of them is
// who they were, with the roles that they were granted.
type Series struct {
	ID    ID              `json:"id,omitempty"`   // of the first room: the digests are by it
	Seats Map[Digest, ID] `json:"seats,omitzero"` // digest of a browser's cookie -> person
}

// mostMissed is how many meetings somebody misses in a row before they are expected no more.
const mostMissed = 5

// heldLike lays out how the last meeting of the kind was held.
func (t *Tx) heldLike(was *Base) {
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
}

// expected is everybody who was in this meeting, or was expected here, as they are in the
// next one until they come.
func (b *Base) expected() (all Map[ID, Person]) {
	for id, p := range b.Room.People.All() {
		came := p.Expected == 0 && (b.Room.Started == 0 || !b.Internal.Unseen.Has(id))
		switch {
		case p.Bot || p.Via != "" || b.wasRemoved(id):
		case came || p.Expected > 0 && p.Expected < mostMissed:
			missed := p.Expected
			if came {
				missed = 0
			}
			all.Put(id, Person{Name: p.Name, Roles: p.Roles, Hue: p.Hue, Rank: p.Rank, Left: true, Expected: missed + 1})
		}
	}
	return all
}

// series is what the door of a next room knows, of the people who are expected there.
func (b *Base) series(room ID, expected Map[ID, Person]) Series {
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
		if !expected.Has(person) {
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

// seriesPerson is who a browser was in one of the rooms before.
func (b *Base) seriesPerson(before Digest) (ID, bool) {
	person, known := b.Door.Series.Seats.Get(before)
	return person, known && b.Room.People.Has(person)
}
