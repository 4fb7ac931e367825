//go:build chaos

package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"rondo/rooms/redis/redistest"
)

var (
	chaosFaults   = flag.Int("chaos-faults", 1000, "how many things TestChaosNodes lets go wrong")
	chaosClusters = flag.Int("chaos-clusters", 8, "at how many clusters side by side; most of the time each waits")
)

// ordeal is a sort of cluster, and what goes wrong there.
type ordeal struct {
	name  string
	begin func(t *testing.T) *cluster
	kinds []trouble
}

// ordealsOf are ordeals of the nodes of some programs, as often as they come.
func ordealsOf(programs []string) []ordeal {
	begin := func(t *testing.T) *cluster {
		t.Helper()
		return newClusterOf(t, programs[0], 3)
	}
	guards := func(args ...string) func(t *testing.T) *cluster {
		return func(t *testing.T) *cluster {
			t.Helper()
			return newGuarded(t, programs[0], args...)
		}
	}
	alone := ordeal{"Redis alone", begin, slices.Concat(nemesis, rarer, inside, []trouble{anotherVersion(programs)})}
	watched := ordeal{"Redis with a replica", guards(), slices.Concat(guarded, atNodes)}
	waited := ordeal{"Redis that waits for a replica", guards("-redis-wait", "1"), slices.Concat(waiting, atNodes)}
	return []ordeal{alone, alone, watched, alone, waited}
}

// atNodes is what goes wrong at nodes, whatever their Redis is.
var atNodes = slices.DeleteFunc(slices.Clone(nemesis), func(f trouble) bool {
	return !strings.Contains(f.name, " a node") || strings.HasPrefix(f.name, "cut")
})

func newGuarded(t *testing.T, program string, args ...string) *cluster {
	t.Helper()
	server := redistest.StartGuarded(t)
	server.Online()
	c := newClusterOn(t, program, func(int) string { return server.URL() }, 3, args...)
	c.guarded = server
	return c
}

// faultsAtOnce is how many there are at most before new people come into new rooms.
const faultsAtOnce = 30

// TestChaosNodes is TestNodesFail for long, with more kinds of faults, at several clusters.
func TestChaosNodes(t *testing.T) {
	programs := []string{altered(t, hooks...), altered(t, slices.Concat(hooks, tomorrow)...)}
	var chosen []ordeal
	for _, o := range ordealsOf(programs) {
		if o.kinds = wanted(o.kinds); len(o.kinds) > 0 {
			chosen = append(chosen, o)
		}
	}
	if len(chosen) == 0 {
		t.Fatalf("no fault is called %q", *nemesisKinds)
	}
	seen, begun, left := &figures{}, atomic.Int64{}, atomic.Int64{}
	left.Store(int64(*chaosFaults))
	var all sync.WaitGroup
	for range *chaosClusters {
		all.Go(func() {
			for left.Load() > 0 {
				n := int(begun.Add(1)) - 1
				o := chosen[n%len(chosen)]
				t.Run(fmt.Sprintf("%d %s", n, o.name), func(t *testing.T) {
					here := 0
					breakThings(t, o.begin(t), o.kinds, seen, func() bool {
						here++
						return here <= faultsAtOnce && left.Add(-1) >= 0
					})
				})
			}
		})
	}
	all.Wait()
	seen.tell(t)
}
