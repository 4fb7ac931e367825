package roomstest

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"rondo/rooms"
	"rondo/rooms/live"
)

var sequences = flag.Int("sequences", usually(300), "random sequences of actions that each ceremony is put through; RONDO_SEQUENCES says so to packages that have none, too")

// usually is how many sequences there are when no flag says so.
func usually(n int) int {
	if said, err := strconv.Atoi(os.Getenv("RONDO_SEQUENCES")); err == nil {
		return said
	}
	return n
}

// Ceremony is what every ceremony must keep, whatever people do in it. It is
// all promised by the kernel, and a ceremony gets the test without a line of
// its own. People act at random, sensibly and not, in a house with real seats
// and virtual time; each property below is looked at on the way:
//
//   - what a browser has patched together is what a newcomer is sent (doc)
//   - what a restart makes of the journal is what was there (restarts)
//   - what is taken back is as if it had not been (undo)
//   - no rule panics, fails or hangs, whatever the arguments (faults)
//   - nobody does what the table of rights does not give them (rights)
//   - what was committed is never changed again (hold, frames)
//   - what minutes say has words in every language (words)
//   - minutes and calendar can be had at any moment (minutes)
//   - a file of the room opens the same room again (files)
//
// And it is seen once that every action can be done (everyAction). Hints say with what chance
// should do things that it would hardly find.
func Ceremony(t *testing.T, kind *rooms.Kind, hints ...Hints) {
	t.Helper()
	setChecks(t)
	known, undone := joined(hints), 0
	for _, every := range []int{3, 200} {
		t.Run(fmt.Sprintf("snapshot every %d", every), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				rapid.Check(untimed{t}, func(r *rapid.T) { undone += sequence(r, kind, every, known) })
			})
		})
	}
	if undone == 0 && *sequences >= 40 {
		t.Error("no step was ever taken back: nothing was learned about undo")
	}
	t.Run("every action", func(t *testing.T) {
		played := didInPlays(t, kind)
		synctest.Test(t, func(t *testing.T) { everyAction(t, kind, played) })
	})
}

// untimed is a test without its deadline, which is real time and means nothing
// in a bubble.
type untimed struct{ rapid.TB }

// setChecks lets -sequences say how many, unless -rapid.checks does. Time to
// shrink in is virtual, so it is given generously.
func setChecks(t *testing.T) {
	t.Helper()
	set := map[string]string{"rapid.checks": fmt.Sprint(*sequences / 2), "rapid.nofailfile": "true", "rapid.shrinktime": "5h"}
	flag.Visit(func(f *flag.Flag) { delete(set, f.Name) })
	for name, value := range set {
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
}

// sequence is one random meeting. It tells how many steps were taken back.
func sequence(r *rapid.T, kind *rooms.Kind, every int, hints Hints) (undone int) {
	s := newStage(r, kind, live.Limits{Snapshot: every})
	s.hints = hints
	defer s.end()
	// rapid stops shrinking by the clock, which is virtual here: let every
	// sequence cost some of it.
	defer s.sleep(time.Minute)
	dice := func(n int, what string) int { return rapid.IntRange(0, n-1).Draw(r, what) }
	s.enter()
	for range 5 + dice(40, "length") {
		s.step(dice)
	}
	s.looksTheSame()
	s.minutesAreWorded()
	s.fileOpensTheSame()
	s.takeover()
	s.framesAreUntouched()
	return s.did[rooms.UndoVerb]
}

// draw is dice: a number below n, for the purpose named.
type draw func(n int, what string) int

// step is one thing that happens.
func (s *stage) step(dice draw) {
	switch what := dice(40, "what"); {
	case what < 29:
		s.act(dice)
	case what < 33:
		s.wait(dice)
	case what < 36:
		s.connection(dice)
	case what < 37:
		s.restart()
	case what < 38:
		s.takeover()
	default:
		s.hold(dice)
	}
}
