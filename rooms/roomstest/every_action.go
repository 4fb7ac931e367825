package roomstest

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"

	"pgregory.net/rapid"

	"rondo/rooms"
	"rondo/rooms/live"
)

// mostMeetings is in how many meetings an action is sought, and stay how many deeds
// each spends in a phase, about: in one that is too short there is nothing yet to do
// something with, from one that is too long everybody has left.
const (
	mostMeetings = 200
	stay         = 24
	leastStays   = 4 // also where there is one phase only
)

// Hints are words that mean something to a ceremony, by the name of the argument that
// they are for, or by action and argument ("shift.after") where that has others. Those for
// an action alone are the arguments that it is often sent with; those for "do" are actions
// that much is built on, and that are done often; those for "first" are actions without
// which there is nothing to do, and are mostly done before all others.
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

// everyAction seeks a moment for each action of a kind that no play of the package shows
// (didInPlays). What nobody could do in many meetings either is out of reach: its rule
// refuses whatever comes, or the table of rights gives it to nobody who could. The dice are
// the same each time; but when people act at once, who is first is not, so what takes more
// luck than most has a play.
func everyAction(t *testing.T, kind *rooms.Kind, hints Hints, played map[string]int) {
	did := map[string]int{}
	s := newStage(silent{t}, kind, live.Limits{})
	s.did = did
	s.doChores()
	missing := func(verb string) bool { return did[verb]+played[verb] == 0 }
	left := slices.DeleteFunc(slices.Sorted(maps.Keys(s.types)), func(verb string) bool { return !missing(verb) })
	t.Logf("left to the dice: %v", left)
	for meeting := range mostMeetings {
		s := newStage(silent{t}, kind, live.Limits{})
		s.hints, s.did = hints, did
		s.meet(rand.New(rand.NewPCG(uint64(meeting), 0)))
		if !slices.ContainsFunc(slices.Collect(maps.Keys(s.types)), missing) {
			t.Logf("every action was done within %d meetings", meeting+1)
			return
		}
	}
	for verb := range kind.Verbs() {
		if missing(verb) {
			t.Errorf("in %d meetings nobody could do %q", mostMeetings, verb)
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

// meet is a meeting in which what nobody ever did is done as soon as it may be.
func (s *stage) meet(chance *rand.Rand) {
	defer s.end()
	dice := func(n int, _ string) int { return chance.IntN(n) }
	s.enter()
	for _, verb := range s.hints["first"] {
		if dice(4, "first") == 0 {
			break
		}
		_ = s.people[0].do(verb, s.arguments(s.people[0], verb, dice))
	}
	for range stay * max(leastStays, len(s.kind.Phases)+1) {
		s.deed([]aim{fresh, special, special, special, possible}[dice(5, "aim")], dice)
		switch dice(3*stay, "else") {
		case 0, 1, 2:
			s.deed(onward, dice)
		case 3, 4:
			s.wait(dice)
		case 5:
			s.connection(dice)
		}
	}
}

// deed is something done without a look at what came of it.
func (s *stage) deed(aim aim, dice draw) {
	if v, verb := s.choice(aim, dice); v != nil {
		_ = v.do(verb, s.arguments(v, verb, dice))
	}
}

// silent is a test that tells no story: too much happens in it.
type silent struct{ rapid.TB }

// Logf drops the line.
func (silent) Logf(string, ...any) {}
