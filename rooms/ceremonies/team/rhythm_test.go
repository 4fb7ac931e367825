package team_test

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestMeetingsKnowWhenTheTeamWorksAndWhatIsDone(t *testing.T) {
	atHome(t, func(h *house) {
		want := rooms.Rhythm{Zone: "Europe/Berlin", Days: rooms.ListOf(1, 2, 3, 4), Weeks: 2}
		h.does("mira", h.home, "done_add", roomstest.With("text", "It is tested"))
		h.does("mira", h.home, "rhythm", roomstest.With("zone", want.Zone, "days", want.Days, "weeks", want.Weeks))
		for _, kind := range []string{"standup", "poker"} {
			if got := h.sees("mira", h.meets(kind)).Room.Rhythm; got.Zone != want.Zone || got.Weeks != 2 || got.Days.Len() != 4 {
				t.Errorf("the %s has %+v", kind, got)
			}
		}
		for _, kind := range []string{"planning", "refinement"} {
			if _, line := one(t, h.sees("mira", h.meets(kind)).Room.Backlog.Done); line.Text != "It is tested" {
				t.Errorf("done is %+v in the %s", line, kind)
			}
		}
	})
}
