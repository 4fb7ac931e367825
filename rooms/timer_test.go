package rooms

import (
	"testing"
	"time"
)

func TestAHeldTimerOutlivesAPause(t *testing.T) {
	h := inSession(t, "Ann")
	h.plan(func(t *talkTurn) { t.SetTimer("x", time.Minute) })
	h.wait(10 * time.Second)
	h.plan(func(t *talkTurn) { t.HoldTimer("x") })
	h.do(ann, "pause", nil)
	h.wait(10 * time.Second)
	h.do(ann, "resume", nil)
	h.wait(10 * time.Second)
	h.left("x", 50*time.Second)
	h.do(ann, "pause", nil)
	h.plan(func(t *talkTurn) { t.ReleaseTimer("x") })
	h.wait(10 * time.Second)
	h.left("x", 50*time.Second)
	h.do(ann, "resume", nil)
	h.wait(20 * time.Second)
	h.left("x", 30*time.Second)
	h.wait(30 * time.Second)
	if !h.heard("rang x") || h.Base().Room.Timers.Has("x") {
		t.Fatal("it did not ring")
	}
}

func TestStretchTimer(t *testing.T) {
	h := inSession(t, "Ann")
	h.plan(func(turn *talkTurn) {
		if turn.StretchTimer("x", time.Second) {
			t.Fatal("stretched a timer that is not there")
		}
		turn.SetTimer("x", time.Minute)
		turn.StretchTimer("x", 30*time.Second)
	})
	h.left("x", 90*time.Second)
	h.plan(func(t *talkTurn) { t.StretchTimer("x", -time.Hour) })
	h.left("x", 0)
	h.wait(0)
	if !h.heard("rang x") {
		t.Fatal("a timer with no time left rings at once")
	}
}
