package team_test

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/roomstest"
)

func TestWhoIsRemovedFromAMeetingDoesNotComeBackByTheHome(t *testing.T) {
	atHome(t, func(h *house) {
		room := h.open(rooms.Brief{Kind: "standup", Title: "Heron", Browser: "jonas", Team: h.home})
		h.comes("jonas", room, live.Knock{})
		h.does("jonas", room, "remove", roomstest.With("person", "p2")) // before she ever came
		if _, err := h.Join(h.ctx, room, live.Knock{Secret: key, Browser: "mira"}); rooms.AsError(err).Code != "removed" {
			t.Errorf("Mira is let in: %v", err)
		}
	})
}

func TestWhoLeftAMeetingComesBackByTheHomeAndSoDoesTheirPhone(t *testing.T) {
	atHome(t, func(h *house) {
		room := h.meets("standup")
		h.does("mira", room, "leave", roomstest.With())
		h.comes("mira", room, live.Knock{})
		h.does("mira", room, "roles", roomstest.With("roles", []rooms.Role{rooms.Observer}))
		h.does("mira", h.home, "phone", roomstest.With())
		h.comes("phone", h.home, live.Knock{Phone: h.sees("mira", h.home).Me.Held.Phone.Secret})
		if id := h.comes("phone", room, live.Knock{}); id != "p2" {
			t.Errorf("by her phone Mira is %q", id)
		}
		if mira, _ := h.sees("phone", room).Room.People.Get("p2"); !mira.Is(rooms.Observer) || mira.Left {
			t.Errorf("with her phone came another Mira: %+v", mira)
		}
	})
}

func TestOnlyTheTeamOpensItsMeetings(t *testing.T) {
	atHome(t, func(h *house) {
		ask := rooms.Brief{Kind: "standup", Title: "Ours", Secret: key, Browser: "eve", Team: h.home}
		if _, err := h.Open(h.ctx, ask); rooms.AsError(err).Code != "no_room" {
			t.Errorf("who does not belong to it: %v", err)
		}
		other := h.open(rooms.Brief{Kind: "talk", Title: "Talk", Browser: "eve"})
		h.comes("eve", other, live.Knock{Name: "Eve"})
		ask.Team = other
		if _, err := h.Open(h.ctx, ask); rooms.AsError(err).Code != "no_room" {
			t.Errorf("a talk is no home: %v", err)
		}
		room := h.meets("standup")
		if _, err := h.Join(h.ctx, room, live.Knock{Secret: key, Browser: "eve"}); err == nil {
			t.Error("a stranger came in without a name")
		}
		if plate, err := h.Read(h.ctx, room, key, "mira"); err != nil || plate.Member != "Mira" {
			t.Errorf("at the door Mira reads %+v, %v", plate, err)
		}
		if id := h.comes("eve", room, live.Knock{Name: "Mira"}); id != "p3" {
			t.Errorf("a guest is %q", id)
		}
	})
}
