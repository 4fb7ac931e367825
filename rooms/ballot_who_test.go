package rooms

import (
	"testing"
	"time"
)

// becomes gives somebody other roles.
func (h *hall) becomes(person ID, roles ...Role) {
	h.Helper()
	h.must(h.change("", func(t *Tx) error {
		t.Room.People.Edit(person, func(p *Person) { p.Roles = ListOf(roles...) })
		t.TellOf(Changed, person)
		return nil
	}))
}

// edits changes what somebody is here, and lets the services know.
func (h *hall) edits(person ID, change func(*Person)) {
	h.Helper()
	h.must(h.change("", func(t *Tx) error {
		t.Room.People.Edit(person, change)
		t.TellOf(Changed, person)
		return nil
	}))
}

const handsOn = "hands the baton on"

// askedIn is who is asked: the facilitator as such only where the baton moves.
func askedIn(how string) Who {
	if how == handsOn {
		return Developers | Facilitator
	}
	return Developers | Invited
}

// noLonger are all the ways in which p3, who was asked and has not voted, can be
// asked no more. p4 only listens; p3 sits around p4's device where it says so.
var noLonger = map[string]func(h *hall){
	"another role":     func(h *hall) { h.becomes("p3", Observer) },
	"away today":       func(h *hall) { h.edits("p3", func(p *Person) { p.Away = true }) },
	"the line is lost": func(h *hall) { h.goes("p3") },
	"gone for good": func(h *hall) {
		h.must(h.change("p3", func(t *Tx) error { return leaveRoom(t, nothing{}) }))
	},
	"removed": func(h *hall) {
		h.must(h.change("p1", func(t *Tx) error { return removePerson(t, personWith{"p3"}) }))
	},
	"the device goes": func(h *hall) {
		h.edits("p3", func(p *Person) { p.Via = "p4" })
		h.must(h.change("p4", func(t *Tx) error { return leaveRoom(t, nothing{}) }))
	},
	"no longer around the device": func(h *hall) {
		h.edits("p3", func(p *Person) { p.Via = "p4" })
		h.must(h.change("p4", func(t *Tx) error { return notAround(t, personWith{"p3"}) }))
	},
	"facilitates and stands aside": func(h *hall) {
		h.edits("p3", func(p *Person) { p.Aside = true })
		h.must(h.change("p1", func(t *Tx) error { t.handBaton("p3", ""); return nil }))
	},
	"an invitation ends": func(h *hall) {
		h.edits("p3", func(p *Person) { p.Roles, p.Invited = ListOf(Observer), true })
		h.state("q", "open")
		h.must(h.change("", func(t *Tx) error { return teamOnly(t, nothing{}) }))
	},
	handsOn: func(h *hall) {
		h.must(h.change("p1", func(t *Tx) error { t.handBaton("p3", ""); return nil }))
		h.becomes("p3", Observer)
		h.state("q", "open")
		h.must(h.change("p3", func(t *Tx) error { t.handBaton("p1", ""); return nil }))
	},
}

func TestNobodyWaitsForWhoIsNotAskedAnyMore(t *testing.T) {
	for how, goes := range noLonger {
		for _, secrecy := range []string{Named, Hidden} {
			h := newHall(t, "p1", "p2", "p3", "p4")
			h.becomes("p4", Observer)
			plan := hidden(Cards)
			plan.Secrecy, plan.Who = secrecy, askedIn(how)
			h.must(h.open("q", plan))
			h.vote("p1", "q", "3")
			h.vote("p2", "q", "5")
			h.state("q", "open")
			goes(h)
			if h.ballot("q").State != "counting" {
				t.Errorf("%s, %s: the ballot waits", how, secrecy)
			}
			h.wait(revealCountdown)
			h.state("q", "closed")
		}
	}
}

// Of an anonymous ballot the same holds by numbers: as many have voted as are asked
// and here.
func TestAnAnonymousBallotDoesNotWaitForWhoIsNotAskedAnyMore(t *testing.T) {
	for how, goes := range noLonger {
		h := newHall(t, "p1", "p2", "p3", "p4", "p5")
		h.becomes("p4", Observer)
		h.must(h.open("q", BallotPlan{Kind: Roman, Secrecy: Anonymous, Who: askedIn(how), Auto: true}))
		for _, id := range []ID{"p1", "p2", "p5"} {
			h.vote(id, "q", "up")
		}
		h.wait(2 * tallyStep)
		h.state("q", "open")
		goes(h)
		h.wait(2*tallyStep + countdown)
		if h.ballot("q").State != "closed" {
			t.Errorf("%s: the ballot waits", how)
		}
	}
}

// What somebody chose while it was theirs to choose counts; they choose no more.
func TestWhoLosesTheRoleHasVoted(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.open("q", hidden(Cards)))
	h.vote("p3", "q", "8")
	h.becomes("p3", Observer)
	h.refused("not_eligible", func() error { return h.do("p3", "vote", `{"ballot":"q","card":"3"}`) })
	h.refused("not_eligible", func() error { return h.do("p3", "unvote", `{"ballot":"q"}`) })
	h.vote("p1", "q", "8")
	h.state("q", "open")
	h.becomes("p3", Developer)
	h.vote("p3", "q", "5") // it is theirs again
	h.vote("p2", "q", "5")
	h.wait(revealCountdown)
	if r := h.result("q"); r.Voters != 3 {
		t.Errorf("result %s", toJSON(t, r))
	}
}

func TestWhoComesLateIsAskedWhereThePlanSaysSo(t *testing.T) {
	for how, comes := range map[string]func(h *hall){
		"a newcomer": func(h *hall) {
			h.must(h.change("", func(t *Tx) error {
				t.Room.People.Put("p3", Person{Name: "Cyd", Roles: ListOf(Developer), Rank: 9})
				t.TellOf(Joined, "p3")
				return nil
			}))
			h.comes("p3")
		},
		"away until now": func(h *hall) { h.edits("p3", func(p *Person) { p.Away = false }) },
		"another role": func(h *hall) {
			h.edits("p3", func(p *Person) { p.Away, p.Roles = false, ListOf(Developer, Stakeholder) })
		},
	} {
		for _, late := range []bool{true, false} {
			h := newHall(t, "p1", "p2", "p3")
			h.edits("p3", func(p *Person) { p.Away = true })
			plan := hidden(Cards)
			plan.Late = late
			h.must(h.open("q", plan))
			h.vote("p1", "q", "3")
			h.vote("p2", "q", "3")
			h.state("q", "counting")
			comes(h)
			if asked := h.ballot("q").Who.Has("p3"); asked != late {
				t.Errorf("%s, late %v: asked %v", how, late, asked)
			}
			h.wait(time.Minute)
			h.state("q", map[bool]string{true: "open", false: "closed"}[late])
			if late {
				h.vote("p3", "q", "8")
				h.must(h.do("p1", "revote", `{"ballot":"q"}`))
				if !h.ballot("q").Late {
					t.Errorf("%s: another round asks nobody who comes", how)
				}
			}
		}
	}
}

// Somebody who clears cookies comes twice: that must not be two voices by itself.
func TestAnAnonymousBallotAsksNobodyWhoComesByThemselves(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	plan := scaleOfAll
	plan.Late = true
	h.refused("internal", func() error { return h.open("q", plan) })
}

func TestOnlyThoseOfTheRoleAreAdded(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.becomes("p3", Observer)
	h.must(h.open("q", hidden(Cards)))
	h.refused("not_eligible", func() error {
		return h.change("", func(t *Tx) error { return t.AddVoter("q", "p3") })
	})
}
