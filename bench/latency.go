package main

import (
	"context"
	"fmt"
	"time"
)

// latency measures the time from an action to the moment when everyone in the
// room has it, durable.
func (b *bench) latency(ctx context.Context) error {
	for _, shape := range []struct {
		size, times int
		goal        string
	}{{8, 1000, "p50 ≤ 1.0 ms, p99 ≤ 3 ms"}, {50, 500, "1.5, 5 ms"}, {200, 200, "3, 9 ms"}} {
		times, err := b.rounds(ctx, shape.size, shape.times)
		if err != nil {
			return err
		}
		b.table.add(fmt.Sprintf("from an action to all %d seats, durable", shape.size), shape.goal,
			"p50 %v, p99 %v", quantile(times, 0.5), quantile(times, 0.99))
	}
	return nil
}

func (b *bench) rounds(ctx context.Context, size, n int) ([]time.Duration, error) {
	p, err := start(ctx, b.program, raised)
	if err != nil {
		return nil, err
	}
	defer p.close()
	return rounds(ctx, p, size, n)
}

func rounds(ctx context.Context, p *process, size, n int) ([]time.Duration, error) {
	c, err := gather(ctx, p, 1, size)
	if err != nil {
		return nil, err
	}
	defer c.leave()
	seats := c.rooms[0]
	time.Sleep(200 * time.Millisecond) // what joining set off has arrived
	for _, one := range seats {
		one.listened.Store(true)
	}
	var times []time.Duration
	for range n {
		began := time.Now()
		if err := seats[0].toggle(ctx); err != nil {
			return nil, err
		}
		for _, one := range seats {
			select {
			case <-one.patches:
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		times = append(times, time.Since(began))
		<-seats[0].acks
	}
	return times, nil
}

// frameSize measures what another person's vote costs each of the others.
func (b *bench) frameSize(ctx context.Context) error {
	p, err := start(ctx, b.program, raised)
	if err != nil {
		return err
	}
	defer p.close()
	c, err := gather(ctx, p, 1, 8)
	if err != nil {
		return err
	}
	defer c.leave()
	seats := c.rooms[0]
	for _, do := range []string{"start", "next", "next", "next"} { // goal, round, blockers, plan: there the vote is
		if err := seats[0].act(ctx, do, "{}"); err != nil {
			return err
		}
		<-seats[0].acks
	}
	time.Sleep(200 * time.Millisecond) // what the phases set off has arrived
	seats[7].listened.Store(true)
	if err := seats[3].act(ctx, "vote", `{"ballot":"track","card":"up"}`); err != nil {
		return err
	}
	frame := <-seats[7].patches
	b.table.add("a vote, for each other person", "≤ 80 bytes", "%d bytes with the frame's header", len(frame)+2)
	return nil
}
