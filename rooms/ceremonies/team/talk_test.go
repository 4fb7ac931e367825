package team_test

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/roomstest"
)

// A topic that waits at home is talked about by those whom it concerns, who have a seat there,
// and the home knows what came of it, once.
func TestATopicIsTalkedAboutByItsPeople(t *testing.T) {
	atHome(t, func(h *house) {
		h.comes("ada", h.home, live.Knock{Name: "Ada", Roles: []rooms.Role{rooms.Developer}})
		h.does("mira", h.home, "park", roomstest.With("text", "Safari 15?"))
		topic, _ := one(t, h.sees("mira", h.home).Room.Parked)
		h.does("ada", h.home, "concern", roomstest.With("topic", topic, "on", true))
		ask := rooms.Brief{Kind: "talk", Title: "Safari 15?", Browser: "mira", Secret: key, Team: h.home, Topic: "nowhere"}
		if _, err := h.Open(h.ctx, ask); rooms.AsError(err).Code != "no_such_topic" {
			t.Errorf("a topic that is not there: %v", err)
		}
		ask.Team, ask.Topic = "", topic
		if _, err := h.Open(h.ctx, ask); rooms.AsError(err).Code != "no_room" {
			t.Errorf("a topic of no home: %v", err)
		}
		ask.Team = h.home
		room := h.open(ask)
		h.comes("mira", room, live.Knock{})
		h.does("mira", h.home, "follow_up", roomstest.With("topic", topic, "room", "/r/"+string(room)+"#AAAAAAAAAAAAAAAAAAAAAA"))
		people := h.sees("mira", room).Room.People
		if ada, there := people.Get("p3"); people.Len() != 2 || !there || ada.Name != "Ada" {
			t.Fatalf("in the talk have a seat %+v", people)
		}
		h.does("mira", room, "start", roomstest.With())
		h.does("mira", room, "outcome", roomstest.With("text", "We drop it in May"))
		h.does("mira", room, "end", roomstest.With())
		h.kill()
		h.passes(15 * time.Second)
		if _, is := one(t, h.sees("mira", h.home).Room.Parked); is.State != "done" || is.Came != "We drop it in May" {
			t.Errorf("at home the topic is %+v", is)
		}
	})
}
