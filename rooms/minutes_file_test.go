package rooms

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

func TestFilesOfMinutesSayTitleAndDay(t *testing.T) {
	began := MillisOf(time.Date(2026, 11, 30, 23, 59, 0, 0, time.UTC))
	for title, want := range map[string]string{
		"Heron daily":            "Heron daily 2026-11-30",
		"Größe: 陳/ß?":            "Größe 陳 ß 2026-11-30",
		`..\..\etc/passwd`:       "etc passwd 2026-11-30",
		`a"b*c<d>e|f` + "\n":     "a b c d e f 2026-11-30",
		"100% done; really = ok": "100% done; really = ok 2026-11-30",
		"\u2068השרת\u2069":       "השרת 2026-11-30",
		"👩‍💻 works...":           "👩‍💻 works 2026-11-30",
		"?/":                     "Standup 2026-11-30",
		"":                       "Standup 2026-11-30",
	} {
		if got := (Minutes{Kind: "standup", Title: title, Started: began}).FileName(english); got != want {
			t.Errorf("%q is saved as %q, want %q", title, got, want)
		}
	}
	if got := (Minutes{Kind: "retrospective"}).FileName(german); got != "Retro" {
		t.Errorf("what has not begun is saved as %q", got)
	}
	long := Minutes{Title: strings.Repeat("👩‍💻", MaxTitle), Started: began}.FileName(english)
	if len(long) > 200 || !utf8.ValidString(long) || !strings.HasSuffix(long, "👩‍💻 2026-11-30") {
		t.Errorf("a long title is saved as %d bytes: %s", len(long), long)
	}
}
