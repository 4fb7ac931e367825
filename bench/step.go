package main

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"golang.org/x/sys/unix"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// steps measures one step alone: decoding, rights, rule, diff, sealing, encoding
// and collecting garbage, with a journal in memory and one silent seat. It
// must cost what it changes, not what the room holds.
func (b *bench) steps(ctx context.Context) error {
	const n = 20_000
	var small time.Duration
	for _, people := range []int{8, 200} {
		took, err := step(ctx, people, n)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("a step by itself, sealing included, in a room of %d", people)
		if small == 0 {
			small = took
			b.table.add(what, "≤ 8 µs", "%.1f µs of a core", float64(took.Nanoseconds())/1000)
			continue
		}
		b.table.add(what, "≤ 1.2 × a room of 8", "%.1f µs of a core, %.2f ×", float64(took.Nanoseconds())/1000, float64(took)/float64(small))
	}
	return nil
}

// echo is a seat that hears only whether actions are done.
type echo struct{ done chan struct{} }

// Send implements rooms.Seat.
func (e echo) Send(frames []wire.Frame) bool {
	for _, f := range frames {
		if bytes.Contains(f, ackMark) {
			e.done <- struct{}{}
		}
	}
	return true
}

// Close implements rooms.Seat.
func (e echo) Close(int, string) {}

// step returns the processor time of one of n actions, in a room of so many people.
func step(ctx context.Context, people, n int) (time.Duration, error) {
	house := live.NewHouse(live.Options{Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys()}, ceremonies.All()...)
	defer func() { _ = house.Close(ctx) }()
	room, err := house.Open(ctx, rooms.Brief{Kind: "standup", Title: "Bench", Secret: "s", Browser: "0"})
	if err != nil {
		return 0, err
	}
	for i := range people {
		if _, err := house.Join(ctx, room, live.Knock{Secret: "s", Browser: fmt.Sprint(i), Name: fmt.Sprint("Person ", i)}); err != nil {
			return 0, err
		}
	}
	heard := echo{make(chan struct{}, n)}
	chair, err := house.Enter(ctx, room, "0", wire.Hello{Tab: fmt.Sprintf("%032x", 1), Next: 1}, heard)
	if err != nil {
		return 0, err
	}
	before := ownTime()
	for i := range n {
		if i >= window {
			<-heard.done
		}
		chair.Act(wire.Up{N: i + 1, Do: "hand", With: fmt.Appendf(nil, `{"on":%t}`, i%2 == 0)})
	}
	for range window {
		<-heard.done
	}
	return (ownTime() - before) / time.Duration(n), nil
}

// ownTime is the processor time of this process: what others do on the machine
// is not in it.
func ownTime() time.Duration {
	var use unix.Rusage
	_ = unix.Getrusage(unix.RUSAGE_SELF, &use)
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}
