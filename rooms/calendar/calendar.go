// Package calendar writes down for people's calendars when a team meets, and what is due
// (iCalendar, RFC 5545).
package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // a container may have no time zones

	ics "github.com/arran4/golang-ical"

	"rondo/rooms"
)

// Of returns a file with the recurring ceremonies of a team, in the words of a language. An
// event is called the same each time, so that who takes the file over twice has it once. link is
// where a ceremony is held: whoever has no seat asks there to be let in, so it has no key.
func Of(s rooms.Schedule, w rooms.Words, link func(kind string) string) ([]byte, error) {
	cal := begun("Schedule")
	cal.SetName(plain(s.Title))
	if err := addZone(cal, s); err != nil {
		return nil, err
	}
	for _, kind := range slices.Sorted(kindsOf(s)) {
		r, _ := s.Meets.Get(kind)
		event, err := eventOf(s, kind, r)
		if err != nil {
			return nil, err
		}
		event.SetSummary(plain(word(w, kind, "kind.name", kind) + " · " + s.Title))
		event.SetURL(link(kind))
		cal.AddVEvent(event)
	}
	return written(cal), nil
}

// begun is a calendar without anything in it.
func begun(of string) *ics.Calendar {
	cal := ics.NewCalendar()
	cal.SetProductId("-//Rondo//" + of + "//EN")
	cal.SetCalscale("GREGORIAN")
	cal.SetMethod(ics.MethodPublish)
	return cal
}

// plain is a text without what would end a line of the file for some programs: the library
// escapes other ends of lines, and leaves this one.
func plain(text string) string { return strings.ReplaceAll(text, "\r", "") }

// written is a calendar as programs read it.
func written(cal *ics.Calendar) []byte { return []byte(cal.Serialize(ics.WithNewLineWindows)) }

func kindsOf(s rooms.Schedule) func(func(string) bool) {
	return func(yield func(string) bool) {
		for kind := range s.Meets.All() {
			if !yield(kind) {
				return
			}
		}
	}
}

// How times stand in a calendar: of a time zone that is named beside them, and with UTC's.
const (
	wallTime = "20060102T150405"
	utcShift = "-0700"
)

// eventOf is when a ceremony is held. Its times are those of clocks on the wall: the calendar
// program knows when these change.
func eventOf(s rooms.Schedule, kind string, r rooms.Recurrence) (*ics.VEvent, error) {
	begins, err := time.Parse(time.DateOnly+" 15:04", r.From+" "+r.At)
	if err != nil {
		return nil, fmt.Errorf("calendar: %s: %w", kind, err)
	}
	event := ics.NewEvent(kind + "@" + string(s.Room))
	event.SetDtStampTime(r.Set.Time())
	event.SetProperty(ics.ComponentPropertyDtStart, begins.Format(wallTime), ics.WithTZID(s.Zone))
	event.SetProperty(ics.ComponentPropertyDuration, fmt.Sprintf("PT%dM", r.Minutes))
	event.AddRrule(fmt.Sprintf("FREQ=WEEKLY;INTERVAL=%d;WKST=MO;BYDAY=%s", r.Every, daysOf(r)))
	return event, nil
}

var weekdays = [...]string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

func daysOf(r rooms.Recurrence) string {
	var days []string
	for _, day := range r.Days.All() {
		days = append(days, weekdays[day-1])
	}
	return strings.Join(days, ",")
}

// zoneYears is for how many years after the last ceremony was begun the file says when clocks
// change. Programs that know the zone by its name go on by themselves.
const zoneYears = 10

// addZone says when the clocks of the team's zone change. It is there also where nothing is
// held: a calendar has at least one component (RFC 5545, 3.4).
func addZone(cal *ics.Calendar, s rooms.Schedule) error {
	name := cmp.Or(s.Zone, "UTC")
	loc, err := time.LoadLocation(name)
	if err != nil {
		return fmt.Errorf("calendar: %w", err)
	}
	tz := cal.AddTimezone(name)
	first, last := span(s, loc)
	for at := first; ; {
		began, ends := at.ZoneBounds()
		tz.Components = append(tz.Components, observance(at, began))
		if ends.IsZero() || ends.After(last) {
			return nil
		}
		at = ends
	}
}

// span is the time of which the file tells: from a day before the first ceremony.
func span(s rooms.Schedule, loc *time.Location) (first, last time.Time) {
	for _, r := range s.Meets.All() {
		from, err := time.ParseInLocation(time.DateOnly, r.From, loc)
		if err != nil {
			continue // its event says so
		}
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if from.After(last) {
			last = from
		}
	}
	return first.In(loc).AddDate(0, 0, -1), last.AddDate(zoneYears, 0, 0)
}

// observance is what clocks show from a change on, which may have no beginning.
func observance(at, began time.Time) ics.Component {
	name, after := at.Zone()
	before, changes := after, time.Unix(0, 0).UTC()
	if !began.IsZero() {
		_, before = began.Add(-time.Second).Zone()
		changes = began.In(time.FixedZone("", before)) // by the clocks that are changed
	}
	said := ics.ComponentBase{}
	said.SetProperty(ics.ComponentPropertyDtStart, changes.Format(wallTime))
	said.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), changes.In(time.FixedZone("", before)).Format(utcShift))
	said.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), at.Format(utcShift))
	said.SetProperty(ics.ComponentProperty(ics.PropertyTzname), name)
	if at.IsDST() {
		return &ics.Daylight{ComponentBase: said}
	}
	return &ics.Standard{ComponentBase: said}
}
