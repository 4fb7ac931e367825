package main

import (
	"context"
	"fmt"
	"time"
)

// restart measures how long people wait when the program was killed: from the
// start of the process to the first answer, and to everybody's in a room of 8.
func (b *bench) restart(ctx context.Context) error {
	p, err := start(ctx, b.program, raised)
	if err != nil {
		return err
	}
	defer p.close()
	opened, err := gather(ctx, p, 1, 8)
	if err != nil {
		return err
	}
	seats := opened.rooms[0]
	for range 500 {
		if err := seats[0].toggle(ctx); err != nil {
			return err
		}
		<-seats[0].acks
	}
	var first, all []time.Duration
	for range 5 {
		p.kill()
		opened.leave()
		began := time.Now()
		if err := p.boot(ctx, p.url.Host); err != nil {
			return err
		}
		for i, one := range seats {
			if err := one.connect(ctx, i); err != nil {
				return err
			}
			if i == 0 {
				first = append(first, time.Since(began))
			}
		}
		all = append(all, time.Since(began))
	}
	opened.leave()
	b.table.add("killed and back: process start to the first hello answered", "≤ 0.5 s", "%v", quantile(first, 0.5))
	b.table.add("the same, to the hello of all 8", "", "%v", quantile(all, 0.5))
	return nil
}

// idleMemory measures what a connection costs that does nothing.
func (b *bench) idleMemory(ctx context.Context) error {
	p, err := start(ctx, b.program, raised)
	if err != nil {
		return err
	}
	defer p.close()
	warm, err := gather(ctx, p, 1, 8)
	if err != nil {
		return err
	}
	defer warm.leave()
	before := p.memory()
	c, err := gather(ctx, p, b.idle/8, 8)
	if err != nil {
		return err
	}
	defer c.leave()
	time.Sleep(2 * time.Second) // the collector has had its turn
	per := float64(p.memory()-before) / float64(b.idle/8*8)
	b.table.add(fmt.Sprintf("memory of the program per idle connection, %d in rooms of 8, rooms included", b.idle/8*8), "≤ 24 KiB", "%.1f KiB (RSS)", per)
	return nil
}
