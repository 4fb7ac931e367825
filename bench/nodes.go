package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// nodes measures what it costs to be several: one node on Redis against two, of which one
// has the room and half of the people are at the other.
func (b *bench) nodes(ctx context.Context) error {
	if _, err := exec.LookPath("redis-server"); err != nil {
		b.table.add("two nodes on Redis against one", "", "not measured: redis-server is not installed")
		return nil
	}
	var p50 [2]time.Duration
	var actions [2]float64
	for i := range p50 {
		times, err := b.roundsOver(ctx, i+1)
		if err != nil {
			return err
		}
		p50[i] = quantile(times, 0.5)
		if actions[i], err = b.shoutOver(ctx, i+1); err != nil {
			return err
		}
	}
	b.table.add("from an action to all 8 seats, over two nodes on Redis", "≤ 0.3 ms more than one node", "p50 %v, with one node %v", p50[1], p50[0])
	b.table.add("delivered to 1 × 200 people over two nodes on Redis", "≥ 0.7 × one node", "%.2f × (%.0f against %.0f actions/s)", actions[1]/actions[0], actions[1], actions[0])
	return nil
}

// over starts nodes on a Redis, and hands the first one the others.
func (b *bench) over(ctx context.Context, n int) (all []*process, end func(), err error) {
	dir, err := os.MkdirTemp("", "rondo-bench")
	if err != nil {
		return nil, nil, err
	}
	socket, secret := filepath.Join(dir, "s"), filepath.Join(dir, "secret")
	redis := exec.CommandContext(ctx, "redis-server", "--port", "0", "--unixsocket", socket, "--dir", dir, "--appendonly", "yes", "--save", "", "--loglevel", "warning")
	end = func() {
		for _, p := range all {
			p.close()
		}
		_ = redis.Process.Kill()
		_ = redis.Wait()
		_ = os.RemoveAll(dir)
	}
	if err := os.WriteFile(secret, []byte(fmt.Sprintf("%064d", 1)), 0o600); err != nil {
		return nil, nil, err
	}
	if err := redis.Start(); err != nil {
		return nil, nil, err
	}
	if err := listens(ctx, socket); err != nil {
		end()
		return nil, nil, err
	}
	for range n {
		p, err := start(ctx, b.program, raised, "RONDO_REDIS=unix://"+socket, "RONDO_CLUSTER_SECRET="+secret)
		if err != nil {
			end()
			return nil, nil, err
		}
		all = append(all, p)
	}
	all[0].others = all[1:]
	return all, end, nil
}

// listens waits until somebody listens at a unix socket.
func listens(ctx context.Context, socket string) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	again := time.NewTicker(10 * time.Millisecond)
	defer again.Stop()
	for {
		conn, err := new(net.Dialer).DialContext(ctx, "unix", socket)
		if err == nil {
			return conn.Close()
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return err
		}
	}
}

func (b *bench) roundsOver(ctx context.Context, n int) ([]time.Duration, error) {
	all, end, err := b.over(ctx, n)
	if err != nil {
		return nil, err
	}
	defer end()
	return rounds(ctx, all[0], 8, 1000)
}

func (b *bench) shoutOver(ctx context.Context, n int) (actions float64, err error) {
	all, end, err := b.over(ctx, n)
	if err != nil {
		return 0, err
	}
	defer end()
	_, actions, err = b.shoutAt(ctx, all[0], 1, 200)
	return actions, err
}
