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
func (j *Journal) Snapshot(ctx context.Context, room rooms.ID, epoch int64, snap journal.Snapshot, keep journal.Keep) error {
	stored := false
	return j.writer.do(ctx, &request{
		room: string(room), entries: 1, bytes: snapshotWeight(&snap),
		run: func(c *conn) (more bool, err error) {
			if err := c.replace(string(room), epoch, &snap, &stored); err != nil {
				return false, err
			}
			return c.trim(string(room), snap.LSN, keep)
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
	_, err = c.exec(`REPLACE INTO snapshots (room, lsn, epoch, seq, kind, version, at, key, content, format, mac)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		room, s.LSN, s.Epoch, s.Seq, s.Kind, s.Version, int64(s.At), s.Key, content, s.Format, blob(s.MAC))
	return err
}

// trim removes the oldest entries up to lsn that keep does not keep, and tells
// whether there are more. An entry with a public part has a time.
func (c *conn) trim(room string, lsn int64, keep journal.Keep) (more bool, err error) {
	const oldest = `FROM entries WHERE room = ?1 AND lsn <= ?2
		AND CASE at WHEN 0 THEN lsn < ?4 OR key <> '` + journal.RoomKey + `' ELSE seq < ?3 END ORDER BY lsn LIMIT ?5`
	with := []any{room, lsn, keep.Seq, keep.LSN, chunk}
	gone, err := c.exec(`DELETE FROM contents WHERE content IN (SELECT content `+oldest+`)`, with...)
	if err != nil {
		return false, err
	}
	_, err = c.exec(`DELETE FROM entries WHERE room = ?1 AND lsn IN (SELECT lsn `+oldest+`)`, with...)
	return gone == chunk, err
}
