package team

import (
	"time"

	"rondo/rooms"
)

// Sprint is the one in progress.
type Sprint struct {
	Number int    `json:"number,omitempty"` // teams count them
	Goal   string `json:"goal,omitempty"`   // why it is worth it, in a sentence (Scrum Guide: the single objective for the Sprint)
	From   string `json:"from,omitempty"`   // its first day, YYYY-MM-DD
	To     string `json:"to,omitempty"`     // its last day
}

// mostSprintDays: the Scrum Guide has sprints of one month or less.
const mostSprintDays = 31

// planSprint says which sprint the team is in, what for, and from when to when.
func planSprint(t *turn, with struct {
	Number int    `json:"number" takes:"1..9999"`
	Goal   string `json:"goal" takes:"card?"`
	From   string `json:"from" takes:"date"`
	To     string `json:"to" takes:"date"`
}) error {
	from, _ := time.Parse(time.DateOnly, with.From) // the tag takes only dates
	to, _ := time.Parse(time.DateOnly, with.To)
	switch {
	case to.Before(from):
		return rooms.Invalid("to", "before_from")
	case to.Sub(from) >= mostSprintDays*24*time.Hour:
		return rooms.Invalid("to", "sprint_long", "most", mostSprintDays)
	}
	t.Shared.Sprint = Sprint(with)
	return nil
}
