package rooms

import (
	"errors"
	"strings"
	"testing"
	"time"
)

// Words, pages and the random meetings know what a ceremony may ask from its Ballots: what
// is not there is not asked. The mistake is the ceremony's, so nobody reads a refusal.
func TestWhatTheCeremonyDoesNotNameIsNotAsked(t *testing.T) {
	h := newHall(t, "p1")
	err := h.open("whim", hidden(YesNo))
	if refusal := (*Error)(nil); err == nil || errors.As(err, &refusal) || !strings.Contains(err.Error(), `Ballots of hall do not name "whim"`) {
		t.Errorf("asked without being named: %v", err)
	}
	if h.doc.Common().Room.Ballots.Has("whim") {
		t.Error("it is asked all the same")
	}
}

func TestBallotTakesEveryKind(t *testing.T) {
	for kind, card := range anyCard {
		h := newHall(t, "p1", "p2")
		h.must(h.open("q", hidden(kind)))
		h.vote("p1", "q", card)
		h.refused("invalid", func() error { return h.do("p2", "vote", `{"ballot":"q","card":"nonsense"}`) })
		h.refused("invalid", func() error { return h.do("p2", "vote", `{"ballot":"q","dots":{"3":1}}`) })
		h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
		if r := h.result("q"); r.Voters != 1 || toJSON(t, r.Tally) != `{"`+card+`":1}` {
			t.Errorf("%s: result %+v", kind, toJSON(t, r))
		}
		if !h.told(Settled, "q") {
			t.Errorf("%s: nobody heard of the result", kind)
		}
		h.refused("ballot_closed", func() error { return h.do("p2", "vote", `{"ballot":"q","card":%q}`, card) })
	}
}

func TestDotsKeepBudgetAndStack(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.open("q", BallotPlan{Kind: Dots, Secrecy: Hidden, Options: []string{"a", "b", "c"}, Budget: 4, Stack: 2, Who: Developers, Auto: true}))
	for _, dots := range []string{`{}`, `{"a":3}`, `{"a":0}`, `{"a":-1,"b":2}`, `{"a":2,"b":2,"c":1}`, `{"d":1}`} {
		h.refused("invalid", func() error { return h.do("p1", "vote", `{"ballot":"q","dots":%s}`, dots) })
	}
	h.refused("invalid", func() error { return h.do("p1", "vote", `{"ballot":"q","card":"a"}`) })
	h.must(h.do("p1", "vote", `{"ballot":"q","dots":{"a":2}}`))
	h.must(h.do("p1", "vote", `{"ballot":"q","dots":{"a":1,"b":2}}`))
	h.must(h.do("p2", "vote", `{"ballot":"q","dots":{"b":1}}`))
	h.state("q", "open") // a first dot is not the last: no reveal by itself
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	if got := toJSON(t, h.result("q").Tally); got != `{"a":1,"b":3}` && got != `{"b":3,"a":1}` {
		t.Errorf("dots %s", got)
	}
}

func TestHiddenVotesLieInDrawersUntilTheReveal(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.open("q", hidden(Cards)))
	h.vote("p1", "q", "8")
	if b := h.ballot("q"); toJSON(t, b.Done) != `{"p1":true}` || b.Results.Len() != 0 {
		t.Errorf("in the open: %s", toJSON(t, b))
	}
	if held, _ := h.doc.Common().Held.Get("p1"); toJSON(t, held) != `{"votes":{"q":{"card":"8"}}}` {
		t.Errorf("p1 holds %s", toJSON(t, held))
	}
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	if got := toJSON(t, h.result("q").Votes); got != `{"p1":{"card":"8"}}` {
		t.Errorf("revealed %s", got)
	}
	if h.doc.Common().Held.Len() != 0 {
		t.Errorf("a drawer was left behind: %s", toJSON(t, h.doc.Common().Held))
	}
}

func TestNamedVotesShowAtOnce(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.open("q", BallotPlan{Kind: YesNo, Secrecy: Named, Who: Everyone}))
	h.vote("p2", "q", "yes")
	if r, _ := h.ballot("q").Results.Get("1"); toJSON(t, r) != `{"voters":1,"votes":{"p2":{"card":"yes"}}}` {
		t.Errorf("so far %s", toJSON(t, r))
	}
	if _, ok := h.ballot("q").Latest(); ok {
		t.Errorf("an open round counts as a result")
	}
	h.must(h.do("p2", "unvote", `{"ballot":"q"}`))
	h.vote("p1", "q", "no")
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	if r := h.result("q"); toJSON(t, r) != `{"voters":1,"tally":{"no":1},"votes":{"p1":{"card":"no"}}}` {
		t.Errorf("result %s", toJSON(t, r))
	}
}

func TestEligibilityIsFrozenAtOpening(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.change("", func(t *Tx) error {
		t.Room.People.Edit("p3", func(p *Person) { p.Roles = ListOf(ProductOwner) })
		return t.OpenBallot("q", hidden(Cards))
	}))
	h.refused("not_eligible", func() error { return h.do("p3", "vote", `{"ballot":"q","card":"5"}`) })
	h.must(h.change("", func(t *Tx) error {
		t.Room.People.Edit("p3", func(p *Person) { p.Roles = ListOf(Developer) })
		t.Tell(Changed, "p3")
		return nil
	}))
	h.refused("not_eligible", func() error { return h.do("p3", "vote", `{"ballot":"q","card":"5"}`) })
	h.must(h.change("", func(t *Tx) error { return t.AddVoter("q", "p3") }))
	h.vote("p3", "q", "5")
}

func TestRoundsAreKept(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.open("q", hidden(Cards)))
	h.refused("ballot_open", func() error { return h.open("q", hidden(Cards)) })
	h.vote("p1", "q", "3")
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	h.must(h.do("p1", "revote", `{"ballot":"q"}`))
	h.vote("p1", "q", "5")
	h.must(h.do("p1", "revote", `{"ballot":"q"}`)) // while open: that round ends without a result
	if b := h.ballot("q"); b.Round != 3 || b.Done.Len() != 0 || h.doc.Common().Held.Len() != 0 {
		t.Errorf("something of the old round counts: %s %s", toJSON(t, b), toJSON(t, h.doc.Common().Held))
	}
	h.vote("p2", "q", "8")
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	want := `{"1":{"voters":1,"tally":{"3":1},"votes":{"p1":{"card":"3"}}},"3":{"voters":1,"tally":{"8":1},"votes":{"p2":{"card":"8"}}}}`
	if got := h.ballot("q").Results; got.Len() != 2 || len(toJSON(t, got)) != len(want) {
		t.Errorf("rounds %s, want %s", toJSON(t, got), want)
	}
	h.refused("no_such_ballot", func() error { return h.do("p1", "revote", `{"ballot":"x"}`) })
}

func TestDeadlineClosesWithGrace(t *testing.T) {
	h := newHall(t, "p1", "p2")
	plan := hidden(Cards)
	plan.Deadline = time.Minute
	h.must(h.open("q", plan))
	h.wait(time.Minute + ballotGrace - time.Millisecond)
	if timer, _ := h.room().Timers.Get("ballot:q"); timer.Remains(h.now) != 0 {
		t.Errorf("the display does not say zero")
	}
	h.vote("p1", "q", "3") // sent in time, arrived late
	h.wait(time.Millisecond)
	h.state("q", "closed")
	if h.result("q").Voters != 1 || h.room().Timers.Len() != 0 {
		t.Errorf("result %+v, timers %s", h.result("q"), toJSON(t, h.room().Timers))
	}
}

func TestOpenBallotsCloseWithTheMeeting(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.open("q", hidden(Cards)))
	h.vote("p1", "q", "3")
	h.must(h.change("", func(t *Tx) error { t.Tell(Closed, ""); return nil }))
	h.state("q", "closed")
}

func TestLostVotesAreAskedForAgain(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.open("a", BallotPlan{Kind: Scale, Secrecy: Anonymous, Who: Developers, Deadline: time.Minute}))
	h.must(h.open("h", hidden(Cards)))
	h.must(h.open("n", BallotPlan{Kind: YesNo, Secrecy: Named, Who: Developers}))
	h.vote("p1", "n", "yes")
	h.goes("p3")                            // too few are left to ask anonymously
	h.must(h.change("", func(t *Tx) error { // as the kernel does when the key is gone
		t.Held, t.Internal.Round, t.Internal.Holds = Map[ID, Held]{}, "", List[string]{}
		t.Tell(Voided, "")
		return nil
	}))
	h.state("a", "void")
	h.state("h", "open")
	if b := h.ballot("h"); b.Round != 2 || toJSON(t, b.Results) != `{"1":{"voters":0,"lost":true}}` {
		t.Errorf("hidden: %s", toJSON(t, b))
	}
	if b := h.ballot("n"); b.Round != 1 || b.Done.Len() != 1 {
		t.Errorf("named votes were not lost: %s", toJSON(t, b))
	}
	h.comes("p3")
	h.must(h.do("p1", "revote", `{"ballot":"a"}`))
	h.state("a", "open")
	if timer, ok := h.room().Timers.Get("ballot:a"); !ok || timer.Of != For(time.Minute) {
		t.Errorf("the new round has no deadline")
	}
}

func TestNobodyToAsk(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.refused("too_few", func() error { return h.open("q", BallotPlan{Kind: YesNo, Secrecy: Hidden, Who: ProductOwners}) })
}
