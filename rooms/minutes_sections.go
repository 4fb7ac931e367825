package rooms

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Minutes begins the minutes with what every meeting has. Sections that say
// nothing are left out.
func (b *Base) Minutes(sections ...Section) Minutes {
	m := Minutes{
		Kind: b.Room.Kind, Title: b.Room.Title, Started: b.Room.Started, Ended: b.Room.Ended,
		People: b.tookPart(),
	}
	rehearsal := Section{Key: "rehearsal", Title: "Rehearsal"}
	if b.isRehearsal() {
		rehearsal.Text, rehearsal.Says = "One person tried this meeting with bots.", Word{Key: "minutes.rehearsal"}
	}
	for _, s := range append([]Section{rehearsal}, sections...) {
		if s.empty() {
			m.Silent = append(m.Silent, s)
		} else {
			m.Sections = append(m.Sections, s)
		}
	}
	return m
}

// tookPart returns the names of all who were in the meeting, also of those who
// left it before its end. Where it never started, that is whoever came.
func (b *Base) tookPart() []string {
	var names []string
	for _, id := range b.Room.People.Ranked(func(p Person) int { return p.Rank }) {
		if p, _ := b.Room.People.Get(id); !p.Away && p.Expected == 0 && (b.Room.Started == 0 || !b.Internal.Unseen.Has(id)) {
			names = append(names, p.Name)
		}
	}
	return names
}

// NameOf returns a person's name, also of somebody who has left; "" for nobody.
func (b *Base) NameOf(person ID) string {
	p, _ := b.Room.People.Get(person)
	return p.Name
}

// NamesOf returns people's names with commas between.
func (b *Base) NamesOf(people List[ID]) string {
	var names []string
	for _, id := range people.All() {
		names = append(names, b.NameOf(id))
	}
	return strings.Join(names, ", ")
}

// BlockerSection is what is in people's way. A blocker that nobody sees to says
// so.
func (b *Base) BlockerSection() Section {
	s := Section{Key: "blockers", Title: "Blockers", Head: []string{"Blocker", "Raised by", "Owner", "Helpers", "Today by", "State"},
		Said: map[string]List[string]{"Owner": ListOf("nobody"), "State": ListOf(stateOpen, stateSolved, stateParked)}}
	for _, id := range b.Room.Block.Ranked(func(k Blocker) int { return k.Rank }) {
		k, _ := b.Room.Block.Get(id)
		owner := b.NameOf(k.Owner)
		if k.Owner == "" && k.State == stateOpen {
			owner = "nobody"
		}
		s.Rows = append(s.Rows, []string{k.Text, b.NameOf(k.By), owner, b.NamesOf(k.Helpers), zoned(k.Today), k.State})
	}
	return s
}

// zoned writes a time of day as it can be read anywhere: "14:00 UTC+01:00".
func zoned(at string) string {
	if len(at) <= len("14:00") {
		return at
	}
	return at[:len("14:00")] + " UTC" + at[len("14:00"):]
}

// ParkedSection is what was left for later.
func (b *Base) ParkedSection() Section {
	s := Section{Key: "parked", Title: "Parked topics", Head: []string{"Topic", "Parked by", "Concerns", "State"},
		Said: map[string]List[string]{"State": ListOf(stateOpen, stateDone)}}
	for _, id := range b.Room.Parked.Ranked(Topic.rank) {
		p, _ := b.Room.Parked.Get(id)
		s.Rows = append(s.Rows, []string{p.Text, b.NameOf(p.By), b.NamesOf(p.People), p.State})
	}
	return s
}

// ActionSection is who does what by when. What was dropped is left out.
func (b *Base) ActionSection() Section {
	s := Section{Key: "actions", Title: "Action items", Head: []string{"Action", "Owner", "Due", "How we will know", "State"},
		Said: map[string]List[string]{"State": ListOf(stateOpen, stateDone)}}
	for _, id := range b.Room.Actions.Ranked(func(a Task) int { return a.Rank }) {
		if a, _ := b.Room.Actions.Get(id); a.State != stateDropped {
			s.Rows = append(s.Rows, []string{a.Text, b.NameOf(a.Owner), a.Due, a.How, a.State})
		}
	}
	return s
}

// ItemSection is what became of the items, in the order of the list. What was withdrawn
// is left out.
func (b *Base) ItemSection() Section {
	s := Section{Key: "items", Title: "Items", Head: []string{"Item", "Result", "Rounds", "State", "Link"},
		Said: map[string]List[string]{"State": ListOf(ItemOpen, ItemCurrent, ItemDone, ItemParked, ItemToSplit, ItemSpike, ItemDeferred, ItemSplit, ItemUnready)}, Answers: ListOf("Result")}
	for _, id := range b.Room.Items.Ranked(Item.rank) {
		item, _ := b.Room.Items.Get(id)
		if item.State == ItemWithdrawn {
			continue
		}
		rounds := ""
		if item.Rounds > 0 {
			rounds = strconv.Itoa(item.Rounds)
		}
		s.Rows = append(s.Rows, []string{item.Title, item.Result, rounds, item.State, item.Link})
	}
	return s
}

// BallotSection is what came out of a ballot, a row for each round: how many
// voted, how often each option was chosen, and the mean of a scale. label says
// what an option is called in English, and so under which head its words stand; nil: by
// itself. Who chose what is left out also
// where it was seen: minutes outlive the moment.
func (b *Base) BallotSection(id, title string, label func(option string) string) Section {
	ballot, _ := b.Room.Ballots.Get(id)
	s := Section{Key: "ballot_" + id, Title: title, Head: []string{"Round", "Voters"},
		Said: map[string]List[string]{"Voters": ListOf(tooFewVoters, votesLost), "Mean": ListOf(allFine, someNot)}}
	for _, option := range ballot.Options.All() {
		if label == nil {
			s.Named = s.Named.With(option)
		} else {
			option = label(option)
		}
		s.Head = append(s.Head, option)
	}
	if ballot.hasMean() {
		s.Head, s.Decimal = append(s.Head, "Mean"), ListOf("Mean")
	}
	for round := 1; round <= ballot.Round; round++ {
		r, ok := ballot.Results.Get(roundKey(round))
		if open := ballot.IsOpen() && round == ballot.Round; ok && !open && !r.Part {
			s.Rows = append(s.Rows, ballot.row(round, r))
		}
	}
	return s
}

// What stands in place of how many voted.
const (
	tooFewVoters = "too few to show"
	votesLost    = "votes lost"
	allFine      = "all are fine"
	someNot      = "some are not"
)

// meanCell is empty where nobody chose a number of a deck, and a word where there is no
// more to say.
func (b Ballot) meanCell(r Result) string {
	switch {
	case b.Deck != "" && r.Low == "":
		return ""
	case r.Mood == AllFine:
		return allFine
	case r.Mood == SomeNot:
		return someNot
	}
	return strconv.FormatFloat(r.Mean, 'f', -1, 64)
}

func (b Ballot) row(round int, r Result) []string {
	row := []string{roundKey(round), strconv.Itoa(r.Voters)}
	switch {
	case r.Small:
		row[1] = tooFewVoters
		return row
	case r.Lost:
		row[1] = votesLost
		return row
	}
	for _, option := range b.Options.All() {
		cell := ""
		if n, _ := r.Tally.Get(option); r.Tally.Len() > 0 {
			cell = strconv.Itoa(n)
		}
		row = append(row, cell)
	}
	if b.hasMean() {
		row = append(row, b.meanCell(r))
	}
	return row
}

// RoundSection is how often which card was chosen, for each item of the list and round
// of a ballot about it; last what was asked about nothing that is listed. By whom is left
// out: minutes outlive the moment.
func (b *Base) RoundSection(ballot string) Section {
	s := Section{Key: "rounds", Title: "Rounds", Head: []string{"Item", "Round", "Cards"}, Answers: ListOf("Cards")}
	asked, _ := b.Room.Ballots.Get(ballot)
	for _, about := range append(b.Room.Items.Ranked(Item.rank), "") {
		item, _ := b.Room.Items.Get(about)
		for i, n := range asked.Rounds(string(about)) {
			r, _ := asked.Results.Get(roundKey(n))
			if r.Voters > 0 && item.State != ItemWithdrawn {
				s.Rows = append(s.Rows, []string{item.Title, strconv.Itoa(i + 1), asked.shown(r)})
			}
		}
	}
	return s
}

// times stands between how often an answer was given and the answer.
const times = " × "

// shown is what lay on the table, in the order of the deck: "2 × 3, 1 × 8". What an earlier
// round was played with may be in the deck no longer: such cards come first, by their value.
func (b Ballot) shown(r Result) string {
	deck := b.Options.Slice()
	byDeck := func(x, y string) int {
		return cmp.Or(cmp.Compare(slices.Index(deck, x), slices.Index(deck, y)), cmp.Compare(valueOf(x), valueOf(y)), cmp.Compare(x, y))
	}
	var lay []string
	for _, card := range slices.SortedFunc(maps.Keys(maps.Collect(r.Tally.All())), byDeck) {
		n, _ := r.Tally.Get(card)
		lay = append(lay, strconv.Itoa(n)+times+card)
	}
	return strings.Join(lay, ", ")
}
