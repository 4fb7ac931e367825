package main

import (
	"testing"
	"testing/fstest"
)

func TestTheLimitOfTheControlGroup(t *testing.T) {
	for what, c := range map[string]struct {
		file, text string
		want       int64
	}{
		"version 2":         {"memory.max", "671088640\n", 640 << 20},
		"version 2, no one": {"memory.max", "max\n", 0},
		"version 1":         {"memory/memory.limit_in_bytes", "671088640\n", 640 << 20},
		"version 1, no one": {"memory/memory.limit_in_bytes", "9223372036854771712\n", 0},
		"no control group":  {"else", "", 0},
	} {
		if got := groupLimit(fstest.MapFS{c.file: {Data: []byte(c.text)}}); got != c.want {
			t.Errorf("%s: %d, want %d", what, got, c.want)
		}
	}
}
