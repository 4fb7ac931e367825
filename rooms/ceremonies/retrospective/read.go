package retrospective

import "rondo/rooms"

// readNext goes on to the next note, read by the next person. Who reads goes
// round the table, so it says nothing about who wrote.
func readNext(t *turn, _ struct{}) error {
	if !t.Shared.Aloud {
		return rooms.Refuse("not_aloud")
	}
	if t.Shared.Reader != "" && t.Device(t.Shared.Reader) != t.Actor && t.WhoIs(t.Actor)&rooms.Leading == 0 {
		return rooms.Refuse("forbidden/not_the_reader")
	}
	dealNote(t)
	return t.SetReady(t.Shared.Reading == "")
}

// dealNote gives the next unread note to the next reader.
func dealNote(t *turn) {
	if t.Shared.Notes.Has(t.Shared.Reading) {
		t.Shared.Notes.Edit(t.Shared.Reading, func(n *Note) { n.Read = true })
	}
	t.Shared.Reading = ""
	for _, id := range onBoard(t) {
		if n, _ := t.Shared.Notes.Get(id); !n.Read {
			t.Shared.Reading = id
			break
		}
	}
	if t.Shared.Reading == "" {
		t.Shared.Reader = ""
		return
	}
	t.Shared.Reader = t.After(t.Shared.Reader, participants)
}

// onBoard returns the notes column by column, as the board shows them.
func onBoard(t *turn) (ids []rooms.ID) {
	for _, column := range t.Shared.Columns.Ranked(func(c Column) int { return c.Rank }) {
		for _, id := range t.Shared.Notes.Ranked(func(n Note) int { return n.Rank }) {
			if n, _ := t.Shared.Notes.Get(id); n.Column == column {
				ids = append(ids, id)
			}
		}
	}
	return ids
}
