package planning

import (
	"math"
	"time"

	"rondo/rooms"
)

// settings is what can be set; what is absent stays as it is.
type settings struct {
	Number *int    `json:"number,omitempty" takes:"1..9999"`
	From   *string `json:"from,omitempty" takes:"date"`
	To     *string `json:"to,omitempty" takes:"date"`
	Weeks  *int    `json:"weeks,omitempty" takes:"1..4"`
	Focus  *int    `json:"focus,omitempty" takes:"10..100"` // percent
	Pace   *int    `json:"pace,omitempty" takes:"1..10000"` // hundredths of a point a day
	Least  *int    `json:"least,omitempty" takes:"1..5"`    // a fist below it is low
}

// setSettings says which sprint is planned, and how the team reckons.
func setSettings(t *turn, with settings) error {
	s := t.Shared
	if err := t.SetWeeks(&s.Weeks, with.Weeks); err != nil {
		return err
	}
	for at, with := range map[*int]*int{&s.Number: with.Number, &s.Focus: with.Focus, &s.Pace: with.Pace, &s.Least: with.Least} {
		if with != nil {
			*at = *with
		}
	}
	if with.From != nil {
		s.From = *with.From
	}
	if with.To != nil {
		s.To = *with.To
	}
	return s.checkDays()
}

func (s State) checkDays() error {
	if s.From == "" || s.To == "" {
		return nil
	}
	switch days := daysOf(s.From, s.To); {
	case days < 1:
		return rooms.Invalid("to", "before_from")
	case days > rooms.MostSprintDays:
		return rooms.Invalid("to", "sprint_long", "most", rooms.MostSprintDays)
	}
	return nil
}

// daysOf is how many days there are from one to another, both counted.
func daysOf(from, to string) int {
	first, _ := time.Parse(time.DateOnly, from) // the tag takes only dates
	last, _ := time.Parse(time.DateOnly, to)
	return int(last.Sub(first).Hours()/24) + 1
}

// sayAvailable says how many half days one has in the sprint.
func sayAvailable(t *turn, with struct {
	Halves int `json:"halves" takes:"0..62"` // of the longest sprint all
}) error {
	t.Shared.Available.Put(t.Actor, with.Halves)
	return nil
}

// nothingToSettle: what people say ahead of a planning counts at once.
func nothingToSettle(*rooms.Tx) error { return nil }

// days is what all have together for the sprint, after what else takes their time.
func (s State) days() float64 {
	halves := 0
	for _, n := range s.Available.All() {
		halves += n
	}
	return tenth(float64(halves) / 2 * float64(s.Focus) / 100)
}

// capacity is how many points that is, at the pace of the team.
func (s State) capacity() float64 { return tenth(s.days() * float64(s.Pace) / 100) }

func tenth(x float64) float64 { return math.Round(x*10) / 10 }
