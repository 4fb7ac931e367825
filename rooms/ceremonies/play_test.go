package ceremonies

import (
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"rondo/rooms/roomstest"
)

var update = flag.Bool("update", false, "rewrite what follows in testdata/*.play")

// The plays of testdata: who does what when, and what each person is sent.
func TestPlays(t *testing.T) {
	files, err := filepath.Glob("testdata/*.play")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no plays: %v", err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".play")
		t.Run(name, func(t *testing.T) { roomstest.Play(t, All(), file, *update) })
	}
}
