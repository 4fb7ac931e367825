package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Reader reads the journal in a directory, also while another process has it open,
// and writes nothing.
type Reader struct {
	readers *readers
	faults  *faults
}

// OpenReader opens the journal in dir for reading. Data of another version are
// refused: nothing may bring them up to date here.
func OpenReader(dir string) (*Reader, error) {
	file := filepath.Join(dir, databaseFile)
	all, err := openReaders(file)
	if err != nil {
		return nil, fmt.Errorf("sqlite: %s: %w", file, err)
	}
	steps, err := fs.Glob(migrations, "migrations/*.sql")
	var schema int
	if err == nil {
		err = all.db.QueryRow("PRAGMA user_version").Scan(&schema)
	}
	if err == nil && schema != len(steps) {
		err = fmt.Errorf("the data have schema %d, this program's is %d: start the server once to bring older ones up to date", schema, len(steps))
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: %s: %w", file, err), all.close())
	}
	return &Reader{all, &faults{dir: dir}}, nil
}

// Close ends it.
func (r *Reader) Close() error { return r.readers.close() }

// Read returns what is needed to open the room. See journal.Journal.
func (r *Reader) Read(ctx context.Context, room rooms.ID) (record journal.Record, err error) {
	err = r.read(ctx, func(tx *sql.Tx) error { return load(ctx, tx, string(room), &record) })
	return record, err
}

// Rooms names rooms. See journal.Journal.
func (r *Reader) Rooms(ctx context.Context, after rooms.ID, limit int) (found []rooms.ID, err error) {
	err = r.read(ctx, func(tx *sql.Tx) error {
		found, err = ids(ctx, tx, `SELECT room FROM rooms WHERE room > ?1 UNION
			SELECT room FROM snapshots WHERE room > ?1 ORDER BY room LIMIT ?2`, string(after), limit)
		return err
	})
	return found, err
}

// Layout looks at every page of the database and of its log, whatever is on it.
func (r *Reader) Layout(ctx context.Context) error {
	if err := checkLog(filepath.Join(r.faults.dir, databaseFile+"-wal")); err != nil {
		return err
	}
	return r.read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "PRAGMA quick_check(5)")
		if err != nil {
			return err
		}
		defer func() { _ = rows.Close() }()
		var found []string
		for rows.Next() {
			var line string
			if err := rows.Scan(&line); err != nil {
				return err
			}
			found = append(found, line)
		}
		if err := rows.Err(); err != nil || len(found) == 1 && found[0] == "ok" {
			return err
		}
		return errors.New("the database is damaged: " + strings.Join(found, "; "))
	})
}

// read runs a query on its own snapshot of the database.
func (r *Reader) read(ctx context.Context, query func(*sql.Tx) error) error {
	return r.faults.explainRead(r.readers.do(ctx, query))
}
