package team

import (
	"slices"

	"rondo/rooms"
)

// setRhythm says when the team works, and how long its sprints are. What is absent stays as it is.
func setRhythm(t *turn, with struct {
	Zone  *string `json:"zone,omitempty" takes:"key?"` // "": where each person is
	Days  []int   `json:"days,omitempty" takes:"1..7"` // of the week: 1 is Monday
	Weeks *int    `json:"weeks,omitempty" takes:"1..4"`
}) error {
	r := &t.Room.Rhythm
	if with.Zone != nil {
		if err := setZone(t, *with.Zone); err != nil {
			return err
		}
	}
	if with.Days != nil {
		if err := checkDays(with.Days); err != nil {
			return err
		}
		r.Days = rooms.ListOf(slices.Compact(slices.Sorted(slices.Values(with.Days)))...)
	}
	if with.Weeks != nil {
		r.Weeks = *with.Weeks
	}
	return nil
}

func setZone(t *turn, name string) error {
	switch {
	case name != "":
		if err := rooms.CheckZone(name); err != nil {
			return err
		}
	case t.Room.Schedule.Len() > 0:
		return rooms.Invalid("zone", "scheduled")
	}
	if name == t.Room.Rhythm.Zone {
		return nil
	}
	t.Room.Rhythm.Zone = name
	for kind := range t.Room.Schedule.All() { // calendars take over what was said later
		t.Room.Schedule.Edit(kind, func(r *rooms.Recurrence) { r.Set = t.Now })
	}
	return nil
}

// checkDays refuses what is no day of the week.
func checkDays(days []int) error {
	if slices.Min(days) < 1 || slices.Max(days) > 7 {
		return rooms.Invalid("days", "no_weekday")
	}
	return nil
}
