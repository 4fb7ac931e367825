package sqlite

import (
	"context"
	"fmt"
	"time"

	"rondo/rooms"
)

// A foreign reader goes on for this long before a wipe looks again whether it
// has left the log: at first, and at most.
const (
	readerPause = 10 * time.Millisecond
	readerMost  = time.Second
)

// Burn replaces the snapshot and removes what key sealed. See rooms.Journal.
func (j *Journal) Burn(ctx context.Context, room rooms.ID, epoch int64, snap rooms.Snapshot, key string) error {
	if snap.Key == key && len(snap.Sealed) > 0 {
		return fmt.Errorf("sqlite: burn: the snapshot itself is sealed under the key")
	}
	stored, from := false, int64(0)
	return j.writer.do(ctx, &request{
		room: room, entries: 1, bytes: snapshotWeight(&snap),
		run: func(c *conn) (more bool, err error) {
			if err := c.replace(room, epoch, &snap, &stored); err != nil {
				return false, err
			}
			if err := c.covers(room, snap.LSN, key); err != nil {
				return false, err
			}
			from, err = c.strip(room, key, from)
			return from > 0, err
		},
	})
}

// covers refuses to burn what the snapshot does not hold.
func (c *conn) covers(room string, lsn int64, key string) error {
	var behind int
	err := c.scan(`SELECT count(*) FROM entries WHERE room = ? AND lsn > ? AND key = ?`,
		[]any{room, lsn, key}, &behind)
	if err == nil && behind > 0 {
		return fmt.Errorf("%w: %d entries behind %d are sealed under the key", rooms.ErrFenced, behind, lsn)
	}
	return err
}

// strip removes the sealed parts of entries from number from on, and the whole
// entry if nothing else is in it. It returns where to go on, 0 at the end.
func (c *conn) strip(room, key string, from int64) (next int64, err error) {
	found, err := c.sealedUnder(room, key, from)
	if err != nil {
		return 0, err
	}
	for _, e := range found {
		if err := c.unseal(room, e); err != nil {
			return 0, err
		}
		next = e.lsn + 1
	}
	if len(found) < chunk {
		return 0, nil
	}
	return next, nil
}

// sealed is an entry that loses its sealed part; open and door are lengths.
type sealed struct {
	lsn, content int64
	open, door   int
}

func (c *conn) sealedUnder(room, key string, from int64) (found []sealed, err error) {
	s, err := c.prepared(`SELECT lsn, content, coalesce(length(open), 0), coalesce(length(door), 0)
		FROM entries JOIN contents USING (content)
		WHERE room = ? AND lsn >= ? AND key = ? ORDER BY lsn LIMIT ?`)
	if err != nil {
		return nil, err
	}
	rows, err := s.Query(room, from, key, chunk)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var e sealed
		if err := rows.Scan(&e.lsn, &e.content, &e.open, &e.door); err != nil {
			return nil, err
		}
		found = append(found, e)
	}
	return found, rows.Err()
}

func (c *conn) unseal(room string, e sealed) (err error) {
	if e.open+e.door == 0 {
		if _, err = c.exec(`DELETE FROM contents WHERE content = ?`, e.content); err == nil {
			_, err = c.exec(`DELETE FROM entries WHERE room = ? AND lsn = ?`, room, e.lsn)
		}
		return err
	}
	_, err = c.exec(`UPDATE contents SET sealed = NULL, fill = zeroblob(?) WHERE content = ?`,
		fill(e.open, e.door, 0), e.content)
	if err == nil {
		_, err = c.exec(`UPDATE entries SET key = '' WHERE room = ? AND lsn = ?`, room, e.lsn)
	}
	return err
}

// Wipe empties the log file: the database has overwritten what was removed, but
// the log still shows it. Our own readers are out of the way by then; for
// anybody else's, such as a backup by another process, it waits, and lets the
// rooms write meanwhile. See rooms.Journal.
func (j *Journal) Wipe(ctx context.Context) error {
	for pause := readerPause; ; pause = min(2*pause, readerMost) {
		done, err := j.emptyLog(ctx)
		if err != nil || done {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return fmt.Errorf("sqlite: somebody else is reading the log: %w", ctx.Err())
		}
	}
}

// emptyLog tries once.
func (j *Journal) emptyLog(ctx context.Context) (done bool, err error) {
	err = j.readers.without(func() error {
		return j.writer.between(ctx, func(c *conn) (err error) {
			done, err = c.checkpoint()
			return err
		})
	})
	return done, err
}
