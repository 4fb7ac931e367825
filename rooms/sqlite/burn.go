package sqlite

import (
	"context"
	"fmt"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// A foreign reader goes on for this long before a wipe looks again whether it
// has left the log: at first, and at most.
const (
	readerPause = 10 * time.Millisecond
	readerMost  = time.Second
)

// Burn replaces the snapshot and drops what came before. See rooms.Journal.
func (j *Journal) Burn(ctx context.Context, room rooms.ID, epoch int64, snap journal.Snapshot, key string) error {
	if snap.Key == key && len(snap.Sealed) > 0 {
		return fmt.Errorf("sqlite: burn: the snapshot itself is sealed under the key")
	}
	stored := false
	return j.writer.do(ctx, &request{
		room: string(room), entries: 1, bytes: snapshotWeight(&snap),
		run: func(c *conn) (more bool, err error) {
			if err := c.replace(string(room), epoch, &snap, &stored); err != nil {
				return false, err
			}
			if err := c.covers(string(room), snap.LSN, key); err != nil {
				return false, err
			}
			return c.trim(string(room), snap.LSN, journal.Keep{Seq: snap.Seq + 1, LSN: snap.LSN + 1})
		},
	})
}

// covers refuses to burn what the snapshot does not hold.
func (c *conn) covers(room string, lsn int64, key string) error {
	var behind int
	err := c.scan(`SELECT count(*) FROM entries WHERE room = ? AND lsn > ? AND key = ?`,
		[]any{room, lsn, key}, &behind)
	if err == nil && behind > 0 {
		return fmt.Errorf("%w: %d entries behind %d are sealed under the key", journal.ErrFenced, behind, lsn)
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
