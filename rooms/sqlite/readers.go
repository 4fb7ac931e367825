package sqlite

import (
	"context"
	"database/sql"
	"sync"
)

// readers are read-only connections. Each query sees one moment of the database
// and keeps the writer from nothing.
type readers struct {
	db   *sql.DB
	gate sync.RWMutex // held for writing while the log must have no reader
}

// mostReaders is how many rooms are read at once; more would not be faster.
const mostReaders = 4

func openReaders(file string) (*readers, error) {
	db, err := sql.Open("sqlite", dsn(file, "ro"))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(mostReaders)
	db.SetMaxIdleConns(mostReaders)
	// One connection is at work from the start: while a reader has the database
	// open, a writer that closes leaves the log alone. See closeDatabase.
	var schema int
	if err := db.QueryRow("SELECT count(*) FROM sqlite_schema").Scan(&schema); err != nil {
		_ = db.Close()
		return nil, err
	}
	return &readers{db: db}, nil
}

// do runs a query in a transaction of its own.
func (r *readers) do(ctx context.Context, query func(*sql.Tx) error) error {
	r.gate.RLock()
	defer r.gate.RUnlock()
	tx, err := r.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	return query(tx)
}

// without runs f while no query is open: those that run end first, which takes
// no longer than reading one room, and new ones wait.
func (r *readers) without(f func() error) error {
	r.gate.Lock()
	defer r.gate.Unlock()
	return f()
}

func (r *readers) close() error {
	return r.without(r.db.Close)
}
