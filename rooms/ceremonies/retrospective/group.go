package retrospective

import "rondo/rooms"

// Grouping: whoever moved a note last wins, and can take it back. A group that has
// one note left is none.

type groupWith struct {
	Note rooms.ID `json:"note"`
	Onto rooms.ID `json:"onto"` // a group, or a note to make one with
}

// groupNote puts a note to others that say much the same.
func groupNote(t *turn, with groupWith) error {
	note, err := groupable(t, with.Note)
	if err != nil {
		return err
	}
	onto, err := groupAt(t, with.Onto)
	switch {
	case err != nil:
		return err
	case with.Note == with.Onto:
		return rooms.Invalid("onto", "itself")
	case note.Group != "" && note.Group == onto:
		return nil
	}
	if onto == "" {
		onto = newGroup(t, with.Onto)
	}
	joinGroup(t, with.Note, onto)
	return nil
}

// mayGroup refuses those who only watch where the facilitator groups.
func mayGroup(t *turn) error {
	if t.Shared.Leads && t.WhoIs(t.Actor)&rooms.Leading == 0 {
		return rooms.Refuse("forbidden/facilitator_groups")
	}
	return nil
}

// groupable returns a note that the actor may group now.
func groupable(t *turn, id rooms.ID) (Note, error) {
	if err := mayGroup(t); err != nil {
		return Note{}, err
	}
	note, ok := t.Shared.Notes.Get(id)
	if !ok {
		return note, rooms.NoSuch("note")
	}
	return note, nil
}

// groupAt returns the group that is meant, or "" for a note that has none yet.
func groupAt(t *turn, id rooms.ID) (rooms.ID, error) {
	if t.Shared.Groups.Has(id) {
		return id, nil
	}
	note, ok := t.Shared.Notes.Get(id)
	if !ok {
		return "", rooms.NoSuch("group").At("onto")
	}
	return note.Group, nil
}

// newGroup makes a group of one note, for another to join; it stands where the
// note stood, and is called what the note says.
func newGroup(t *turn, first rooms.ID) rooms.ID {
	note, _ := t.Shared.Notes.Get(first)
	id := t.Rand.ID()
	t.Shared.Groups.Put(id, NoteGroup{Title: clipped(note.Text), Column: note.Column, Rank: note.Rank})
	note.Group = id
	t.Shared.Notes.Put(first, note)
	return id
}

func joinGroup(t *turn, id, into rooms.ID) {
	note, _ := t.Shared.Notes.Get(id)
	was := note.Group
	target, _ := t.Shared.Groups.Get(into)
	note.Group, note.Column = into, target.Column
	t.Shared.Notes.Put(id, note)
	dissolve(t, was)
	dropHints(t)
}

// membersOf returns the notes of a group, in their order.
func membersOf(t *turn, id rooms.ID) (notes []rooms.ID) {
	for _, note := range t.Shared.Notes.Ranked(func(n Note) int { return n.Rank }) {
		if n, _ := t.Shared.Notes.Get(note); n.Group == id {
			notes = append(notes, note)
		}
	}
	return notes
}

// dissolve ends a group that has fewer than two notes.
func dissolve(t *turn, id rooms.ID) {
	if !t.Shared.Groups.Has(id) {
		return
	}
	members := membersOf(t, id)
	if len(members) > 1 {
		return
	}
	for _, note := range members {
		t.Shared.Notes.Edit(note, func(n *Note) { n.Group = "" })
	}
	t.Shared.Groups.Delete(id)
}

type moveWith struct {
	Note   rooms.ID `json:"note"`
	Column rooms.ID `json:"column,omitempty"` // absent: only out of its group
}

// moveNote takes a note out of its group, or into another column.
func moveNote(t *turn, with moveWith) error {
	note, err := groupable(t, with.Note)
	if err != nil {
		return err
	}
	if with.Column != "" && !t.Shared.Columns.Has(with.Column) {
		return rooms.Invalid("column", "no_such_column")
	}
	was := note.Group
	if note.Group = ""; with.Column != "" {
		note.Column = with.Column
	}
	t.Shared.Notes.Put(with.Note, note)
	dissolve(t, was)
	return nil
}

// nameGroup says what the notes of a group have in common.
func nameGroup(t *turn, with struct {
	Group rooms.ID `json:"group"`
	Title string   `json:"title" takes:"title"`
}) error {
	return withGroup(t, with.Group, func() {
		t.Shared.Groups.Edit(with.Group, func(g *NoteGroup) { g.Title = with.Title })
	})
}

// mergeGroups moves all notes of one group into another, which keeps its name.
func mergeGroups(t *turn, with struct {
	Group rooms.ID `json:"group"`
	Into  rooms.ID `json:"into"`
}) error {
	if with.Group == with.Into || !t.Shared.Groups.Has(with.Into) {
		return rooms.NoSuch("group").At("into")
	}
	return withGroup(t, with.Group, func() {
		for _, note := range membersOf(t, with.Group) {
			joinGroup(t, note, with.Into)
		}
	})
}

// splitGroup lets the notes of a group stand alone again.
func splitGroup(t *turn, with struct {
	Group rooms.ID `json:"group"`
}) error {
	return withGroup(t, with.Group, func() {
		for _, note := range membersOf(t, with.Group) {
			t.Shared.Notes.Edit(note, func(n *Note) { n.Group = "" })
		}
		t.Shared.Groups.Delete(with.Group)
	})
}

func withGroup(t *turn, id rooms.ID, do func()) error {
	if err := mayGroup(t); err != nil {
		return err
	}
	if !t.Shared.Groups.Has(id) {
		return rooms.NoSuch("group")
	}
	do()
	return nil
}

// clipped is the beginning of a note, for a title.
func clipped(text string) string {
	const most = 60
	r := []rune(text)
	for i, c := range r {
		if c == '\n' {
			r = r[:i]
			break
		}
	}
	if len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return string(r)
}
