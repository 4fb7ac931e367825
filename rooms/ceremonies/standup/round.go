package standup

import (
	"slices"

	"rondo/rooms"
)

// keptStarters is how many starters are remembered, enough for a large team.
const keptStarters = 50

func openRound(t *turn) {
	first := t.Room.Floor.Order.Len() == 0
	starter := t.OpenFloor(seating(t))
	if !first || starter == "" {
		return
	}
	started := append(t.Shared.Started.Slice(), starter)
	t.Shared.Started = rooms.ListOf(started[max(0, len(started)-keptStarters):]...)
}

// seating is what the standup knows about the order of the round.
func seating(t *turn) rooms.Seating {
	s := rooms.Seating{Starters: t.Shared.Started.Slice()}
	switch t.Room.Floor.Mode {
	case rooms.Blocked:
		for person, wrote := range t.Shared.Wrote.All() {
			if wrote.Blocked {
				s.First = append(s.First, person)
			}
		}
	case rooms.Remote:
		for person := range t.Shared.Remote.All() {
			s.First = append(s.First, person)
		}
	case rooms.Board:
		s.First = walk(t)
	}
	return s
}

// walk is who speaks when the board is walked from right to left: for each item
// its owner, who then speaks about all items of theirs at once.
func walk(t *turn) (owners []rooms.ID) {
	for _, id := range boardOrder(t) {
		item, _ := t.Shared.Board.Get(id)
		if item.Owner != "" && !slices.Contains(owners, item.Owner) {
			owners = append(owners, item.Owner)
		}
	}
	return owners
}

// itemOf is the item that somebody speaks about: when the board is walked, the
// one of theirs that is nearest to done.
func itemOf(t *turn, person rooms.ID) rooms.ID {
	if t.Room.Floor.Mode != rooms.Board {
		return ""
	}
	for _, id := range boardOrder(t) {
		if item, _ := t.Shared.Board.Get(id); item.Owner == person {
			return id
		}
	}
	return ""
}

func boardOrder(t *turn) []rooms.ID {
	return t.Shared.Board.Ranked(func(i BoardItem) int { return i.Rank })
}

// raiseFromNotes makes blockers of what people flagged in their notes, once,
// named by the person.
func raiseFromNotes(t *turn) {
	drawer, _ := t.Audience.Get(team)
	for _, person := range t.Room.People.Ranked(func(p rooms.Person) int { return p.Rank }) {
		note, _ := drawer.Notes.Get(person)
		wrote, _ := t.Shared.Wrote.Get(person)
		if note.Blocked == "" || wrote.Raised || t.RaiseBlocker(note.Blocked, person) == "" {
			continue
		}
		wrote.Raised = true
		t.Shared.Wrote.Put(person, wrote)
	}
}
