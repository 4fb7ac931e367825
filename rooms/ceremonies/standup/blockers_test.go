package standup

import (
	"rondo/rooms/roomstest"
	"testing"
	"time"
)

func TestTheStandupLeadsOnOnceEveryBlockerHasAnOwnerOrIsParked(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.Does(ben, "note", roomstest.With("blocked", "no access"))
	s.GoTo(blockers)
	s.Does(ann, "raise", roomstest.With("text", "no data"))
	s.Does(ben, "own", roomstest.With("blocker", s.Blocker("no data")))
	s.Passes(20 * time.Second)
	s.IsIn(blockers) // one has no owner yet
	s.Does(ben, "park", roomstest.With("blocker", s.Blocker("no access")))
	s.Passes(14 * time.Second)
	s.Does(ann, "raise", roomstest.With("text", "one more"))
	s.Passes(14 * time.Second)
	s.IsIn(blockers)
	s.Does(ann, "own", roomstest.With("blocker", s.Blocker("one more")))
	s.Passes(15 * time.Second)
	s.IsIn(plan)
	s.Does(ann, "back", nil)
	s.Does(ann, "hold", roomstest.With("on", true))
	s.Passes(time.Minute)
	s.IsIn(blockers) // the facilitator wants to talk about it
	s.Does(ann, "hold", roomstest.With("on", false))
	s.Passes(15 * time.Second)
	s.IsIn(plan)
}

func TestWithoutBlockersThePhaseHasItsTime(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.GoTo(blockers)
	s.Passes(2*time.Minute - time.Millisecond)
	s.IsIn(blockers)
	s.Passes(time.Millisecond)
	s.IsIn(plan)
}

func TestABlockerWhoseOwnerIsGoneHoldsTheStandupUp(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	s.GoTo(blockers)
	s.Does(ann, "raise", roomstest.With("text", "no data"))
	s.Does(ben, "own", roomstest.With("blocker", s.Blocker("no data")))
	s.Does(ben, "leave", nil)
	s.Passes(20 * time.Second)
	s.IsIn(blockers)
	s.Does(cara, "own", roomstest.With("blocker", s.Blocker("no data")))
	s.Passes(15 * time.Second)
	s.IsIn(plan)
}
