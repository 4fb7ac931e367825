package rooms

import (
	"cmp"
	"maps"
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
		return NoSuch("ballot")
	case b.Fixed:
		return errFixed
	}
	if err := cmp.Or(t.notOver(), t.outOfPhase(with.Ballot)); err != nil {
		return err
	}
	return t.AskAnew(with.Ballot, b.plan())
}

var errFixed = Refuse("ballot_fixed")

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
	t.endRound(id, &b, b.together(votes, b.result(votes, t.crowd(maps.Keys(votes)))))
	t.Room.Ballots.Put(id, b)
	t.Tell(Settled, id)
	return nil
}

// HoldBallot lets a vote wait while the meeting is elsewhere: what was chosen stays,
// and its clocks stand still until ReleaseBallot.
func (t *Tx) HoldBallot(id string) {
	t.HoldTimer("ballot:" + id)
	t.HoldTimer("reveal:" + id)
}

// ReleaseBallot lets a vote go on that waited.
func (t *Tx) ReleaseBallot(id string) {
	t.ReleaseTimer("ballot:" + id)
	t.ReleaseTimer("reveal:" + id)
}

func (t *Tx) endRound(id string, b *Ballot, r Result) {
	r.Of = b.About
	b.forgetOlder(r)
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
