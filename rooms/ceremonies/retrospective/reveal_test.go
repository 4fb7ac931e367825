package retrospective

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// One step moves all notes to the board, under new ids, by lot, without authors,
// and names the key to destroy.
func TestTheReveal(t *testing.T) {
	for name, open := range map[string]func(*testing.T, ...string) retro{anonymous: inRetro, named: inNamedRetro} {
		r := open(t, "Ann", "Ben", "Cara")
		for i := range 10 {
			r.written(ben, fmt.Sprint("b", i))
			r.written(cara, fmt.Sprint("c", i))
		}
		secret := map[string]bool{}
		for _, person := range []rooms.ID{ben, cara} {
			for id := range r.own(person).Notes.All() {
				secret[string(id)] = true
			}
		}
		r.Does(ann, "next", nil)
		var order []string
		for _, id := range r.shared().Notes.Ranked(func(n Note) int { return n.Rank }) {
			n, _ := r.shared().Notes.Get(id)
			order = append(order, n.Text)
			author := map[byte]rooms.ID{'b': ben, 'c': cara}[n.Text[0]]
			if secret[string(id)] || name == anonymous && n.By != "" || name == named && n.By != author {
				t.Errorf("%s: note %q of %q, by %q", name, id, n.Text, n.By)
			}
		}
		if len(order) != 20 || slices.IsSorted(order) || strings.HasPrefix(strings.Join(order, ""), "b0c0b1") {
			t.Errorf("%s: in the order %v", name, order)
		}
		k := r.meeting().Internal
		if r.meeting().Private.Len() != 0 || k.Burn == "" || k.Holds.Len() != 0 {
			t.Errorf("%s: %+v", name, k)
		}
	}
}

// What is revealed does not depend on who wrote it: with two people in each
// other's place the board is the same, to the byte.
func TestTheRevealIsTheSameWhoeverWroteWhat(t *testing.T) {
	board := func(one, other rooms.ID) string {
		r := inRetro(t, "Ann", "Ben", "Cara")
		r.written(one, "zebra", "apple")
		r.written(other, "mango")
		r.GoTo(read)
		raw, err := json.Marshal(r.shared().Notes)
		r.Must(err)
		return string(raw)
	}
	// Columns and notes draw from the same dice, whoever writes.
	if a, b := board(ben, cara), board(cara, ben); a != b {
		t.Errorf("\n%s\n%s", a, b)
	}
}

func TestReadingAloudGoesRoundTheTable(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Refused("phase_closed", ann, "read", nil)
	r.Does(ann, "settings", roomstest.With("aloud", true))
	r.written(ben, "one", "two", "three", "four")
	r.GoTo(read)
	var readers []rooms.ID
	seen := map[rooms.ID]bool{}
	for r.shared().Reading != "" {
		s := r.shared()
		readers, seen[s.Reading] = append(readers, s.Reader), true
		for _, other := range []rooms.ID{ben, cara} {
			if other != s.Reader {
				r.Refused("forbidden", other, "read", nil)
			}
		}
		r.Does(s.Reader, "read", nil)
	}
	if !slices.Equal(readers, []rooms.ID{ann, ben, cara, ann}) || len(seen) != 4 {
		t.Fatalf("read by %v", readers)
	}
	r.Passes(14e9)
	r.IsIn(read)
	r.Passes(1e9)
	r.IsIn(group) // all is read
}

func TestAReaderWhoIsGonePassesTheNoteOn(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.Does(ann, "settings", roomstest.With("aloud", true))
	r.written(ben, "one", "two")
	r.GoTo(read)
	r.Does(ann, "read", nil)
	note := r.shared().Reading
	r.Does(ann, "remove", roomstest.With("person", ben))
	if s := r.shared(); s.Reader != cara || s.Reading != note {
		t.Fatalf("%+v", s)
	}
	r.GoTo(group)
	if s := r.shared(); s.Reader != "" || s.Reading != "" {
		t.Fatal("somebody still reads")
	}
	r.Does(ann, "back", nil)
	if s := r.shared(); s.Reading != note {
		t.Fatal("what was not read to its end is not read again")
	}
}

func TestEachReadsAlone(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "one")
	r.GoTo(read)
	r.Refused("not_aloud", ann, "read", nil)
	if r.shared().Reading != "" {
		t.Fatal("a note is read aloud")
	}
}
