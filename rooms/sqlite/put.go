package sqlite

import (
	"context"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Put stores a whole room as it is in another journal, in one transaction.
// journal.ErrExists when it is there.
func (j *Journal) Put(ctx context.Context, room, _ rooms.ID, record journal.Record, due journal.Due) error {
	return j.writer.do(ctx, &request{
		room: string(room), entries: 1 + len(record.Entries), bytes: snapshotWeight(&record.Snapshot) + weight(record.Entries),
		run: func(c *conn) (bool, error) {
			return false, c.put(string(room), record, due, journal.EpochOf(record, j.now()))
		},
	})
}

func (c *conn) put(room string, record journal.Record, due journal.Due, epoch int64) error {
	if err := c.create(room, &record.Snapshot, due); err != nil {
		return err
	}
	if _, err := c.exec(`UPDATE rooms SET epoch = ?, lsn = ? WHERE room = ?`, epoch, record.Last, room); err != nil {
		return err
	}
	for i := range record.Entries {
		if err := c.insert(room, &record.Entries[i]); err != nil {
			return err
		}
	}
	return nil
}
