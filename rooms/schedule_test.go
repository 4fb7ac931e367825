package rooms

import (
	"slices"
	"testing"
	"time"
)

// What recurs begins on one of its days, the first from the day on that is given.
func TestWhatRecursBeginsOnOneOfItsDays(t *testing.T) {
	wednesday := time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		days []int
		want string
	}{
		{[]int{3}, "2026-11-25"}, {[]int{4, 3}, "2026-11-25"}, {[]int{5}, "2026-11-27"}, {[]int{1, 2}, "2026-11-30"}, {[]int{7, 7}, "2026-11-29"},
	} {
		r := Recurring(c.days, wednesday, 2)
		if r.From != c.want || r.Every != 2 || !slices.IsSorted(r.Days.Slice()) || r.Days.Len() > len(c.days) {
			t.Errorf("on %v it recurs as %+v, want from %s", c.days, r, c.want)
		}
	}
}
