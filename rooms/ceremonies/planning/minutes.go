package planning

import (
	"cmp"
	"strconv"
	"strings"

	"rondo/rooms"
)

// minutes are what is kept: why, what and how, and what stands in its way.
func minutes(m *meeting) rooms.Minutes {
	return m.Base.Minutes(
		goalSection(m), capacitySection(m), carriedSection(m), forecastSection(m), riskSection(m), reworkSection(m),
		m.BallotSection(confidenceBallot, "Confidence", nil), m.BallotSection(adviceBallot, "Advice", nil),
		m.RoundSection(rooms.SizeBallot), objectionSection(m), m.ActionSection(), m.ParkedSection(),
	)
}

func goalSection(m *meeting) rooms.Section {
	text, agreed := m.Shared.goal()
	s := rooms.Section{Key: "goal", Title: "Sprint goal", Text: text}
	if text != "" && !agreed {
		s.Text = text + " (not agreed on)"
		s.Says = rooms.Word{Key: "minutes.notAgreed", Args: rooms.Args{"goal": text}}
	}
	return s
}

// capacitySection is how much the team can do, and how much it took on.
func capacitySection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "capacity", Title: "Capacity", Head: []string{"Sprint", "First day", "Last day", "Days", "Points a day", "Capacity", "Forecast"},
		Decimal: rooms.ListOf("Days", "Points a day", "Capacity", "Forecast")}
	if m.Shared.Available.Len() == 0 {
		return s
	}
	is := sprint(m)
	s.Rows = append(s.Rows, []string{
		strconv.Itoa(is.Number), is.From, is.To, figure(is.Days), figure(float64(m.Shared.Pace) / 100), figure(is.Capacity), figure(is.Points),
	})
	return s
}

// carriedSection is what became of what the sprint before left undone.
func carriedSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "carried", Title: "Carried over", Head: []string{"Item", "Size", "What became of it"},
		Answers: rooms.ListOf("Size"), Said: map[string]rooms.List[string]{"What became of it": rooms.ListOf(carriedOpen, carriedKept, carriedBack)}}
	for _, id := range carried(&m.Base, &m.Shared) {
		item, _ := m.Room.Items.Get(id)
		plan, _ := m.Shared.Plans.Get(id)
		s.Rows = append(s.Rows, []string{item.Title, item.Result, plan.Carried})
	}
	return s
}

func forecastSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "forecast", Title: "Forecast", Head: []string{"Item", "Size", "Plan", "Link"},
		Answers: rooms.ListOf("Size"), Said: map[string]rooms.List[string]{"Plan": rooms.ListOf(noPlan)}}
	for _, id := range forecast(&m.Base, &m.Shared) {
		item, _ := m.Room.Items.Get(id)
		s.Rows = append(s.Rows, []string{item.Title, item.Result, m.Shared.saidOf(id), item.Link})
	}
	return s
}

// What is said where nothing was.
const (
	noPlan = "no plan"
	nobody = "nobody"
)

// saidOf is how an item will be built, or that nobody has said it.
func (s State) saidOf(item rooms.ID) string {
	return cmp.Or(strings.Join(s.stepsOf(item), "; "), noPlan)
}

func riskSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "risks", Title: "Risks", Head: []string{"Risk", "Item", "Owner"}, Said: map[string]rooms.List[string]{"Owner": rooms.ListOf(nobody)}}
	for _, id := range m.Shared.Risks.Ranked(riskRank) {
		risk, _ := m.Shared.Risks.Get(id)
		item, _ := m.Room.Items.Get(risk.Item)
		owner := m.NameOf(risk.Owner)
		if risk.Owner == "" {
			owner = nobody
		}
		s.Rows = append(s.Rows, []string{risk.Text, item.Title, owner})
	}
	return s
}

// reworkSection is how the forecast changed because somebody doubted it.
func reworkSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "reworks", Title: "Changed because somebody doubted", Head: []string{"Why", "Taken out", "Taken in"}}
	now := rooms.ListOf(forecast(&m.Base, &m.Shared)...)
	for n := m.Shared.Reworks.Len(); n > 0; n-- {
		was, _ := m.Shared.Reworks.Get(strconv.Itoa(n))
		s.Rows = append([][]string{{was.Why, titles(m, was.Forecast, now), titles(m, now, was.Forecast)}}, s.Rows...)
		now = was.Forecast
	}
	return s
}

// titles are those of the items that are in one list and not in another.
func titles(m *meeting, in, not rooms.List[rooms.ID]) string {
	var names []string
	for _, id := range in.All() {
		if item, _ := m.Room.Items.Get(id); !not.Has(id) {
			names = append(names, item.Title)
		}
	}
	return strings.Join(names, "; ")
}

func objectionSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "objections", Title: "Objections to the goal", Head: []string{"Version", "Objection", "By", "State"},
		Said: map[string]rooms.List[string]{"State": rooms.ListOf("open", "settled")}}
	for _, id := range m.Shared.Objections.Ranked(func(o Objection) int { return o.Rank }) {
		o, _ := m.Shared.Objections.Get(id)
		draft, _ := m.Shared.Drafts.Get(o.Draft)
		state := "open"
		if o.Settled {
			state = "settled"
		}
		s.Rows = append(s.Rows, []string{draft.Text, o.Text, m.NameOf(o.By), state})
	}
	return s
}

func figure(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
