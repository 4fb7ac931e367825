package rooms

import (
	"testing"
	"time"
)

// The floor that was given for a while is free again after it, or once it is passed on.
func TestTheFloorIsGivenForAWhile(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	give := func() { h.must(h.change("p1", func(t *Tx) error { t.GiveFloor("p2", time.Minute); return nil })) }
	give()
	h.wait(59 * time.Second)
	if h.room().Floor.Speaker != "p2" {
		t.Fatal("the floor was taken away early")
	}
	h.wait(time.Second)
	if h.room().Floor.Speaker != "" {
		t.Error("the floor is still theirs after their time")
	}
	give()
	h.must(h.do("p2", "call_next", `{}`))
	if h.room().Floor.Speaker != "" || h.room().Timers.Has(speech) {
		t.Error("a clock runs for nobody")
	}
}
