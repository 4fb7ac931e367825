//go:build chaos

package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"syscall"
	"time"
)

// rarer is what goes wrong seldom: Redis loses its last second, leases end too early or
// belong to nobody, what nodes say to each other is lost.
var rarer = []trouble{
	{name: "cut off the end of Redis's file", within: 14 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		c.redis.Kill()
		c.cutsFile(dice)
		c.redis.Again()
		return time.Now()
	}},
	{name: "stop all nodes, and cut off the end of Redis's file", within: 16 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		c.redis.Kill()
		for _, n := range c.nodes {
			n.signal(syscall.SIGSTOP)
		}
		c.cutsFile(dice)
		<-time.After(time.Duration(500+dice.IntN(6000)) * time.Millisecond)
		c.redis.Again()
		for _, n := range c.nodes {
			<-time.After(time.Duration(dice.IntN(500)) * time.Millisecond)
			n.signal(syscall.SIGCONT)
		}
		return time.Now()
	}},
	{name: "empty Redis", within: 10 * time.Second, do: func(c *cluster, _ *rand.Rand) time.Time {
		c.redis.Do("FLUSHALL")
		return time.Now()
	}},
	{name: "end all leases", within: 8 * time.Second, do: func(c *cluster, _ *rand.Rand) time.Time {
		for _, key := range strings.Fields(c.redis.Do("--scan", "--pattern", "rondo:{*}:own")) {
			c.redis.Do("DEL", key)
		}
		return time.Now()
	}},
	{name: "kill a node whose leases never end", within: 12 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		n := c.any(dice)
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
	{name: "grant all rooms to nobody", within: 10 * time.Second, do: func(c *cluster, _ *rand.Rand) time.Time {
		for _, key := range strings.Fields(c.redis.Do("--scan", "--pattern", "rondo:{*}:meta")) {
			c.redis.Do("HINCRBY", key, "e", "1000000")
		}
		return time.Now()
	}},
	{name: "lose what nodes say to each other", within: 8 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		for range 3 {
			c.redis.Do("CLIENT", "KILL", "TYPE", "pubsub")
			<-time.After(time.Duration(dice.IntN(300)) * time.Millisecond)
		}
		return time.Now()
	}},
}

// cutsFile takes the newest from the append-only file of a Redis that was killed.
func (c *cluster) cutsFile(dice *rand.Rand) {
	file, size := c.appendOnly()
	if size <= 4096 {
		return
	}
	if err := os.Truncate(file, size-int64(dice.IntN(2048))); err != nil {
		c.t.Error(err)
	}
}

// inside is what goes wrong inside of a node; see hooks.
var inside = []trouble{
	{name: "let the clock of a node jump by an hour", within: 8 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		n := c.any(dice)
		n.signal([]syscall.Signal{syscall.SIGUSR1, syscall.SIGUSR2}[dice.IntN(2)])
		if dice.IntN(2) == 0 {
			c.redis.Do("CLIENT", "KILL", "TYPE", "pubsub") // browsers come back through the node
		}
		return time.Now()
	}},
	{name: "stop a node just before it writes", within: 9 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		n := c.owner(c.rooms[dice.IntN(len(c.rooms))])
		n.signal(syscall.SIGHUP)
		stopped := n.stands(3 * time.Second)
		if !stopped {
			n.signal(syscall.SIGHUP) // it wrote nothing, and had better not stop later
			stopped = n.stands(200 * time.Millisecond)
		}
		since := time.Now()
		if stopped {
			<-time.After(time.Duration(500+dice.IntN(8500)) * time.Millisecond)
			n.signal(syscall.SIGCONT)
		}
		return since
	}},
}

// anotherVersion starts a node anew, of one version or another.
func anotherVersion(programs []string) trouble {
	return trouble{name: "start a node anew in another version", within: 8 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		n := c.any(dice)
		from := time.Now()
		n.stop()
		n.bin = programs[dice.IntN(len(programs))]
		n.start()
		return from
	}}
}

// stands waits until a process stands still, and tells whether it does.
func (p *process) stands(within time.Duration) bool {
	for end := time.Now().Add(within); time.Now().Before(end); <-time.After(5 * time.Millisecond) {
		stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.cmd.Process.Pid))
		if _, state, ok := bytes.Cut(stat, []byte(") ")); ok && state[0] == 'T' {
			return true
		}
	}
	return false
}

// guarded is what goes wrong where a Redis has a replica and a Sentinel: what is promoted is
// stale.
var guarded = []trouble{
	{name: "fail over to a stale replica", within: 20 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		c.isStale(time.Duration(dice.IntN(2000)) * time.Millisecond)
		c.guarded.Kill(c.guarded.Primary)
		return c.takesOver()
	}, mend: renews},
	{name: "fail over from a primary that stands still", within: 20 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		c.isStale(time.Duration(dice.IntN(2000)) * time.Millisecond)
		c.guarded.Stop(c.guarded.Primary)
		return c.takesOver()
	}, mend: func(c *cluster, dice *rand.Rand) {
		c.guarded.Go(c.guarded.Replica) // which believes to be the primary still
		<-time.After(time.Duration(dice.IntN(3000)) * time.Millisecond)
		renews(c, dice)
	}},
}

// waiting is what goes wrong where an action counts once a replica has it (-redis-wait 1):
// then the node may die together with Redis.
var waiting = []trouble{
	{name: "fail over to a stale replica, and kill a node", within: 20 * time.Second, do: func(c *cluster, dice *rand.Rand) time.Time {
		c.isStale(time.Duration(dice.IntN(2000)) * time.Millisecond)
		n := c.owner(c.rooms[dice.IntN(len(c.rooms))])
		c.guarded.Kill(c.guarded.Primary)
		n.kill()
		died := c.takesOver()
		n.start()
		renews(c, dice)
		return died
	}},
}

// takesOver lets the stale replica go on, and waits until it is the primary.
func (c *cluster) takesOver() (since time.Time) {
	c.guarded.Go(c.guarded.Replica)
	since = time.Now()
	c.guarded.Promoted()
	return since
}

// renews gives the primary a replica again.
func renews(c *cluster, _ *rand.Rand) { c.guarded.Renew() }
