package roomstest

import (
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"rondo/rooms"
	"rondo/rooms/live"
)

// Hints are words that mean something to a ceremony, by the name of the argument that
// they are for, or by action and argument ("shift.after") where that has others. Those for
// an action alone are the arguments that it is often sent with; those for "do" are actions
// that much is built on, and that are done often.
type Hints map[string][]string

func joined(hints []Hints) Hints {
	all := Hints{}
	for _, h := range hints {
		for name, words := range h {
			all[name] = append(all[name], words...)
		}
	}
	return all
}

// everyAction wants each action of a kind to be done in a play of the package (didInPlays) or
// in the chores: what nobody does there may be out of reach, since its rule refuses whatever
// comes, or the table of rights gives it to nobody who could.
func everyAction(t *testing.T, kind *rooms.Kind, played map[string]int) {
	s := newStage(silent{t}, kind, live.Limits{})
	s.did = map[string]int{}
	s.doChores()
	for verb := range kind.Verbs() {
		if s.did[verb]+played[verb] == 0 {
			t.Errorf("no play and no chore does %q", verb)
		}
	}
}

// didInPlays is how often each action is done in the plays of the package under test.
func didInPlays(t *testing.T, kind *rooms.Kind) map[string]int {
	did := map[string]int{}
	files, _ := filepath.Glob("testdata/*.play")
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		synctest.Test(t, func(t *testing.T) {
			for verb, n := range perform(t, kind, filepath.Base(file), string(raw)).did {
				did[verb] += n
			}
		})
	}
	return did
}

// silent is a test that tells no story: too much happens in it.
type silent struct{ rapid.TB }

// Logf drops the line.
func (silent) Logf(string, ...any) {}
