package main

import (
	"fmt"
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
	journal, err := sqlite.Open(cfg.data, sqlite.Options{})
	if err != nil {
		return store{}, fmt.Errorf("-data: %w", err)
	}
	keys, err := sqlite.OpenKeys(filepath.Join(cfg.data, "keys"), cfg.keys)
	if err != nil {
		_ = journal.Close()
		return store{}, fmt.Errorf("-keys: %w", err)
	}
	return store{journal, keys}, nil
}
