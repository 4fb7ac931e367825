package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
)

var (
	crashRounds = flag.Int("crash-rounds", 20, "how often TestKilled kills the program")
	crashSeed   = flag.Uint64("crash-seed", 0, "when it does; 0: random")
)

// backWithin is how long people may wait after the program was killed, also where the machine is
// busy with much else; how long they do is for `make bench` to say.
const backWithin = 20 * time.Second

// The program is killed at random moments (kill -9, no goodbye) while people
// work in two rooms. Nothing that was acknowledged is lost, nothing is done
// twice, everybody goes on where they were, and the clock goes on as if nothing
// had happened.
func TestKilled(t *testing.T) {
	seed := *crashSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-crash-seed %d", seed)
	dice := rand.New(rand.NewPCG(seed, seed))
	p := spawn(t, t.TempDir())
	teams := []*team{newTeam(t, p, "one", 3), newTeam(t, p, "two", 2)}
	var slowest time.Duration
	for range *crashRounds {
		time.Sleep(time.Duration(dice.IntN(400)) * time.Millisecond)
		p.kill()
		died := time.Now()
		p.start()
		for _, team := range teams {
			team.isBack(died)
		}
		slowest = max(slowest, time.Since(died))
	}
	t.Logf("%d times killed; the longest that anybody waited was %v", *crashRounds, slowest.Round(time.Millisecond))
	for _, team := range teams {
		team.finish()
	}
}

// team is a few people at work in one room.
type team struct {
	t       *testing.T
	link    protocol.Link
	opener  *protocol.Browser
	people  []*worker
	due     rooms.Millis // when the phase ends
	stop    context.CancelFunc
	working sync.WaitGroup
}

// worker raises and parks one thing after the other, each with its own name.
type worker struct {
	*protocol.Client
	name   string
	beat   chan time.Time // the newest moment at which something was acknowledged
	done   int
	frames struct {
		sync.Mutex
		snapshots int
	}
}

func newTeam(t *testing.T, p *process, title string, n int) *team {
	t.Helper()
	tm := &team{t: t, opener: protocol.NewBrowser(p.url, nil)}
	var err error
	if tm.link, err = tm.opener.Open(t.Context(), "standup", title); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	tm.stop = stop
	for i := range n {
		tm.people = append(tm.people, tm.newWorker(fmt.Sprintf("%s%d", title, i)))
	}
	lead := tm.people[0]
	for _, do := range []string{"start", "next"} { // into the round, which has a clock
		if err := lead.Act(ctx, do, nil); err != nil {
			t.Fatal(err)
		}
	}
	tm.due = tm.phaseEnds(lead.View())
	for _, w := range tm.people {
		tm.working.Go(func() { tm.work(ctx, w) })
	}
	return tm
}

func (tm *team) newWorker(name string) *worker {
	tm.t.Helper()
	b, w := tm.opener, &worker{name: name, beat: make(chan time.Time, 1)}
	if len(tm.people) > 0 {
		b = protocol.NewBrowser(tm.link.Server, nil)
	}
	if _, err := b.Join(tm.t.Context(), tm.link, protocol.Guest{Name: name}); err != nil {
		tm.t.Fatal(err)
	}
	w.Client = b.Enter(tm.t.Context(), tm.link.Room, protocol.Options{OnFrame: w.tap})
	if _, err := w.Ready(tm.t.Context()); err != nil {
		tm.t.Fatal(err)
	}
	return w
}

func (w *worker) tap(_ protocol.Direction, raw []byte) {
	var f struct{ Doc json.RawMessage }
	if json.Unmarshal(raw, &f) == nil && f.Doc != nil {
		w.frames.Lock()
		w.frames.snapshots++
		w.frames.Unlock()
	}
}

// work goes on until ctx ends, and ends with an action that is answered.
func (tm *team) work(ctx context.Context, w *worker) {
	for ctx.Err() == nil {
		do := []string{"raise", "park"}[w.done%2]
		if err := w.Act(tm.t.Context(), do, map[string]string{"text": w.thing(w.done)}); err != nil {
			tm.t.Errorf("%s: %v", w.name, err)
			return
		}
		w.done++
		select {
		case <-w.beat:
		default: // nobody has looked at the last one
		}
		w.beat <- time.Now()
	}
}

func (w *worker) thing(n int) string { return fmt.Sprintf("%s.%d", w.name, n) }

// isBack waits until everybody has been answered after the crash.
func (tm *team) isBack(died time.Time) {
	tm.t.Helper()
	late := time.NewTimer(backWithin - time.Since(died))
	defer late.Stop()
	for _, w := range tm.people {
		for at := (time.Time{}); !at.After(died); {
			select {
			case at = <-w.beat:
			case <-w.Done():
				tm.t.Fatalf("%s was sent away: %v", w.name, w.Err())
			case <-late.C:
				tm.t.Fatalf("%s waits for more than %v", w.name, backWithin)
			}
		}
		tm.clockIsRight(w)
	}
}

func (tm *team) clockIsRight(w *worker) {
	tm.t.Helper()
	if due := tm.phaseEnds(w.View()); due != tm.due {
		tm.t.Errorf("%s: the phase ends at %d, and it was %d before the crash", w.name, due, tm.due)
	}
	if off := w.Now() - rooms.MillisOf(time.Now()); off < -500 || off > 500 {
		tm.t.Errorf("%s: the room's clock is off by %d ms", w.name, off)
	}
}

func (tm *team) phaseEnds(v protocol.View) rooms.Millis {
	room, err := v.Room()
	if err != nil {
		tm.t.Fatal(err)
	}
	timer, _ := room.Timers.Get("phase")
	return timer.Due
}

// finish counts what became of everything.
func (tm *team) finish() {
	tm.stop()
	tm.working.Wait()
	_, doc, err := tm.opener.Doc(tm.t.Context(), tm.link.Room)
	if err != nil {
		tm.t.Fatal(err)
	}
	times := map[string]int{}
	for _, part := range []string{"blockers", "parked"} {
		for _, thing := range doc["room"].(protocol.Tree)[part].(protocol.Tree) {
			times[thing.(protocol.Tree)["text"].(string)]++
		}
	}
	for _, w := range tm.people {
		for n := range w.done {
			if times[w.thing(n)] != 1 {
				tm.t.Errorf("%s was acknowledged once and is there %d times", w.thing(n), times[w.thing(n)])
			}
		}
		if v := w.View(); v.Resets != 0 || w.frames.snapshots != 1 {
			tm.t.Errorf("%s: %d resets, %d snapshots; it should have gone on with patches alone", w.name, v.Resets, w.frames.snapshots)
		}
		w.Close()
	}
	tm.t.Logf("%s: %d things done, each once", tm.link.Room, len(times))
}
