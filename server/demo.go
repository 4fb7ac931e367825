package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"time"

	"rondo/rooms/demo"
)

// demoSeed is by which the demo's team lives: it is the same team for everybody.
const demoSeed = 8

// fillDemo is the command `rondo demo`: it makes up a team in a data directory that has
// nothing in it, and prints the link that gives the seat of its product owner.
func fillDemo(ctx context.Context, cfg config, stdout io.Writer) (err error) {
	if cfg.redis != "" {
		return errors.New("demo: it is for a data directory, without -redis")
	}
	if err := makeEmpty(cfg.data); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, clearOut(cfg.data))
		}
	}()
	at, err := openStore(ctx, cfg, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		return err
	}
	home, err := demo.Fill(ctx, demo.Options{Journal: at.journal, Keys: at.keys, Today: time.Now(), Seed: demoSeed})
	if err = errors.Join(err, at.journal.Close()); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "A team with two sprints behind it is in %s. Start `rondo -data %s`, and sit down there as its product owner:\n%s/r/%s#back.%s\n",
		cfg.data, cfg.data, cfg.origin(), home.Room, home.Back)
	return nil
}

// origin is where browsers on this machine find the server that these flags start.
func (c config) origin() string {
	if c.publicURL != nil {
		return c.publicURL.String()
	}
	_, port, _ := net.SplitHostPort(c.addr) // was checked with the flags
	return "http://" + net.JoinHostPort("localhost", port)
}

// clearOut empties a directory again that was empty.
func clearOut(data string) error {
	there, err := os.ReadDir(data)
	for _, entry := range there {
		err = errors.Join(err, os.RemoveAll(filepath.Join(data, entry.Name())))
	}
	return err
}
