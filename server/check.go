package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/sqlite"
)

// check is the command `rondo check [DIR|FILE]`: it replays every room of a data
// directory, also of one that a server has open, or of a backup, and changes nothing.
// It prints each room that cannot be read, with its id: for the operator, who needs
// it to find its key, not for a log.
func check(ctx context.Context, cfg config, args []string, stdout io.Writer) (err error) {
	if len(args) > 1 {
		return errors.New("check: one directory or backup at a time")
	}
	if len(args) == 1 {
		cfg.data = args[0]
	}
	info, err := os.Stat(cfg.data)
	if err != nil {
		return fmt.Errorf("check: %w", err)
	}
	if !info.IsDir() {
		var clean func() error
		if cfg.data, clean, err = unpacked(cfg.data); err != nil {
			return fmt.Errorf("check: %w", err)
		}
		defer func() { err = errors.Join(err, clean()) }()
	}
	if err := checkDir(ctx, cfg, stdout); err != nil {
		return fmt.Errorf("check: %w", err)
	}
	return nil
}

// unpacked unpacks a backup beside it, where it is as safe, and brings the copy up to
// this program's schema.
func unpacked(file string) (data string, clean func() error, err error) {
	if data, err = os.MkdirTemp(filepath.Dir(file), ".rondo-check-"); err != nil {
		return "", nil, err
	}
	clean = func() error { return os.RemoveAll(data) }
	if err = unpack(file, data); err == nil {
		var journal *sqlite.Journal
		if journal, err = sqlite.Open(data, sqlite.Options{Reserve: -1}); err == nil {
			err = journal.Close()
		}
	}
	if err != nil {
		return "", nil, errors.Join(err, clean())
	}
	return data, clean, nil
}

func checkDir(ctx context.Context, cfg config, stdout io.Writer) error {
	stored, err := sqlite.OpenReader(cfg.data)
	if err != nil {
		return err
	}
	bad := 0
	well, err := live.Check(ctx, stored, sqlite.KeysIn(keysOf(cfg), cfg.keys), func(room rooms.ID, err error) {
		bad++
		fmt.Fprintf(stdout, "room %s: %v\n", room, err)
	}, kinds()...)
	err = errors.Join(err, stored.Layout(ctx), stored.Close())
	fmt.Fprintf(stdout, "%d rooms can be read, %d cannot.\n", well, bad)
	if err == nil && bad > 0 {
		err = fmt.Errorf("%d rooms cannot be read", bad)
	}
	return err
}
