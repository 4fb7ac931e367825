package rooms

import (
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // what the names are compared with
)

func TestEveryZoneThatIsTakenIsOne(t *testing.T) {
	names := strings.Fields(zones)
	if !slices.IsSorted(names) || len(names) < 500 {
		t.Fatalf("there are %d names, or out of order", len(names))
	}
	t.Setenv("ZONEINFO", t.TempDir()) // not this machine's own
	for _, name := range names {
		if _, err := time.LoadLocation(name); err != nil || CheckZone(name) != nil || len(name) > MaxKey {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"", "Local", "Mars/Olympus", "europe/berlin", "Europe/Berlin\n"} {
		if CheckZone(name) == nil {
			t.Errorf("%q is taken", name)
		}
	}
}

func TestATeamWorksOnItsDays(t *testing.T) {
	works := func(r Rhythm) (days string) {
		monday := time.Date(2025, 11, 24, 0, 0, 0, 0, time.UTC)
		for day := range 7 {
			if r.Works(monday.AddDate(0, 0, day)) {
				days += string(rune('1' + day))
			}
		}
		return days
	}
	if got := works(Rhythm{}); got != "12345" {
		t.Errorf("where nothing is said it works on %s", got)
	}
	if got := works(Rhythm{Days: ListOf(6, 7)}); got != "67" {
		t.Errorf("it works on %s", got)
	}
}
