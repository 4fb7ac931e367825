package main

import (
	"context"
	"sync"
	"testing"
	"time"

	"rondo/rooms/redis/redistest"
)

// The primary of Redis dies or stands still, and a Sentinel puts its replica in its place,
// which has not the newest. The nodes that have the rooms have it; people go on, also if
// nothing says for long that what they were connected to is gone.
func TestAReplicaTakesOver(t *testing.T) {
	for name, fail := range map[string]func(g *redistest.Guarded, port int){
		"from a dead one": (*redistest.Guarded).Kill, "from one that stands still": (*redistest.Guarded).Stop,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			guarded := redistest.StartGuarded(t)
			c := newClusterOn(t, compiled(t), func(int) string { return guarded.URL() }, 2)
			guarded.Online()
			people := newCrew(t, c.front, "a", 2)
			ctx, stop := context.WithCancel(t.Context())
			var working sync.WaitGroup
			working.Go(func() { people.work(ctx) })
			defer working.Wait()
			defer people.abort()
			defer stop()
			people.isBack(time.Now(), 10*time.Second)
			c.guarded = guarded
			c.isStale(time.Second)
			fail(guarded, guarded.Primary)
			failed := time.Now()
			guarded.Go(guarded.Replica)
			guarded.Promoted()
			waited := people.isBack(failed.Add(time.Second), 30*time.Second)
			t.Logf("the slowest answer took %v", waited.Round(time.Millisecond))
			people.isBack(time.Now(), 10*time.Second)
			stop()
			working.Wait()
			people.check()
		})
	}
}

// isStale lets the replica stand still, and miss what happens meanwhile.
func (c *cluster) isStale(d time.Duration) {
	c.guarded.Stop(c.guarded.Replica)
	c.guarded.Do(c.guarded.Primary, "CLIENT", "KILL", "TYPE", "replica")
	<-time.After(d)
}
