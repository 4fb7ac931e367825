package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"rondo/rooms/sqlite"
)

// store is where rooms and their keys are kept.
type store struct {
	journal *sqlite.Journal
	keys    *sqlite.Keys
}

// openStore opens what the flags name. Keys of rooms lie beside the database,
// those of anonymous rounds where the operator wants them: in memory, best.
func openStore(cfg config) (store, error) {
	if err := checkKeysDir(cfg.keys); err != nil {
		return store{}, fmt.Errorf("-keys: %w", err)
	}
	if err := checkDatabase(cfg.data); err != nil {
		return store{}, fmt.Errorf("-data: %w", err)
	}
	journal, err := sqlite.Open(cfg.data, cfg.sqlite)
	if err != nil {
		return store{}, fmt.Errorf("-data: %w", err)
	}
	keys, err := sqlite.OpenKeys(keysOf(cfg), cfg.keys)
	if err != nil {
		_ = journal.Close()
		return store{}, fmt.Errorf("-keys: %w", err)
	}
	return store{journal, keys}, nil
}

// keysOf is where the keys of rooms are.
func keysOf(cfg config) string { return filepath.Join(cfg.data, "keys") }

// checkDatabase refuses keys without their database: a new one would be made beside
// them, and people would find none of their rooms.
func checkDatabase(data string) error {
	file := filepath.Join(data, "rondo.db")
	if info, err := os.Stat(file); err == nil && info.Size() > 0 {
		return nil
	}
	keys := keysOf(config{data: data})
	err := filepath.WalkDir(keys, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && entry.Type().IsRegular() {
			err = fs.ErrExist
		}
		return err
	})
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s is missing or empty, and %s has keys of its rooms. Put it back, or restore a backup into an empty directory (rondo restore); to begin anew, move the keys away", file, keys)
	case errors.Is(err, fs.ErrNotExist):
		return nil
	}
	return err
}
