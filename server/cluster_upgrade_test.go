package main

import (
	"cmp"
	"context"
	"os"
	"sync"
	"testing"
	"time"

	"rondo/rooms/redis"
)

// Nodes are upgraded one after the other while people work: nobody gets an error, and nothing
// is lost. RONDO_BEFORE names a program of the version before; without it the nodes are only
// started again.
func TestRollingUpgrade(t *testing.T) {
	t.Parallel() // most of the time it waits for people
	c := newCluster(t, 3)
	after := c.nodes[0].bin
	for _, n := range c.nodes {
		if before := cmp.Or(os.Getenv("RONDO_BEFORE"), after); before != after {
			n.stop()
			n.bin = before
			n.start()
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var working sync.WaitGroup
	var crews []*crew
	for _, name := range []string{"a", "b", "c"} {
		crew := newCrew(t, c.front, name, 2)
		crews = append(crews, crew)
		working.Go(func() { crew.work(ctx) })
	}
	var slowest time.Duration
	for _, n := range c.nodes {
		n.stop()
		n.bin = after
		n.start()
		since := time.Now()
		for _, crew := range crews {
			slowest = max(slowest, crew.isBack(since, 10*time.Second))
		}
	}
	stop()
	working.Wait()
	for _, crew := range crews {
		crew.check()
	}
	t.Logf("the slowest answer took %v", slowest.Round(time.Millisecond))
	if slowest >= redis.TTL {
		t.Errorf("somebody waited for %v, as if a node had died", slowest)
	}
}
