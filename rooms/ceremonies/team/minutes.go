package team

import (
	"fmt"

	"rondo/rooms"
)

// minutes are the team's home to take away.
func minutes(m *meeting) rooms.Minutes {
	goal := rooms.Section{Key: "goal", Title: "Sprint goal", Text: m.Shared.Sprint.Goal}
	return m.Base.Minutes(goal, goalSection(m), backlogSection(m), m.BlockerSection(), m.ActionSection(), m.ParkedSection())
}

func goalSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "goals", Title: "Product goals", Head: []string{"Goal", "Items"}}
	for _, id := range m.Shared.Goals.Ranked(Goal.rank) {
		goal, _ := m.Shared.Goals.Get(id)
		s.Rows = append(s.Rows, []string{goal.Text, fmt.Sprint(served(m, id))})
	}
	return s
}

// served is how many items on the list serve a goal.
func served(m *meeting, goal rooms.ID) (n int) {
	for id, note := range m.Shared.Notes.All() {
		if item, _ := m.Room.Items.Get(id); note.Goal == goal && item.State != rooms.ItemWithdrawn {
			n++
		}
	}
	return n
}

// backlogSection is the backlog in its order, with what the team knows of each item.
func backlogSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "backlog", Title: "Backlog", Head: []string{"Item", "Serves", "Ready", "Size", "Concern", "Answer", "Link"}}
	for _, id := range m.Room.Items.Ranked(func(i rooms.Item) int { return i.Rank }) {
		item, _ := m.Room.Items.Get(id)
		if item.State == rooms.ItemWithdrawn {
			continue
		}
		note, _ := m.Shared.Notes.Get(id)
		goal, _ := m.Shared.Goals.Get(note.Goal)
		s.Rows = append(s.Rows, []string{item.Title, goal.Text, readiness(m, note), item.Result, note.Flag.Text, note.Flag.Answer, item.Link})
	}
	return s
}

// readiness is how much of the definition of ready an item meets: "2/3".
func readiness(m *meeting, n Note) string {
	if m.Shared.Ready.Len() == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", n.Ready.Len(), m.Shared.Ready.Len())
}
