package rooms

import (
	"slices"
	"testing"
)

// arranged opens a round in a mode and returns its order.
func arranged(t *testing.T, seed uint64, mode string, starters, first []ID, before func(session)) []ID {
	t.Helper()
	r, err := Rehearse(talkKind(), Brief{Kind: "talk"}, seed)
	h := session{r, t}
	h.must(err)
	for _, name := range []string{"Ann", "Ben", "Cara", "Dan"} {
		h.join(name)
	}
	h.plan(func(t *talkTurn) { t.Shared.Starters, t.Shared.First = ListOf(starters...), ListOf(first...) })
	if before != nil {
		before(h)
	}
	h.do(ann, "order", with("mode", mode))
	h.do(ann, "start", nil)
	h.do(ann, "next", nil)
	return h.floor().Order.Slice()
}

func TestOrders(t *testing.T) {
	for name, c := range map[string]struct {
		mode            string
		starters, first []ID
		before          func(session)
		want            []ID
	}{
		"as people sit":               {mode: Fixed, want: []ID{ann, ben, cara, dan}},
		"not two days running":        {mode: Fixed, starters: []ID{ann}, want: []ID{ben, ann, cara, dan}},
		"the starter moves on":        {mode: Rotate, starters: []ID{ann, cara}, want: []ID{dan, ann, ben, cara}},
		"and comes round":             {mode: Rotate, starters: []ID{dan}, want: []ID{ann, ben, cara, dan}},
		"the last starter has left":   {mode: Rotate, starters: []ID{"p9"}, want: []ID{ann, ben, cara, dan}},
		"items right to left":         {mode: Board, first: []ID{cara, ann}, want: []ID{cara, ann, ben, dan}},
		"hands as they were raised":   {mode: Hands, before: raiseHands(dan, ben), want: []ID{dan, ben, ann, cara}},
		"a guard against two in hand": {mode: Hands, starters: []ID{dan}, before: raiseHands(dan, ben), want: []ID{ben, dan, ann, cara}},
	} {
		if got := arranged(t, 1, c.mode, c.starters, c.first, c.before); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func raiseHands(people ...ID) func(session) {
	return func(h session) {
		for _, id := range people {
			h.do(id, "hand", with("on", true))
		}
	}
}

func TestAFairShuffleLetsEverybodyStartBeforeAnybodyStartsAgain(t *testing.T) {
	var starters []ID
	for seed := range uint64(40) {
		order := arranged(t, seed, Shuffle, starters, nil, nil)
		if sorted := slices.Sorted(slices.Values(order)); !slices.Equal(sorted, []ID{ann, ben, cara, dan}) {
			t.Fatalf("somebody is missing: %v", order)
		}
		if n := len(starters); slices.Contains(starters[max(0, n-3):], order[0]) {
			t.Fatalf("%s starts again after %v", order[0], starters)
		}
		starters = append(starters, order[0])
	}
}

func TestAShuffleShuffles(t *testing.T) {
	seen := map[string]bool{}
	for seed := range uint64(60) {
		seen[string(slices.Concat(arranged(t, seed, Shuffle, nil, nil, nil))[0])] = true
	}
	if len(seen) != 4 {
		t.Fatalf("only %d of 4 ever start", len(seen))
	}
}

func TestThoseWhoComeFirstAreShuffledAmongThemselves(t *testing.T) {
	seen := map[ID]bool{}
	for seed := range uint64(60) {
		for _, mode := range []string{Blocked, Remote} {
			order := arranged(t, seed, mode, nil, []ID{ben, dan}, nil)
			if !slices.Contains(order[:2], ben) || !slices.Contains(order[:2], dan) {
				t.Fatalf("%s: %v", mode, order)
			}
			seen[order[0]] = true
		}
	}
	if !seen[ben] || !seen[dan] {
		t.Fatal("always the same of them starts")
	}
}

func TestAnotherOrderSeatsOnlyThoseWhoWait(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara", "Dan")
	h.do(ann, "pass", nil)
	h.plan(func(t *talkTurn) { t.Shared.First = ListOf[ID](dan) })
	h.do(ann, "order", with("mode", Board))
	if got := h.floor().Order.Slice(); !slices.Equal(got, []ID{ann, ben, dan, cara}) || h.floor().Next != dan {
		t.Fatalf("order %v", got)
	}
	h.speaks(ben)
}
