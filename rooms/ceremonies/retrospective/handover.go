package retrospective

import "rondo/rooms"

// beginWith lays out what the team's home has: the actions that are open are asked about
// first, and what the sprint was for and what was in the way are facts.
func beginWith(t *turn, h rooms.Handover) {
	for _, id := range h.Tasks.Ranked(func(a rooms.Task) int { return a.Rank }) {
		task, _ := h.Tasks.Get(id)
		if task.State == "open" && t.Shared.Old.Len() < mostCarried {
			t.Shared.Old.Put(id, Carried{Text: task.Text, Owner: task.Owner, Rank: t.Shared.Old.Len() + 1})
		}
	}
	if h.Goal != "" {
		takeFact(t, Fact{Text: h.Goal, Kind: "goal", Day: h.By})
	}
	for _, id := range h.Blockers.Ranked(func(k rooms.Blocker) int { return k.Rank }) {
		k, _ := h.Blockers.Get(id)
		takeFact(t, Fact{Text: k.Text, Kind: "blocker", State: k.State})
	}
}

func takeFact(t *turn, fact Fact) {
	if t.Shared.Facts.Len() < mostFacts {
		fact.Rank = t.Shared.Facts.Len() + 1
		t.Shared.Facts.Put(t.Rand.ID(), fact)
	}
}

// gives is what comes of a retrospective for the team: the actions that were chosen, the one
// that matters most, and what became of those that were open.
func gives(m *meeting, h *rooms.Handover) {
	h.Tasks, h.One = rooms.Map[rooms.ID, rooms.Task]{}, m.Shared.One
	for _, id := range m.Shared.Picked.All() {
		if task, there := m.Room.Actions.Get(id); there {
			h.Tasks.Put(id, task)
		}
	}
	for id, c := range m.Shared.Old.All() {
		h.Tasks.Put(id, rooms.Task{Owner: c.Owner, Rank: c.Rank, State: became(c.State)})
	}
}

// became is what an action is after it was asked about.
func became(state string) string {
	switch state {
	case carriedDone:
		return "done"
	case carriedDrop:
		return "dropped"
	}
	return "open"
}
