package rooms

import (
	"slices"
	"testing"
	"time"
)

// sizes is a hall in which people size one thing on the list.
func sizes(t *testing.T, people ...ID) *hall {
	h := newHall(t, people...)
	h.must(h.do(people[0], "item_add", `{"title":"a"}`))
	a := h.item("a")
	h.must(h.do(people[0], "item_pick", `{"item":%q}`, a))
	h.must(h.change("", func(t *Tx) error {
		if err := t.PlanSizing("fibonacci"); err != nil {
			return err
		}
		return t.AskSize(string(a), 0)
	}))
	return h
}

// shows plays a round: person after person lays a card, and all are shown.
func (h *hall) shows(cards ...string) {
	h.Helper()
	for i, card := range cards {
		h.vote(ID([]string{"p1", "p2", "p3", "p4"}[i]), SizeBallot, card)
	}
	h.wait(revealCountdown)
}

func (h *hall) sized(result, state string, rounds int) {
	h.Helper()
	item, _ := h.room().Items.Get(h.item("a"))
	if item.Result != result || item.State != state || item.Rounds != rounds {
		h.Errorf("the item is %q %s after %d rounds, want %q %s after %d", item.Result, item.State, item.Rounds, result, state, rounds)
	}
}

func (h *hall) voices(want ...ID) {
	h.Helper()
	speaker := ID("")
	if len(want) > 0 {
		speaker = want[0]
	}
	if got := h.room().Sizing.Voices.Slice(); !slices.Equal(got, want) || h.room().Floor.Speaker != speaker {
		h.Errorf("heard are %v and %q speaks, want %v", got, h.room().Floor.Speaker, want)
	}
}

func TestOneSizeIsSettledInOneTap(t *testing.T) {
	h := sizes(t, "p1", "p2", "p3")
	h.refused("still_hidden", func() error { return h.do("p1", "settle", `{"card":"5"}`) })
	h.shows("5", "5", "5")
	h.voices()
	h.refused("invalid", func() error { return h.do("p1", "settle", `{"card":"8"}`) })
	h.must(h.do("p1", "settle", `{"card":"5"}`))
	h.sized("5", ItemDone, 1)
	if !h.told(Sized, string(h.item("a"))) {
		t.Error("nobody heard of it")
	}
}

// Of two side by side most choose; the higher where as many would take each. Silence is no
// consent.
func TestATieIsBroken(t *testing.T) {
	for name, c := range map[string]struct {
		agrees []string
		want   string
	}{
		"all the lower":  {[]string{"5", "5", "5"}, "5"},
		"most the lower": {[]string{"5", "8", "5"}, "5"},
		"one of three":   {[]string{"5"}, "5"},
		"one each":       {[]string{"5", "8"}, "8"},
		"nobody":         {nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			h := sizes(t, "p1", "p2", "p3")
			h.shows("5", "8", "5")
			h.voices()
			for i, card := range c.agrees {
				h.must(h.do(ID([]string{"p1", "p2", "p3"}[i]), "agree", `{"card":%q}`, card))
			}
			if len(c.agrees) < 3 {
				h.sized("", ItemCurrent, 0)
				h.wait(TieTime)
			}
			if c.want == "" {
				h.sized("", ItemCurrent, 0)
				return
			}
			h.sized(c.want, ItemDone, 1)
		})
	}
}

func TestTheLowestAndTheHighestSayWhyAndThereIsOneMoreHiddenRound(t *testing.T) {
	h := sizes(t, "p1", "p2", "p3")
	h.shows("3", "5", "13")
	h.voices("p1", "p3")
	h.wait(VoiceTime - time.Second)
	h.voices("p1", "p3")
	h.wait(time.Second)
	h.voices("p3")
	if h.ballot(SizeBallot).IsOpen() {
		t.Error("it is asked again before both have said why")
	}
	h.must(h.do("p3", "heard", `{}`)) // done early
	h.voices()
	h.refused("nobody_says_why", func() error { return h.do("p3", "heard", `{}`) })
	if b := h.ballot(SizeBallot); !b.IsOpen() || b.Round != 2 || b.Done.Len() != 0 {
		t.Fatalf("after both: %+v", b)
	}
	h.shows("5", "8", "13")
	h.voices() // no third round
	h.refused("rounds_over", func() error { return h.do("p1", "revote", `{"ballot":"cards"}`) })
	first, _ := h.ballot(SizeBallot).Results.Get("1")
	if !slices.Equal(first.Heard.Slice(), []ID{"p1", "p3"}) {
		t.Errorf("heard were %v", first.Heard)
	}
	h.must(h.do("p2", "settle", `{"card":"13"}`)) // the higher
	h.sized("13", ItemDone, 2)
}

func TestVoicesThatAreGoneAreNotWaitedFor(t *testing.T) {
	h := sizes(t, "p1", "p2", "p3")
	h.shows("3", "5", "13")
	h.goes("p1")
	h.voices("p3")
	h.leaves("p3")
	h.voices()
	if !h.ballot(SizeBallot).IsOpen() {
		t.Error("nobody is left to speak, and nothing is asked")
	}
}

// One of several with the same card is drawn by lot.
func TestItIsNotAlwaysTheSameWhoSaysWhy(t *testing.T) {
	drawn := map[ID]bool{}
	for seed := range uint64(20) {
		h := sizes(t, "p1", "p2", "p3")
		h.dice = SeededDice(seed)
		h.shows("3", "3", "13")
		drawn[h.room().Sizing.Voices.At(0)] = true
	}
	if !drawn["p1"] || !drawn["p2"] {
		t.Errorf("only %v spoke", drawn)
	}
}

func TestAllWhoSizeAgree(t *testing.T) {
	h := sizes(t, "p1", "p2", "p3")
	h.shows("3", "5", "13")
	h.refused("invalid", func() error { return h.do("p1", "agree", `{"card":"21"}`) })
	h.must(h.do("p1", "agree", `{"card":"8"}`)) // between what was chosen
	h.must(h.do("p2", "agree", `{"card":"5"}`))
	h.sized("", ItemCurrent, 0)
	h.goes("p3")
	h.sized("", ItemCurrent, 0) // two of them differ
	h.must(h.do("p2", "agree", `{"card":"8"}`))
	h.sized("8", ItemDone, 1)
	h.voices()
	h.refused("sized_already", func() error { return h.do("p2", "agree", `{"card":"8"}`) })
}

// Nobody waits for the agreement of somebody who goes.
func TestWhoGoesHoldsNoAgreementUp(t *testing.T) {
	h := sizes(t, "p1", "p2")
	h.shows("5", "5")
	h.must(h.do("p1", "agree", `{"card":"5"}`))
	h.goes("p2")
	h.sized("5", ItemDone, 1)
}

func TestWhatHasNoSizeIsSetAside(t *testing.T) {
	for _, as := range []string{ItemToSplit, ItemSpike, ItemDeferred} {
		h := sizes(t, "p1", "p2", "p3")
		h.refused("still_hidden", func() error { return h.do("p1", "aside", `{"as":%q}`, as) })
		h.shows("1", "5", "13")
		h.must(h.do("p1", "aside", `{"as":%q}`, as))
		h.sized("", as, 0)
		h.voices()
		if !h.told(SetAside, string(h.item("a"))) {
			t.Error("nobody heard of it")
		}
		h.refused("sized_already", func() error { return h.do("p1", "aside", `{"as":%q}`, as) })
		h.wait(2 * VoiceTime)
		if h.ballot(SizeBallot).IsOpen() {
			t.Error("it is asked about again")
		}
		// Once more, from the beginning.
		h.must(h.do("p1", "item_pick", `{"item":%q}`, h.item("a")))
		h.must(h.change("", func(t *Tx) error { return t.AskSize(string(h.item("a")), 0) }))
		h.shows("1", "5", "13")
		h.voices("p1", "p3")
	}
}

// A round that is cut short, by other cards or a crash, is none of the two.
func TestRoundsThatShowNothingDoNotCount(t *testing.T) {
	h := sizes(t, "p1", "p2", "p3")
	h.vote("p1", SizeBallot, "5")
	h.must(h.do("p1", "deck", `{"deck":"powers","sure":true}`))
	if b := h.ballot(SizeBallot); !b.IsOpen() || !b.Sure || b.Deck != "powers" || b.Done.Len() != 0 {
		t.Fatalf("other cards: %+v", b)
	}
	h.must(h.change("", func(t *Tx) error { return t.VoidBallot(SizeBallot) }))
	h.must(h.do("p1", "reveal", `{"ballot":"cards"}`)) // of no cards
	h.must(h.do("p1", "revote", `{"ballot":"cards"}`))
	h.shows("1", "8", "32")
	h.voices("p1", "p3")
	h.must(h.do("p1", "revote", `{"ballot":"cards"}`)) // without hearing them
	h.voices()
	h.shows("1", "8", "32")
	h.voices()
}
