package retrospective

import "rondo/rooms"

// leadsNext tells whether somebody can be the next to facilitate: the team holds its
// own retrospective, and whoever keeps it needs a device of their own.
func leadsNext(p rooms.Person) bool {
	return !p.Bot && p.Via == "" && (p.Is(rooms.Developer) || p.Is(rooms.ScrumMaster) || p.Is(rooms.ProductOwner))
}

// chooseNextLead says who facilitates next time.
func chooseNextLead(t *turn, with struct {
	Person rooms.ID `json:"person"`
}) error {
	if p, ok := t.Room.People.Get(with.Person); ok && !p.Left && !leadsNext(p) {
		return rooms.Invalid("person", "next_lead")
	}
	return setNextLead(t, with)
}

// passOverNextLead goes on with the rotation while it is the turn of somebody who
// cannot facilitate.
func passOverNextLead(t *turn) {
	for range t.Room.People.Len() {
		p, ok := t.Room.People.Get(t.Shared.NextLead)
		if !ok || leadsNext(p) {
			return
		}
		t.Shared.NextLead = t.After(t.Shared.NextLead, rooms.Team)
	}
	t.Shared.NextLead = "" // nobody can
}
