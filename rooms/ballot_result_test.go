package rooms

import (
	"fmt"
	"slices"
	"testing"
)

// sizing asks for an estimate of something with a known deck.
func sizing(tb testing.TB, deck, about string) BallotPlan {
	d, err := DeckOf(deck, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return BallotPlan{Kind: Cards, Secrecy: Hidden, Deck: d, Who: Developers, About: about, Sure: true}
}

func (h *hall) round(plan BallotPlan, cards ...string) Result {
	h.Helper()
	h.must(h.open("q", plan))
	for i, card := range cards {
		if card != "" {
			h.vote(voters[i], "q", card)
		}
	}
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	return h.result("q")
}

func TestLowestHighestAndSpreadOfADeck(t *testing.T) {
	for _, c := range []struct {
		deck, cards, want string // low, high, spread, mean
	}{
		{"fibonacci", "5 5 5", "5 5 equal 5"},
		{"fibonacci", "5 8 5", "5 8 adjacent 6"},
		{"fibonacci", "13 2 5", "2 13 wide 6.67"},
		{"fibonacci", "13 ? coffee", "13 13 partly 13"},
		{"fibonacci", "? coffee ?", "   0"},
		{"fibonacci", "3 3 ?", "3 3 partly 3"},
		{"fibonacci", "0 0 0", "0 0 equal 0"},
		{"modified", "½ 1 1", "½ 1 adjacent 0.83"},
		{"modified", "20 13 100", "13 100 wide 44.33"},
		{"shirts", "M S ?", "S M adjacent 0"},
		{"shirts", "XXL XS M", "XS XXL wide 0"},
	} {
		for _, secrecy := range []string{Named, Hidden, Anonymous} {
			h := newHall(t, "p1", "p2", "p3")
			plan := sizing(t, c.deck, "")
			plan.Secrecy = secrecy
			var cards [3]string
			fmt.Sscan(c.cards, &cards[0], &cards[1], &cards[2])
			r := h.round(plan, cards[:]...)
			if secrecy == Anonymous && r.Votes.Len() != 0 {
				t.Errorf("who holds which card is told: %s", toJSON(t, r))
			}
			if got := fmt.Sprint(r.Low, " ", r.High, " ", r.Spread, " ", r.Mean); got != c.want {
				t.Errorf("%s %s, %s: %q, want %q", c.deck, c.cards, secrecy, got, c.want)
			}
		}
	}
}

func TestABallotWithoutADeckHasNoLowest(t *testing.T) {
	h := newHall(t, "p1", "p2")
	if r := h.round(hidden(Cards), "3", "8"); r.Low != "" || r.Spread != "" || r.Mean != 0 {
		t.Errorf("result %s", toJSON(t, r))
	}
}

func TestCardsAreOfTheDeck(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.open("q", sizing(t, "fibonacci", "")))
	for _, card := range []string{"4", "", "XL", "☕", "05"} {
		h.refused("invalid", func() error { return h.do("p1", "vote", `{"ballot":"q","card":%q}`, card) })
	}
	bad := sizing(t, "fibonacci", "")
	bad.Kind = Fist
	h.refused("internal", func() error { return h.open("other", bad) })
}

// One ballot serves for many things; what came out of one is nothing to another.
func TestResultsAreAboutOneThing(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.round(sizing(t, "fibonacci", "a"), "5", "8", "5")
	h.must(h.open("q", sizing(t, "fibonacci", "b")))
	b := h.ballot("q")
	if r, ok := b.Latest(); ok {
		t.Errorf("at b: %s", toJSON(t, r))
	}
	if r, ok := b.Shown(); ok {
		t.Errorf("shown at b: %s", toJSON(t, r))
	}
	h.vote("p1", "q", "13")
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	h.round(sizing(t, "fibonacci", "a"), "8", "8", "8")
	h.must(h.do("p1", "revote", `{"ballot":"q"}`)) // hidden again; earlier rounds stay
	b = h.ballot("q")
	if a, bs := b.Rounds("a"), b.Rounds("b"); !slices.Equal(a, []int{1, 3}) || !slices.Equal(bs, []int{2}) {
		t.Errorf("rounds about a: %v, about b: %v", a, bs)
	}
	if r, ok := b.Latest(); !ok || r.Low != "8" || b.Deck != "fibonacci" || !b.Sure || b.Done.Len() != 0 {
		t.Errorf("about a at last: %s of %s", toJSON(t, r), toJSON(t, b))
	}
	if r, _ := b.LatestOf("b"); r.High != "13" || r.Of != "b" {
		t.Errorf("about b: %s", toJSON(t, r))
	}
}

func TestRoundsAreCountedPerThing(t *testing.T) {
	h := newHall(t, "p1")
	for range maxRounds {
		h.round(hidden(Cards), "3")
	}
	h.refused("too_many", func() error { return h.open("q", hidden(Cards)) })
	other := hidden(Cards)
	other.About = "b"
	h.round(other, "5")
	if r := h.result("q"); r.Tally.Len() != 1 || !r.Tally.Has("5") {
		t.Errorf("about b: %s", toJSON(t, r))
	}
}

func TestHowSurePeopleAre(t *testing.T) {
	answer := func(h *hall, person ID, sure string) error {
		return h.do(person, "vote", `{"ballot":"q","card":"5","sure":%q}`, sure)
	}
	for secrecy, want := range map[string][2]int{Named: {2, 2}, Hidden: {2, 2}, Anonymous: {0, 2}} {
		for i, n := range []int{3, 5} {
			h := newHall(t, voters[:n]...)
			plan := sizing(t, "fibonacci", "")
			plan.Secrecy = secrecy
			h.must(h.open("q", plan))
			h.must(answer(h, "p1", Unsure))
			h.must(answer(h, "p2", SoSo))
			h.refused("invalid", func() error { return answer(h, "p3", "perhaps") })
			for _, id := range voters[2:n] {
				h.vote(id, "q", "5") // nobody has to say
			}
			h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
			if r := h.result("q"); r.Sure.Len() != want[i] || r.Voters != n {
				t.Errorf("%s with %d: %s", secrecy, n, toJSON(t, r))
			}
		}
	}
	h := newHall(t, "p1", "p2")
	h.must(h.open("q", hidden(Cards)))
	h.refused("invalid", func() error { return answer(h, "p1", Sure) })
}

// A veto is shown as whether there is one, a fist of few as whether all are fine: of either no
// answer follows, and none is hidden that matters.
func TestAVetoAndAFistOfFewSayOnlyWhetherAllAreFine(t *testing.T) {
	veto := BallotPlan{Kind: YesNo, Secrecy: Anonymous, Who: Developers, Fine: 1}
	fist := BallotPlan{Kind: Fist, Secrecy: Anonymous, Who: Developers, Fine: 3}
	for _, c := range []struct {
		plan  BallotPlan
		cards []string
		mood  string
		tally int
	}{
		{veto, []string{"yes", "abstain", "yes"}, AllFine, 0},
		{veto, []string{"yes", "no", "yes"}, SomeNot, 0},
		{veto, []string{"no", "no", "yes", "yes", "no", "abstain"}, SomeNot, 0},
		{fist, []string{"5", "2", "4"}, SomeNot, 0},
		{fist, []string{"5", "3", "4", "4"}, AllFine, 0},
		{fist, []string{"5", "2", "4", "4", "2"}, "", 3},
	} {
		h := newHall(t, voters[:len(c.cards)]...)
		r := h.round(c.plan, c.cards...)
		if r.Mood != c.mood || r.Tally.Len() != c.tally || r.Mood != "" && r.Mean != 0 || r.Votes.Len() != 0 {
			t.Errorf("%v: shown is %s", c.cards, toJSON(t, r))
		}
	}
}
