package sqlite

import (
	"context"
	"fmt"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// chunk is how many entries of a room one transaction trims or strips. The rest
// is done in the next one, after the other rooms had their turn.
const chunk = 256

// Snapshot replaces the snapshot and trims the log. See rooms.Journal.
func (j *Journal) Snapshot(ctx context.Context, room rooms.ID, epoch int64, snap journal.Snapshot, keep int64) error {
	stored := false
	return j.writer.do(ctx, &request{
		room: string(room), entries: 1, bytes: snapshotWeight(&snap),
		run: func(c *conn) (more bool, err error) {
			if err := c.replace(string(room), epoch, &snap, &stored); err != nil {
				return false, err
			}
			return c.trim(string(room), min(keep, snap.LSN+1))
		},
	})
}

// replace stores snap, once, if it is of a moment of the log that epoch owns.
func (c *conn) replace(room string, epoch int64, snap *journal.Snapshot, stored *bool) error {
	end, err := c.owned(room, epoch)
	if err != nil || *stored {
		return err
	}
	var before int64
	if err := c.scan(`SELECT lsn FROM snapshots WHERE room = ?`, []any{room}, &before); err != nil {
		return err
	}
	if snap.LSN < before || snap.LSN > end {
		return fmt.Errorf("%w: a snapshot at %d, the last one at %d, the end at %d", journal.ErrFenced, snap.LSN, before, end)
	}
	*stored = true
	return c.store(room, snap)
}

func (c *conn) store(room string, s *journal.Snapshot) error {
	_, err := c.exec(`DELETE FROM contents WHERE content IN (SELECT content FROM snapshots WHERE room = ?)`, room)
	if err != nil {
		return err
	}
	content, err := c.insertContent(s.Open, s.Door, s.Sealed)
	if err != nil {
		return err
	}
	_, err = c.exec(`REPLACE INTO snapshots (room, lsn, epoch, seq, kind, version, at, key, content)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		room, s.LSN, s.Epoch, s.Seq, s.Kind, s.Version, int64(s.At), s.Key, content)
	return err
}

// trim removes the oldest entries below keep, and tells whether there are more.
func (c *conn) trim(room string, keep int64) (more bool, err error) {
	const oldest = `FROM entries WHERE room = ?1 AND lsn < ?2 ORDER BY lsn LIMIT ?3`
	gone, err := c.exec(`DELETE FROM contents WHERE content IN (SELECT content `+oldest+`)`, room, keep, chunk)
	if err != nil {
		return false, err
	}
	_, err = c.exec(`DELETE FROM entries WHERE room = ?1 AND lsn IN (SELECT lsn `+oldest+`)`, room, keep, chunk)
	return gone == chunk, err
}
