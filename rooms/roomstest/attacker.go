package roomstest

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"rondo/rooms"
)

// Attacker puts together what a room shows of votes. It knows the rules,
// everything that is public, who was asked and who was there, and takes it that nobody
// changes their mind. From a seat it knows the answers of whoever sits there too.
//
// Its search is exact: of each question it goes through all worlds, that is what each
// person would answer and who has in each round, and looks for people whose answers
// are the same in all worlds that fit two or more results, but not in those that fit
// one of them alone. What a single result gives away is not for it to say.
type Attacker struct {
	Seat    rooms.ID                          // whose answers it knows; "": only looks
	Answers func(rooms.Ballot) []rooms.Choice // what people may have in mind
	rounds  map[string]*watched               // by ballot and round
	order   []string
}

// watched is a round as the attacker saw it.
type watched struct {
	question string
	ballot   rooms.Ballot
	could    map[rooms.ID]bool // who was asked, and there
	mine     *rooms.Choice     // of the seat
	result   *rooms.Result     // once it is shown
}

// Looks takes in what is public at this moment, and who is connected.
func (a *Attacker) Looks(base *rooms.Base, here func(rooms.ID) bool) {
	for id, b := range base.Room.Ballots.All() {
		if b.IsOpen() {
			a.watches(base, id, b, here)
		}
		for round, r := range b.Results.All() {
			w := a.rounds[id+" "+round]
			if w == nil || w.result != nil || r.Voters == 0 || b.IsOpen() {
				continue
			}
			// Where names were to be shown, a vote that took all names away has none.
			if w.ballot.Secrecy == rooms.Anonymous || r.Votes.Len() > 0 {
				w.result = &r
				a.order = append(a.order, id+" "+round)
			}
		}
	}
}

func (a *Attacker) watches(base *rooms.Base, id string, b rooms.Ballot, here func(rooms.ID) bool) {
	key := fmt.Sprint(id, " ", b.Round)
	w := a.rounds[key]
	if w == nil {
		// About another board one asks another question.
		w = &watched{question: fmt.Sprint(id, b.About, slices.Sorted(slices.Values(b.Options.Slice()))), could: map[rooms.ID]bool{}}
		if a.rounds == nil {
			a.rounds = map[string]*watched{}
		}
		a.rounds[key] = w
	}
	w.ballot = b
	for person := range b.Who.All() {
		if p, _ := base.Room.People.Get(person); p.TakesPart() && here(person) {
			w.could[person] = true
		}
	}
	held, _ := base.Held.Get(a.Seat)
	if w.mine = nil; held.Votes.Has(id) {
		choice, _ := held.Votes.Get(id)
		w.mine = &choice
	}
}

// Shown is how many results the attacker has, and how many of them are of a question
// that has an earlier one.
func (a *Attacker) Shown() (results, again int) {
	of := map[string]bool{}
	for _, key := range a.order {
		q := a.rounds[key].question
		if of[q] {
			again++
		}
		of[q] = true
	}
	return len(a.order), again
}

// Finds tells what follows from results of one question together and not from one of
// them alone; "" when nothing does.
func (a *Attacker) Finds() string {
	questions := map[string][]*watched{}
	for _, key := range a.order {
		w := a.rounds[key]
		questions[w.question] = append(questions[w.question], w)
	}
	for _, q := range slices.Sorted(maps.Keys(questions)) {
		if rounds := questions[q]; len(rounds) > 1 {
			if found := a.compares(rounds); found != "" {
				return q + ": " + found
			}
		}
	}
	return ""
}

// world is what each person would answer, as places in the list of answers.
type world []int

func (a *Attacker) compares(rounds []*watched) string {
	people := peopleOf(rounds)
	answers := a.Answers(rounds[0].ballot)
	known := a.known(rounds, answers)
	sets := make([]sure, len(rounds)+1) // what is sure from each alone, and from all
	for i := range sets {
		sets[i] = sure{}
	}
	groups := groupsOf(people, a.Seat)
	everyWorld(len(people), len(answers), func(w world) {
		if at := slices.Index(people, a.Seat); at >= 0 && known >= 0 && w[at] != known {
			return
		}
		all := true
		for i, r := range rounds {
			fits := a.fits(r, people, answers, w)
			if fits {
				sets[i].add(groups, w)
			}
			all = all && fits
		}
		if all {
			sets[len(rounds)].add(groups, w)
		}
	})
	alone := map[int]bool{} // whose answers one result says: then a pair with them is no news
	for g, members := range groups {
		known := slices.ContainsFunc(sets[:len(rounds)], func(s sure) bool { return len(s[g]) == 1 })
		if len(members) == 1 && known {
			alone[members[0]] = true
		}
		known = known || slices.ContainsFunc(members, func(m int) bool { return alone[m] })
		if together := sets[len(rounds)][g]; len(together) == 1 && !known {
			return fmt.Sprintf("%s answered %s", namesOf(groups[g], people), strings.Join(slices.Collect(maps.Keys(together)), ""))
		}
	}
	return ""
}

// sure are the answers that a group may have given, by group.
type sure map[int]map[string]bool

func (s sure) add(groups [][]int, w world) {
	for g, members := range groups {
		var theirs []int
		for _, m := range members {
			theirs = append(theirs, w[m])
		}
		slices.Sort(theirs)
		if s[g] == nil {
			s[g] = map[string]bool{}
		}
		s[g][fmt.Sprint(theirs)] = true
	}
}

func peopleOf(rounds []*watched) (people []rooms.ID) {
	for _, r := range rounds {
		for person := range r.could {
			if !slices.Contains(people, person) {
				people = append(people, person)
			}
		}
	}
	slices.Sort(people)
	return people
}

// known is what the seat answers, as a place among the answers; -1: not known.
func (a *Attacker) known(rounds []*watched, answers []rooms.Choice) int {
	for _, r := range rounds {
		if r.mine != nil {
			return slices.IndexFunc(answers, func(c rooms.Choice) bool { return sameChoice(c, *r.mine) })
		}
	}
	return -1
}

func sameChoice(a, b rooms.Choice) bool { return fmt.Sprint(textOf(a)) == fmt.Sprint(textOf(b)) }

func textOf(c rooms.Choice) []string {
	out := []string{c.Card}
	for option, n := range c.Dots.All() {
		out = append(out, fmt.Sprint(option, n))
	}
	slices.Sort(out)
	return out
}

// groupsOf are all groups of one or two people without the attacker: of more than two
// a result may speak.
func groupsOf(people []rooms.ID, but rooms.ID) (groups [][]int) {
	for i := range people {
		for j := i; j < len(people); j++ {
			if people[i] == but || people[j] == but {
				continue
			}
			groups = append(groups, slices.Compact([]int{i, j}))
		}
	}
	slices.SortStableFunc(groups, func(a, b []int) int { return cmp.Compare(len(a), len(b)) })
	return groups
}

func namesOf(group []int, people []rooms.ID) string {
	var names []string
	for _, m := range group {
		names = append(names, string(people[m]))
	}
	return strings.Join(names, " and ")
}

func everyWorld(people, answers int, do func(world)) {
	w := make(world, people)
	for {
		do(w)
		i := 0
		for i < people && w[i] == answers-1 {
			w[i] = 0
			i++
		}
		if i == people {
			return
		}
		w[i]++
	}
}

// fits tells whether some of those who could have answered in a round so that its
// result would be what it is.
func (a *Attacker) fits(r *watched, people []rooms.ID, answers []rooms.Choice, w world) bool {
	if r.result.Votes.Len() > 0 {
		return r.named(people, answers, w)
	}
	var could []int
	var picked []rooms.Choice
	for i, person := range people {
		switch {
		case person == a.Seat && r.mine == nil, !r.could[person]:
		case person == a.Seat:
			picked = append(picked, answers[w[i]])
		default:
			could = append(could, i)
		}
	}
	return choose(could, r.result.Voters-len(picked), picked, func(i int) rooms.Choice { return answers[w[i]] }, func(votes []rooms.Choice) bool {
		return r.comesTo(votes)
	})
}

// named tells whether people would answer what everybody saw them answer.
func (r *watched) named(people []rooms.ID, answers []rooms.Choice, w world) bool {
	for i, person := range people {
		if choice, ok := r.result.Votes.Get(person); ok && !sameChoice(choice, answers[w[i]]) {
			return false
		}
	}
	return true
}

// choose tries all ways to take n more of some people.
func choose(of []int, n int, picked []rooms.Choice, answer func(int) rooms.Choice, fits func([]rooms.Choice) bool) bool {
	if n < 0 || n > len(of) {
		return false
	}
	if n == 0 {
		return fits(picked)
	}
	return choose(of[1:], n-1, append(slices.Clone(picked), answer(of[0])), answer, fits) || choose(of[1:], n, picked, answer, fits)
}

// agree tells whether all answer alike, or all but one.
func agree(tally map[string]int) bool {
	most, all := 0, 0
	for _, n := range tally {
		most, all = max(most, n), all+n
	}
	return most >= all-1
}

func areFine(b rooms.Ballot, votes []rooms.Choice) bool {
	for _, v := range votes {
		x, _ := rooms.NumberOf(v.Card)
		if b.Kind == rooms.YesNo && v.Card == "no" || b.Kind != rooms.YesNo && x < float64(b.Fine) {
			return false
		}
	}
	return true
}

// comesTo tells whether these votes have the result that was shown, by the rules as
// docs/privacy.md has them.
func (r *watched) comesTo(votes []rooms.Choice) bool {
	tally := map[string]int{}
	sum := 0.0
	for _, v := range votes {
		if v.Card != "" {
			tally[v.Card]++
			x, _ := rooms.NumberOf(v.Card)
			sum += x
		}
		for option, n := range v.Dots.All() {
			tally[option] += n
		}
	}
	few := r.ballot.Kind == rooms.YesNo || r.ballot.Kind == rooms.Fist && len(votes) < 5
	if coarse := r.ballot.Fine != 0 && (few || agree(tally)); coarse || r.result.Mood != "" {
		return coarse && (r.result.Mood == rooms.AllFine) == areFine(r.ballot, votes)
	}
	if r.result.Tally.Len() == 0 {
		return math.Abs(math.Round(sum/float64(len(votes))*2)/2-r.result.Mean) < 0.01
	}
	if r.result.Tally.Len() != len(tally) {
		return false
	}
	for option, n := range r.result.Tally.All() {
		if tally[option] != n {
			return false
		}
	}
	return true
}
