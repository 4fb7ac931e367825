package rooms

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

// aroundKind is a talk in which only developers vote.
func aroundKind() *Kind {
	k := talkKind(BallotService(), DeviceService())
	for i, row := range k.Rights {
		if row.Do == "vote" || row.Do == "unvote" {
			k.Rights[i].May = Developers
		}
	}
	return k
}

// aroundTheLaptop is a meeting in which Olga, who only listens, brings the laptop
// that Xena and Yuri sit around; Ann facilitates on a device of her own.
func aroundTheLaptop(t *testing.T) (h session, olga, xena, yuri ID) {
	h = rehearsing(t, aroundKind(), "Ann")
	olga = h.join("Olga", Observer)
	h.do(olga, "around", with("name", " Xena "))
	h.do(olga, "around", with("name", "Yuri", "roles", []Role{Developer, Stakeholder}))
	return h, olga, "p3", "p4"
}

func (h session) ask(id string, plan BallotPlan) {
	h.t.Helper()
	h.plan(func(t *talkTurn) { h.must(t.OpenBallot(id, plan)) })
}

func (h session) pollState() string {
	b, _ := h.Base().Room.Ballots.Get("q")
	return b.State
}

func TestPeopleSitAroundADevice(t *testing.T) {
	h, olga, xena, yuri := aroundTheLaptop(t)
	if p := h.person(xena); p.Name != "Xena" || p.Via != olga || p.Hue != 3 || !h.heard("joined "+string(xena)) {
		t.Errorf("Xena is %+v", p)
	}
	h.hasRoles(xena, Developer)
	h.hasRoles(yuri, Developer, Stakeholder)
	h.refused("invalid", olga, "around", with("name", " "))
	h.refused("invalid", olga, "around", with("name", "Zoe", "roles", []Role{ScrumMaster}))
	h.refused("invalid", olga, "around", with("name", "Zoe", "roles", []Role{"boss"}))
	for n := range maxAround - 2 {
		h.do(olga, "around", with("name", fmt.Sprint("One more ", n)))
	}
	h.refused("too_many", olga, "around", with("name", "Zoe"))
	h.do(ann, "around", with("name", "Zoe")) // another device
	h.do(ann, "lock", with("on", true))
	h.refused("room_locked", ann, "around", with("name", "Zoltan"))
}

func TestWhoSitsAroundADeviceCountsInAFullRoom(t *testing.T) {
	h := rehearsing(t, aroundKind(), "Ann")
	for n := 1; n < MostPeople; n++ {
		h.join(fmt.Sprint("Person ", n))
	}
	h.refused("room_full", ann, "around", with("name", "Zoe"))
}

func TestADeviceIsHandedRound(t *testing.T) {
	h, olga, xena, yuri := aroundTheLaptop(t)
	h.ask("q", hidden(Cards))
	h.do(olga, "vote", with("ballot", "q", "card", "3", "for", xena))
	h.do(olga, "vote", with("ballot", "q", "card", "5", "for", yuri))
	h.do(olga, "unvote", with("ballot", "q", "for", yuri))
	b, _ := h.Base().Room.Ballots.Get("q")
	if !b.Done.Has(xena) || b.Done.Has(yuri) || b.Done.Has(olga) {
		t.Errorf("done are %s", toJSON(t, b.Done))
	}
	if held := toJSON(t, h.Base().Held); held != `{"p3":{"votes":{"q":{"card":"3"}}}}` {
		t.Errorf("the choice lies in the wrong drawer: %s", held)
	}
	h.refused("forbidden", olga, "vote", with("ballot", "q", "card", "3"))
	h.refused("forbidden", olga, "vote", with("ballot", "q", "card", "3", "for", olga))
	for _, other := range []ID{ann, "p9"} {
		err := h.Do(olga, "vote", with("ballot", "q", "card", "3", "for", other))
		if e := AsError(err); e.Code != "invalid" || e.Field != "/for" {
			t.Errorf("a vote for %s: %v", other, err)
		}
	}
	if err := h.Do(ann, "vote", with("ballot", "q", "card", "3", "for", xena)); AsError(err).Field != "/for" {
		t.Errorf("a vote from somebody else's device: %v", err)
	}
}

// A key that says "for" in another way must not have the table asked for one
// person and the rule for another.
func TestTheTableIsAskedForThePersonWhoVotes(t *testing.T) {
	h, olga, xena, _ := aroundTheLaptop(t)
	h.do(olga, "around", with("name", "Sue", "roles", []Role{Stakeholder}))
	h.ask("q", BallotPlan{Kind: YesNo, Secrecy: Named, Who: Everyone})
	h.refused("forbidden", olga, "vote", with("ballot", "q", "card", "yes", "for", "p5"))
	h.refused("forbidden", olga, "vote", json.RawMessage(`{"ballot":"q","card":"yes","for":"`+xena+`","FOR":"p5"}`))
	h.refused("forbidden", olga, "vote", json.RawMessage(`{"ballot":"q","card":"yes","for":""}`))
	h.do(olga, "vote", with("ballot", "q", "card", "yes", "for", xena))
}

func TestWhoSitsAroundADeviceIsHereWhenItIs(t *testing.T) {
	h, olga, xena, _ := aroundTheLaptop(t)
	h.ask("q", BallotPlan{Kind: YesNo, Secrecy: Hidden, Who: Developers, Auto: true})
	h.do(ann, "vote", with("ballot", "q", "card", "yes"))
	h.do(olga, "vote", with("ballot", "q", "card", "no", "for", xena))
	h.wait(Settle)
	if h.pollState() != ballotOpen {
		t.Fatal("Yuri has not voted")
	}
	h.drop(olga)
	h.wait(QuorumGrace - time.Second)
	if h.pollState() != ballotOpen {
		t.Fatal("the laptop dropped a moment ago; Yuri still counts")
	}
	h.wait(time.Second)
	if h.pollState() != ballotCounting {
		t.Fatal("Yuri went with the laptop")
	}
	h.connect(olga)
	if h.pollState() != ballotOpen {
		t.Fatal("Yuri is back with it")
	}
}

func TestAnAnonymousVoteNeedsThreeWhoAreHere(t *testing.T) {
	h, olga, _, _ := aroundTheLaptop(t)
	h.wait(Settle)
	h.ask("q", BallotPlan{Kind: YesNo, Secrecy: Anonymous, Who: Developers})
	h.drop(olga)
	h.wait(QuorumGrace)
	h.plan(func(t *talkTurn) {
		if err := t.OpenBallot("r", BallotPlan{Kind: YesNo, Secrecy: Anonymous, Who: Developers}); AsError(err).Code != "too_few" {
			h.t.Errorf("only Ann is here: %v", err)
		}
	})
}

func TestWhoHasNoDeviceDoesNotFacilitate(t *testing.T) {
	h, olga, xena, _ := aroundTheLaptop(t)
	h.refused("invalid", ann, "baton_give", with("to", xena))
	h.do(ann, "roles", with("person", xena, "roles", []Role{ScrumMaster}))
	if h.Base().Room.Baton.Offer != "" {
		t.Error("Xena is offered the baton, and cannot take it")
	}
	h.drop(ann)
	h.wait(Settle)
	if offer := h.Base().Room.Baton.Offer; offer != olga {
		t.Errorf("%q is offered the baton, want Olga", offer)
	}
}

func TestTheBatonDoesNotWaitForWhoHasNoDevice(t *testing.T) {
	h, olga, _, _ := aroundTheLaptop(t)
	h.do(ann, "leave", nil) // just after a start, when people may be on the way back
	if offer := h.Base().Room.Baton.Offer; offer != olga {
		t.Errorf("%q is offered the baton, want Olga", offer)
	}
}

func TestADeviceSaysDoneForAll(t *testing.T) {
	h, olga, _, _ := aroundTheLaptop(t)
	h.do(ann, "start", nil)
	h.do(ann, "done", with("on", true))
	if h.Base().Room.Timers.Has("countdown") {
		t.Fatal("Xena and Yuri are not done")
	}
	h.do(olga, "done", with("on", true))
	h.left("countdown", countdown)
}

func TestPeopleGoWithTheirDevice(t *testing.T) {
	h, olga, xena, yuri := aroundTheLaptop(t)
	h.do(olga, "rename", with("name", "Xenia", "person", xena))
	if h.person(xena).Name != "Xenia" || h.person(olga).Name != "Olga" {
		t.Error("the name is somebody else's")
	}
	h.refused("invalid", ann, "rename", with("name", "X", "person", xena))
	h.refused("invalid", ann, "not_around", with("person", xena))
	h.refused("invalid", olga, "not_around", with("person", olga))
	h.do(olga, "not_around", with("person", xena))
	h.hasGone(xena)
	h.stays(olga, yuri)
	h.refused("invalid", olga, "rename", with("name", "X", "person", xena))
	h.do(olga, "leave", nil)
	h.hasGone(yuri)
	if !h.heard("left " + string(yuri)) {
		t.Error("nobody heard that Yuri has left")
	}
}
