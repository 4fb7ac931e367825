package planning

import (
	"math"
	"strconv"
	"time"

	"rondo/rooms"
)

// topItems is how much of the backlog a planning has before it.
const topItems = 100

// mostPast is how many of the last sprints are looked at.
const mostPast = 3

// beginWith lays out what the team's home has: what its sprint leaves undone, wherever that lies
// by now, and the top of its backlog, sized or not; the
// sprint after the one in progress; what was forecast and done in the last ones; and the
// improvement of the last retrospective, as an action that is open.
func beginWith(t *turn, h rooms.Handover) {
	t.Room.Items = rooms.Map[rooms.ID, rooms.Item]{}
	for _, id := range append(h.Sprint.Forecast.Slice(), h.Items.Ranked(func(i rooms.Item) int { return i.Rank })...) {
		item, there := h.Items.Get(id)
		done := !there || h.Sprint.Built.Has(id) || item.State == rooms.ItemWithdrawn || item.State == rooms.ItemSplit
		if done || t.Room.Items.Len() >= topItems {
			continue
		}
		item.State = rooms.ItemOpen
		t.Room.Items.Put(id, item)
	}
	if one, there := h.Tasks.Get(h.One); there && one.State == "open" {
		t.Room.Actions.Put(h.One, one)
		t.Shared.One = h.One
	}
	if h.Home {
		lookBack(t.Shared, h)
		follow(t.Shared, h.Sprint, h.Rhythm)
		carryOver(t, h.Sprint)
	}
}

// lookBack shows what was forecast and done in the last sprints, the one that ends among
// them, and takes the team's pace from them.
func lookBack(s *State, h rooms.Handover) {
	sprints := h.Sprints
	if h.Sprint.Number != 0 {
		sprints.Put(strconv.Itoa(h.Sprint.Number), h.Sprint)
	}
	var past []PastSprint
	done, days := 0.0, 0.0
	order := sprints.Ranked(func(s rooms.Sprint) int { return s.Number })
	for _, number := range order[max(0, len(order)-mostPast):] {
		was, _ := sprints.Get(number)
		if was.Forecast.Len() == 0 {
			continue
		}
		past = append(past, PastSprint{was.Number, was.Points, was.Done})
		if was.Days > 0 {
			done, days = done+was.Done, days+was.Days
		}
	}
	s.Past = rooms.ListOf(past...)
	if done > 0 && days > 0 {
		s.Pace = max(1, int(math.Round(100*done/days)))
	}
}

// follow plans the sprint after another one, in the team's rhythm: as long as that, where
// the team has not said how long its sprints are.
func follow(s *State, was rooms.Sprint, rhythm rooms.Rhythm) {
	s.Number = was.Number + 1
	if was.From == "" || was.To == "" {
		return
	}
	first, _ := time.Parse(time.DateOnly, was.To)
	first = first.AddDate(0, 0, 1)
	for !rhythm.Works(first) {
		first = first.AddDate(0, 0, 1)
	}
	last := first.AddDate(0, 0, daysOf(was.From, was.To)-1)
	if rhythm.Weeks != 0 {
		last = first.AddDate(0, 0, 7*rhythm.Weeks-1)
		for !rhythm.Works(last) {
			last = last.AddDate(0, 0, -1)
		}
	}
	s.From, s.To = first.Format(time.DateOnly), last.Format(time.DateOnly)
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
		Carried: rooms.ListOf(kept(&m.Base, s)...), Risks: s.Risks,
	}
}
