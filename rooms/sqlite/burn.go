package sqlite

import (
	"context"
	"fmt"
	"time"

	"rondo/rooms"
)

// readerPause is how long a burn lets a foreign reader go on before it looks
// again whether that one has left the log.
const readerPause = 10 * time.Millisecond

// Burn replaces the snapshot and removes what key sealed. See rooms.Journal.
func (j *Journal) Burn(ctx context.Context, room rooms.ID, epoch int64, snap rooms.Snapshot, key string) error {
	if snap.Key == key && len(snap.Sealed) > 0 {
		return fmt.Errorf("sqlite: burn: the snapshot itself is sealed under the key")
	}
	stored, from := false, int64(0)
	err := j.writer.do(ctx, &request{
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
	if err != nil {
		return err
	}
	return j.wipe(ctx)
}

// covers refuses to burn what the snapshot does not hold.
func (c *conn) covers(room string, lsn int64, key string) error {
	var behind int
	err := c.scan(`SELECT count(*) FROM entries WHERE room = ? AND lsn > ? AND key = ? AND sealed IS NOT NULL`,
		[]any{room, lsn, key}, &behind)
	if err == nil && behind > 0 {
		return fmt.Errorf("%w: %d entries behind %d are sealed under the key", rooms.ErrFenced, behind, lsn)
	}
	return err
}

// strip removes the sealed part of entries from number from on, and the whole
// entry if nothing else is in it. It returns where to go on, 0 at the end.
func (c *conn) strip(room, key string, from int64) (next int64, err error) {
	var to int64
	err = c.scan(`SELECT coalesce(max(lsn), 0) FROM
		(SELECT lsn FROM entries WHERE room = ? AND lsn >= ? ORDER BY lsn LIMIT ?)`, []any{room, from, chunk}, &to)
	if err != nil || to == 0 {
		return 0, err
	}
	for _, query := range []string{
		`DELETE FROM entries WHERE room = ? AND lsn BETWEEN ? AND ? AND key = ? AND open IS NULL AND door IS NULL`,
		`UPDATE entries SET sealed = NULL, key = '' WHERE room = ? AND lsn BETWEEN ? AND ? AND key = ?`,
	} {
		if _, err := c.exec(query, room, from, to, key); err != nil {
			return 0, err
		}
	}
	return to + 1, nil
}

// wipe empties the log file: the database has overwritten what was removed, but
// the log still shows it. Our own readers are out of the way by then; for
// anybody else's, such as a backup by another process, it waits, and lets the
// rooms write meanwhile.
func (j *Journal) wipe(ctx context.Context) error {
	for {
		done := false
		err := j.readers.without(func() error {
			return j.writer.between(ctx, func(c *conn) (err error) {
				done, err = c.checkpoint()
				return err
			})
		})
		if err != nil || done {
			return err
		}
		select {
		case <-time.After(readerPause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
