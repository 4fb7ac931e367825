package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	driver "modernc.org/sqlite"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Create stores a new room. See rooms.Journal.
func (j *Journal) Create(ctx context.Context, room, _ rooms.ID, first journal.Snapshot, due journal.Due) error {
	return j.writer.do(ctx, &request{
		room: string(room), entries: 1, bytes: snapshotWeight(&first),
		run: func(c *conn) (bool, error) { return false, c.create(string(room), &first, due) },
	})
}

func (c *conn) create(room string, first *journal.Snapshot, due journal.Due) error {
	made, err := c.exec(`INSERT INTO rooms (room, epoch, lsn, due, outbox) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING`, room, first.Epoch, first.LSN, int64(due.At), due.Outbox)
	if err != nil {
		return err
	}
	if made == 0 {
		return journal.ErrExists
	}
	return c.store(room, first)
}

// Read returns what is needed to open the room. See rooms.Journal.
func (j *Journal) Read(ctx context.Context, room rooms.ID) (journal.Record, error) {
	if err := j.faults.broken(); err != nil {
		return journal.Record{}, err
	}
	return j.reader().Read(ctx, room)
}

// Acquire makes the caller the room's owner. See rooms.Journal.
func (j *Journal) Acquire(ctx context.Context, room rooms.ID) (int64, int64, error) {
	var epoch, lsn int64
	err := j.writer.do(ctx, &request{room: string(room), entries: 1, run: func(c *conn) (_ bool, err error) {
		epoch, lsn, err = c.grant(string(room), j)
		return false, err
	}})
	if err != nil {
		return 0, 0, err // when ctx has ended, the writer may still be at it
	}
	return epoch, lsn, nil
}

// grant takes the room away from whoever had it.
func (c *conn) grant(room string, j *Journal) (epoch, lsn int64, err error) {
	var last int64
	err = c.scan(`SELECT epoch, lsn FROM rooms WHERE room = ?`, []any{room}, &last, &lsn)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, 0, journal.ErrNoRoom
	}
	if err != nil {
		return 0, 0, err
	}
	epoch = journal.NextEpoch(last, j.now())
	_, err = c.exec(`UPDATE rooms SET epoch = ? WHERE room = ?`, epoch, room)
	return epoch, lsn, err
}

// load reads the snapshot and the entries of a room, all of one moment. Rows that
// contradict each other are damage.
func load(ctx context.Context, tx *sql.Tx, room string, into *journal.Record) error {
	err := tx.QueryRowContext(ctx, `SELECT lsn FROM rooms WHERE room = ?`, room).Scan(&into.Last)
	err = scanned(err)
	known := !errors.Is(err, sql.ErrNoRows)
	if err != nil && known {
		return err
	}
	s := &into.Snapshot
	err = tx.QueryRowContext(ctx, `SELECT lsn, epoch, seq, kind, version, at, key, format, mac, open, door, sealed
		FROM snapshots JOIN contents USING (content) WHERE room = ?`, room).
		Scan(&s.LSN, &s.Epoch, &s.Seq, &s.Kind, &s.Version, &s.At, &s.Key, &s.Format, &s.MAC, &s.Open, &s.Door, &s.Sealed)
	err = scanned(err)
	switch stored := !errors.Is(err, sql.ErrNoRows); {
	case stored && err != nil:
		return err
	case !stored && !known:
		return journal.ErrNoRoom
	case !stored:
		return fmt.Errorf("%w: its snapshot is missing", journal.ErrDamaged)
	case !known:
		return fmt.Errorf("%w: there is a snapshot and nothing else", journal.ErrDamaged)
	}
	return loadEntries(ctx, tx, room, into)
}

func loadEntries(ctx context.Context, tx *sql.Tx, room string, into *journal.Record) error {
	rows, err := tx.QueryContext(ctx, `SELECT `+entryColumns+` FROM entries JOIN contents USING (content) WHERE room = ? ORDER BY lsn`, room)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var e journal.Entry
		if err := scanned(rows.Scan(entryFields(&e)...)); err != nil {
			return err
		}
		into.Entries = append(into.Entries, e)
	}
	return rows.Err()
}

// scanned says that a value of another type is damage. Its text stays out: it may
// have what people wrote.
func scanned(err error) error {
	var e *driver.Error
	if err == nil || errors.Is(err, sql.ErrNoRows) || errors.As(err, &e) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("%w: a value is of another type", journal.ErrDamaged)
}

const entryColumns = "lsn, epoch, seq, at, key, format, mac, open, door, sealed"

// entryFields are where entryColumns go.
func entryFields(e *journal.Entry) []any {
	return []any{&e.LSN, &e.Epoch, &e.Seq, &e.At, &e.Key, &e.Format, &e.MAC, &e.Open, &e.Door, &e.Sealed}
}

// Release does nothing: no other process can have the room. See journal.Journal.
func (j *Journal) Release(context.Context, rooms.ID, int64) error { return nil }

// Delete removes the room. See rooms.Journal.
func (j *Journal) Delete(ctx context.Context, room rooms.ID) error {
	err := j.writer.do(ctx, &request{
		room: string(room), entries: 1,
		run: func(c *conn) (bool, error) { return false, c.delete(string(room)) },
	})
	if err != nil {
		return err
	}
	return j.Wipe(ctx)
}

// delete takes one transaction, however large the room: half a room must never
// be found.
func (c *conn) delete(room string) error {
	for _, query := range []string{
		`DELETE FROM contents WHERE content IN (SELECT content FROM entries WHERE room = ?)`,
		`DELETE FROM contents WHERE content IN (SELECT content FROM snapshots WHERE room = ?)`,
		`DELETE FROM entries WHERE room = ?`,
		`DELETE FROM snapshots WHERE room = ?`,
		`DELETE FROM rooms WHERE room = ?`,
	} {
		if _, err := c.exec(query, room); err != nil {
			return err
		}
	}
	return nil
}
