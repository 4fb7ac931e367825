package ceremonies

import (
	"testing"
	"time"

	"rondo/rooms"
)

func (s standup) blocker(text string) (id rooms.ID) {
	s.t.Helper()
	for key, b := range s.Base().Room.Block.All() {
		if b.Text == text {
			id = key
		}
	}
	return id
}

func TestTheStandupLeadsOnOnceEveryBlockerHasAnOwnerOrIsParked(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.do(ben, "note", with("blocked", "no access"))
	s.to(blockers)
	s.do(ann, "raise", with("text", "no data"))
	s.do(ben, "own", with("blocker", s.blocker("no data")))
	s.wait(20 * time.Second)
	s.in(blockers) // one has no owner yet
	s.do(ben, "park", with("blocker", s.blocker("no access")))
	s.wait(14 * time.Second)
	s.do(ann, "raise", with("text", "one more"))
	s.wait(14 * time.Second)
	s.in(blockers)
	s.do(ann, "own", with("blocker", s.blocker("one more")))
	s.wait(15 * time.Second)
	s.in(plan)
	s.do(ann, "back", nil)
	s.do(ann, "hold", with("on", true))
	s.wait(time.Minute)
	s.in(blockers) // the facilitator wants to talk about it
	s.do(ann, "hold", with("on", false))
	s.wait(15 * time.Second)
	s.in(plan)
}

func TestWithoutBlockersThePhaseHasItsTime(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.to(blockers)
	s.wait(2*time.Minute - time.Millisecond)
	s.in(blockers)
	s.wait(time.Millisecond)
	s.in(plan)
}

func TestABlockerWhoseOwnerIsGoneHoldsTheStandupUp(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	s.to(blockers)
	s.do(ann, "raise", with("text", "no data"))
	s.do(ben, "own", with("blocker", s.blocker("no data")))
	s.do(ben, "leave", nil)
	s.wait(20 * time.Second)
	s.in(blockers)
	s.do(cara, "own", with("blocker", s.blocker("no data")))
	s.wait(15 * time.Second)
	s.in(plan)
}
