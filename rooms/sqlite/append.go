package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Append adds entries. See rooms.Journal.
func (j *Journal) Append(ctx context.Context, room rooms.ID, epoch, prev int64, entries []journal.Entry, due journal.Due) error {
	if err := consecutive(prev, entries); err != nil {
		return err
	}
	return j.writer.do(ctx, &request{
		room: string(room), entries: len(entries), bytes: weight(entries),
		run: func(c *conn) (bool, error) { return false, c.append(string(room), epoch, prev, entries, due) },
	})
}

// consecutive refuses entries that leave a gap. It says ErrFenced, since a room
// that counts wrongly is cured like one that lost its place: by being opened anew.
func consecutive(prev int64, entries []journal.Entry) error {
	for i := range entries {
		if want := prev + 1 + int64(i); entries[i].LSN != want {
			return fmt.Errorf("%w: entry %d where %d was due", journal.ErrFenced, entries[i].LSN, want)
		}
	}
	return nil
}

func (c *conn) append(room string, epoch, prev int64, entries []journal.Entry, due journal.Due) error {
	there, err := c.advance(room, epoch, prev, entries, due)
	if err != nil || there {
		return err
	}
	for i := range entries {
		if err := c.insert(room, &entries[i]); err != nil {
			return err
		}
	}
	return nil
}

// advance moves the end of the room's log from prev to behind entries, if this
// owner may. One statement does it as long as due stays as it was, which spares
// the due index; otherwise a closer look says why it did not. there tells that
// the entries are in the log already.
func (c *conn) advance(room string, epoch, prev int64, entries []journal.Entry, due journal.Due) (there bool, err error) {
	last := prev + int64(len(entries))
	moved, err := c.exec(`UPDATE rooms SET lsn = ?1
		WHERE room = ?2 AND epoch = ?3 AND lsn = ?4 AND due = ?5 AND outbox = ?6`,
		last, room, epoch, prev, int64(due.At), due.Outbox)
	if err != nil || moved == 1 {
		return false, err
	}
	end, err := c.owned(room, epoch)
	if err != nil {
		return false, err
	}
	if end == prev {
		_, err := c.exec(`UPDATE rooms SET lsn = ?1, due = ?2, outbox = ?3 WHERE room = ?4`,
			last, int64(due.At), due.Outbox, room)
		return false, err
	}
	if end != last {
		return false, fmt.Errorf("%w: the log ends at %d, not at %d", journal.ErrFenced, end, prev)
	}
	return true, c.repeats(room, entries)
}

// owned returns the end of the room's log, if epoch is its owner's.
func (c *conn) owned(room string, epoch int64) (lsn int64, err error) {
	var owner int64
	err = c.scan(`SELECT epoch, lsn FROM rooms WHERE room = ?`, []any{room}, &owner, &lsn)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, journal.ErrNoRoom
	case err == nil && owner != epoch:
		return 0, fmt.Errorf("%w: epoch %d, not %d", journal.ErrFenced, owner, epoch)
	}
	return lsn, err
}

func (c *conn) insert(room string, e *journal.Entry) error {
	content, err := c.insertContent(e.Open, e.Door, e.Sealed)
	if err != nil {
		return err
	}
	_, err = c.exec(`INSERT INTO entries (room, lsn, epoch, seq, at, key, content, format, mac)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		room, e.LSN, e.Epoch, e.Seq, int64(e.At), e.Key, content, e.Format, blob(e.MAC))
	return err
}

// repeats answers nil if the log holds just these entries: the answer to the
// first append was lost.
func (c *conn) repeats(room string, entries []journal.Entry) error {
	for i := range entries {
		var has journal.Entry
		err := c.scan(`SELECT `+entryColumns+` FROM entries JOIN contents USING (content) WHERE room = ? AND lsn = ?`,
			[]any{room, entries[i].LSN}, entryFields(&has)...)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err != nil || !same(&has, &entries[i]) {
			return fmt.Errorf("%w: entry %d is another", journal.ErrFenced, entries[i].LSN)
		}
	}
	return nil
}

func same(a, b *journal.Entry) bool {
	return a.LSN == b.LSN && a.Epoch == b.Epoch && a.Seq == b.Seq && a.At == b.At && a.Key == b.Key && a.Format == b.Format &&
		bytes.Equal(a.Open, b.Open) && bytes.Equal(a.Door, b.Door) && bytes.Equal(a.Sealed, b.Sealed) && bytes.Equal(a.MAC, b.MAC)
}
