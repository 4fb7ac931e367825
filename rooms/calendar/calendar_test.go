package calendar

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"

	"rondo/rooms"
	"rondo/rooms/words"
)

const home = "6f1c1f0e-0000-4000-8000-000000000000"

// meets is a team that meets for a standup, in a zone.
func meets(zone, title, from, at string) rooms.Schedule {
	day, err := time.Parse(time.DateOnly, from)
	if err != nil {
		panic(err)
	}
	r := rooms.Recurring([]int{1, 4}, day, 2)
	r.At, r.Minutes, r.Set = at, 15, rooms.MillisOf(time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC))
	s := rooms.Schedule{Room: home, Title: title, Zone: zone}
	s.Meets.Put("standup", r)
	return s
}

func write(t *testing.T, s rooms.Schedule, language string) (string, *ics.Calendar) {
	t.Helper()
	file, err := Of(s, words.All.In(language), func(kind string) string { return "https://rondo.example/r/" + home + "?meet=" + kind })
	if err != nil {
		t.Fatal(err)
	}
	read, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("%v:\n%s", err, file)
	}
	return string(file), read
}

// unfolded is a file as programs read it: lines of at most 75 octets that end in CRLF, put
// together again.
func unfolded(t *testing.T, file string) string {
	t.Helper()
	if !strings.HasSuffix(file, "\r\n") || strings.Count(file, "\n") != strings.Count(file, "\r\n") {
		t.Errorf("lines do not end in CRLF:\n%q", file)
	}
	for _, line := range strings.Split(file, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets, or half a character: %q", len(line), line)
		}
	}
	return strings.ReplaceAll(file, "\r\n ", "")
}

func TestACeremonyRecurs(t *testing.T) {
	text, cal := write(t, meets("Europe/Berlin", "Heron", "2026-03-25", "09:30"), "en")
	text = unfolded(t, text)
	for _, want := range []string{
		"UID:standup@" + home, "DTSTAMP:20260301T090000Z", "DTSTART;TZID=Europe/Berlin:20260326T093000", "DURATION:PT15M",
		"RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO,TH", "SUMMARY:Standup · Heron", "URL:https://rondo.example/r/" + home + "?meet=standup",
		"METHOD:PUBLISH", "VERSION:2.0",
	} {
		if !strings.Contains(text, want+"\r\n") {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if len(cal.Events()) != 1 || len(cal.Timezones()) != 1 {
		t.Errorf("%d events, %d zones", len(cal.Events()), len(cal.Timezones()))
	}
}

// Whatever a team is called, it stands in one line, and a reader has it whole.
func TestATitleIsWhole(t *testing.T) {
	for _, title := range []string{
		"Heron, \"the\" team; \\o/", "試験" + strings.Repeat("äx 👩‍🚀", 40), "Two\nlines", "BEGIN:VEVENT", strings.Repeat("x", 200), "a:b;c=d",
	} {
		text, cal := write(t, meets("Europe/Berlin", title, "2026-03-25", "09:30"), "en")
		unfolded(t, text)
		got := cal.Events()[0].GetProperty(ics.ComponentPropertySummary).Value
		if want := "Standup · " + title; got != want {
			t.Errorf("it is read as %q, want %q", got, want)
		}
	}
}

func TestACalendarSpeaksTheReadersLanguage(t *testing.T) {
	s := meets("Europe/Berlin", "Heron", "2026-03-25", "09:30")
	r, _ := s.Meets.Get("standup")
	s.Meets.Put("talk", r)
	en, _ := write(t, s, "en")
	de, _ := write(t, s, "de")
	if !strings.Contains(en, "SUMMARY:Talk · Heron") || !strings.Contains(de, "SUMMARY:Gespräch · Heron") {
		t.Errorf("%s\n%s", en, de)
	}
}

// A time on the wall is the same moment by what the file says of the zone, and by the zone
// itself, before and after each change of its clocks for years.
func TestAFileSaysWhenClocksChange(t *testing.T) {
	for _, zone := range []string{
		"Europe/Berlin", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Africa/Casablanca", "Etc/UTC",
	} {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		_, cal := write(t, meets(zone, "Heron", "2026-01-05", "09:30"), "en")
		shifts := shiftsOf(t, cal.Timezones()[0])
		for day := range 9 * 365 {
			wall := time.Date(2026, 1, 5+day, 9, 30, 0, 0, time.UTC)
			want := time.Date(2026, 1, 5+day, 9, 30, 0, 0, loc)
			if got := shifts.utc(wall); !got.Equal(want) {
				t.Fatalf("%s: %s is %s by the file, and %s", zone, wall.Format(time.DateTime), got, want.UTC())
			}
		}
	}
}

// shift is how far clocks are ahead of UTC from a time on the wall on.
type shift struct {
	from  time.Time
	ahead time.Duration
}

type shifts []shift

// utc is the moment of a time on the wall, by the newest shift before it.
func (s shifts) utc(wall time.Time) time.Time {
	newest := s[0]
	for _, one := range s {
		if !one.from.After(wall) && !one.from.Before(newest.from) {
			newest = one
		}
	}
	return wall.Add(-newest.ahead)
}

func shiftsOf(t *testing.T, zone *ics.VTimezone) (all shifts) {
	t.Helper()
	for _, c := range zone.SubComponents() {
		of := map[string]string{}
		for _, p := range c.UnknownPropertiesIANAProperties() {
			of[p.IANAToken] = p.Value
		}
		from, err := time.Parse(wallTime, of["DTSTART"])
		if err != nil {
			t.Fatal(err)
		}
		to, err := time.Parse(utcShift, of["TZOFFSETTO"])
		if err != nil {
			t.Fatal(err)
		}
		_, seconds := to.Zone()
		all = append(all, shift{from, time.Duration(seconds) * time.Second})
	}
	return all
}

// A calendar without events has a component all the same (RFC 5545, 3.4).
func TestATeamWithoutSetTimesHasACalendar(t *testing.T) {
	for _, zone := range []string{"", "Europe/Berlin"} {
		text, cal := write(t, rooms.Schedule{Room: home, Title: "Heron", Zone: zone}, "en")
		if len(cal.Events()) != 0 || len(cal.Timezones()) != 1 || len(text) > 20_000 {
			t.Errorf("%q:\n%s", zone, text)
		}
	}
}

func TestWhatIsNoTimeIsRefused(t *testing.T) {
	s := meets("Mars/Olympus", "Heron", "2026-03-25", "09:30")
	if _, err := Of(s, words.All.In("en"), func(string) string { return "" }); err == nil {
		t.Error("there is such a zone")
	}
	s = meets("Europe/Berlin", "Heron", "2026-03-25", "nine")
	if _, err := Of(s, words.All.In("en"), func(string) string { return "" }); err == nil {
		t.Error(fmt.Sprint("there is such a time: ", s.Meets))
	}
}
