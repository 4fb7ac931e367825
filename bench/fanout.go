package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// fanOut measures how many messages a core delivers, against one write(2) of a
// message each to a plain TCP connection.
func (b *bench) fanOut(ctx context.Context) error {
	raw, err := rawWrites(ctx, 8, b.load/2)
	if err != nil {
		return err
	}
	b.table.add("raw: writes of 200 bytes to TCP, per core", "the baseline", "%.0f/s", raw)
	for _, shape := range []struct {
		rooms, size int
		goal        string
	}{{1, 8, "≥ 1.0 ×"}, {1, 200, "≥ 3 ×"}, {100, 8, "≥ 1.0 ×"}} {
		delivered, actions, err := b.shout(ctx, shape.rooms, shape.size)
		if err != nil {
			return err
		}
		what := fmt.Sprintf("delivered, durable, %d × %d people", shape.rooms, shape.size)
		b.table.add(what, shape.goal, "%.0f/s per core of the program, %.2f × raw; %.0f actions/s", delivered, delivered/raw, actions)
	}
	return nil
}

// rawWrites returns writes per second of processor time.
func rawWrites(ctx context.Context, conns int, d time.Duration) (float64, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = ln.Close() }()
	var writers []net.Conn
	for range conns {
		reader, err := new(net.Dialer).DialContext(ctx, "tcp", ln.Addr().String())
		if err != nil {
			return 0, err
		}
		go func() { _, _ = io.Copy(io.Discard, reader) }()
		writer, err := ln.Accept()
		if err != nil {
			return 0, err
		}
		writers = append(writers, writer)
		defer func() { _, _ = writer.Close(), reader.Close() }()
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	frame, n, before := make([]byte, 200), 0, threadTime()
	for end := time.Now().Add(d); time.Now().Before(end); {
		for range 100 {
			if _, err := writers[n%conns].Write(frame); err != nil {
				return 0, err
			}
			n++
		}
	}
	return float64(n) / (threadTime() - before).Seconds(), nil
}

func threadTime() time.Duration {
	var use unix.Rusage
	_ = unix.Getrusage(unix.RUSAGE_THREAD, &use)
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// shout lets one person in each room act as fast as answers come.
func (b *bench) shout(ctx context.Context, rooms, size int) (perCore, actions float64, err error) {
	p, err := start(ctx, b.program, raised)
	if err != nil {
		return 0, 0, err
	}
	defer p.close()
	return b.shoutAt(ctx, p, rooms, size)
}

func (b *bench) shoutAt(ctx context.Context, p *process, rooms, size int) (perCore, actions float64, err error) {
	c, err := gather(ctx, p, rooms, size)
	if err != nil {
		return 0, 0, err
	}
	defer c.leave()
	frames, cpu, began := c.received(), p.cpu(), time.Now()
	var acted sync.WaitGroup
	var done sync.Mutex
	total := 0
	for _, seats := range c.rooms {
		acted.Go(func() {
			n := seats[0].hurry(ctx, began.Add(b.load))
			done.Lock()
			total += n
			done.Unlock()
		})
	}
	acted.Wait()
	took := time.Since(began)
	delivered := float64(c.received() - frames)
	return delivered / (p.cpu() - cpu).Seconds(), float64(total) / took.Seconds(), nil
}

// window is how many actions may wait for their answers at once.
const window = 24

func (p *person) hurry(ctx context.Context, until time.Time) (acked int) {
	for range window {
		if p.toggle(ctx) != nil {
			return acked
		}
	}
	for range p.acks {
		if acked++; acked >= p.n {
			return acked
		}
		if time.Now().Before(until) && p.toggle(ctx) != nil {
			return acked
		}
	}
	return acked
}
