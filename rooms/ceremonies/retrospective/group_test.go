package retrospective

import (
	"slices"
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// board is a retrospective in its grouping, with notes a to d in the first
// column and e in the second; none is like another.
func board(t *testing.T) retro {
	t.Helper()
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "a", "b", "c", "d")
	r.Does(cara, "write", roomstest.With("column", r.column(1), "text", "e"))
	r.GoTo(group)
	return r
}

func (r retro) groups(by rooms.ID, note, onto string) {
	r.T.Helper()
	r.Does(by, "group", roomstest.With("note", r.note(note), "onto", r.note(onto)))
}

// together checks which notes are in one group.
func (r retro) together(want ...string) {
	r.T.Helper()
	var got []string
	for id := range r.shared().Groups.All() {
		var members []string
		for _, n := range r.shared().Notes.All() {
			if n.Group == id {
				members = append(members, n.Text)
			}
		}
		slices.Sort(members)
		joined := ""
		for _, m := range members {
			joined += m
		}
		got = append(got, joined)
	}
	slices.Sort(got)
	if !slices.Equal(got, want) {
		r.T.Fatalf("together are %v, want %v", got, want)
	}
}

func TestGrouping(t *testing.T) {
	r := board(t)
	r.groups(ben, "a", "b") // a note onto a note
	r.together("ab")
	ab := r.groupOf("a")
	r.Does(cara, "group", roomstest.With("note", r.note("c"), "onto", ab)) // onto a group
	r.groups(ben, "a", "c")                                                // is there already
	r.groups(ben, "e", "a")                                                // across columns
	if n, _ := r.shared().Notes.Get(r.note("e")); n.Column != r.column(0) {
		t.Fatal("a note of a group stands in another column")
	}
	r.together("abce")
	r.Does(ben, "move", roomstest.With("note", r.note("e"), "column", r.column(1))) // out, and back
	r.Does(ben, "move", roomstest.With("note", r.note("c")))
	r.together("ab")
	r.Does(ben, "name_group", roomstest.With("group", ab, "title", "  Ways \n to go"))
	if g, _ := r.shared().Groups.Get(ab); g.Title != "Ways to go" {
		t.Fatalf("%q", g.Title)
	}
	r.refusedAt("/title", ben, "name_group", roomstest.With("group", ab, "title", ""))
	r.groups(cara, "c", "d")
	r.Does(ben, "merge", roomstest.With("group", r.groupOf("c"), "into", ab))
	r.together("abcd")
	if g, _ := r.shared().Groups.Get(ab); g.Title != "Ways to go" {
		t.Fatal("a merge renamed the group")
	}
	r.Does(cara, "split", roomstest.With("group", ab))
	r.together()
}

func TestAGroupOfOneIsNone(t *testing.T) {
	r := board(t)
	r.groups(ben, "a", "b")
	r.Does(ben, "move", roomstest.With("note", r.note("a")))
	r.together()
	r.groups(ben, "a", "b")
	r.groups(ben, "c", "d")
	r.groups(ben, "a", "c") // leaves b alone
	r.together("acd")
	if r.groupOf("b") != "" {
		t.Fatal("b is in a group that is no more")
	}
}

func TestWhatIsNoLongerThere(t *testing.T) {
	r := board(t)
	r.groups(ben, "a", "b")
	gone := r.groupOf("a")
	r.Does(cara, "split", roomstest.With("group", gone))
	a := r.note("a")
	r.Refused("no_such_group", ben, "group", roomstest.With("note", a, "onto", gone))
	r.Refused("no_such_note", ben, "group", roomstest.With("note", "x", "onto", a))
	r.refusedAt("/onto", ben, "group", roomstest.With("note", a, "onto", a))
	r.Refused("no_such_group", ben, "merge", roomstest.With("group", gone, "into", gone))
	r.Refused("no_such_group", ben, "split", roomstest.With("group", gone))
	r.Refused("no_such_group", ben, "name_group", roomstest.With("group", gone, "title", "x"))
	r.refusedAt("/column", ben, "move", roomstest.With("note", a, "column", "x"))
}

func TestTwoPeopleMoveOneNoteAndTheLastWins(t *testing.T) {
	r := board(t)
	r.groups(ben, "a", "b")
	r.groups(cara, "a", "d")
	r.together("ad")
}

func TestGroupsLieOnlyWhereNotesAre(t *testing.T) {
	r := board(t)
	r.groups(ben, "a", "b")
	r.GoTo(dots)
	if got := r.ballot(dotsBallot).Options; got.Len() != 4 || !got.Has(string(r.groupOf("a"))) || got.Has(string(r.note("a"))) {
		t.Fatalf("one votes on %v", got)
	}
}
