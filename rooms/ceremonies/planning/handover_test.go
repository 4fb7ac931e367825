package planning

import (
	"slices"
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestThePlanGoesHome(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "settings", roomstest.With("number", 7, "from", "2025-12-01", "to", "2025-12-12", "pace", 200))
	for _, dev := range []rooms.ID{ann, ben, cem} {
		s.Does(dev, "available", roomstest.With("halves", 10))
	}
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	s.GoTo(why)
	s.Does(olga, "goal_draft", roomstest.With("text", "Pay again"))
	s.GoTo(what)
	s.Does(ann, "pull", roomstest.With("item", item(s, "Log out"), "on", true))
	is := sprint(s.Meeting().(*meeting))
	if is.Number != 7 || is.Goal != "Pay again" || is.Capacity != 21 || is.Days != 10.5 || !slices.Equal(is.Forecast.Slice(), []rooms.ID{item(s, "Log out")}) {
		t.Errorf("given is %+v", is)
	}
}
