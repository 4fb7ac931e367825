// Command bench measures Rondo as people meet it: the real program, with
// authentication, rules and a durable journal, beside what this machine can do
// at best, measured in the same run. It prints a table in Markdown.
//
// Everything stays on 127.0.0.1, and every part of it is bounded in time. The
// limits of the program are raised for it (-raise-limits), because all load
// comes from one address.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"time"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run() error {
	program := flag.String("program", "bin/rondo", "the program to measure")
	seconds := flag.Int("seconds", 4, "how long each load runs")
	idle := flag.Int("idle", 5000, "how many idle connections")
	flood := flag.String("flood", "", "flood the program at -at instead, with one of the things that are measured")
	at := flag.String("at", "", "see -flood")
	part := flag.String("only", "", "measure this part alone: nodes or home")
	only := flag.String("floods", "", "measure these floods alone: what their names have in them, or \"all\"")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	if *flood != "" {
		return pour(ctx, *flood, *at, time.Duration(*seconds)*time.Second)
	}
	b := &bench{program: *program, load: time.Duration(*seconds) * time.Second, idle: *idle, floods: *only}
	fmt.Printf("%d cores, %s, %s. The limits of the program are raised for this run, but not for floods.\n\n", runtime.NumCPU(), runtime.Version(), runtime.GOARCH)
	parts := []func(context.Context) error{b.fanOut, b.latency, b.nodes, b.frameSize, b.steps, b.home, b.restart, b.idleMemory, b.flooded}
	if alone, named := map[string]func(context.Context) error{"nodes": b.nodes, "home": b.home}[*part]; named {
		parts = []func(context.Context) error{alone}
	}
	if *only != "" {
		parts = parts[len(parts)-1:]
	}
	for _, part := range parts {
		if err := part(ctx); err != nil {
			return err
		}
	}
	b.table.print(os.Stdout)
	return nil
}

// bench is one run.
type bench struct {
	program string
	load    time.Duration
	idle    int
	floods  string // see -floods
	table   table
}
