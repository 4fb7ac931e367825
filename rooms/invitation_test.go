package rooms

import (
	"fmt"
	"testing"
	"time"
)

// amongUs opens a room that is the team's own.
func amongUs(t *testing.T, names ...string) session {
	t.Helper()
	h := rehearsing(t, talkKind(InvitationService()), names...)
	h.plan(func(t *talkTurn) { t.KeepOut(Stakeholders | ProductManagers) })
	return h
}

func (h session) keptOut(name string, roles ...Role) {
	h.t.Helper()
	if _, err := h.Join(name, roles...); AsError(err).Code != "by_invitation" {
		h.t.Errorf("%s as %v: %v", name, roles, err)
	}
}

func (h session) hasGone(people ...ID) {
	h.t.Helper()
	for _, id := range people {
		if !h.person(id).Left {
			h.t.Errorf("%s is still there", h.person(id).Name)
		}
	}
}

func (h session) stays(people ...ID) {
	h.t.Helper()
	for _, id := range people {
		if h.person(id).Left {
			h.t.Errorf("%s has left", h.person(id).Name)
		}
	}
}

func TestTheOpenerIsNeverBarred(t *testing.T) {
	h := amongUs(t)
	h.hasRoles(h.join("Sue", Stakeholder), Stakeholder)
	h.keptOut("Sid", Stakeholder)
}

func TestWhoIsBarredComesInForAnotherRoleOnly(t *testing.T) {
	h := amongUs(t, "Ann")
	h.keptOut("Sue", Stakeholder)
	h.keptOut("Pam", ProductManager) // she would only ask, and listen meanwhile
	h.keptOut("Pia", ProductManager, Stakeholder)
	h.hasRoles(h.join("Dan", Developer, Stakeholder), Developer, Stakeholder)
	pat := h.join("Pat", ProductManager, Developer)
	h.hasRoles(pat, Developer)
	if !h.person(pat).Asks.Has(ProductManager) {
		t.Error("what Pat asked for was dropped")
	}
	h.hasRoles(h.join("Olga", Observer), Observer)
	h.hasRoles(h.join("Sam", ScrumMaster), Observer) // waits for a yes, and would not only listen
	if h.Base().Internal.People != 5 {
		t.Errorf("%d people were minted: some for those who were kept out", h.Base().Internal.People)
	}
}

func TestTheDoorIsOpenedForARole(t *testing.T) {
	h := amongUs(t, "Ann")
	h.do(ann, "admit", with("role", Stakeholder, "on", true))
	h.join("Sue", Stakeholder)
	h.keptOut("Pam", ProductManager)
	h.do(ann, "admit", with("role", Stakeholder, "on", false))
	h.do(ann, "admit", with("role", Observer, "on", false))
	h.keptOut("Sid", Stakeholder, Observer)
	for _, role := range []Role{Developer, ScrumMaster, ProductOwner, "boss"} {
		h.refused("invalid", ann, "admit", with("role", role, "on", false))
	}
}

func TestAnInvitedListenerTakesPart(t *testing.T) {
	h := amongUs(t, "Ann", "Ben")
	olga := h.join("Olga", Observer)
	h.do(ann, "invite", with("person", olga, "on", true))
	if h.Base().WhoIs(olga)&Invited == 0 || !h.heard("changed "+string(olga)) {
		t.Error("Olga is not invited")
	}
	h.do(ann, "invite", with("person", olga, "on", false))
	if h.Base().WhoIs(olga)&Invited != 0 {
		t.Error("the invitation stayed")
	}
	h.refused("not_a_listener", ann, "invite", with("person", ben, "on", true))
	h.refused("no_such_person", ann, "invite", with("person", "p9", "on", true))
}

// listened is a meeting with three listeners, one of them invited: Sue, Pam and Olga.
func listened(t *testing.T) (h session, sue, pam, olga ID) {
	h = rehearsing(t, talkKind(InvitationService()), "Ann", "Ben")
	sue, pam, olga = h.join("Sue", Stakeholder), h.join("Pam", ProductManager), h.join("Olga", Observer)
	h.do(ann, "grant", with("person", pam, "role", ProductManager, "yes", true))
	h.do(ann, "invite", with("person", pam, "on", true))
	return h, sue, pam, olga
}

func TestListenersLeaveWhenTheTeamWantsToBeAmongItself(t *testing.T) {
	h, sue, pam, olga := listened(t)
	sid := h.join("Sid", Developer, Stakeholder)
	sam := h.join("Sam", ScrumMaster) // an observer until Ann says yes
	h.do(ann, "team_only", nil)
	if !h.Base().Room.Private || h.person(pam).Invited {
		t.Fatal("the meeting is not the team's own")
	}
	h.do(ann, "pause", nil) // keeps nobody in
	h.do(sue, "leave", nil)
	h.wait(59 * time.Second)
	h.stays(pam, olga)
	h.do(ann, "team_only", nil) // once more changes nothing
	h.wait(time.Second)
	h.hasGone(sue, pam, olga)
	h.stays(ann, ben, sid, sam)
	h.keptOut("Olga", Observer)
	h.do(ann, "admit", with("role", Observer, "on", true))
	h.stays(h.join("Olga", Observer))
	if h.Base().Room.Private || h.Base().Room.Timers.Has("goodbye") {
		t.Error("the door is open, so the team is not among itself")
	}
}

func TestWhoIsInvitedAgainStays(t *testing.T) {
	h, sue, pam, olga := listened(t)
	h.do(ann, "baton_give", with("to", olga)) // listens, but facilitates
	h.do(olga, "team_only", nil)
	h.do(olga, "invite", with("person", pam, "on", true))
	h.plan(func(t *talkTurn) { t.Door.Browsers.Put("tablet", sue) })
	h.wait(time.Minute)
	h.hasGone(sue)
	h.stays(pam, olga)
	if door := h.Base().Door; door.Browsers.Len()+door.Out.Len() != 0 {
		t.Error("Sue's browser has a seat, or may never come back")
	}
	h.do(olga, "invite", with("person", pam, "on", false))
	h.wait(time.Minute)
	h.hasGone(pam)
	h.do(olga, "team_only", nil)
	if h.Base().Room.Timers.Has("goodbye") {
		t.Error("nobody is left to say goodbye to")
	}
}

func TestManyInvitationsEndAtOnce(t *testing.T) {
	h := rehearsing(t, talkKind(InvitationService()), "Ann")
	for n := range 50 {
		h.do(ann, "invite", with("person", h.join(fmt.Sprint("Listener ", n), Observer), "on", true))
	}
	h.do(ann, "team_only", nil)
	if h.person("p51").Invited {
		t.Error("an invitation is left")
	}
}

func TestManyLeaveAMomentAfterEachOther(t *testing.T) {
	h := rehearsing(t, talkKind(InvitationService()), "Ann")
	for n := range 50 {
		h.join(fmt.Sprint("Listener ", n), Observer)
	}
	h.do(ann, "team_only", nil)
	h.wait(GoodbyeFor + 5*time.Second)
	for id := range h.Base().Room.People.All() {
		if id != ann {
			h.hasGone(id)
		}
	}
}

// asked lets somebody in who asks for a role, and listens until the answer.
func (h session) asked(name string) ID {
	h.t.Helper()
	id := h.join(name, ProductOwner)
	h.hasRoles(id, Observer)
	return id
}

func TestAskingForARoleIsNoWayPastTheDoor(t *testing.T) {
	h := rehearsing(t, talkKind(InvitationService()), "Ann", "Ben")
	olga := h.join("Olga", Observer) // was here before the door was shut
	h.plan(func(t *talkTurn) { t.KeepOut(listeners) })
	pat, pia, paul, per := h.asked("Pat"), h.asked("Pia"), h.asked("Paul"), h.asked("Per")
	no := func(person ID) { h.do(ann, "grant", with("person", person, "role", ProductOwner, "yes", false)) }
	h.do(ann, "grant", with("person", pia, "role", ProductOwner, "yes", true))
	no(pat)
	no(per)
	h.do(olga, "roles", with("roles", []Role{Stakeholder})) // no door let her in for that
	h.do(paul, "roles", with("roles", []Role{Observer}))    // gives up what let him in
	h.do(per, "leave", nil)
	h.wait(30 * time.Second)
	h.do(pat, "roles", with("roles", []Role{ProductOwner})) // asks once more
	h.stays(pat, pia, paul)
	h.wait(30 * time.Second)
	h.hasGone(pat, paul)
	h.stays(ann, ben, olga, pia)
	if n := h.Base().Room.Timers.Len(); n != 0 {
		t.Errorf("%d clocks still run", n)
	}
}

func TestWhoWasRefusedARoleStaysWhenTheyMay(t *testing.T) {
	for name, stay := range map[string]func(h session, pat ID){
		"a developer": func(h session, pat ID) { h.do(pat, "roles", with("roles", []Role{Developer})) },
		"invited":     func(h session, pat ID) { h.do(ann, "invite", with("person", pat, "on", true)) },
		"let in":      func(h session, pat ID) { h.do(ann, "admit", with("role", Observer, "on", true)) },
	} {
		h := amongUs(t, "Ann")
		h.plan(func(t *talkTurn) { t.KeepOut(listeners) })
		pat := h.asked("Pat")
		h.do(ann, "grant", with("person", pat, "role", ProductOwner, "yes", false))
		h.left("goodbye:"+string(pat), GoodbyeFor)
		stay(h, pat)
		if h.Base().Room.Timers.Len() != 0 {
			t.Errorf("%s: the clock still runs", name)
		}
		h.wait(GoodbyeFor)
		h.stays(pat)
	}
}

func TestWhoAsksForARoleAfterTheGoodbyeSaysGoodbyeToo(t *testing.T) {
	h, _, _, olga := listened(t)
	h.do(ann, "team_only", nil)
	h.wait(GoodbyeFor)
	h.hasGone(olga)
	pat := h.asked("Pat")
	h.do(ann, "grant", with("person", pat, "role", ProductOwner, "yes", false))
	h.wait(GoodbyeFor)
	h.hasGone(pat)
}
