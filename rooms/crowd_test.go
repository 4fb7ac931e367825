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

// Two results of which one has one or two people more would say what they chose.
func TestResultsThatCouldBeComparedAreNotAskedFor(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3", "p4", "p5", "p6", "p7")
	result := func() {
		h.must(h.open("q", scaleOfAll))
		for _, id := range []ID{"p1", "p2", "p3", "p4"} {
			h.vote(id, "q", "4")
		}
		h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	}
	away := func(on bool, people ...ID) {
		h.must(h.change("", func(t *Tx) error {
			for _, id := range people {
				t.Room.People.Edit(id, func(p *Person) { p.Away = on })
			}
			return nil
		}))
	}
	result()
	away(true, "p7")
	h.refused("same_people", func() error { return h.open("q", scaleOfAll) })
	away(true, "p6")
	h.refused("same_people", func() error { return h.open("q", scaleOfAll) })
	away(true, "p5")
	result() // three have changed
	away(false, "p5")
	h.refused("same_people", func() error { return h.open("q", scaleOfAll) })
	away(true, "p5")
	h.must(h.open("q", scaleOfAll)) // the same people
	h.refused("same_people", func() error {
		return h.change("", func(t *Tx) error { return t.AddVoter("q", "p5") })
	})
	h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
	away(false, "p5")
	other := scaleOfAll
	other.About = "something else"
	h.must(h.open("q", other))
}

func TestAFixedBallotIsNobodysToEnd(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	plan := scaleOfAll
	plan.Fixed = true
	h.must(h.open("q", plan))
	h.refused("ballot_fixed", func() error { return h.do("p1", "reveal", `{"ballot":"q"}`) })
	h.refused("ballot_fixed", func() error { return h.do("p1", "revote", `{"ballot":"q"}`) })
}
