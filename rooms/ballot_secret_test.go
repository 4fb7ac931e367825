package rooms

import (
	"testing"
	"time"
)

// A vote in an anonymous ballot changes no public byte at all.
func TestAnonymousVoteIsSilent(t *testing.T) {
	h := newHall(t, voters...)
	h.must(h.open("q", BallotPlan{Kind: Roman, Secrecy: Anonymous, Who: Developers, Auto: true}))
	before := h.public()
	for _, id := range voters {
		h.vote(id, "q", "up")
	}
	h.must(h.do("p1", "unvote", `{"ballot":"q"}`))
	if h.public() != before {
		t.Errorf("a vote shows: %s", h.public())
	}
	h.wait(tallyStep)
	if b := h.ballot("q"); b.Count != 5 || b.Done.Len() != 0 || b.State != "open" {
		t.Errorf("after a step: %s", toJSON(t, b))
	}
	h.vote("p1", "q", "down")
	h.wait(tallyStep)
	h.state("q", "counting")
	h.must(h.do("p2", "unvote", `{"ballot":"q"}`))
	h.state("q", "counting") // who took a vote back must not show by when
	h.wait(revealCountdown)
	h.state("q", "open")
	h.vote("p2", "q", "side")
	h.wait(tallyStep + revealCountdown)
	if r := h.result("q"); r.Voters != 6 || r.Votes.Len() != 0 || r.Tally.Len() != 3 {
		t.Errorf("result %s", toJSON(t, r))
	}
}

func TestAnonymousResultsHideTheFew(t *testing.T) {
	for _, c := range []struct {
		kind  string
		cards []string
		want  string
	}{
		{Scale, []string{"5", "5"}, `{"voters":0,"small":true}`},
		{Scale, []string{"1", "2", "5"}, `{"voters":3,"mean":2.5}`},
		{Scale, []string{"4", "4", "5", "4"}, `{"voters":4,"mean":4.5}`},
		{Fist, []string{"0", "0", "1"}, `{"voters":3,"mean":0.5}`},
		{Fist, []string{"0", "0", "0"}, `{"voters":3}`},
		{Scale, []string{"2", "2", "2", "2", "2"}, `{"voters":5,"tally":{"2":5},"mean":2}`},
		{Scale, []string{"2", "2", "2", "2", "3"}, `{"voters":5,"tally":{"2":4,"3":1},"mean":2.2}`},
		{Roman, []string{"up", "up"}, `{"voters":0,"small":true}`},
		{Roman, []string{"up", "up", "up"}, `{"voters":3,"tally":{"up":3}}`},
	} {
		h := newHall(t, voters...)
		h.must(h.open("q", BallotPlan{Kind: c.kind, Secrecy: Anonymous, Who: Developers}))
		for i, card := range c.cards {
			h.vote(voters[i], "q", card)
		}
		h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
		r, want := h.result("q"), Result{}
		h.must(Decode([]byte(c.want), &want))
		if toJSON(t, r) != toJSON(t, want) {
			t.Errorf("%s %v: %s, want %s", c.kind, c.cards, toJSON(t, r), c.want)
		}
		if h.doc.Common().Held.Len() != 0 || h.ballot("q").Count != 0 {
			t.Errorf("%s %v: ballots were not destroyed", c.kind, c.cards)
		}
	}
}

func TestAnonymousNeedsThree(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	plan := BallotPlan{Kind: Scale, Secrecy: Anonymous, Who: Developers, Auto: true}
	h.goes("p3")
	h.refused("too_few", func() error { return h.open("q", plan) })
	h.comes("p3")
	h.must(h.open("q", plan))
	h.vote("p1", "q", "1")
	h.vote("p2", "q", "2")
	h.goes("p3") // a quorum of two would destroy both votes
	h.wait(time.Minute)
	h.state("q", "open")
}

func TestCountSleepsInAnEmptyRoom(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.open("q", BallotPlan{Kind: Scale, Secrecy: Anonymous, Who: Developers, Auto: true}))
	h.goes("p1", "p2", "p3")
	h.wait(tallyStep)
	if h.room().Timers.Has("tally:q") {
		t.Errorf("a room without people ticks: %s", toJSON(t, h.room().Timers))
	}
	h.comes("p2")
	if !h.room().Timers.Has("tally:q") {
		t.Errorf("the count did not wake up")
	}
}

func TestCountKeepsItsPaceWhoeverComesAndGoes(t *testing.T) {
	h := newHall(t, voters...)
	h.must(h.open("q", BallotPlan{Kind: Scale, Secrecy: Anonymous, Who: Developers}))
	for range 5 {
		h.vote("p1", "q", "1")
		h.wait(tallyStep / 5)
		h.goes("p6")
		h.comes("p6")
	}
	if h.ballot("q").Count != 1 {
		t.Errorf("the count comes late")
	}
}

// The step that ends a round empties the drawers as one opaque operation: its
// patch must not say whose drawer held something.
func TestEndOfARoundNamesNobody(t *testing.T) {
	h := newHall(t, voters...)
	h.must(h.open("h", hidden(Cards)))
	h.must(h.open("q", BallotPlan{Kind: Scale, Secrecy: Anonymous, Who: Developers}))
	h.vote("p2", "q", "1")
	h.vote("p3", "q", "1")
	h.vote("p3", "h", "5")
	for _, verb := range []string{"revote", "reveal"} {
		h.vote("p4", "q", "2")
		before := h.doc
		h.must(h.do("p1", verb, `{"ballot":"q"}`))
		if !Burns(before, h.doc) {
			t.Fatalf("%s burns no key", verb)
		}
		if patch := h.kind.Untidied(h.doc.Since(before), before, h.doc); patch.Held != nil {
			t.Errorf("%s tells of drawers: %v", verb, patch.Held)
		}
		if toJSON(t, h.doc.Common().Held) != `{"p3":{"votes":{"h":{"card":"5"}}}}` {
			t.Errorf("%s left %s", verb, toJSON(t, h.doc.Common().Held))
		}
		h.must(h.change("", func(t *Tx) error { t.Internal.Burn = ""; return nil }))
	}
}

func TestRoundKeyLivesAsLongAsAnythingAnonymousIsOpen(t *testing.T) {
	h := newHall(t, voters...)
	kernel := func() Internal { return h.doc.Common().Internal }
	plan := BallotPlan{Kind: Scale, Secrecy: Anonymous, Who: Developers}
	h.must(h.open("hidden", hidden(Cards)))
	if kernel().Round != "" {
		t.Errorf("a hidden ballot opened an anonymous round")
	}
	h.must(h.open("a", plan))
	h.must(h.open("b", plan))
	key := kernel().Round
	h.vote("p1", "a", "1")
	h.vote("p1", "hidden", "5")
	h.must(h.do("p1", "reveal", `{"ballot":"a"}`))
	if kernel().Round != key || kernel().Burn != "" || key == "" {
		t.Errorf("the round ended early: %+v", kernel())
	}
	h.must(h.do("p1", "revote", `{"ballot":"b"}`)) // a new round has a new key
	if kernel().Burn != key || kernel().Round == key || kernel().Round == "" {
		t.Errorf("the old key is not burnt: %+v", kernel())
	}
	next := kernel().Round
	h.must(h.do("p1", "reveal", `{"ballot":"b"}`)) // while the kernel still burns
	if kernel().Burn != key {
		t.Errorf("the key that was being burnt is forgotten")
	}
	h.must(h.change("", func(t *Tx) error { t.Internal.Burn = ""; t.burnRound(); return nil })) // as the kernel does
	if k := kernel(); k.Burn != next || k.Round != "" || h.room().Timers.Len() != 0 {
		t.Errorf("the second key was not burnt: %+v", k)
	}
	if held, _ := h.doc.Common().Held.Get("p1"); !held.Votes.Has("hidden") {
		t.Errorf("a hidden vote was lost with the round")
	}
}
