package rooms

import (
	"slices"
	"time"
)

// Recurrence is when a ceremony is held again and again, in the team's time zone.
type Recurrence struct {
	Days    List[int] `json:"days"`    // of the week, in order: 1 is Monday (ISO 8601)
	At      string    `json:"at"`      // when it begins, 09:30
	Minutes int       `json:"minutes"` // it lasts
	Every   int       `json:"every"`   // weeks: 1 is each
	From    string    `json:"from"`    // the day on which it is held first, one of Days
	Set     Millis    `json:"set"`     // when it was said last
}

// Recurring is a ceremony that is held on the first of the days of the week from a day on, and
// then on all of them every so many weeks. The days are of the week, 1 to 7.
func Recurring(days []int, from time.Time, every int) Recurrence {
	r := Recurrence{Days: ListOf(slices.Compact(slices.Sorted(slices.Values(days)))...), Every: every}
	for !r.Days.Has(weekday(from)) {
		from = from.AddDate(0, 0, 1)
	}
	r.From = from.Format(time.DateOnly)
	return r
}

// Schedule is when a team meets, as its home says it.
type Schedule struct {
	Room  ID
	Title string
	Zone  string // a name of IANA's time zone database
	Meets Map[string, Recurrence]
}

// FileName is what a file of it is called, before its ending.
func (s Schedule) FileName(w Words) string { return Minutes{Kind: "team", Title: s.Title}.FileName(w) }

// weekday is the day of the week, 1 is Monday (ISO 8601).
func weekday(day time.Time) int { return (int(day.Weekday())+6)%7 + 1 }
