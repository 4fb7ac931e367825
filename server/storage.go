package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/redis"
	"rondo/rooms/sqlite"
)

// store is where rooms and their keys are kept.
type store struct {
	journal journal.Journal
	keys    journal.Keys
	node    *redis.Node // nil without Redis

	sqlite     *sqlite.Journal // nil with Redis
	sqliteKeys *sqlite.Keys
}

// openStore opens what the flags name. lost is told of rooms that another node has.
func openStore(ctx context.Context, cfg config, log *slog.Logger, lost func(rooms.ID)) (store, error) {
	if cfg.redis != "" {
		return openRedis(ctx, cfg, log, lost)
	}
	return openSQLite(cfg)
}

// openRedis joins the nodes that share a Redis.
func openRedis(ctx context.Context, cfg config, log *slog.Logger, lost func(rooms.ID)) (store, error) {
	if cfg.clusterSecret == "" {
		return store{}, errors.New("-cluster-secret: it is needed with a Redis: a file with 32 bytes or more, the same on all nodes (head -c 48 /dev/urandom | base64)")
	}
	secret, err := os.ReadFile(cfg.clusterSecret)
	if err != nil {
		return store{}, fmt.Errorf("-cluster-secret: %w", err)
	}
	if secret = bytes.TrimSpace(secret); len(secret) < redis.LeastSecret {
		return store{}, fmt.Errorf("-cluster-secret: the file has %d bytes, and %d are the least", len(secret), redis.LeastSecret)
	}
	node, err := redis.Open(ctx, redis.Options{URL: cfg.redis, CA: cfg.redisCA, Wait: cfg.redisWait, Secret: secret, Log: log, Lost: lost, Reads: live.Reads(kinds()...), Sole: cfg.sole})
	switch {
	case errors.Is(err, redis.ErrSecret):
		return store{}, fmt.Errorf("-cluster-secret: %w", err)
	case err != nil:
		return store{}, fmt.Errorf("%s: %w", cmp.Or(cfg.namedBy, "-redis"), err)
	}
	return store{journal: node.Journal(), keys: node.Keys(), node: node}, nil
}

// openSQLite opens the data directory. Keys of rooms lie beside the database, those of
// anonymous rounds where the operator wants them: in memory, best.
func openSQLite(cfg config) (store, error) {
	if err := checkKeysDir(cfg.keys); err != nil {
		return store{}, fmt.Errorf("-keys: %w", err)
	}
	if err := checkDatabase(cfg.data); err != nil {
		return store{}, fmt.Errorf("%s: %w", cmp.Or(cfg.namedBy, "-data"), err)
	}
	db, err := sqlite.Open(cfg.data, cfg.sqlite)
	if err != nil {
		return store{}, fmt.Errorf("%s: %w", cmp.Or(cfg.namedBy, "-data"), err)
	}
	keys, err := sqlite.OpenKeys(keysOf(cfg), cfg.keys)
	if err != nil {
		_ = db.Close()
		return store{}, fmt.Errorf("-keys: %w", err)
	}
	return store{journal: db, keys: keys, sqlite: db, sqliteKeys: keys}, nil
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

// passOn lets another node have a room that this one cannot read; nil on one node.
func (at store) passOn() func(rooms.ID) bool {
	if at.node == nil {
		return nil
	}
	return at.node.PassOn
}

// now is one clock for all nodes; nil for that of this machine.
func (at store) now() func() time.Time {
	if at.node == nil {
		return nil
	}
	return at.node.Now
}

// unreadable says what to do when rooms cannot be read.
func (at store) unreadable(cfg config, err error) error {
	if at.node != nil {
		return fmt.Errorf("-redis: %w. Is -cluster-secret that of these rooms?", err)
	}
	return fmt.Errorf("-data: %w. Are the keys in %s those of this database? Else restore a backup (rondo restore)", err, keysOf(cfg))
}
