package rooms

import (
	"cmp"
	"maps"
	"math"
	"strconv"
)

func reveal(t *Tx, with ballotWith) error {
	b, err := t.openBallot(with.Ballot)
	switch {
	case err != nil:
		return err
	case b.Fixed:
		return errFixed
	}
	return t.CloseBallot(with.Ballot)
}

// revote asks the same again. An open round shows no result: half of the votes
// would let people follow each other.
func revote(t *Tx, with ballotWith) error {
	b, ok := t.Room.Ballots.Get(with.Ballot)
	switch {
	case !ok:
		return &Error{Code: "no_such_ballot", Say: "There is no such vote.", Field: "/ballot"}
	case b.Fixed:
		return errFixed
	}
	if err := cmp.Or(t.notOver(), t.outOfPhase(with.Ballot)); err != nil {
		return err
	}
	return t.AskAnew(with.Ballot, b.plan())
}

var errFixed = &Error{Code: "ballot_fixed", Say: "This vote ends by itself, and nobody asks again."}

// AskAnew asks a question again, perhaps in another way. A round that is open
// ends without a result, and none of its votes counts.
func (t *Tx) AskAnew(id string, plan BallotPlan) error {
	if b, _ := t.Room.Ballots.Get(id); b.IsOpen() {
		t.emptyDrawers(id)
		t.stopBallot(id, &b)
		b.Results.Delete(roundKey(b.Round))
		t.Room.Ballots.Put(id, b)
	}
	return t.OpenBallot(id, plan)
}

// CloseBallot ends the round that is open and shows its result, as far as it
// may be shown; the ceremony hears Settled. A ballot that is not open stays as
// it is, so a ceremony can close what may have closed by itself.
func (t *Tx) CloseBallot(id string) error {
	b, err := t.openBallot(id)
	if err != nil {
		return nil
	}
	votes := map[ID]Choice{}
	for person := range b.Who.All() {
		if choice, ok := t.voteOf(id, b, person); ok {
			votes[person] = choice
		}
	}
	t.emptyDrawers(id)
	result := b.result(votes, t.Crowd(maps.Keys(votes)))
	if b.Secrecy == Anonymous && !result.Small {
		b.Asked = b.Who
	}
	t.endRound(id, &b, result)
	t.Room.Ballots.Put(id, b)
	t.Tell(Settled, id)
	return nil
}

func (t *Tx) endRound(id string, b *Ballot, r Result) {
	b.Results.Put(roundKey(b.Round), r)
	t.stopBallot(id, b)
}

// stopBallot ends what runs for a round. What an anonymous one left in the
// drawers must be gone before.
func (t *Tx) stopBallot(id string, b *Ballot) {
	b.State, b.Count = ballotClosed, 0
	for _, timer := range []string{"ballot:", "reveal:", "tally:"} {
		t.StopTimer(timer + id)
	}
	if b.Secrecy == Anonymous {
		t.ReleaseRound("ballot:" + id)
	}
}

// result is what everybody may know of a round's votes.
func (b Ballot) result(votes map[ID]Choice, crowd int) Result {
	if b.Secrecy == Anonymous {
		return b.anonymousResult(votes, crowd)
	}
	r := Result{Voters: len(votes), Tally: tally(votes)}
	for person, choice := range votes {
		r.Votes.Put(person, choice)
	}
	if b.measures() {
		r.Mean = roundTo(mean(votes), 0.01)
	}
	return r
}

// anonymousResult keeps the promise of docs/privacy.md: below three voters nothing; moods
// as a mean alone until there are five, because a histogram of three or four
// answers shows each of them to whoever knows the others. What counts is how many
// voters hide each other, see Crowd.
func (b Ballot) anonymousResult(votes map[ID]Choice, crowd int) Result {
	switch n := len(votes); {
	case crowd < fewestAnonymous:
		return Result{Small: true}
	case b.measures() && crowd < fewestHistogram:
		return Result{Voters: n, Mean: roundTo(mean(votes), 0.5)}
	case b.measures():
		return Result{Voters: n, Tally: tally(votes), Mean: roundTo(mean(votes), 0.01)}
	default:
		return Result{Voters: n, Tally: tally(votes)}
	}
}

func tally(votes map[ID]Choice) (sums Map[string, int]) {
	for _, choice := range votes {
		if choice.Card != "" {
			sums.Edit(choice.Card, func(n *int) { *n++ })
		}
		for option, dots := range choice.Dots.All() {
			sums.Edit(option, func(n *int) { *n += dots })
		}
	}
	return sums
}

// mean expects answers that are numbers.
func mean(votes map[ID]Choice) float64 {
	sum := 0
	for _, choice := range votes {
		n, _ := strconv.Atoi(choice.Card)
		sum += n
	}
	return float64(sum) / float64(max(1, len(votes)))
}

func roundTo(x, step float64) float64 {
	return math.Round(x/step) / math.Round(1/step)
}
