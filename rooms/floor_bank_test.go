package rooms

import (
	"fmt"
	"testing"
	"time"
)

func (h session) bank(want time.Duration) {
	h.t.Helper()
	if got := h.floor().Bank.Duration(); got != want {
		h.t.Fatalf("the bank holds %v, want %v", got, want)
	}
}

func (h session) slot(want time.Duration) {
	h.t.Helper()
	if got := h.floor().Slot.Duration(); got != want {
		h.t.Fatalf("a slot is %v, want %v", got, want)
	}
}

// crowd returns n names.
func crowd(n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprint("Person ", i+1))
	}
	return names
}

func TestTheSlotIsAShareOfTheRoundWithinLimits(t *testing.T) {
	const s = time.Second
	for n, want := range map[int]struct{ slot, bank time.Duration }{
		2:  {90 * s, 30 * s}, // (300 − 30) / 2 = 135
		4:  {67500 * time.Millisecond, 30 * s},
		5:  {54 * s, 30 * s}, // 270 / 5
		9:  {30 * s, 30 * s},
		10: {30 * s, 0}, // 27, but nobody gets less than half a minute
		20: {30 * s, 0},
	} {
		h := inSession(t, crowd(n)...)
		h.slot(want.slot) // the lobby shows it already
		h.bank(want.bank)
		h.do(ann, "start", nil)
		h.do(ann, "next", nil)
		h.left("slot", want.slot)
		h.bank(want.bank)
	}
}

func TestUnusedTimeEntersTheBankAndOvertimeLeavesIt(t *testing.T) {
	h := atTalk(t, crowd(5)...)
	h.wait(34 * time.Second)
	h.do(ann, "pass", nil)
	h.bank(50 * time.Second)
	h.wait(54 * time.Second)
	h.left("bank", 50*time.Second) // Ben goes on
	h.speaks(ben)
	h.wait(20 * time.Second)
	h.do(ben, "pass", nil)
	h.bank(30 * time.Second)
	h.slot(54 * time.Second) // the others' slots are as long as before
	if used := h.turn(ben).Used.Duration(); used != 74*time.Second {
		t.Fatalf("Ben spoke for %v", used)
	}
}

func TestAtBankEmptyTheFloorPasses(t *testing.T) {
	h := atTalk(t, crowd(5)...)
	h.wait(84*time.Second - time.Millisecond)
	h.speaks(ann)
	h.wait(time.Millisecond)
	h.speaks(ben)
	h.bank(0)
	h.wait(54 * time.Second) // nothing to draw from
	h.speaks(cara)
	h.wait(3 * 54 * time.Second)
	h.in("wrap")
	if spent, _ := h.agenda().Phases.Get("talk"); spent.Spent != 300_000 {
		t.Fatalf("the round took %v, want its 5 minutes", spent.Spent.Duration())
	}
}

func TestASoftBankLetsTheSpeakerGoOnUntilTheRoundsZero(t *testing.T) {
	h := atTalk(t, crowd(5)...)
	h.do(ann, "hard", with("on", false))
	h.wait(4 * time.Minute)
	h.speaks(ann)
	h.wait(time.Minute)
	h.speaks(ben) // the round's zero ends all overtime
	h.slot(SlotLeast)
	h.wait(30 * time.Second) // the last ones are not squeezed out
	h.speaks(cara)
	h.do(cara, "pass", nil)
	h.bank(0) // there is no bank any more
	h.wait(time.Minute)
	h.in("wrap")
}

func TestTheRoundsZeroLetsASpeakerFinishTheSlot(t *testing.T) {
	h := atTalk(t, crowd(20)...)
	h.wait(10 * time.Second)
	h.do(ann, "pass", nil)
	h.wait(290 * time.Second)
	h.in("talk")
	h.speaks("p11") // within the slot
	h.wait(280*time.Second - time.Millisecond)
	h.in("talk")
	h.wait(time.Millisecond)
	h.in("wrap")
	for id, turn := range h.floor().Turns.All() {
		if id != ann && turn.Used < For(SlotLeast) {
			t.Errorf("%s had only %v", id, turn.Used.Duration())
		}
	}
}

func TestNothingIsDrawnAfterTheRoundsZero(t *testing.T) {
	h := atTalk(t, "Ann")
	h.plan(func(t *talkTurn) { t.StretchTimer("phase", -290*time.Second) })
	h.wait(90 * time.Second)
	h.in("wrap")
}

func TestMoreComesFromTheBankOnce(t *testing.T) {
	h := atTalk(t, crowd(5)...)
	h.do(ann, "more", nil)
	h.left("slot", 84*time.Second)
	h.bank(0)
	h.refused("already_extended", ann, "more", nil)
	h.wait(64 * time.Second)
	h.do(ann, "pass", nil)
	h.bank(20 * time.Second) // what she did not need of it
	h.wait(60 * time.Second)
	h.do(ann, "more", nil) // Ben is in overtime by 6 s
	h.left("slot", 14*time.Second)
	h.bank(0)
	h.wait(14 * time.Second)
	h.speaks(cara)
	h.refused("bank_empty", ann, "more", nil)
}

func TestMoreTimeForTheRoundIsSharedByThoseWhoWait(t *testing.T) {
	h := atTalk(t, crowd(5)...)
	h.do(ann, "extend", with("ms", 60_000))
	h.slot(69 * time.Second)
	h.left("slot", 54*time.Second)
}

func TestGoingBackToTheRoundKeepsTurnsAndBank(t *testing.T) {
	h := atTalk(t, crowd(5)...)
	h.wait(64 * time.Second) // 10 s of overtime
	h.do(ann, "next", nil)
	h.bank(20 * time.Second)
	h.stands(ann, turnWaits)
	h.wait(10 * time.Second)
	h.do(ann, "back", nil)
	h.speaks(ann)
	h.left("slot", SlotLeast) // her slot was used up
	h.do(ann, "pass", nil)
	h.speaks(ben)
}

func TestHowLongEachHasSpokenIsForgottenAtTheEnd(t *testing.T) {
	h := atTalk(t, "Ann", "Ben")
	h.wait(20 * time.Second)
	h.do(ann, "pass", nil)
	h.wait(100 * time.Second)
	h.do(ben, "more", nil)
	h.do(ben, "pass", nil)
	if h.turn(ann).Used == 0 || !h.turn(ben).More {
		t.Fatalf("the round does not know: %+v, %+v", h.turn(ann), h.turn(ben))
	}
	h.do(ann, "end", nil)
	for _, id := range []ID{ann, ben} {
		if turn := h.turn(id); turn.Used != 0 || turn.More {
			t.Errorf("kept of %s: %+v", id, turn)
		}
	}
}
