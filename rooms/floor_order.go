package rooms

import "slices"

// Seating is what the ceremony knows and the floor needs to make an order.
type Seating struct {
	Starters []ID // who started the last rounds, newest last
	First    []ID // who comes first in this mode: those with a blocker, those elsewhere; owners of items in the items' order
}

// arrange puts people, given as they sit, into the order of the floor's mode.
// Whoever is late comes last. Nobody starts two days running, whatever the mode.
func (t *Tx) arrange(s Seating, people []ID) []ID {
	f := t.Room.Floor
	first := s.First
	switch f.Mode {
	case Shuffle, Popcorn:
		t.shuffle(people)
		toFront(people, longestAgo(people, s.Starters))
	case Blocked, Remote:
		t.shuffle(people)
		first = slices.DeleteFunc(slices.Clone(people), func(id ID) bool { return !slices.Contains(s.First, id) })
	case Rotate:
		people = rotated(people, s.Starters)
	case Hands:
		first = f.Hands.Slice()
	}
	for _, id := range slices.Backward(first) {
		toFront(people, id)
	}
	slices.SortStableFunc(people, func(a, b ID) int { return t.lateness(a) - t.lateness(b) })
	if n := len(s.Starters); n > 0 && len(people) > 1 && people[0] == s.Starters[n-1] {
		people[0], people[1] = people[1], people[0]
	}
	return people
}

func (t *Tx) shuffle(people []ID) {
	t.Rand.Shuffle(len(people), func(i, j int) { people[i], people[j] = people[j], people[i] })
}

func (t *Tx) lateness(person ID) int {
	if p, _ := t.Room.People.Get(person); p.Late {
		return 1
	}
	return 0
}

// toFront moves somebody to the front, if there.
func toFront(people []ID, id ID) {
	if i := slices.Index(people, id); i > 0 {
		copy(people[1:], people[:i])
		people[0] = id
	}
}

// longestAgo is the first of those who never started, else who did so longest ago.
func longestAgo(people, starters []ID) (who ID) {
	best := len(starters)
	for _, id := range people {
		last := -1
		for i, starter := range starters {
			if starter == id {
				last = i
			}
		}
		if last < best {
			who, best = id, last
		}
	}
	return who
}

// rotated lets the one start who sits behind the last starter.
func rotated(people, starters []ID) []ID {
	if len(starters) == 0 {
		return people
	}
	i := slices.Index(people, starters[len(starters)-1]) + 1
	return append(slices.Clone(people[i:]), people[:i]...)
}

type orderWith struct {
	Mode string `json:"mode" takes:"key"`
}

// setOrder chooses how the order is made; during the round those who wait are
// seated anew.
func setOrder(t *Tx, with orderWith) error {
	if !floorModes.Has(with.Mode) {
		return Invalid("mode", "no_such_order", "order", Clip(with.Mode))
	}
	t.Room.Floor.Mode = with.Mode
	if t.roundRuns() {
		t.Tell(Reordered, with.Mode)
	}
	return nil
}

// Reseat arranges those anew who wait. The ceremony calls it on Reordered.
func (t *Tx) Reseat(s Seating) {
	f := &t.Room.Floor
	var had, wait []ID
	for _, id := range f.Order.All() {
		if f.waits(id) {
			wait = append(wait, id)
		} else {
			had = append(had, id)
		}
	}
	f.Order = ListOf(append(had, t.arrange(s, wait)...)...)
	f.Next = t.nextSpeaker()
}

type reorderWith struct {
	Person ID `json:"person"`
	After  ID `json:"after,omitempty"` // absent: before all who wait
}

// reorder moves one of those who wait behind somebody else.
func reorder(t *Tx, with reorderWith) error {
	f := &t.Room.Floor
	if !f.waits(with.Person) {
		return Refuse("not_waiting/moved")
	}
	order := f.Order.Without(with.Person).Slice()
	at := 0
	if with.After != "" {
		if at = slices.Index(order, with.After) + 1; at == 0 {
			return Invalid("after", "no_turn")
		}
	}
	f.Order = ListOf(slices.Insert(order, at, with.Person)...)
	f.Next = t.nextSpeaker()
	return nil
}
