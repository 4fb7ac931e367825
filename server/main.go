// Command rondo is a live meeting server. `rondo help` prints what it can do.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"rondo/rooms/client/terminal"
)

func main() {
	harden()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "rondo:", err)
		os.Exit(terminal.ExitCode(err)) //nolint:gocritic // nothing is left for stop to do
	}
}
