package main

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// table gathers what was measured.
type table struct{ rows [][3]string }

func (t *table) add(what, goal, format string, args ...any) {
	t.rows = append(t.rows, [3]string{what, fmt.Sprintf(format, args...), goal})
}

func (t *table) print(w io.Writer) {
	fmt.Fprintln(w, "| what | measured | goal |\n| --- | --- | --- |")
	for _, r := range t.rows {
		fmt.Fprintf(w, "| %s | %s | %s |\n", r[0], r[1], r[2])
	}
}

// quantile returns the time below which share of them lie.
func quantile(times []time.Duration, share float64) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[min(len(sorted)-1, int(share*float64(len(sorted))))].Round(10 * time.Microsecond)
}
