package roomstest

import (
	"context"
	"testing"

	"rondo/rooms"
	catalogue "rondo/rooms/words"
)

// Worded is a test of a kind of meeting that says all it has to say in every language:
// its name, its phases, and of its minutes each title, head, and what the program
// writes into cells and texts. Ceremony looks at minutes of random meetings besides,
// in which sections depend on what people did.
func Worded(t *testing.T, kind *rooms.Kind) {
	t.Helper()
	for _, tag := range catalogue.All.Tags() {
		for _, lack := range lacks(catalogue.All.In(tag.String()), kind.Name, KeysOf(kind)) {
			t.Errorf("%s: %s has no word for %s", tag, kind.Name, lack)
		}
	}
}

// KeysOf are the words that a kind must have whatever happens.
func KeysOf(kind *rooms.Kind) []string {
	keys := []string{"kind.name", "kind.long"}
	for _, phase := range kind.Phases {
		keys = append(keys, "phase."+phase.Key)
	}
	return append(keys, keysIn(kind.Minutes(kind.Blank()))...)
}

// keysIn are the words that minutes are made of.
func keysIn(m rooms.Minutes) (keys []string) {
	for _, s := range append(m.Sections, m.Silent...) {
		keys = append(keys, s.TitleKey(), s.Says.Key)
		for _, head := range s.Head {
			keys = append(keys, s.HeadKey(head))
		}
		for head, cells := range s.Said { // also of a head that comes with what happens
			for _, cell := range cells.All() {
				keys = append(keys, s.CellKey(head, cell))
			}
		}
	}
	return keys
}

// lacks returns the keys that have no message.
func lacks(w *catalogue.Words, kind string, keys []string) (missing []string) {
	for _, key := range keys {
		if key != "" && w.Find(kind, key) == nil {
			missing = append(missing, key)
		}
	}
	return missing
}

// minutesAreWorded looks at the minutes as they are now.
func (s *stage) minutesAreWorded() {
	s.t.Helper()
	minutes, err := s.house.Minutes(context.Background(), s.room, s.people[0].name)
	if err != nil {
		return // who opened the room has left it
	}
	for _, tag := range catalogue.All.Tags() {
		for _, lack := range lacks(catalogue.All.In(tag.String()), s.kind.Name, keysIn(minutes)) {
			s.t.Errorf("%s: the minutes of %s have no word for %s", tag, s.kind.Name, lack)
		}
	}
}
