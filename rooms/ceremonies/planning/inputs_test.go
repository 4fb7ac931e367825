package planning

import (
	"slices"
	"strconv"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestCapacityIsDaysTimesFocusAtTheTeamsPace(t *testing.T) {
	s := inPlanning(t)
	s.Does(ann, "available", roomstest.With("halves", 20))
	s.Does(ben, "available", roomstest.With("halves", 15))
	s.Does(olga, "settings", roomstest.With("focus", 60, "pace", 150))
	if is := shared(s); is.days() != 10.5 || is.capacity() != 15.8 {
		t.Errorf("%v days, %v points", is.days(), is.capacity())
	}
	s.Refused("forbidden", olga, "available", roomstest.With("halves", 20))
	s.Refused("invalid", ann, "available", roomstest.With("halves", 63))
	s.Does(ben, "leave", nil)
	if days := shared(s).days(); days != 6 {
		t.Errorf("%v days without who left", days)
	}
}

func TestASprintHasItsDays(t *testing.T) {
	s := inPlanning(t)
	s.Does(ann, "settings", roomstest.With("from", "2025-12-01", "to", "2025-12-12", "number", 7))
	s.Refused("invalid", ann, "settings", roomstest.With("to", "2025-11-30"))
	s.Refused("invalid", ann, "settings", roomstest.With("to", "2026-01-02"))
	s.Does(ann, "settings", roomstest.With("weeks", 2))
	if budget := s.Base().Room.Agenda.Budget.Duration(); budget != 4*time.Hour {
		t.Errorf("two weeks are planned in %v", budget)
	}
	s.GoTo(why)
	s.Refused("too_late", ann, "settings", roomstest.With("weeks", 1))
}

// What was forecast and done in the last three sprints is shown, and is the team's pace.
func TestThePaceIsWhatTheTeamDidOfLate(t *testing.T) {
	h := rooms.Handover{Home: true, Sprint: rooms.Sprint{Number: 4, Days: 10, Points: 20, Done: 12, Forecast: rooms.ListOf[rooms.ID]("a")}}
	for number, done := range map[string]float64{"1": 90, "2": 8, "3": 10} {
		n, _ := strconv.Atoi(number)
		h.Sprints.Put(number, rooms.Sprint{Number: n, Days: 10, Points: 15, Done: done, Forecast: rooms.ListOf[rooms.ID]("a")})
	}
	var s State
	lookBack(&s, h)
	want := []PastSprint{{2, 15, 8}, {3, 15, 10}, {4, 20, 12}}
	if !slices.Equal(s.Past.Slice(), want) || s.Pace != 100 {
		t.Errorf("past %v, pace %d", s.Past, s.Pace)
	}
}

// The next sprint begins on the next working day and is as long.
func TestASprintFollowsTheOneBefore(t *testing.T) {
	var s State
	follow(&s, rooms.Sprint{Number: 6, From: "2025-11-17", To: "2025-11-28"}, rooms.Rhythm{})
	if s.Number != 7 || s.From != "2025-12-01" || s.To != "2025-12-12" {
		t.Errorf("it is %d from %s to %s", s.Number, s.From, s.To)
	}
}

// In a team that works from Tuesday to Saturday and says how long its sprints are.
func TestASprintFollowsInTheTeamsRhythm(t *testing.T) {
	var s State
	follow(&s, rooms.Sprint{Number: 6, From: "2025-11-18", To: "2025-11-22"}, rooms.Rhythm{Days: rooms.ListOf(2, 3, 4, 5, 6), Weeks: 2})
	if s.From != "2025-11-25" || s.To != "2025-12-06" {
		t.Errorf("it is from %s to %s", s.From, s.To)
	}
}
