package rooms

import (
	"fmt"
	"testing"
)

// Whoever comes into a full room, or takes another name there, costs no more than a look at
// each of the others: their names are not worked out again.
func TestNamesInAFullRoomAreWorkedOutOnce(t *testing.T) {
	for what, name := range map[string]func(int) string{
		"all different": func(n int) string { return fmt.Sprint("Somebody ", n) },
		"all the same":  func(int) string { return "Ann Example" },
	} {
		room := Base{}
		tx := &Tx{Base: &room}
		for n := range MostPeople - 1 {
			given, err := tx.nameFor("", name(n))
			if err != nil {
				t.Fatal(err)
			}
			room.Room.People.Put(ID(fmt.Sprint("p", n)), Person{Name: given})
		}
		each := testing.AllocsPerRun(10, func() { _, _ = tx.nameFor("", "Ann Example") })
		if most := 4.0 * MostPeople; each > most {
			t.Errorf("%s: a name takes %v pieces of memory, at most %v are for looking at each", what, each, most)
		}
	}
}

func TestLooksAreForgotten(t *testing.T) {
	m := newLooksMemory(3)
	first := m.of("Name 0")
	for n := range 10 {
		m.of(fmt.Sprint("Name ", n))
	}
	if len(m.seen) != 3 {
		t.Errorf("%d names are remembered", len(m.seen))
	}
	if m.of("Name 0") != first || m.of("Name 1") == first {
		t.Error("what was forgotten is worked out otherwise than before")
	}
}
