package team

import (
	"time"

	"rondo/rooms"
)

// farthest is how far from today the day may be from which on a ceremony is held.
const farthest = 366 * 24 * time.Hour

// schedule says when a ceremony is held from now on. One that is there already is replaced.
func schedule(t *turn, with struct {
	Kind    string `json:"kind" takes:"standup|refinement|planning|poker|review|retrospective"`
	Days    []int  `json:"days" takes:"1..7"` // of the week: 1 is Monday
	At      string `json:"at" takes:"time"`   // in the team's time zone, without another: "09:30"
	Minutes int    `json:"minutes" takes:"5..480"`
	Every   int    `json:"every" takes:"1..8"`
	From    string `json:"from" takes:"date"` // the first day of the week that is chosen from then on
}) error {
	from, _ := time.Parse(time.DateOnly, with.From) // the tag takes only dates
	if err := checkDays(with.Days); err != nil {
		return err
	}
	switch {
	case len(with.At) != len("09:30"):
		return rooms.Invalid("at", "other_zone")
	case from.Sub(t.Now.Time()).Abs() > farthest:
		return rooms.Invalid("from", "year_away")
	case t.Room.Rhythm.Zone == "":
		return rooms.Refuse("no_zone")
	}
	r := rooms.Recurring(with.Days, from, with.Every)
	r.At, r.Minutes, r.Set = with.At, with.Minutes, t.Now
	t.Room.Schedule.Put(with.Kind, r)
	return nil
}

// unschedule says that a ceremony is held at no set times any more.
func unschedule(t *turn, with struct {
	Kind string `json:"kind" takes:"key"`
}) error {
	if !t.Room.Schedule.Has(with.Kind) {
		return rooms.NoSuch("schedule")
	}
	t.Room.Schedule.Delete(with.Kind)
	return nil
}
