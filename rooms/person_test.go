package rooms

import (
	"slices"
	"testing"
	"time"
)

func (h session) person(id ID) Person {
	p, _ := h.Base().Room.People.Get(id)
	return p
}

func (h session) hasRoles(id ID, roles ...Role) {
	h.t.Helper()
	if got := h.person(id).Roles.Slice(); !slices.Equal(got, roles) {
		h.t.Fatalf("%s is %v, want %v", id, got, roles)
	}
}

func TestAdmit(t *testing.T) {
	h := inSession(t)
	opener := h.join("  Ann  ", ProductOwner, Developer)
	if opener != "p1" || h.person(opener).Name != "Ann" || h.Base().Room.Baton.Holder != opener {
		t.Fatalf("the opener: %+v", h.person(opener))
	}
	h.hasRoles(opener, ProductOwner, Developer)
	h.hasRoles(h.join("Ben"), Developer)
	h.hasRoles(h.join("Sue", Stakeholder, Observer), Stakeholder, Observer)
	olaf := h.join("Olaf", ProductOwner, Developer)
	h.hasRoles(olaf, Developer)
	if !h.person(olaf).Asks.Has(ProductOwner) {
		t.Fatal("a product owner is granted by the facilitator")
	}
	pam := h.join("Pam", ProductManager)
	h.hasRoles(pam, Observer) // not a developer meanwhile: no slot, no vote
	for range 8 {
		h.join("More")
	}
	if p := h.person("p13"); p.Hue != 1 || p.Rank != 13 {
		t.Fatalf("the thirteenth has hue %d and rank %d", p.Hue, p.Rank)
	}
}

func TestAdmitRefuses(t *testing.T) {
	h := inSession(t, "Ann")
	for name, roles := range map[string][]Role{"": nil, "\u200b\u202e\u200d": nil, "Ben": {"boss"}} {
		if _, err := h.Join(name, roles...); AsError(err).Code != "invalid" {
			t.Errorf("%q as %v: %v", name, roles, err)
		}
	}
	h.do(ann, "lock", with("on", true))
	if _, err := h.Join("Ben"); AsError(err).Code != "room_locked" {
		t.Errorf("a locked room: %v", err)
	}
	if h.Base().Internal.People != 1 {
		t.Error("somebody who was refused got an id")
	}
}

// One person who comes again and again and is removed each time fills no room.
func TestARoomIsFullOfThoseWhoAreInIt(t *testing.T) {
	h := inSession(t, "Ann")
	for range MostPeople {
		h.do(ann, "remove", with("person", h.join("Eve")))
	}
	h.join("Ben")
	for h.Base().inRoom() < MostPeople {
		h.join("More")
	}
	if _, err := h.Join("Cara"); AsError(err).Code != "room_full" {
		t.Errorf("one more than %d: %v", MostPeople, err)
	}
}

func TestRoles(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ben, "roles", with("roles", []Role{Developer, ScrumMaster, Stakeholder}))
	h.hasRoles(ben, Developer, Stakeholder)
	h.refused("not_asked", ann, "grant", with("person", ben, "role", ProductOwner, "yes", true))
	h.do(ann, "grant", with("person", ben, "role", ScrumMaster, "yes", true))
	h.hasRoles(ben, Developer, Stakeholder, ScrumMaster)
	h.do(ben, "roles", with("roles", []Role{ScrumMaster})) // keeps what was granted
	h.hasRoles(ben, ScrumMaster)
	h.refused("forbidden", ben, "roles", with("person", ann, "roles", []Role{Observer}))
	h.do(ann, "roles", with("person", ben, "roles", []Role{ProductOwner}))
	h.hasRoles(ben, ProductOwner)
	h.refused("invalid", ann, "roles", with("roles", []Role{}))
	h.refused("invalid", ann, "roles", with("roles", []Role{"king"}))
	h.refused("no_such_person", ann, "roles", with("person", "p9", "roles", []Role{Developer}))
}

func TestGrantAnswersWhoAsks(t *testing.T) {
	h := inSession(t, "Ann")
	pam := h.join("Pam", ProductManager, ProductOwner)
	h.do(ann, "grant", with("person", pam, "role", ProductOwner, "yes", false))
	h.hasRoles(pam, Observer)
	h.do(ann, "grant", with("person", pam, "role", ProductManager, "yes", true))
	h.hasRoles(pam, ProductManager) // no observer any more
	if h.person(pam).Asks.Len() != 0 {
		t.Fatal("both were answered")
	}
}

func TestLateAndAway(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.do(ben, "late", with("person", ben, "on", true))
	h.do(ben, "away", with("on", true))
	h.refused("forbidden", ben, "away", with("person", cara, "on", true))
	h.do(ann, "away", with("person", cara, "on", true))
	if !h.person(ben).Late || h.person(ben).TakesPart() || h.person(cara).TakesPart() {
		t.Fatal("late or away was not noted")
	}
	h.do(ann, "away", with("person", cara, "on", false))
	if !h.person(cara).TakesPart() {
		t.Fatal("Cara came after all")
	}
}

func TestRename(t *testing.T) {
	h := inSession(t, "Ann")
	h.do(ann, "rename", with("name", "Anna"))
	if h.person(ann).Name != "Anna" {
		t.Fatal("not renamed")
	}
	h.refused("invalid", ann, "rename", with("name", " "))
	h.refused("invalid", ann, "rename", with("nom", "Anna"))
}

func TestRemovedPeopleCannotComeBackAndOthersCan(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.plan(func(t *talkTurn) {
		t.Door.Browsers.Put("laptop", ben)
		t.Door.Browsers.Put("telephone", ben)
		t.Door.Browsers.Put("other", cara)
	})
	h.do(ben, "phone", nil)
	h.do(ann, "remove", with("person", ben))
	door := h.Base().Door
	if !door.Out.Has("laptop") || !door.Out.Has("telephone") || door.Browsers.Len() != 1 || door.Phones.Len() != 0 {
		t.Fatalf("the door after a removal: %d seats, %d out", door.Browsers.Len(), door.Out.Len())
	}
	if !h.person(ben).Left || !h.heard("left p2") || h.Base().Held.Len() != 0 {
		t.Fatal("Ben is still there")
	}
	h.refused("no_such_person", ann, "remove", with("person", ben))
	h.refused("forbidden", cara, "remove", with("person", ann)) // she facilitates
	h.refused("invalid", ann, "remove", with("person", ann))
	h.do(cara, "leave", nil)
	if door := h.Base().Door; door.Out.Has("other") || door.Browsers.Len() != 0 {
		t.Fatal("who leaves may come again")
	}
}

func TestWhoWasRemovedIsLetInAgainAsTheyWere(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.plan(func(t *talkTurn) {
		t.Room.People.Edit(ben, func(p *Person) { p.Roles = ListOf(ScrumMaster) })
		t.Door.Browsers.Put("laptop", ben)
		t.Door.Browsers.Put("other", cara)
	})
	back := with("removed", ben)
	h.refused("not_removed", ann, "undo", back)
	h.do(ann, "remove", with("person", ben))
	h.refused("forbidden", cara, "undo", back)
	h.do(ann, "lock", with("on", true)) // it is shut to newcomers
	h.do(ann, "undo", back)
	if seat, _ := h.Base().Door.Browsers.Get("laptop"); seat != ben || h.Base().Door.Out.Len() != 0 || h.Base().Door.Left.Len() != 0 {
		t.Errorf("the laptop is %q's", seat)
	}
	h.hasRoles(ben, ScrumMaster)
	if h.person(ben).Left || !h.heard("joined p2") {
		t.Error("Ben is not back")
	}
	h.refused("not_removed", ann, "undo", back)
	h.do(cara, "leave", nil) // of her own will
	h.refused("not_removed", ann, "undo", with("removed", cara))
}

func TestAPhoneLinkWorksForFiveMinutesAndOnlyTheLastOne(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ben, "phone", nil)
	held, _ := h.Base().Held.Get(ben)
	first := held.Phone.Secret
	if pass, ok := h.Base().Door.Phones.Get(DigestOf("phone", first)); !ok || pass.Person != ben || len(first) != 22 {
		t.Fatalf("the door does not know the secret %q", first)
	}
	h.do(ben, "phone", nil)
	if h.Base().Door.Phones.Len() != 1 || h.Base().Door.Phones.Has(DigestOf("phone", first)) {
		t.Fatal("an older link still works")
	}
	h.do(ann, "start", nil)
	h.do(ann, "pause", nil)
	h.do(ben, "phone", nil)
	h.wait(PhoneFor - time.Millisecond)
	if h.Base().Door.Phones.Len() != 1 {
		t.Fatal("the link ended too early")
	}
	h.wait(time.Millisecond) // although the meeting is paused
	if h.Base().Door.Phones.Len() != 0 || h.Base().Held.Len() != 0 {
		t.Fatal("the link outlived its time")
	}
}

func TestLookAndLock(t *testing.T) {
	h := inSession(t, "Ann")
	h.do(ann, "look", with("what", "blockers"))
	if h.Base().Room.Look != "blockers" {
		t.Fatal("nobody looks")
	}
	h.do(ann, "look", with("what", ""))
	h.do(ann, "lock", with("on", true))
	if !h.Base().Room.Locked {
		t.Fatal("not locked")
	}
}

func TestWhoWasLateIsForgottenAtTheEnd(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ben, "late", with("person", ben, "on", true))
	h.do(ann, "start", nil)
	if p, _ := h.Base().Room.People.Get(ben); !p.Late {
		t.Fatal("the meeting does not know")
	}
	h.do(ann, "end", nil)
	if p, _ := h.Base().Room.People.Get(ben); p.Late {
		t.Error("it is kept")
	}
}
