package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"slices"
	"sync"

	"rondo/rooms/journal"
)

// What concerns all rooms is looked at before the first of them is served: damage
// there does not stay in one room.

// inspect refuses a database that is damaged as a whole.
func (j *Journal) inspect(file string) error {
	return errors.Join(j.checkSize(file), j.tryWriting())
}

// newSchema is what the migrations make of an empty database.
var newSchema = sync.OnceValues(func() ([]string, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	if err = upgrade(db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	schema, err := schemaOf(db)
	return schema, errors.Join(err, db.Close())
})

// schemaOf lists tables and indices as they were made. Statistics that an operator
// may have had SQLite gather are none of ours.
func schemaOf(db *sql.DB) (schema []string, err error) {
	rows, err := db.Query(`SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')
		FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%' ORDER BY name`)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		schema = append(schema, line)
	}
	return schema, rows.Err()
}

// checkSchema refuses tables that are not ours, or that lie in the same place.
func checkSchema(db *sql.DB) error {
	want, err := newSchema()
	if err != nil {
		return err
	}
	is, err := schemaOf(db)
	if err != nil {
		return err
	}
	if !slices.Equal(is, want) {
		return errors.New("its tables are not those that this program made")
	}
	var tables, places int
	err = db.QueryRow(`SELECT count(*), count(DISTINCT rootpage) FROM sqlite_schema WHERE rootpage > 0`).Scan(&tables, &places)
	if err == nil && tables != places {
		err = errors.New("two of its tables lie in one place")
	}
	return err
}

// checkSize refuses a database that is longer or shorter than it says: it was cut
// off, or what lies behind its end would be overwritten. It can only tell when the
// log is empty.
func (j *Journal) checkSize(file string) error {
	return j.writer.between(context.Background(), func(c *conn) error {
		done, err := c.checkpoint()
		if err != nil || !done {
			return ignoreFull(j.faults, err)
		}
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		var pages int64
		if err := c.c.QueryRowContext(context.Background(), "PRAGMA page_count").Scan(&pages); err != nil {
			return err
		}
		if info.Size() != pages*pageSize {
			return fmt.Errorf("it has %d bytes and says that it has %d", info.Size(), pages*pageSize)
		}
		return nil
	})
}

// tryWriting stores something and takes it back: a list of free pages that is
// damaged shows here, and not in the middle of a meeting.
func (j *Journal) tryWriting() error {
	return j.writer.between(context.Background(), func(c *conn) error {
		if _, err := c.exec("BEGIN IMMEDIATE"); err != nil {
			return ignoreFull(j.faults, err)
		}
		_, err := c.insertContent(make([]byte, 16*pageSize), nil, nil)
		_, undone := c.exec("ROLLBACK")
		return errors.Join(ignoreFull(j.faults, err), undone)
	})
}

// ignoreFull forgives a full disk: rooms can be read all the same.
func ignoreFull(f *faults, err error) error {
	if explained := f.explain(err); !errors.Is(explained, journal.ErrFull) {
		return explained
	}
	return nil
}
