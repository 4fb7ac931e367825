package calendar

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"rondo/rooms"
	"rondo/rooms/words"
)

// tasks is what a meeting agreed, with every sign that means something in a calendar.
func tasks() rooms.Due {
	day := func(n int) time.Time { return time.Date(2026, 11, n, 0, 0, 0, 0, time.UTC) }
	return rooms.Due{
		Room: "6f1c1f0e-0000-4000-8000-000000000000", Kind: "retrospective", Title: "Heron; the team, \\o/", Settled: 1_763_885_640_123,
		Tasks: []rooms.DueTask{
			{ID: "a", Day: day(30), Text: "Cache; the\nmodules, \\now", How: "Builds: 5 min,\nat most", Owner: "Bo, 陳"},
			{ID: "b", Day: day(31), Text: strings.Repeat("試験äx", 60)},
			{ID: "f", Day: day(32), Text: "Inject\r\nEND:VCALENDAR"},
		},
	}
}

func writeDue(t *testing.T, d rooms.Due, language string) (string, *ics.Calendar) {
	t.Helper()
	file, err := Due(d, words.All.In(language))
	if err != nil {
		t.Fatal(err)
	}
	read, err := ics.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		t.Fatalf("%v:\n%s", err, file)
	}
	return string(file), read
}

func TestWhatIsDueLooksAsExpected(t *testing.T) {
	got, _ := writeDue(t, tasks(), "en")
	file := filepath.Join("testdata", "minutes.ics")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(file); err != nil || string(want) != got {
		t.Errorf("%v: %s differs (UPDATE=1 rewrites it):\n%s", err, file, got)
	}
}

// Whatever people wrote stays the text of one event, and a reader has it whole.
func TestACalendarSaysWhatIsDue(t *testing.T) {
	text, cal := writeDue(t, tasks(), "en")
	text = unfolded(t, text)
	for _, want := range []string{
		"UID:a@6f1c1f0e-0000-4000-8000-000000000000", "DTSTAMP:20251123T081400Z", "DTSTART;VALUE=DATE:20261130", "TRANSP:TRANSPARENT",
		`SUMMARY:Cache\; the\nmodules\, \\now`, "SUMMARY:" + strings.Repeat("試験äx", 60),
		`DESCRIPTION:How we will know: Builds: 5 min\,\nat most\nOwner: Bo\, 陳\nFrom: Heron\; the team\, \\o/`,
	} {
		if !strings.Contains(text, want+"\r\n") {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if len(cal.Events()) != 3 || strings.Count(text, "\r\nEND:VCALENDAR") != 1 {
		t.Errorf("%d events, want three in one calendar:\n%s", len(cal.Events()), text)
	}
	for i, task := range tasks().Tasks {
		got := cal.Events()[i].GetProperty(ics.ComponentPropertySummary).Value
		if want := strings.ReplaceAll(task.Text, "\r", ""); got != want {
			t.Errorf("it is read as %q, want %q", got, want)
		}
	}
}

func TestWhatIsDueIsSaidInTheReadersLanguage(t *testing.T) {
	d := tasks()
	d.Tasks[0].How, d.Tasks[0].Owner = "open", "Owner"
	text, _ := writeDue(t, d, "de")
	if want := `DESCRIPTION:Woran wir es merken: open\nWer: Owner\nAus: Heron`; !strings.Contains(unfolded(t, text), want) {
		t.Errorf("%q is not in\n%s", want, text)
	}
}

// A calendar has a component at least (RFC 5545, 3.4). A time zone is nothing that
// anybody sees.
func TestWithoutDaysTheCalendarIsEmptyAndWhole(t *testing.T) {
	d := tasks()
	d.Tasks = nil
	text, cal := writeDue(t, d, "en")
	unfolded(t, text)
	if len(cal.Events()) != 0 || len(cal.Timezones()) != 1 {
		t.Errorf("%s", text)
	}
}
