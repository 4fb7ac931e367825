package rooms

import (
	"encoding/json"
	"testing"
	"time"
)

func (h session) turn(person ID) Turns {
	t, _ := h.floor().Turns.Get(person)
	return t
}

func (h session) stands(person ID, state string) {
	h.t.Helper()
	if turn := h.turn(person); turn.State != state {
		h.t.Fatalf("%s %q, want %q", person, turn.State, state)
	}
}

func TestTheFloorPassesOnAndTheRoundEnds(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara")
	h.speaks(ann)
	if h.floor().Next != ben {
		t.Fatalf("next is %q", h.floor().Next)
	}
	h.wait(20 * time.Second)
	h.do(ann, "pass", nil)
	h.speaks(ben)
	h.stands(ann, turnSpoken)
	h.refused("not_your_turn", cara, "pass", nil)
	h.refused("not_popcorn", ben, "pass", with("to", cara))
	seen := Seen{speakerSeen: json.RawMessage(`"p2"`)}
	if err := h.DoIf(seen, ann, "pass", nil); err != nil { // the facilitator passes anybody on
		t.Fatal(err)
	}
	h.speaks(cara)
	if err := h.DoIf(seen, ann, "pass", nil); AsError(err).Code != "changed" { // Ben pressed at the same moment
		t.Fatalf("got %v", err)
	}
	h.speaks(cara)
	h.do(cara, "pass", nil)
	h.in("wrap")
	h.speaks("")
	if !h.heard(Spoken) || h.Base().Room.Timers.Has("slot") {
		t.Fatal("the round did not end well")
	}
}

func TestSkipAndLater(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara", "Dan")
	bank := h.floor().Bank
	h.do(ann, "skip", with("person", ben))
	if got := h.floor().Bank - bank; got != h.floor().Slot {
		t.Fatalf("a skipped turn saves %v, want a slot of %v", got.Duration(), h.floor().Slot.Duration())
	}
	h.wait(10 * time.Second)
	h.do(ann, "later", nil) // come back to me
	h.speaks(cara)
	h.do(dan, "later", nil)
	h.do(cara, "pass", nil)
	h.speaks(ann)
	h.left("slot", (h.floor().Slot - 10_000).Duration()) // what she used is hers
	h.wait(5 * time.Second)
	h.refused("not_waiting", cara, "later", nil)
	h.refused("not_waiting", ben, "later", nil)
	h.do(ann, "later", with("person", ben)) // the facilitator brings back whom the round skipped
	h.refused("not_waiting", ann, "skip", with("person", cara))
	h.do(ann, "pass", nil)
	if used := h.turn(ann).Used; used != 15_000 {
		t.Fatalf("Ann spoke for %v in all", used.Duration())
	}
	h.speaks(dan)
	h.do(dan, "pass", nil)
	h.speaks(ben)
	h.refused("nobody_else", ben, "later", nil)
	h.do(ann, "skip", with("person", ben))
	h.in("wrap")
}

func TestHands(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara", "Dan")
	h.do(ann, "order", with("mode", Hands))
	h.do(dan, "hand", with("on", true))
	h.do(cara, "hand", with("on", true))
	h.do(dan, "hand", with("on", true)) // again: to the end
	if h.floor().Next != cara {
		t.Fatalf("next is %q", h.floor().Next)
	}
	h.do(ann, "pass", nil)
	h.speaks(cara)
	if h.floor().Hands.Has(cara) {
		t.Fatal("who speaks has no hand up")
	}
	h.do(dan, "hand", with("on", false))
	h.do(cara, "pass", nil)
	h.speaks(ben) // without hands the order counts, so the round ends
	h.do(dan, "hand", with("on", true))
	h.do(dan, "leave", nil)
	if h.floor().Hands.Len() != 0 {
		t.Fatal("a hand without a person")
	}
}

func TestPopcorn(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara", "Dan")
	h.do(ann, "order", with("mode", Popcorn))
	h.do(ann, "pass", with("to", dan))
	h.speaks(dan)
	h.refused("not_waiting", dan, "pass", with("to", ann))
	h.wait(90 * time.Second)
	h.wait(2 * time.Minute)
	if f := h.floor(); f.Speaker == dan || f.Speaker == "" {
		t.Fatalf("nobody was picked, and the floor stays with %q", f.Speaker)
	}
}

func TestReorder(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara", "Dan")
	h.do(ann, "reorder", with("person", dan))
	if h.floor().Next != dan {
		t.Fatalf("next is %q", h.floor().Next)
	}
	h.do(ann, "reorder", with("person", dan, "after", ben))
	if got := h.floor().Order.Slice(); got[0] != ann || got[2] != dan {
		t.Fatalf("order %v", got)
	}
	h.refused("not_waiting", ann, "reorder", with("person", ann))
	h.refused("invalid", ann, "reorder", with("person", dan, "after", "p9"))
	h.refused("invalid", ann, "order", with("mode", "chaos"))
}
