package planning

import (
	"time"

	"rondo/rooms"
)

// beginWith lays out what the team's home has: its backlog, sized or not; the sprint after
// the one in progress; what was forecast and done in the last ones; and the improvement of
// the last retrospective, as an action that is open.
func beginWith(t *turn, h rooms.Handover) {
	for id, item := range h.Items.All() {
		if item.State != rooms.ItemWithdrawn {
			item.State = rooms.ItemOpen
			t.Room.Items.Put(id, item)
		}
	}
	if one, there := h.Tasks.Get(h.One); there && one.State == "open" {
		t.Room.Actions.Put(h.One, one)
		t.Shared.One = h.One
	}
	if h.Home {
		follow(t.Shared, h.Sprint)
	}
}

// follow plans the sprint after another one, as long as that.
func follow(s *State, was rooms.Sprint) {
	s.Number = was.Number + 1
	if was.From == "" || was.To == "" {
		return
	}
	first, _ := time.Parse(time.DateOnly, was.To)
	first = first.AddDate(0, 0, 1)
	for first.Weekday() == time.Saturday || first.Weekday() == time.Sunday {
		first = first.AddDate(0, 0, 1)
	}
	s.From = first.Format(time.DateOnly)
	s.To = first.AddDate(0, 0, daysOf(was.From, was.To)-1).Format(time.DateOnly)
}

// gives is what comes of a planning for the team: the sprint.
func gives(m *meeting, h *rooms.Handover) {
	h.Sprint = sprint(m)
	h.Goal, h.By = h.Sprint.Goal, h.Sprint.To
}

// sprint is what was planned.
func sprint(m *meeting) rooms.Sprint {
	s := &m.Shared
	goal, _ := s.goal()
	items := forecast(&m.Base, s)
	return rooms.Sprint{
		Number: s.Number, Goal: goal, From: s.From, To: s.To, Days: s.days(), Capacity: s.capacity(),
		Points: points(&m.Base, items), Forecast: rooms.ListOf(items...),
	}
}
