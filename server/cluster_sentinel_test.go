package main

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"rondo/rooms/redis/redistest"
)

// The primary of Redis dies, and a Sentinel puts its replica in its place, which may not have
// the newest. The nodes that have the rooms have it; people go on.
func TestAReplicaTakesOver(t *testing.T) {
	t.Parallel()
	guarded := redistest.StartGuarded(t)
	c := newClusterOn(t, func(int) string { return guarded.URL() }, 2)
	for end := time.Now().Add(20 * time.Second); !strings.Contains(guarded.Do(guarded.Primary, "INFO", "replication"), "state=online"); {
		if time.Now().After(end) {
			t.Fatal("the replica does not come")
		}
	}
	people := newCrew(t, c.front, "a", 2)
	ctx, stop := context.WithCancel(t.Context())
	var working sync.WaitGroup
	working.Go(func() { people.work(ctx) })
	people.isBack(time.Now(), 10*time.Second)
	guarded.Do(guarded.Replica, "CLIENT", "KILL", "TYPE", "master") // it misses something
	guarded.KillPrimary()
	died := time.Now()
	waited := people.isBack(died.Add(time.Second), 30*time.Second)
	if role := guarded.Do(guarded.Replica, "ROLE"); !strings.HasPrefix(role, "master") {
		t.Errorf("the replica is %s", role)
	}
	t.Logf("the slowest answer took %v", waited.Round(time.Millisecond))
	people.isBack(time.Now(), 10*time.Second)
	stop()
	working.Wait()
	people.check()
}
