package team_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/roomstest"
)

// Links into a team's home that give roles, and the way back to one's own seat, in a whole house.

// link makes the link for some roles, with a secret.
func (h *house) link(secret string, roles ...rooms.Role) {
	h.Helper()
	h.does("jonas", h.home, "link_make", roomstest.With("roles", roles, "digest", rooms.DigestOf(rooms.LinkPurpose, secret)))
}

// wayBack makes somebody's way back, with a secret.
func (h *house) wayBack(browser, secret string) {
	h.Helper()
	h.does(browser, h.home, "recovery", roomstest.With("digest", rooms.DigestOf(rooms.RecoveryPurpose, secret)))
}

// knocks is what somebody is told at the door of the home.
func (h *house) knocks(k live.Knock) (rooms.ID, string) {
	h.Helper()
	id, err := h.Join(h.ctx, h.home, k)
	if err == nil {
		return id, ""
	}
	refused := rooms.AsError(err)
	return id, strings.TrimSuffix(refused.Code+"/"+refused.Reason, "/")
}

func (h *house) isTold(want string, k live.Knock) {
	h.Helper()
	if _, told := h.knocks(k); told != want {
		h.Errorf("%s is told %q, not %q", k.Browser, told, want)
	}
}

func (h *house) hasRoles(person rooms.ID, want ...rooms.Role) {
	h.Helper()
	p, _ := h.sees("jonas", h.home).Room.People.Get(person)
	if !slices.Equal(p.Roles.Slice(), want) || p.Asks.Len() > 0 {
		h.Errorf("%s has %v and asks for %v", person, p.Roles.Slice(), p.Asks.Slice())
	}
}

func TestWhoComesByALinkForARoleHasItAtOnce(t *testing.T) {
	atHome(t, func(h *house) {
		h.link("owns", rooms.ProductOwner, rooms.ProductManager)
		h.again() // it holds over a restart
		plate, err := h.Read(h.ctx, h.home, "owns", "ilse")
		if err != nil || !slices.Equal(plate.As, []rooms.Role{rooms.ProductOwner, rooms.ProductManager}) {
			t.Fatalf("at the door stands %+v, %v", plate, err)
		}
		ilse, told := h.knocks(live.Knock{Secret: "owns", Browser: "ilse", Name: "Ilse", Roles: []rooms.Role{rooms.Developer}})
		if told != "" {
			t.Fatal(told)
		}
		h.hasRoles(ilse, rooms.ProductOwner, rooms.ProductManager) // and not what was asked for beside
		h.does("ilse", h.home, "item_add", roomstest.With("title", "Pay again"))

		// Whoever has a seat already has the roles beside their own; the room's own link gives none.
		h.isTold("", live.Knock{Secret: "owns", Browser: "mira"})
		h.hasRoles("p2", rooms.Developer, rooms.ProductOwner, rooms.ProductManager)
		h.comes("ada", h.home, live.Knock{Name: "Ada", Roles: []rooms.Role{rooms.ProductOwner}})
		if ada, _ := h.sees("jonas", h.home).Room.People.Get("p4"); !slices.Equal(ada.Roles.Slice(), []rooms.Role{rooms.Observer}) || !ada.Asks.Has(rooms.ProductOwner) {
			t.Errorf("by the room's own link Ada is %+v", ada)
		}
	})
}

func TestALinkForARoleIsRenewedAndTakenBack(t *testing.T) {
	atHome(t, func(h *house) {
		h.link("first", rooms.ScrumMaster)
		h.link("second", rooms.ScrumMaster)
		h.link("other", rooms.ScrumMaster, rooms.Developer)
		if n := h.sees("mira", h.home).Room.Links.Len(); n != 2 {
			t.Errorf("%d links are listed", n)
		}
		h.isTold("no_room/link_void", live.Knock{Secret: "first", Browser: "eve", Name: "Eve"})
		h.isTold("no_room", live.Knock{Secret: "never", Browser: "eve", Name: "Eve"})
		h.isTold("", live.Knock{Secret: "second", Browser: "eve", Name: "Eve"})
		h.does("jonas", h.home, "link_drop", roomstest.With("roles", []rooms.Role{rooms.ScrumMaster}))
		h.isTold("no_room/link_void", live.Knock{Secret: "second", Browser: "dan", Name: "Dan"})
		h.isTold("", live.Knock{Secret: "other", Browser: "dan", Name: "Dan"})
		h.hasRoles("p3", rooms.ScrumMaster) // who came by it keeps them
		h.does("jonas", h.home, "remove", roomstest.With("person", "p3"))
		h.isTold("removed", live.Knock{Secret: "other", Browser: "eve", Name: "Eve"})
	})
}

func TestAWayBackGivesTheSeatAgain(t *testing.T) {
	atHome(t, func(h *house) {
		h.wayBack("mira", "first")
		h.wayBack("mira", "second")
		h.again()
		h.isTold("no_room/recovery_void", live.Knock{Recovery: "first", Browser: "new"})
		h.isTold("no_room/recovery", live.Knock{Recovery: "never", Browser: "new"})
		h.isTold("no_room", live.Knock{Secret: "second", Browser: "new", Name: "Mira"}) // it is no link into the room
		for _, browser := range []string{"new", "newer"} {                              // it holds on
			if id, told := h.knocks(live.Knock{Recovery: "second", Browser: browser}); id != "p2" || told != "" {
				t.Errorf("%s is %s, %s", browser, id, told)
			}
		}
		held := h.sees("new", h.home).Me.Held.Recovery
		if held.Made == 0 || held.Used == 0 {
			t.Errorf("Mira knows of it: %+v", held)
		}
		if room := h.meets("standup"); h.comes("newer", room, live.Knock{}) != "p2" {
			t.Error("in the team's meetings she is somebody else")
		}
		h.does("newer", h.home, "leave", nil)
		h.isTold("no_room/recovery_void", live.Knock{Recovery: "second", Browser: "eve"})
	})
}

func TestNobodyRemovedComesBackByTheirWay(t *testing.T) {
	atHome(t, func(h *house) {
		h.wayBack("mira", "back")
		h.does("jonas", h.home, "remove", roomstest.With("person", "p2"))
		h.isTold("no_room/recovery_void", live.Knock{Recovery: "back", Browser: "new"})
		h.does("jonas", h.home, "undo", roomstest.With())
		h.isTold("no_room/recovery_void", live.Knock{Recovery: "back", Browser: "new"})
		if held := h.sees("mira", h.home).Me.Held.Recovery; held != (rooms.RecoveryLink{}) {
			t.Errorf("Mira is told of a way that leads nowhere: %+v", held)
		}
	})
}

// No document that anybody is sent has a digest of the door, and none at all a secret.
func TestNoLinkIsInWhatPeopleAreSent(t *testing.T) {
	atHome(t, func(h *house) {
		h.link("gives roles", rooms.ScrumMaster)
		h.wayBack("mira", "leads back")
		for _, browser := range []string{"jonas", "mira"} {
			raw, _, err := h.Doc(h.ctx, h.home, browser)
			if err != nil {
				t.Fatal(err)
			}
			for _, secret := range []string{"gives roles", "leads back", string(rooms.DigestOf(rooms.LinkPurpose, "gives roles")), string(rooms.DigestOf(rooms.RecoveryPurpose, "leads back"))} {
				if strings.Contains(string(raw), secret) || !json.Valid(raw) {
					t.Errorf("%s is sent %q", browser, secret)
				}
			}
		}
	})
}
