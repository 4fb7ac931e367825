package rooms

import "iter"

// Crowd counts how many of some people hide each other: whoever does something
// without a name hides among others. Bots hide nobody: whoever brought them knows
// which words are not theirs. Somebody alone with bots, who tries the room, has
// nobody to hide from, and they count.
func (t *Tx) Crowd(people iter.Seq[ID]) (n int) {
	alone := t.isOnePersonsRoom()
	for person := range people {
		if p, _ := t.Room.People.Get(person); alone || !p.Bot {
			n++
		}
	}
	return n
}

// CrowdOf counts the crowd of those of a group who are here. A room that was opened a
// moment ago waits for them: who is only expected hides nobody yet.
func (t *Tx) CrowdOf(who Who) int {
	return t.Crowd(func(yield func(ID) bool) {
		for person := range t.Room.People.All() {
			if t.WhoIs(person)&who != 0 && t.IsSeen(person) && !yield(person) {
				return
			}
		}
	})
}

// IsSeen tells whether somebody takes part and is here, or was until a moment ago.
func (t *Tx) IsSeen(person ID) bool {
	return t.awaited(person) && !t.Here.Awaited(t.Device(person))
}

// isOnePersonsRoom tells whether nobody but bots is of the room beside one person.
func (b *Base) isOnePersonsRoom() bool {
	n := 0
	for _, p := range b.Room.People.All() {
		if !p.Bot && !p.Left {
			n++
		}
	}
	return n == 1
}
