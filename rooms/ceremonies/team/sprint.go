package team

import (
	"strconv"
	"time"

	"rondo/rooms"
)

// planSprint says which sprint the team is in, what for, and from when to when.
func planSprint(t *turn, with struct {
	Number int    `json:"number" takes:"1..9999"`
	Goal   string `json:"goal" takes:"card?"`
	From   string `json:"from" takes:"date"`
	To     string `json:"to" takes:"date"`
}) error {
	from, _ := time.Parse(time.DateOnly, with.From) // the tag takes only dates
	to, _ := time.Parse(time.DateOnly, with.To)
	switch {
	case to.Before(from):
		return rooms.Invalid("to", "before_from")
	case to.Sub(from) >= rooms.MostSprintDays*24*time.Hour:
		return rooms.Invalid("to", "sprint_long", "most", rooms.MostSprintDays)
	}
	next := rooms.Sprint{}
	if with.Number == t.Shared.Sprint.Number {
		next = t.Shared.Sprint
	}
	next.Number, next.Goal, next.From, next.To = with.Number, with.Goal, with.From, with.To
	return begin(t, next)
}

// mostSprints is of how many sprints the home tells what was forecast and done.
const mostSprints = 12

// begin makes a sprint the one in progress. Of the one before, if it had a forecast, the home
// keeps what became of it, and what is done of it is on the backlog no more. One that is planned
// again keeps what is done of it already.
func begin(t *turn, next rooms.Sprint) error {
	was := t.Shared.Sprint
	t.Shared.Sprint = next
	if was.Number == next.Number {
		t.Shared.Sprint.Built = was.Built
		count(t)
		return nil
	}
	if was.Forecast.Len()+was.Built.Len() == 0 {
		return nil
	}
	t.Shared.Sprints.Put(strconv.Itoa(was.Number), was)
	if t.Shared.Sprints.Len() > mostSprints {
		t.Shared.Sprints.Delete(t.Shared.Sprints.Ranked(func(s rooms.Sprint) int { return s.Number })[0])
	}
	for _, item := range was.Built.All() {
		if !t.Room.Items.Has(item) {
			continue
		}
		if err := t.MarkItem(item, rooms.ItemWithdrawn); err != nil {
			return err
		}
	}
	return nil
}

// withMembers are the risks of a planning with people as the home knows them.
func withMembers(risks rooms.Map[rooms.ID, rooms.Risk], h rooms.Handover) rooms.Map[rooms.ID, rooms.Risk] {
	for id, risk := range risks.All() {
		risk.By, risk.Owner = h.MemberOf(risk.By), h.MemberOf(risk.Owner)
		risks.Put(id, risk)
	}
	return risks
}

// mostRisks is how many a sprint has at most, as in its planning.
const mostRisks = 50

// addRisk notes a risk that shows after planning.
func addRisk(t *turn, with struct {
	Text string `json:"text" takes:"extra"`
}) error {
	risks := &t.Shared.Risks
	switch {
	case t.Shared.Sprint.Number == 0:
		return rooms.Refuse("no_sprint")
	case risks.Len() >= mostRisks:
		return rooms.Refuse("too_many/risks", "n", mostRisks)
	}
	rank := rooms.LastRank(*risks, func(r rooms.Risk) int { return r.Rank }) + 1
	risks.Put(t.Rand.ID(), rooms.Risk{Text: with.Text, By: t.Actor, At: t.Now, Rank: rank})
	return nil
}

// dropRisk takes away a risk of the sprint that is none any more.
func dropRisk(t *turn, with struct {
	Risk rooms.ID `json:"risk"`
}) error {
	if !t.Shared.Risks.Has(with.Risk) {
		return rooms.NoSuch("risk")
	}
	t.Shared.Risks.Delete(with.Risk)
	return nil
}

// sayBuilt says that an item is done in this sprint, or is not; it need not have been forecast.
func sayBuilt(t *turn, with struct {
	Item rooms.ID `json:"item"`
	On   bool     `json:"on"`
}) error {
	s := &t.Shared.Sprint
	if !t.Room.Items.Has(with.Item) {
		return rooms.NoSuch("item")
	}
	if s.Built = s.Built.Without(with.Item); with.On {
		s.Built = s.Built.With(with.Item)
	}
	count(t)
	return nil
}

// reviewed notes what a review found of the sprint in progress, or of one before: the next may
// have been planned already.
func reviewed(t *turn, found rooms.Found) {
	if found.Number == 0 {
		return // of other meetings than reviews
	}
	s := &t.Shared.Sprint
	if s.Number != found.Number {
		before, there := t.Shared.Sprints.Get(strconv.Itoa(found.Number))
		if !there {
			return
		}
		s = &before
		defer func() { t.Shared.Sprints.Put(strconv.Itoa(found.Number), before) }()
	}
	s.Outcome, s.Said = found.Outcome, found.Said
	for item, done := range found.Built.All() {
		if s.Built = s.Built.Without(item); done {
			s.Built = s.Built.With(item)
		}
	}
	sumUp(t, s)
}

// count sums up what is done of the sprint in progress.
func count(t *turn) { sumUp(t, &t.Shared.Sprint) }

func sumUp(t *turn, s *rooms.Sprint) {
	s.Done = 0
	for _, id := range s.Built.All() {
		item, _ := t.Room.Items.Get(id)
		points, _ := rooms.NumberOf(item.Result)
		s.Done += points
	}
}
