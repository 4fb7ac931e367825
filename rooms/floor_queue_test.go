package rooms

import (
	"testing"
	"time"
)

func TestALateJoinerIsAppended(t *testing.T) {
	h := atTalk(t, "Ann", "Ben")
	h.wait(10 * time.Second)
	slot := h.floor().Slot
	for range 4 {
		h.join("More")
	}
	if order := h.floor().Order; order.At(5) != "p6" {
		t.Fatalf("order %v", order)
	}
	if h.floor().Slot >= slot {
		t.Fatal("slots are shared anew when people come")
	}
	h.left("slot", 80*time.Second) // but not the speaker's
	h.join("Pia", Stakeholder)
	if h.floor().Order.Has("p7") {
		t.Fatal("a stakeholder has no slot")
	}
}

func TestWhoLeavesOrIsAbsentGivesUpTheSlot(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara", "Dan")
	slot := h.floor().Slot
	h.do(ann, "away", with("person", dan, "on", true))
	if f := h.floor(); f.Order.Has(dan) || f.Turns.Has(dan) || f.Slot <= slot {
		t.Fatalf("order %v, slot %v", f.Order, f.Slot.Duration())
	}
	h.do(ann, "away", with("person", dan, "on", false))
	h.stands(dan, turnWaits)
	h.do(ann, "away", with("on", true)) // the speaker has to go
	h.speaks(ben)
	h.do(ben, "leave", nil)
	h.speaks(cara)
	h.do(cara, "roles", with("roles", []Role{Observer}))
	h.speaks(dan)
}

func TestWhoIsLateComesLast(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.do(ann, "late", with("on", true))
	h.do(ann, "start", nil)
	h.do(ann, "next", nil)
	h.speaks(ben)
	h.do(cara, "late", with("on", true))
	h.do(ben, "pass", nil)
	h.speaks(ann)
}

func TestADroppedSpeakerKeepsThePlaceThenIsDeferredNotLost(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara")
	h.wait(10 * time.Second)
	h.drop(ann)
	h.wait(QuorumGrace - time.Millisecond)
	h.speaks(ann)
	h.wait(time.Millisecond)
	h.speaks(ben)
	h.stands(ann, turnDropped)
	h.connect(ann)
	h.stands(ann, turnWaits)
	h.do(ben, "pass", nil)
	h.do(cara, "pass", nil)
	h.speaks(ann)
}

func TestADeferredSpeakerComesLastInEveryOrder(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara", "Dan")
	h.do(ann, "order", with("mode", Popcorn))
	h.do(ann, "pass", with("to", cara))
	h.drop(cara)
	h.wait(QuorumGrace)
	h.speaks(ben)
	h.connect(cara)
	h.do(ben, "pass", nil)
	h.speaks(dan)
}

func TestNobodyWaitsForWhoIsNotThere(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara")
	h.drop(ben)
	h.wait(QuorumGrace)
	h.do(ann, "pass", nil)
	h.speaks(cara)
	h.stands(ben, turnDropped)
	h.do(ann, "hold", with("on", true))
	h.do(cara, "pass", nil)
	h.speaks("")
	h.in("talk")
	h.connect(ben)
	h.speaks(ben) // back before the round was left
}

func TestAPausedRoundDefersNobody(t *testing.T) {
	h := atTalk(t, "Ann", "Ben")
	h.do(ann, "pause", nil)
	h.drop(ann)
	h.wait(time.Minute)
	h.speaks(ann)
	h.do(ben, "resume", nil)
	h.speaks(ben)
}

func TestTheClockGoesOnInAnEmptyRoom(t *testing.T) {
	h := atTalk(t, "Ann", "Ben", "Cara")
	h.drop(ann, ben, cara)
	h.wait(91 * time.Second)
	h.speaks(ben)
	h.stands(ann, turnSpoken) // nobody else was there either, and nobody draws from the bank
	h.wait(3 * time.Minute)
	h.in("wrap")
}

func TestARoundWithoutSpeakersWaitsForItsClockOrSomebody(t *testing.T) {
	r, err := Rehearse(talkKind(), Brief{Kind: "talk"}, 1)
	h := session{r, t}
	h.must(err)
	h.join("Olga", ProductOwner)
	h.do(ann, "start", nil)
	h.do(ann, "next", nil)
	h.wait(time.Minute)
	h.in("talk")
	h.speaks("")
	h.join("Ben")
	h.speaks(ben)
}
