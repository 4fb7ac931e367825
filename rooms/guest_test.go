package rooms

import (
	"testing"
	"time"
)

// withGuest is atTalk with a product manager, p6, among five developers.
func withGuest(t *testing.T) (h session, pam ID) {
	t.Helper()
	h = atTalk(t, crowd(5)...)
	pam = h.join("Pam", ProductManager)
	h.do(ann, "grant", with("person", pam, "role", ProductManager, "yes", true))
	return h, pam
}

func TestTheSpeakersClockWaitsForAGuest(t *testing.T) {
	h, pam := withGuest(t)
	h.wait(10 * time.Second)
	h.do(ann, "call_in", with("person", pam))
	h.left("guest", GuestTime)
	h.refused("guest_busy", ann, "call_in", with("person", pam))
	h.wait(20 * time.Second)
	h.left("slot", 44*time.Second)
	h.do(pam, "call_out", nil)
	h.bank(10 * time.Second) // the guest's time is paid from the bank
	h.slot(54 * time.Second)
	h.wait(44 * time.Second)
	h.left("bank", 10*time.Second)
	h.do(ann, "pass", nil)
	if used := h.turn(ann).Used.Duration(); used != 54*time.Second {
		t.Fatalf("Ann spoke for %v", used)
	}
}

func TestAGuestHasAMinuteAndTheSlotsPayWhatTheBankCannot(t *testing.T) {
	h, pam := withGuest(t)
	h.do(ann, "call_in", with("person", pam))
	h.wait(GuestTime)
	if h.floor().Guest.Person != "" {
		t.Fatal("the minute is over")
	}
	h.bank(0)
	h.slot(46*time.Second + 500*time.Millisecond) // 30 s less for four people
	h.left("slot", 54*time.Second)                // not for the speaker
}

func TestAGuestInOvertime(t *testing.T) {
	h, pam := withGuest(t)
	h.wait(64 * time.Second) // 10 s drawn
	h.do(ann, "call_in", with("person", pam))
	h.wait(5 * time.Second)
	h.do(ann, "pause", nil)
	h.wait(time.Hour)
	h.do(ann, "resume", nil)
	h.left("bank", 20*time.Second)
	h.do(ann, "call_out", nil)
	h.left("bank", 15*time.Second)
	h.wait(5 * time.Second)
	h.do(ann, "pass", nil)
	h.bank(10 * time.Second)
}

func TestMoreTimeForASpeakerInOvertimeWaitsForTheGuest(t *testing.T) {
	h, pam := withGuest(t)
	h.wait(64 * time.Second) // 10 s drawn
	h.do(ann, "call_in", with("person", pam))
	h.do(ann, "more", nil)
	h.wait(5 * time.Second)
	h.left("slot", 20*time.Second)
}

func TestSlotsAreSharedAnewWhileAGuestDrawsFromTheBank(t *testing.T) {
	h, pam := withGuest(t)
	h.do(ann, "call_in", with("person", pam))
	h.wait(20 * time.Second)
	h.join("Late")
	h.slot(43200 * time.Millisecond) // (280 − 54 − 10 in the bank) / 5
	h.do(pam, "call_out", nil)
	h.slot(43200 * time.Millisecond)
}

func TestPassingTheFloorEndsTheGuestsTime(t *testing.T) {
	h, pam := withGuest(t)
	h.do(ann, "call_in", with("person", pam))
	h.wait(5 * time.Second)
	h.do(ann, "pass", nil)
	if h.floor().Guest.Person != "" || h.Base().Room.Timers.Has("guest") {
		t.Fatal("the guest was for Ann's question")
	}
	h.bank(30*time.Second - 5*time.Second + 54*time.Second)
}

func TestAGuestWhoIsNotHereIsCalled(t *testing.T) {
	h, pam := withGuest(t)
	h.drop(pam)
	h.do(ben, "call_in", with("person", pam))
	if h.floor().Guest.Person != "" || !h.floor().Calls.Has(pam) {
		t.Fatal("Pam is not here")
	}
	h.wait(15 * time.Second)
	h.connect(pam)
	if g := h.floor().Guest; g.Person != pam || g.By != ben || h.floor().Calls.Len() != 0 {
		t.Fatalf("guest %+v", g)
	}
	h.left("guest", GuestTime)
	h.drop(pam)
	h.wait(QuorumGrace)
	if h.floor().Guest.Person != "" {
		t.Fatal("nobody waits for a guest who is gone")
	}
}

func TestWhoIsAGuestAndWhoEndsIt(t *testing.T) {
	h, pam := withGuest(t)
	h.refused("not_a_guest", ann, "call_in", with("person", ben))
	h.refused("no_such_person", ann, "call_in", with("person", "p9"))
	h.refused("no_guest", ann, "call_out", nil)
	h.do(ann, "roles", with("person", cara, "roles", []Role{Developer, ProductManager}))
	h.refused("not_a_guest", ann, "call_in", with("person", cara)) // she has a turn
	h.do(ben, "call_in", with("person", pam))
	h.refused("forbidden", cara, "call_out", nil)
	h.do(ben, "call_out", nil)
	h.do(ben, "call_in", with("person", pam))
	h.do(pam, "leave", nil)
	if h.floor().Guest.Person != "" || h.Base().Room.Timers.Has("guest") {
		t.Fatal("Pam has left")
	}
}

func TestAGuestOutsideTheRoundCostsNobodyTime(t *testing.T) {
	h, pam := withGuest(t)
	h.do(ann, "next", nil)
	bank := h.floor().Bank
	h.do(ann, "call_in", with("person", pam))
	h.wait(GuestTime)
	h.bank(bank.Duration())
	h.do(ann, "call_in", with("person", pam))
	h.do(ann, "next", nil)
	if h.floor().Guest.Person != "" {
		t.Fatal("the phase was left")
	}
}
