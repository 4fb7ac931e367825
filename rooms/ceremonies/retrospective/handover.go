package retrospective

import (
	"fmt"
	"slices"
	"time"

	"rondo/rooms"
)

// beginWith lays out what is known from before: the actions that are open are asked about
// first, the one that mattered most before all others, and what the sprint was for and what
// was in the way are facts.
func beginWith(t *turn, h rooms.Handover) {
	actions := h.Tasks.Ranked(func(a rooms.Task) int { return a.Rank })
	if at := slices.Index(actions, h.One); at > 0 {
		actions = slices.Insert(slices.Delete(actions, at, at+1), 0, h.One)
	}
	for _, id := range actions {
		task, _ := h.Tasks.Get(id)
		if task.State == "open" && t.Shared.Old.Len() < mostCarried {
			t.Shared.Old.Put(id, Carried{Text: task.Text, Owner: task.Owner, Streak: task.Kept, Rank: t.Shared.Old.Len() + 1})
		}
	}
	if h.Goal != "" {
		takeFact(t, Fact{Text: h.Goal, Kind: "goal", State: h.Sprint.Outcome, Day: h.By})
	}
	if h.Sprint.Said != "" {
		takeFact(t, Fact{Text: h.Sprint.Said, Kind: "review", Day: h.By})
	}
	for _, grew := range h.Sprint.Grew(h.Items) {
		takeFact(t, Fact{Text: fmt.Sprintf("%s: %s → %s", grew.Title, grew.From, grew.To), Kind: "growth"})
	}
	since := beganOn(h.Sprint)
	for _, id := range h.Blockers.Ranked(func(k rooms.Blocker) int { return k.Rank }) {
		if k, _ := h.Blockers.Get(id); k.State == "open" || k.At == 0 || k.At >= since {
			takeFact(t, Fact{Text: k.Text, Kind: "blocker", State: k.State, At: k.At})
		}
	}
}

// beganOn is when the first day of a sprint begins, wherever that is first: what was solved
// before is of another sprint.
func beganOn(s rooms.Sprint) rooms.Millis {
	from, err := time.Parse(time.DateOnly, s.From)
	if err != nil {
		return 0 // no sprint is planned
	}
	return rooms.MillisOf(from.Add(-14 * time.Hour))
}

func takeFact(t *turn, fact Fact) {
	if t.Shared.Facts.Len() < mostFacts {
		fact.Rank = t.Shared.Facts.Len() + 1
		t.Shared.Facts.Put(t.Rand.ID(), fact)
	}
}

// gives is what comes of a retrospective: the actions that were chosen, the one
// that matters most, and what became of those that were open.
func gives(m *meeting, h *rooms.Handover) {
	h.Tasks, h.One = rooms.Map[rooms.ID, rooms.Task]{}, m.Shared.One
	for _, id := range m.Shared.Picked.All() {
		if task, there := m.Room.Actions.Get(id); there {
			h.Tasks.Put(id, task)
		}
	}
	m.TellMood(h, safetyBallot, "safety")
	m.TellMood(h, roti, "worth")
	for id, c := range m.Shared.Old.All() {
		switch became(c.State) {
		case "done":
			h.Followed.Done++
		case "dropped":
			h.Followed.Dropped++
		default:
			h.Followed.Kept++
		}
		h.Tasks.Put(id, rooms.Task{Text: c.Text, Owner: c.Owner, Rank: c.Rank, State: became(c.State), Kept: c.kept(true)})
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
