package team

import (
	"errors"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// standups are arguments of a schedule, with some of them otherwise.
func standups(change ...any) map[string]any {
	with := roomstest.With("kind", "standup", "days", []int{4, 1}, "at", "09:30", "minutes", 15, "every", 1, "from", "2000-01-05")
	for name, value := range roomstest.With(change...) {
		with[name] = value
	}
	return with
}

func TestATeamSaysWhenItMeets(t *testing.T) {
	s := team4(t)
	today := s.Base().Room.Opened.Time()
	from := today.Format(time.DateOnly)
	s.Refused("no_zone", ada, "schedule", standups("from", from))
	s.Does(ada, "rhythm", roomstest.With("zone", "Europe/Berlin"))
	for _, c := range []struct {
		field string
		with  map[string]any
	}{
		{"kind", standups("from", from, "kind", "talk")},
		{"days", standups("from", from, "days", []int{})},
		{"days", standups("from", from, "days", []int{0})},
		{"days", standups("from", from, "days", []int{8})},
		{"at", standups("from", from, "at", "9:30")},
		{"at", standups("from", from, "at", "24:00")},
		{"at", standups("from", from, "at", "09:30+01:00")},
		{"minutes", standups("from", from, "minutes", 4)},
		{"minutes", standups("from", from, "minutes", 481)},
		{"every", standups("from", from, "every", 0)},
		{"every", standups("from", from, "every", 9)},
		{"from", standups("from", "2026-02-30")},
		{"from", standups("from", today.AddDate(1, 0, 2).Format(time.DateOnly))},
		{"from", standups("from", today.AddDate(-1, 0, -2).Format(time.DateOnly))},
	} {
		err := s.Do(ada, "schedule", c.with)
		if refusal := new(rooms.Error); !errors.As(err, &refusal) || refusal.Code != "invalid" || refusal.Field != "/"+c.field {
			t.Errorf("%v is refused with %v, want at %s", c.with, err, c.field)
		}
	}
	s.Does(ada, "schedule", standups("from", from))
	got, _ := s.Base().Room.Schedule.Get("standup")
	first, err := time.Parse(time.DateOnly, got.From)
	if err != nil || first.Before(today.Truncate(24*time.Hour)) || first.Weekday() != time.Monday && first.Weekday() != time.Thursday {
		t.Errorf("it is held first on %s, a %s", got.From, first.Weekday())
	}
	if got.Days.At(0) != 1 || got.Days.At(1) != 4 || got.At != "09:30" || got.Minutes != 15 || got.Every != 1 || got.Set != s.Base().Room.Opened {
		t.Errorf("it is %+v", got)
	}
	s.Refused("forbidden", marek, "schedule", standups("from", from))
	s.Refused("forbidden", marek, "unschedule", roomstest.With("kind", "standup"))
	s.Does(ilse, "unschedule", roomstest.With("kind", "standup"))
	s.Refused("no_such_schedule", ilse, "unschedule", roomstest.With("kind", "standup"))
}

// Set times are times of a zone: it is not taken away under them, and where it changes, calendars
// take the new times over.
func TestSetTimesHaveAZone(t *testing.T) {
	s := team4(t)
	s.Does(ada, "rhythm", roomstest.With("zone", "Europe/Berlin"))
	s.Does(ada, "schedule", standups("from", s.Base().Room.Opened.Time().Format(time.DateOnly)))
	s.Refused("invalid", ada, "rhythm", roomstest.With("zone", ""))
	s.Passes(time.Hour)
	s.Does(ada, "rhythm", roomstest.With("zone", "Europe/Berlin", "weeks", 2))
	if r, _ := s.Base().Room.Schedule.Get("standup"); r.Set != s.Base().Room.Opened {
		t.Error("what did not change is said to have")
	}
	s.Does(ada, "rhythm", roomstest.With("zone", "Asia/Tokyo"))
	if r, _ := s.Base().Room.Schedule.Get("standup"); r.Set != s.Base().Room.Opened+rooms.For(time.Hour) {
		t.Errorf("its times were said at %d", r.Set)
	}
	s.Does(ada, "unschedule", roomstest.With("kind", "standup"))
	s.Does(ada, "rhythm", roomstest.With("zone", ""))
}
