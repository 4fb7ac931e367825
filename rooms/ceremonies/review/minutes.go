package review

import (
	"cmp"
	"strconv"

	"rondo/rooms"
)

// minutes are what the sprint came to, what was said of it by whom, and what becomes of that.
func minutes(m *meeting) rooms.Minutes {
	return m.Base.Minutes(
		goalSection(m), workSection(m), demoSection(m), feedbackSection(m), candidateSection(m),
		m.BallotSection(worth, "Return on time invested", nil), m.ActionSection(), m.ParkedSection(),
	)
}

func goalSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "goal", Title: "Sprint goal", Head: []string{"Sprint", "Goal", "Outcome", "In words"},
		Said: map[string]rooms.List[string]{"Outcome": rooms.ListOf(goalMet, goalPartly, goalNot)}}
	if m.Shared.Goal != "" || m.Shared.Outcome != "" {
		number := ""
		if m.Shared.Number > 0 {
			number = strconv.Itoa(m.Shared.Number)
		}
		s.Rows = append(s.Rows, []string{number, m.Shared.Goal, m.Shared.Outcome, m.Shared.Said})
	}
	return s
}

// Whether an item is done.
const (
	workDone = "done"
	workNot  = "not done"
)

func workSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "work", Title: "Items of the sprint", Head: []string{"Item", "Size", "Done", "Link"},
		Answers: rooms.ListOf("Size"), Said: map[string]rooms.List[string]{"Done": rooms.ListOf(workDone, workNot)}}
	for _, id := range m.Shared.Work.Ranked(Work.rank) {
		w, _ := m.Shared.Work.Get(id)
		done := workNot
		if w.Done {
			done = workDone
		}
		s.Rows = append(s.Rows, []string{w.Title, w.Size, done, w.Link})
	}
	return s
}

func demoSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "demos", Title: "Shown", Head: []string{"Demo", "Presenter"}}
	for _, id := range m.Shared.Demos.Ranked(Demo.rank) {
		if d, _ := m.Shared.Demos.Get(id); d.State == demoShown {
			s.Rows = append(s.Rows, []string{d.Title, m.NameOf(d.By)})
		}
	}
	return s
}

// What became of feedback that is no candidate.
const (
	fateAnswered = "answered"
	fateHeard    = "heard"
)

// feedbackSection is what each said, and its fate: nobody who came is left without an answer.
func feedbackSection(m *meeting) rooms.Section {
	kinds, fates := rooms.ListOf(liked, question, idea, risk), rooms.ListOf(candidateOpen, candidateAccepted, candidateParked, candidateDeclined, fateAnswered, fateHeard)
	s := rooms.Section{Key: "feedback", Title: "Feedback", Head: []string{"By", "Kind", "Feedback", "Demo", "Asked by others", "What became of it", "Why"},
		Said: map[string]rooms.List[string]{"Kind": kinds, "What became of it": fates}}
	for _, id := range m.Shared.Feedback.Ranked(Feedback.rank) {
		f, _ := m.Shared.Feedback.Get(id)
		demo, _ := m.Shared.Demos.Get(f.Demo)
		fate, why := m.Shared.fateOf(id)
		votes := ""
		if n := f.Votes.Len(); n > 0 {
			votes = strconv.Itoa(n)
		}
		s.Rows = append(s.Rows, []string{m.NameOf(f.By), f.Kind, f.Text, demo.Title, votes, fate, why})
	}
	return s
}

// fateOf is what became of feedback, and why.
func (s State) fateOf(feedback rooms.ID) (fate, why string) {
	f, _ := s.Feedback.Get(feedback)
	if f.Done {
		return fateAnswered, ""
	}
	c, _ := s.Candidates.Get(feedback)
	return cmp.Or(c.State, fateHeard), c.Why
}

func candidateSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "candidates", Title: "Candidates for the backlog", Head: []string{"Candidate", "By", "State", "Why", "Strategy"},
		Said: map[string]rooms.List[string]{"State": rooms.ListOf(candidateOpen, candidateAccepted, candidateParked, candidateDeclined)}}
	for _, id := range m.Shared.Candidates.Ranked(Candidate.rank) {
		c, _ := m.Shared.Candidates.Get(id)
		s.Rows = append(s.Rows, []string{c.Title, m.NameOf(c.By), c.State, c.Why, c.Flag})
	}
	return s
}
