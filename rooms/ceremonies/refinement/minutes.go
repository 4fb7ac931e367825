package refinement

import (
	"strconv"

	"rondo/rooms"
)

// minutes are what became of each item, what is missing and open, and how it was sized.
func minutes(m *meeting) rooms.Minutes {
	return m.Base.Minutes(
		m.ItemSection(), pointsSection(m), unreadySection(m), questionSection(m), concernSection(m), marketSection(m),
		m.RoundSection(rooms.SizeBallot), m.ActionSection(), m.ParkedSection(),
	)
}

// eachItem are the items of the list in their order.
func eachItem(m *meeting, do func(rooms.ID, rooms.Item)) {
	for _, id := range m.Room.Items.Ranked(func(i rooms.Item) int { return i.Rank }) {
		if item, _ := m.Room.Items.Get(id); item.State != rooms.ItemWithdrawn {
			do(id, item)
		}
	}
}

// pointsSection is the sum of the sizes that are numbers.
func pointsSection(m *meeting) rooms.Section {
	s, sum := rooms.Section{Key: "points", Title: "Points added"}, 0.0
	eachItem(m, func(_ rooms.ID, item rooms.Item) {
		x, _ := rooms.NumberOf(item.Result)
		sum += x
	})
	if sum > 0 {
		s.Text = strconv.FormatFloat(sum, 'f', -1, 64)
	}
	return s
}

func unreadySection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "not_ready", Title: "Not ready", Head: []string{"Item", "Lacks", "Owner", "Due"}}
	eachItem(m, func(id rooms.ID, item rooms.Item) {
		lack, lacks := m.Shared.Lacks.Get(id)
		if !lacks || item.State != rooms.ItemUnready {
			return
		}
		task, _ := m.Room.Actions.Get(lack.Task)
		s.Rows = append(s.Rows, []string{item.Title, lack.Text, m.NameOf(task.Owner), task.Due})
	})
	return s
}

func questionSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "questions", Title: "Questions", Head: []string{"Item", "Question", "Answer"}}
	eachItem(m, func(_ rooms.ID, item rooms.Item) {
		questions := item.Details.Questions
		for _, id := range questions.Ranked(func(q rooms.Question) int { return q.Rank }) {
			q, _ := questions.Get(id)
			s.Rows = append(s.Rows, []string{item.Title, q.Text, q.Answer})
		}
	})
	return s
}

func concernSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "concerns", Title: "Concerns", Head: []string{"Item", "Concern", "Answer"}}
	eachItem(m, func(_ rooms.ID, item rooms.Item) {
		if c := item.Details.Concern; c.Text != "" {
			s.Rows = append(s.Rows, []string{item.Title, c.Text, c.Answer})
		}
	})
	return s
}

func marketSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "market", Title: "Market and strategy", Head: []string{"Item", "Note"}}
	eachItem(m, func(_ rooms.ID, item rooms.Item) {
		if r := item.Details.Market; r.Text != "" {
			s.Rows = append(s.Rows, []string{item.Title, r.Text})
		}
	})
	return s
}
