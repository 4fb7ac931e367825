package team

import "rondo/rooms"

// Facilitating goes round: next is whoever did it the longest ago, which everybody can see
// from what was held (Past). The home proposes and gives nobody anything: who opens a meeting
// has its baton, and hands it on.

// skipLead says that it is not somebody's turn this time: as if they had facilitated just now.
func skipLead(t *turn, with struct {
	Person rooms.ID `json:"person"`
}) error {
	if p, there := t.Room.People.Get(with.Person); !there || p.Left {
		return rooms.NoSuch("person")
	}
	t.Shared.Skipped.Put(with.Person, t.Now)
	return nil
}
