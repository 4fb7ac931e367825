package rooms

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

// dueTasks is a meeting that ended, with every sort of action item.
func dueTasks(t *testing.T) *Base {
	h := newHall(t, "p1", "p2")
	h.must(h.change("", func(t *Tx) error {
		t.Room.Title, t.Room.Ended = "Heron; the team, \\o/", 1_763_885_640_123
		t.Room.People.Edit("p2", func(p *Person) { p.Name = "Bo, 陳" })
		for id, a := range map[ID]Task{
			"a": {Text: "Cache; the\nmodules, \\now", By: "p1", Owner: "p2", Due: "2026-11-30", How: "Builds: 5 min,\nat most", Rank: 1},
			"b": {Text: strings.Repeat("試験äx", 60), By: "p1", Due: "2026-12-01", Rank: 2},
			"c": {Text: "No day", By: "p1", Rank: 3},
			"d": {Text: "Done", By: "p1", Due: "2026-11-30", State: stateDone, Rank: 4},
			"e": {Text: "Dropped", By: "p1", Due: "2026-11-30", State: stateDropped, Rank: 5},
			"f": {Text: "Inject\r\nEND:VCALENDAR", By: "p1", Due: "2026-12-02", Rank: 6},
		} {
			if a.State == "" {
				a.State = stateOpen
			}
			t.Room.Actions.Put(id, a)
		}
		return nil
	}))
	return h.doc.Common()
}

func TestTheCalendarLooksAsExpected(t *testing.T) {
	got := dueTasks(t).Calendar("6f1c1f0e-0000-4000-8000-000000000000", english)
	file := filepath.Join("testdata", "minutes.ics")
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want, err := os.ReadFile(file); err != nil || !bytes.Equal(got, want) {
		t.Errorf("%v: %s differs (UPDATE=1 rewrites it):\n%s", err, file, got)
	}
}

// icsLines is what a program reads: lines that are short enough, unfolded.
func icsLines(t *testing.T, file []byte) []string {
	t.Helper()
	if !bytes.HasSuffix(file, []byte("\r\n")) || bytes.Count(file, []byte("\n")) != bytes.Count(file, []byte("\r\n")) {
		t.Errorf("lines do not end in CRLF:\n%q", file)
	}
	for _, line := range strings.Split(string(file), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets, or half a character: %q", len(line), line)
		}
	}
	return strings.Split(strings.ReplaceAll(string(file), "\r\n ", ""), "\r\n")
}

func TestACalendarSaysWhatIsDue(t *testing.T) {
	lines := icsLines(t, dueTasks(t).Calendar("room", english))
	has := func(want string) {
		t.Helper()
		for _, line := range lines {
			if line == want {
				return
			}
		}
		t.Errorf("%q is not in\n%s", want, strings.Join(lines, "\n"))
	}
	has("UID:a@room")
	has("DTSTAMP:20251123T081400Z")
	has("DTSTART;VALUE=DATE:20261130")
	has(`SUMMARY:Cache\; the\nmodules\, \\now`)
	has(`DESCRIPTION:How we will know: Builds: 5 min\,\nat most\nOwner: Bo\, 陳\nFrom: Heron\; the team\, \\o/`)
	has("SUMMARY:" + strings.Repeat("試験äx", 60))
	has(`SUMMARY:Inject\nEND:VCALENDAR`)
	all := strings.Join(lines, "\n")
	if n := strings.Count(all, "BEGIN:VEVENT"); n != 3 || strings.Count(all, "\nEND:VCALENDAR") != 1 {
		t.Errorf("%d events, want three in one calendar:\n%s", n, all)
	}
	if strings.Contains(all, "Name of p1") {
		t.Errorf("who proposed it is named:\n%s", all)
	}
}

// A line of exactly 75 octets is whole, one of 76 is not.
func TestLinesAreFoldedAtSeventyFiveOctets(t *testing.T) {
	for n, want := range map[int]int{75: 1, 76: 2, 149: 2, 150: 3} {
		var c calendar
		c.line(strings.Repeat("x", n))
		if got := strings.Count(c.String(), "\r\n"); got != want {
			t.Errorf("%d octets make %d lines, want %d", n, got, want)
		}
	}
}

func TestWithoutDaysTheCalendarIsEmptyAndWhole(t *testing.T) {
	h := newHall(t, "p1")
	h.must(h.do("p1", "task", `{"text":"Some day"}`))
	file := h.doc.Common().Calendar("room", english)
	lines := icsLines(t, file)
	if lines[0] != "BEGIN:VCALENDAR" || lines[len(lines)-2] != "END:VCALENDAR" || bytes.Contains(file, []byte("VEVENT")) {
		t.Errorf("%s", file)
	}
	if len(regexp.MustCompile(`(?m)^BEGIN:`).FindAll(file, -1)) < 2 {
		t.Error("a calendar has a component at least (RFC 5545, 3.4)")
	}
}
