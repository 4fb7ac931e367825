package rooms

import (
	"testing"
	"time"
)

func TestRevealCountsDownWhenAllPresentHaveVoted(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.open("q", hidden(Cards)))
	h.vote("p1", "q", "3")
	h.vote("p2", "q", "3")
	h.state("q", "open")
	h.goes("p3")
	h.state("q", "counting")
	h.wait(2 * time.Second)
	h.vote("p1", "q", "8") // may still change
	h.state("q", "counting")
	h.wait(time.Second)
	h.state("q", "closed")
	if v, _ := h.result("q").Votes.Get("p1"); v.Card != "8" {
		t.Errorf("the changed vote was lost: %+v", v)
	}
}

func TestCountdownStops(t *testing.T) {
	for name, stop := range map[string]func(*hall){
		"a vote is taken back": func(h *hall) { h.must(h.do("p1", "unvote", `{"ballot":"q"}`)) },
		"somebody comes back":  func(h *hall) { h.comes("p3") },
		"the facilitator adds on": func(h *hall) {
			h.becomes("p4", Developer)
			h.must(h.change("", func(t *Tx) error { return t.AddVoter("q", "p4") }))
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t, "p1", "p2", "p3", "p4")
			h.must(h.change("", func(t *Tx) error {
				t.Room.People.Edit("p4", func(p *Person) { p.Roles = ListOf(Observer) })
				return t.OpenBallot("q", hidden(Cards))
			}))
			h.goes("p3")
			h.vote("p1", "q", "3")
			h.vote("p2", "q", "3")
			h.state("q", "counting")
			stop(h)
			h.state("q", "open")
			h.wait(time.Minute)
			h.state("q", "open")
		})
	}
}

func TestQuorumGraceForDroppedConnections(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.open("q", hidden(Cards)))
	h.vote("p1", "q", "3")
	delete(h.here.Since, "p2")
	h.here.Gone["p2"] = h.now
	h.attends()
	h.state("q", "open")
	h.now += For(QuorumGrace)
	h.attends()
	h.state("q", "counting")
	before := h.public()
	h.attends() // once more changes nothing
	if h.public() != before {
		t.Errorf("attends is not idempotent")
	}
}

func TestQuorumFollowsThoseWhoLeaveForGood(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.open("q", hidden(Cards)))
	h.vote("p1", "q", "3")
	h.vote("p3", "q", "5")
	h.must(h.change("p1", func(t *Tx) error {
		for _, gone := range []ID{"p2", "p3"} {
			t.Room.People.Edit(gone, func(p *Person) { p.Left = true })
			t.TellOf(Left, gone)
		}
		return nil
	}))
	h.state("q", "counting")
	h.wait(revealCountdown)
	if r := h.result("q"); r.Voters != 2 {
		t.Errorf("removing a person removed the vote: %s", toJSON(t, r))
	}
}

func TestNoQuorumByTheFirstToReturn(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.open("q", hidden(Cards)))
	h.here = Presence{Since: map[ID]Millis{"p1": h.now}, Gone: map[ID]Millis{}, Opened: h.now} // another process took over
	h.vote("p1", "q", "3")
	h.state("q", "open")
	h.now += For(Settle)
	h.attends()
	h.state("q", "counting")
}

func TestPauseStopsTheCountdown(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.open("q", hidden(Cards)))
	h.vote("p1", "q", "3")
	h.vote("p2", "q", "3")
	h.wait(time.Second)
	h.must(h.change("", func(t *Tx) error { t.Room.Agenda.Paused = t.Now; t.pauseTimers(); return nil }))
	h.wait(time.Hour)
	h.state("q", "counting")
	h.must(h.change("", func(t *Tx) error { t.Room.Agenda.Paused = 0; t.resumeTimers(); return nil }))
	h.wait(2 * time.Second)
	h.state("q", "closed")
}
