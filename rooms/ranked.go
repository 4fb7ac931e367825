package rooms

// What blockers, parked topics, tasks and what ceremonies keep have in common:
// things that a room keeps, in the order of their ranks.

// LastRank returns the highest rank there is, or 0.
func LastRank[K ~string, V any](m Map[K, V], rank func(V) int) (last int) {
	for _, v := range m.All() {
		last = max(last, rank(v))
	}
	return last
}

// EditIn changes one thing; noun names it to people and is the argument it was
// named by. Nothing is changed when change refuses.
func EditIn[V any](m *Map[ID, V], id ID, noun string, change func(*V) error) error {
	v, ok := m.Get(id)
	if !ok {
		return NoSuch(noun)
	}
	if err := change(&v); err != nil {
		return err
	}
	m.Put(id, v)
	return nil
}

// NoSuch refuses an argument that names something which is not there, or no longer.
func NoSuch(noun string) *Error {
	return Refuse("no_such_" + noun).At(noun)
}

func toggled(people List[ID], person ID, on bool) List[ID] {
	if on {
		return people.With(person)
	}
	return people.Without(person)
}

// onBehalf returns whom an action is for: the actor, unless somebody else is
// named, which only those who facilitate may do.
func (t *Tx) onBehalf(person ID) (ID, error) {
	if person == "" || person == t.Actor {
		return t.Actor, nil
	}
	if t.WhoIs(t.Actor)&Leads == 0 {
		return "", Refuse("forbidden/for_others")
	}
	return person, t.here(person)
}

// here refuses people who are not in this meeting.
func (t *Tx) here(person ID) error {
	if p, ok := t.Room.People.Get(person); !ok || p.Left {
		return NoSuch("person")
	}
	return nil
}
