package rooms

import (
	"testing"
	"time"
)

// restart is what a house sees that opens the meeting again: nobody is
// connected, and nobody is known to be gone.
func (h session) restart() {
	h.opened = h.now
	clear(h.since)
	clear(h.gone)
}

func TestAnOfferIsNotForWhoeverComesBackFirst(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara", "Dan")
	h.drop(ann)
	h.wait(BatonGrace)
	h.offered(ben, true)
	h.restart()
	h.wait(time.Second)
	h.connect(dan)
	h.offered(ben, true)
	h.connect(cara, ben)
	h.wait(Settle)
	h.offered(ben, true)
	h.connect(ann)
	h.offered("", false)
}

func TestWhoDoesNotComeBackIsOfferedNothing(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara", "Dan")
	h.drop(ann)
	h.wait(BatonGrace)
	h.restart()
	h.connect(dan)
	h.wait(Settle - time.Millisecond)
	h.offered(ben, true)
	h.wait(time.Millisecond)
	h.offered(dan, true)
}

func TestABatonThatNobodyHoldsWaitsForThoseWhoComeBack(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.do(ann, "baton_co", with("person", ben, "on", true))
	h.do(ann, "leave", nil)
	h.offered(ben, true) // all are seen: at once
	h.do(ben, "baton_decline", nil)
	h.offered(cara, true)
	h.restart()
	h.connect(ben)
	h.offered(cara, true)
	h.connect(cara)
	h.offered(cara, true)
}

func TestAfterAStartNobodyIsGoneAtOnce(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.restart()
	h.connect(cara)
	h.wait(Settle - time.Millisecond)
	h.offered("", false)
	h.wait(time.Millisecond)
	h.offered(cara, true)
}

// TestABatonTakenWhilePeopleComeBackIsLent is about a holder who was gone before
// the restart, and counts as present after it.
func TestABatonTakenWhilePeopleComeBackIsLent(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.drop(ann)
	h.wait(BatonGrace)
	h.restart()
	h.connect(ben)
	h.do(ben, "baton_take", nil)
	h.leads(ben)
	h.connect(ann)
	h.leads(ann)
}

// TestANoIsRememberedWhilePeopleComeBack: who said no is not asked again before
// the holder has been back.
func TestANoIsRememberedWhilePeopleComeBack(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.drop(ann)
	h.wait(BatonGrace)
	h.do(ben, "baton_decline", nil)
	h.offered(cara, true)
	h.restart()
	h.connect(ben, cara)
	h.wait(Settle)
	h.offered(cara, true)
}
