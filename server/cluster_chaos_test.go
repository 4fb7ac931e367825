//go:build chaos

package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

var chaosFaults = flag.Int("chaos-faults", 1000, "how many things TestChaosNodes lets go wrong")

// TestChaosNodes is TestNodesFail for long, with more kinds of faults.
func TestChaosNodes(t *testing.T) {
	seen, kinds := waits{}, slices.Concat(nemesis, rarer)
	for left := *chaosFaults; left > 0; left -= faultsAtOnce {
		t.Run(fmt.Sprint(left, " left"), func(t *testing.T) {
			breakThings(t, kinds, seen, func(n int) bool { return n < min(left, faultsAtOnce) })
		})
	}
	seen.tell(t)
}

// faultsAtOnce is how many there are before new people come into new rooms: a room takes so
// many things and no more.
const faultsAtOnce = 30

// rarer is what goes wrong seldom: Redis loses its last second, leases end too early or
// belong to nobody, what nodes say to each other is lost.
var rarer = []trouble{
	{"cut off the end of Redis's file", 14 * time.Second, func(c *cluster, dice *rand.Rand) time.Time {
		c.redis.Kill()
		files, err := filepath.Glob(filepath.Join(c.redis.Dir(), "appendonlydir", "*.incr.aof"))
		for _, file := range files {
			info, err := os.Stat(file)
			if err == nil && info.Size() > 4096 {
				err = os.Truncate(file, info.Size()-int64(dice.IntN(2048)))
			}
			if err != nil {
				c.t.Error(err)
			}
		}
		if err != nil {
			c.t.Error(err)
		}
		c.redis.Again()
		return time.Now()
	}},
	{"empty Redis", 10 * time.Second, func(c *cluster, _ *rand.Rand) time.Time {
		c.redis.Do("FLUSHALL")
		return time.Now()
	}},
	{"end all leases", 8 * time.Second, func(c *cluster, _ *rand.Rand) time.Time {
		for _, key := range strings.Fields(c.redis.Do("--scan", "--pattern", "rondo:{*}:own")) {
			c.redis.Do("DEL", key)
		}
		return time.Now()
	}},
	{"kill a node whose leases never end", 12 * time.Second, func(c *cluster, dice *rand.Rand) time.Time {
		n := c.nodes[dice.IntN(len(c.nodes))]
		n.signal(syscall.SIGSTOP) // it renews them no more
		for _, key := range strings.Fields(c.redis.Do("--scan", "--pattern", "rondo:{*}:own")) {
			c.redis.Do("PERSIST", key)
		}
		n.kill()
		died := time.Now()
		<-time.After(time.Duration(dice.IntN(4000)) * time.Millisecond)
		n.start()
		return died
	}},
	{"grant all rooms to nobody", 10 * time.Second, func(c *cluster, _ *rand.Rand) time.Time {
		for _, key := range strings.Fields(c.redis.Do("--scan", "--pattern", "rondo:{*}:meta")) {
			c.redis.Do("HINCRBY", key, "e", "1000000")
		}
		return time.Now()
	}},
	{"lose what nodes say to each other", 8 * time.Second, func(c *cluster, dice *rand.Rand) time.Time {
		for range 3 {
			c.redis.Do("CLIENT", "KILL", "TYPE", "pubsub")
			<-time.After(time.Duration(dice.IntN(300)) * time.Millisecond)
		}
		return time.Now()
	}},
}
