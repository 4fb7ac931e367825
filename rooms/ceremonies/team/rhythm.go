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
		if err := checkZone(*with.Zone); err != nil {
			return err
		}
		r.Zone = *with.Zone
	}
	if with.Days != nil {
		days := slices.Compact(slices.Sorted(slices.Values(with.Days)))
		if days[0] < 1 || days[len(days)-1] > 7 {
			return rooms.Invalid("days", "no_weekday")
		}
		r.Days = rooms.ListOf(days...)
	}
	if with.Weeks != nil {
		r.Weeks = *with.Weeks
	}
	return nil
}

func checkZone(name string) error {
	if name == "" {
		return nil
	}
	return rooms.CheckZone(name)
}
