//go:build chaos

package main

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"
)

// higher is a program whose stand-ups an older one cannot read.
var higher = edit{
	"rooms/ceremonies/standup/standup.go", `Kind: "standup", Version: 1,`,
	`Kind: "standup", Version: 2, Upgrade: func(map[string]any, int) error { return nil },`,
}

// Two nodes are of a newer program than the third, in the middle of an upgrade. They are
// stopped and die in turn: the rooms, which the third cannot read, go to the other one, and
// nobody is told that they are newer.
func TestChaosNewer(t *testing.T) {
	c := newClusterOf(t, altered(t, slices.Concat(hooks, tomorrow, []edit{higher})...), 3)
	older := c.nodes[2]
	older.stop()
	older.bin = compiled(t)
	older.start()
	ctx, stop := context.WithCancel(t.Context())
	var working sync.WaitGroup
	var crews []*crew
	for _, name := range []string{"a", "b", "c", "d"} {
		crew := newCrew(t, c.front, name, 2)
		crews = append(crews, crew)
		working.Go(func() { crew.work(ctx) })
		defer working.Wait()
		defer crew.abort()
	}
	defer stop()
	for i := range 8 {
		n := c.nodes[i%2]
		end := n.stop
		if i >= 4 {
			end = n.kill
		}
		end()
		<-time.After(time.Second)
		n.start()
		since := time.Now()
		for _, crew := range crews {
			crew.isBack(since, 10*time.Second)
		}
	}
	stop()
	working.Wait()
	for _, crew := range crews {
		crew.check()
	}
}
