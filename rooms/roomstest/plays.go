package roomstest

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"rondo/rooms"
)

// Update tells whether files that say what a test expects are to be written anew.
var Update = flag.Bool("update", false, "rewrite what follows in testdata/")

// Plays plays what lies in testdata/*.play of the package under test: who does
// what when, and what each person is sent.
func Plays(t *testing.T, kinds ...*rooms.Kind) {
	files, err := filepath.Glob("testdata/*.play")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no plays: %v", err)
	}
	told, played := map[string][]byte{}, 0
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".play")
		t.Run(name, func(t *testing.T) {
			played++
			for story, text := range Play(t, kinds, file, *Update) {
				if told[story] != nil {
					t.Errorf("another play tells the story %s already", story)
				}
				told[story] = text
			}
		})
	}
	if t.Failed() {
		return
	}
	freshStories(t, told)
	if played == len(files) {
		noStoryLeftOver(t, kinds, told)
	}
}
