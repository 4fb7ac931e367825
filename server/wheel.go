package main

import (
	"context"
	"time"
)

// A connection that is only quiet and one that is gone look alike, so each is
// pinged. One goroutine does it for all: a wheel with a spoke for every second
// between two pings, and whoever sits on it is asked when it comes round.

// spin turns the wheel until ctx ends.
func (c *crowd) spin(ctx context.Context) {
	tick := time.NewTicker(c.limits.ping / spokes)
	defer tick.Stop()
	for turn := 0; ; turn++ {
		select {
		case <-tick.C:
			c.turn(turn)
		case <-ctx.Done():
			return
		}
	}
}

// turn drops those who did not answer the last ping in time, and pings the next.
func (c *crowd) turn(turn int) {
	late := int(c.limits.pong * spokes / c.limits.ping)
	for _, k := range c.on(turn + spokes - late) {
		if k.pinged.Load() {
			k.drop(closeAbnormal)
		}
	}
	for _, k := range c.on(turn) {
		k.pinged.Store(true)
		if !k.ping() {
			k.pinged.Store(false) // data is on its way out: the deadline for that watches it
		}
	}
}

func (c *crowd) on(turn int) []*socket {
	c.mu.Lock()
	defer c.mu.Unlock()
	spoke := c.spokes[turn%spokes]
	sockets := make([]*socket, 0, len(spoke))
	for k := range spoke {
		sockets = append(sockets, k)
	}
	return sockets
}
