package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"rondo/rooms"
	"rondo/rooms/live"
)

// copyRooms is the command `rondo copy -from … -to …`: it moves rooms between a data
// directory and a Redis, either way, while nobody serves them. It prints each room that it
// leaves behind, with its id: for the operator, not for a log.
func copyRooms(ctx context.Context, cfg config, stdout io.Writer) (err error) {
	switch {
	case cfg.from == "":
		return errors.New("-from: from where? Name a data directory or the URL of a Redis")
	case cfg.to == "":
		return errors.New("-to: to where? Name a data directory or the URL of a Redis")
	case cfg.from == cfg.to:
		return errors.New("-to: it is the same as -from")
	case !isURL(cfg.from):
		if _, err := os.Stat(filepath.Join(cfg.from, "rondo.db")); err != nil {
			return fmt.Errorf("-from: it is no data directory: %w", err)
		}
	}
	from, err := openToCopy(ctx, cfg, "-from", cfg.from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.journal.Close()) }()
	to, err := openToCopy(ctx, cfg, "-to", cfg.to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.journal.Close()) }()
	done, err := live.Copy(ctx, from.archive(), to.archive(), live.Copying{
		VoidRounds: cfg.openRounds == "void",
		Report:     func(room rooms.ID, err error) { fmt.Fprintf(stdout, "room %s: %v\n", room, err) },
	}, kinds()...)
	if err = cmp.Or(err, from.stillOurs(ctx), to.stillOurs(ctx)); err != nil {
		err = copyFailed(err, done)
	}
	fmt.Fprintf(stdout, "%d rooms were copied, %d were there before, %d were not copied.\n", done.New, done.Same, done.Left)
	if err == nil && done.Left > 0 {
		err = fmt.Errorf("copy: %d rooms were not copied", done.Left)
	}
	return err
}

// copyFailed says what to do about it.
func copyFailed(err error, done live.Copied) error {
	switch {
	case errors.Is(err, live.ErrRound):
		return fmt.Errorf("copy: %w. Wait for the rounds' ends, or say -open-rounds void: then people are asked again", err)
	case done.New > 0:
		return fmt.Errorf("copy: %w. What was copied until then is whole: the same command goes on from there", err)
	}
	return fmt.Errorf("copy: %w", err)
}

func isURL(place string) bool { return strings.Contains(place, "://") }

// openToCopy opens what a flag names, for us alone.
func openToCopy(ctx context.Context, cfg config, flag, place string) (store, error) {
	cfg.namedBy = flag
	if cfg.redis, cfg.data = "", place; isURL(place) {
		cfg.redis, cfg.sole = place, true
	}
	return openStore(ctx, cfg, newLog(io.Discard), nil)
}

// archive is where rooms are kept, to copy them.
func (at store) archive() live.Archive {
	if at.node != nil {
		return live.Archive{Journal: at.node.Journal(), Keys: at.node.Keys()}
	}
	return live.Archive{Journal: at.sqlite, Keys: at.sqliteKeys}
}

// stillOurs tells, by its error, whether somebody came to serve the rooms.
func (at store) stillOurs(ctx context.Context) error {
	if at.node == nil {
		return nil // the directory is locked
	}
	return at.node.StillSole(ctx)
}
