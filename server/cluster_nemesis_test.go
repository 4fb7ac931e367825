package main

import (
	"context"
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

var (
	nemesisFor   = flag.Duration("nemesis", time.Minute, "how long TestNodesFail breaks things")
	nemesisSeed  = flag.Uint64("nemesis-seed", 0, "which things, and when; 0: random")
	nemesisKinds = flag.String("nemesis-kinds", "", "only faults whose names contain this")
)

// trouble is one thing that goes wrong, until it is mended.
type trouble struct {
	name   string
	within time.Duration // everybody works again after that
	do     func(c *cluster, dice *rand.Rand) (since time.Time)
	mend   func(c *cluster, dice *rand.Rand) // puts right what everybody worked without; or nil
}

var nemesis = []trouble{
	{name: "kill a node", within: 8 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		n := c.any(dice)
		n.kill()
		died := time.Now()
		<-time.After(time.Duration(dice.IntN(4000)) * time.Millisecond)
		n.start()
		return died
	}},
	{name: "stop a node for a while", within: 9 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		n := c.any(dice)
		n.signal(syscall.SIGSTOP)
		stopped := time.Now()
		<-time.After(time.Duration(500+dice.IntN(6000)) * time.Millisecond)
		n.signal(syscall.SIGCONT)
		return stopped
	}},
	{name: "drain a node", within: 8 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		n := c.any(dice)
		from := time.Now()
		n.stop()
		n.start()
		return from
	}},
	{name: "cut all connections to Redis", within: 8 * time.Second, do: func(c *cluster, _ *rand.Rand) time.Time {
		c.redis.Do("CLIENT", "KILL", "TYPE", "normal")
		c.redis.Do("CLIENT", "KILL", "TYPE", "pubsub")
		return time.Now()
	}},
	{name: "cut a node off", within: 12 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		line := c.lines[dice.IntN(len(c.lines))]
		way := 1 + dice.IntN(3) // it is not heard, it hears nothing, or both
		line.Cut(way&1 != 0, way&2 != 0)
		<-time.After(time.Duration(500+dice.IntN(6000)) * time.Millisecond)
		line.Mend(dice.IntN(2) == 0)
		return time.Now()
	}},
	{name: "kill Redis", within: 10 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		c.redis.Kill()
		<-time.After(time.Duration(dice.IntN(2000)) * time.Millisecond)
		c.redis.Again()
		return time.Now()
	}},
	{name: "stop Redis for a while", within: 12 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		c.redis.Stop()
		<-time.After(time.Duration(100+dice.IntN(5000)) * time.Millisecond)
		c.redis.Go()
		return time.Now()
	}},
}

// Nodes die, stand still, are stopped and started again, Redis too, while people work in
// several rooms through a balancer that sends every request to another node. Nothing that
// was acknowledged is lost, nothing is there twice, nobody sees what is then taken back,
// and what people did and read fits one order (porcupine).
func TestNodesFail(t *testing.T) {
	t.Parallel() // most of the time it waits for leases
	began, seen := time.Now(), &figures{}
	breakThings(t, newCluster(t, 3), wanted(nemesis), seen, func() bool { return time.Since(began) < *nemesisFor })
	seen.tell(t)
}

// figures are what was seen while things went wrong.
type figures struct {
	mu     sync.Mutex
	waited map[string][]time.Duration // for the slowest answer, by kind of trouble
	done   int                        // by people meanwhile
}

func (f *figures) add(trouble string, waited time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.waited == nil {
		f.waited = map[string][]time.Duration{}
	}
	f.waited[trouble] = append(f.waited[trouble], waited)
}

func (f *figures) tell(t *testing.T) {
	f.mu.Lock()
	defer f.mu.Unlock()
	faults := 0
	for _, name := range slices.Sorted(maps.Keys(f.waited)) {
		took := slices.Sorted(slices.Values(f.waited[name]))
		faults += len(took)
		t.Logf("%4d × %-44s the slowest answer took p50 %v, p95 %v, at most %v", len(took), name,
			took[len(took)/2].Round(time.Millisecond), took[len(took)*95/100].Round(time.Millisecond), took[len(took)-1].Round(time.Millisecond))
	}
	t.Logf("%d faults of %d kinds, %d things done meanwhile", faults, len(f.waited), f.done)
}

// breakThings lets people work at a cluster while things of some kinds go wrong, as long as
// there is more to go wrong and room for what they do, and checks what they saw.
func breakThings(t *testing.T, c *cluster, kinds []trouble, seen *figures, more func() bool) {
	t.Helper()
	seed := *nemesisSeed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("-nemesis-seed %d", seed)
	dice := rand.New(rand.NewPCG(seed, seed))
	var crews []*crew
	ctx, stop := context.WithCancel(t.Context())
	var working sync.WaitGroup
	for _, name := range []string{"a", "b", "c"} {
		crew := newCrew(t, c.front, name, 2)
		crews, c.rooms = append(crews, crew), append(c.rooms, crew.link.Room)
		working.Go(func() { crew.work(ctx) })
		defer working.Wait() // also when somebody waits in vain
		defer crew.abort()
	}
	defer stop()
	isFull := func(c *crew) bool { return c.did() > enough }
	for n := 0; !slices.ContainsFunc(crews, isFull) && more(); n++ {
		f := kinds[dice.IntN(len(kinds))]
		if n < len(kinds) {
			f = kinds[n] // each at least once
		}
		<-time.After(time.Duration(dice.IntN(500)) * time.Millisecond)
		since := f.do(c, dice)
		slowest := time.Duration(0)
		for _, crew := range crews {
			slowest = max(slowest, crew.isBack(since, f.within+time.Since(since)))
		}
		seen.add(f.name, slowest)
		if f.mend != nil {
			f.mend(c, dice)
		}
	}
	stop()
	working.Wait()
	done := 0
	for _, crew := range crews {
		crew.check()
		c.fits(crew)
		done += crew.did()
	}
	seen.mu.Lock()
	seen.done += done
	seen.mu.Unlock()
	t.Logf("%d things done, each there once; nothing was taken back, and all that was read fits one order", done)
}

// enough is how many things people put on a list that takes 500.
const enough = 350

// wanted are the kinds that -nemesis-kinds names.
func wanted(kinds []trouble) []trouble {
	return slices.DeleteFunc(slices.Clone(kinds), func(f trouble) bool { return !strings.Contains(f.name, *nemesisKinds) })
}
