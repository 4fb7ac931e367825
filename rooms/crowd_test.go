package rooms

import "testing"

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
