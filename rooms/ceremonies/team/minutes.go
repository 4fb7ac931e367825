package team

import (
	"fmt"
	"strconv"

	"rondo/rooms"
)

// minutes are the team's home to take away.
func minutes(m *meeting) rooms.Minutes {
	goal := rooms.Section{Key: "goal", Title: "Sprint goal", Text: m.Shared.Sprint.Goal}
	return m.Base.Minutes(goal, sprintSection(m), goalSection(m), doneSection(m), backlogSection(m), m.BlockerSection(), m.ActionSection(), m.ParkedSection())
}

// sprintSection is what was forecast and done in the sprints so far, and what came of their
// goals.
func sprintSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "sprints", Title: "Sprints", Head: []string{"Sprint", "Goal", "Forecast", "Done", "Outcome", "In words"},
		Said: map[string]rooms.List[string]{"Outcome": rooms.ListOf("met", "partly", "not")}}
	sprints := m.Shared.Sprints
	if is := m.Shared.Sprint; is.Number != 0 {
		sprints.Put(strconv.Itoa(is.Number), is)
	}
	for _, number := range sprints.Ranked(func(s rooms.Sprint) int { return s.Number }) {
		is, _ := sprints.Get(number)
		s.Rows = append(s.Rows, []string{number, is.Goal, points(is.Points), points(is.Done), is.Outcome, is.Said})
	}
	return s
}

func points(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

func goalSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "goals", Title: "Product goals", Head: []string{"Goal", "Items"}}
	for _, id := range m.Room.Backlog.Goals.Ranked(func(g rooms.ProductGoal) int { return g.Rank }) {
		goal, _ := m.Room.Backlog.Goals.Get(id)
		s.Rows = append(s.Rows, []string{goal.Text, fmt.Sprint(served(m, id))})
	}
	return s
}

// doneSection is what every item meets before it counts as done.
func doneSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "done", Title: "Definition of done", Head: []string{"Criterion"}}
	lines := m.Room.Backlog.Done
	for _, id := range lines.Ranked(func(c rooms.Criterion) int { return c.Rank }) {
		line, _ := lines.Get(id)
		s.Rows = append(s.Rows, []string{line.Text})
	}
	return s
}

// served is how many items on the list serve a goal.
func served(m *meeting, goal rooms.ID) (n int) {
	for _, item := range m.Room.Items.All() {
		if item.Goal == goal && item.State != rooms.ItemWithdrawn {
			n++
		}
	}
	return n
}

// backlogSection is the backlog in its order, with what the team knows of each item.
func backlogSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "backlog", Title: "Backlog", Head: []string{"Item", "Serves", "Ready", "Size", "Market", "Concern", "Answer", "Link"}}
	for _, id := range m.Room.Items.Ranked(func(i rooms.Item) int { return i.Rank }) {
		item, _ := m.WholeItem(id)
		if item.State == rooms.ItemWithdrawn {
			continue
		}
		goal, _ := m.Room.Backlog.Goals.Get(item.Goal)
		concern := item.Details.Concern
		s.Rows = append(s.Rows, []string{item.Title, goal.Text, readiness(m, item), item.Result, item.Details.Market.Text, concern.Text, concern.Answer, item.Link})
	}
	return s
}

// readiness is how much of the definition of ready an item meets: "2/3".
func readiness(m *meeting, item rooms.Item) string {
	all := m.Room.Backlog.Ready.Len()
	if all == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", item.Details.Ready.Len(), all)
}
