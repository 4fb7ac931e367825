package rooms

import (
	"testing"
	"time"
)

var scaleOfAll = BallotPlan{Kind: Scale, Secrecy: Anonymous, Who: Developers}

func (h *hall) bots(people ...ID) {
	h.must(h.change("", func(t *Tx) error {
		for _, id := range people {
			t.Room.People.Edit(id, func(p *Person) { p.Bot = true })
		}
		return nil
	}))
}

// Whoever brought the bots knows which answers are theirs.
func TestBotsHideNobody(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3", "p4")
	h.bots("p3", "p4")
	h.refused("too_few", func() error { return h.open("q", scaleOfAll) })

	h = newHall(t, "p1", "p2", "p3", "p4")
	h.must(h.open("q", scaleOfAll))
	h.bots("p4")
	for _, id := range []ID{"p1", "p2", "p4"} {
		h.vote(id, "q", "4")
	}
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	if r := h.result("q"); !r.Small {
		t.Errorf("two people and a bot: %s", toJSON(t, r))
	}
}

func TestSomebodyAloneTriesTheRoomWithBots(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.bots("p2", "p3")
	h.must(h.open("q", scaleOfAll))
}

// After a start everybody is expected for a while, and hides nobody yet.
func TestWhoIsOnlyExpectedHidesNobody(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.here.Opened = h.now
	delete(h.here.Since, "p2")
	delete(h.here.Since, "p3")
	h.refused("too_few", func() error { return h.open("q", scaleOfAll) })
	h.comes("p2")
	h.comes("p3")
	h.must(h.open("q", scaleOfAll))
}

func TestAFixedBallotIsNobodysToEnd(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	plan := scaleOfAll
	plan.Fixed = true
	h.must(h.open("q", plan))
	h.refused("ballot_fixed", func() error { return h.do("p1", "reveal", `{"ballot":"q"}`) })
	h.refused("ballot_fixed", func() error { return h.do("p1", "revote", `{"ballot":"q"}`) })
}

// Who left has left votes and notes behind.
func TestBotsHideNobodyWhereASecondPersonHasBeen(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3", "p4")
	h.bots("p2", "p3")
	h.must(h.change("p4", func(t *Tx) error { t.depart("p4", false); return nil }))
	h.refused("too_few", func() error { return h.open("q", scaleOfAll) })
}

// crowded is a hall with a thing that can be done without a name.
type crowded struct{ *hall }

func newCrowded(t *testing.T, people ...ID) crowded { return crowded{newHall(t, people...)} }

func (h crowded) does(rule func(t *Tx)) {
	h.must(h.change("", func(t *Tx) error { rule(t); return nil }))
}

func (h crowded) opens()  { h.does(func(t *Tx) { t.OpenCrowd("x", Developers) }) }
func (h crowded) closes() { h.does(func(t *Tx) { t.CloseCrowd("x") }) }
func (h crowded) shows()  { h.does(func(t *Tx) { t.ForgetCrowd("x") }) }

// counts lets the service see who is here, as after every grace.
func (h crowded) counts() { h.does(func(t *Tx) { t.countCrowd("x") }) }

// asks fails unless the thing may be done, and shown, as wanted.
func (h crowded) asks(done, shown bool, but ...ID) {
	h.Helper()
	h.does(func(t *Tx) {
		if d, s := t.Hides("x", Developers, but...), t.HidesShown("x", but...); d != done || s != shown {
			h.Errorf("may be done: %v, shown: %v; want %v, %v", d, s, done, shown)
		}
	})
}

// restarts kills the server, which is back after a while.
func (h crowded) restarts(after time.Duration) {
	h.here.Known = h.now
	h.wait(after)
	h.here.Opened = h.now
	clear(h.here.Since)
	clear(h.here.Gone)
}

// A stay is what somebody was there for, whatever it was interrupted by.
func TestAStayIsTheTimeSomebodyWasThere(t *testing.T) {
	h := newCrowded(t, "p1", "p2", "p3")
	h.asks(true, false) // nobody could do it yet
	h.opens()
	h.wait(LeastStay)
	h.asks(true, true)
	h.asks(false, false, "p3")
	h.shows()
	h.wait(LeastStay)
	h.asks(true, false) // nobody could do it since
	for range 2 {
		h.opens()
		h.wait(LeastStay / 2)
		h.closes()
		h.wait(LeastStay)
	}
	h.asks(true, true)
}

// A meeting that is killed and started again goes on as if nothing had been: whoever is
// back first hides among those who were there, and what was done before can be shown.
func TestARestartTakesNoStay(t *testing.T) {
	for _, before := range []time.Duration{10 * time.Second, 2 * LeastStay} {
		h := newCrowded(t, "p1", "p2", "p3")
		h.opens()
		h.wait(before)
		h.restarts(time.Hour)
		h.comes("p1")
		h.counts()
		h.asks(true, true)
		h.wait(Settle / 2)
		h.comes("p2")
		h.comes("p3")
		h.counts()
		h.wait(LeastStay)
		h.asks(true, true)
	}
}

// Who does not come back was there until the restart; who had gone before it is not taken
// for somebody who was cut off by it.
func TestARestartGivesNoStay(t *testing.T) {
	h := newCrowded(t, "p1", "p2", "p3")
	h.opens()
	h.wait(10 * time.Second)
	h.restarts(time.Hour)
	h.comes("p1")
	h.comes("p2")
	h.wait(Settle)
	h.counts()
	h.asks(false, false)

	h = newCrowded(t, "p1", "p2", "p3")
	h.opens()
	h.wait(10 * time.Second)
	h.goes("p3")
	h.wait(QuorumGrace)
	h.counts()
	h.restarts(time.Hour)
	h.comes("p1")
	h.comes("p2")
	h.counts()
	h.asks(false, false)
}

// Nobody can do anything while there is no server: it is no part of the minute.
func TestTheTimeWithoutAServerCountsForNothing(t *testing.T) {
	h := newCrowded(t, "p1", "p2", "p3")
	h.opens()
	h.shows()
	h.opens()
	h.wait(LeastStay / 2)
	for range 3 {
		h.restarts(time.Hour)
		h.comes("p1")
		h.comes("p2")
		h.comes("p3")
		h.counts()
		h.asks(true, false)
	}
	h.wait(LeastStay / 2)
	h.asks(true, true)
}
