package retrospective

import (
	"strconv"
	"time"

	"rondo/rooms"
)

// retroMinutes is what is kept. It is made of what everyone saw, in which an
// anonymous retrospective has no authors.
func minutes(m *rooms.Meeting[State, Own, struct{}]) rooms.Minutes {
	return m.Base.Minutes(
		promiseSection(m), m.BallotSection(safetyBallot, "Safety", nil), carriedSection(m), factsSection(m),
		topicsSection(m), notesSection(m), pickedSection(m), m.ActionSection(), m.ParkedSection(),
		m.BallotSection(roti, "Return on time invested", nil), kudosSection(m), nextSection(m),
	)
}

// saids are, by head, all that the rules write below it.
type saids = map[string]rooms.List[string]

type meeting = rooms.Meeting[State, Own, struct{}]

func promiseSection(m *meeting) rooms.Section {
	say := map[string]string{
		anonymous: "Notes and votes are anonymous: nobody can say who wrote or chose what.",
		named:     "Notes carry the names of those who wrote them.",
	}
	s := rooms.Section{Key: "promise", Title: "Promise", Text: say[m.Room.Promise]}
	if s.Text != "" {
		s.Says.Key = "minutes.promise." + m.Room.Promise
	}
	return s
}

func carriedSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "carried", Title: "Open actions from before", Head: []string{"Action", "Owner", "Became", "Helped", "Kept before"}, Said: saids{
		"Became": rooms.ListOf(carriedDone, carriedKeep, carriedDrop), "Helped": rooms.ListOf("yes", "no"),
	}}
	for _, id := range m.Shared.Old.Ranked(func(c Carried) int { return c.Rank }) {
		c, _ := m.Shared.Old.Get(id)
		s.Rows = append(s.Rows, []string{c.Text, m.NameOf(c.Owner), c.State, c.Helped, strconv.Itoa(c.kept(m.Room.Ended != 0))})
	}
	return s
}

func factsSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "facts", Title: "Facts", Head: []string{"Day", "Kind", "Fact"}, Said: saids{"Kind": factKinds}}
	for _, state := range factStates.All() {
		s.Said["Kind"] = s.Said["Kind"].With("blocker, " + state)
	}
	for _, outcome := range factOutcomes.All() {
		s.Said["Kind"] = s.Said["Kind"].With("goal, " + outcome)
	}
	for _, id := range m.Shared.Facts.Ranked(func(f Fact) int { return f.Rank }) {
		f, _ := m.Shared.Facts.Get(id)
		kind := f.Kind
		if f.State != "" {
			kind += ", " + f.State
		}
		s.Rows = append(s.Rows, []string{f.day(), kind, f.Text})
	}
	return s
}

// day is when it was. Rules know no time zone, so of a moment it is that of UTC.
func (f Fact) day() string {
	if f.Day == "" && f.At != 0 {
		return f.At.Time().UTC().Format(time.DateOnly)
	}
	return f.Day
}

func topicsSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "topics", Title: "Topics", Head: []string{"Topic", "Dots", "Became", "What was said"}, Said: saids{"Became": topicStates}}
	for _, id := range m.Shared.Topics.Ranked(func(r Topic) int { return r.Rank }) {
		topic, _ := m.Shared.Topics.Get(id)
		s.Rows = append(s.Rows, []string{topic.Title, strconv.Itoa(topic.Dots), topic.State, topic.Said})
	}
	return s
}

func notesSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "notes", Title: "Notes", Head: []string{"Column", "Group", "Note"}}
	withNames := m.Room.Promise == named
	if withNames {
		s.Head = append(s.Head, "By")
	}
	for _, column := range m.Shared.Columns.Ranked(func(c Column) int { return c.Rank }) {
		heading, _ := m.Shared.Columns.Get(column)
		for _, id := range m.Shared.Notes.Ranked(func(n Note) int { return n.Rank }) {
			n, _ := m.Shared.Notes.Get(id)
			if n.Column != column {
				continue
			}
			g, _ := m.Shared.Groups.Get(n.Group)
			row := []string{heading.Title, g.Title, n.Text}
			if withNames {
				row = append(row, m.NameOf(n.By))
			}
			s.Rows = append(s.Rows, row)
		}
	}
	return s
}

// pickedSection is what the team will do, the one that matters most first.
func pickedSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "picked", Title: "What we will do", Head: []string{"Action", "Owner", "Due", "How we will know", "The one"}, Said: saids{"The one": rooms.ListOf("yes")}}
	picked := m.Shared.Picked
	if one := m.Shared.One; picked.Has(one) {
		picked = rooms.ListOf(append([]rooms.ID{one}, picked.Without(one).Slice()...)...)
	}
	for _, id := range picked.All() {
		a, _ := m.Room.Actions.Get(id)
		one := ""
		if id == m.Shared.One {
			one = "yes"
		}
		s.Rows = append(s.Rows, []string{a.Text, m.NameOf(a.Owner), a.Due, a.How, one})
	}
	return s
}

func kudosSection(m *meeting) rooms.Section {
	s := rooms.Section{Key: "kudos", Title: "Thanks", Head: []string{"To", "For", "From"}}
	for _, id := range m.Shared.Kudos.Ranked(func(k Kudo) int { return k.Rank }) {
		k, _ := m.Shared.Kudos.Get(id)
		s.Rows = append(s.Rows, []string{m.NameOf(k.To), k.Text, m.NameOf(k.By)})
	}
	return s
}

func nextSection(m *meeting) rooms.Section {
	return rooms.Section{Key: "next_lead", Title: "Facilitates next time", Text: m.NameOf(m.Shared.NextLead)}
}
