package redis

import (
	"context"
	"errors"
	"fmt"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Rooms are moved in and out while no node serves them: who moves them is the only one at
// the Redis, and nodes that start meanwhile are refused.

// What a node is told that is not alone where it must be, or finds somebody who is.
var (
	ErrServed = errors.New("nodes serve these rooms: stop them first; one that died is forgotten after a few seconds")
	errMoving = errors.New("rooms are being copied: start again when that is done")
)

// StillSole tells, by its error, whether others came although this node is to be the only one.
func (n *Node) StillSole(ctx context.Context) error { return n.beat(ctx) }

// Put stores a whole room as it is in another journal, for the only node of a Redis.
// journal.ErrExists when it is there.
func (j *Journal) Put(ctx context.Context, room, home rooms.ID, record journal.Record, due journal.Due) error {
	if home == "" {
		home = room
	}
	epoch, last := journal.EpochOf(record, time.Now()), position{record.Snapshot.Epoch, record.Snapshot.LSN}
	snap := snapshotFields(record.Snapshot)
	var entries []any
	for _, e := range record.Entries {
		last = position{max(last.epoch, e.Epoch), e.LSN} // ids of a stream never fall
		stored := storedAs(last.epoch, e)
		entries = stored.args(entries)
	}
	end := position{last.epoch, record.Last}
	args := append([]any{string(room), j.node.id, epoch, string(home), end.String(), record.Snapshot.LSN, int64(due.At), flag(due.Outbox), len(snap)}, snap...)
	keys := []string{metaKey(room), logKey(room), snapKey(room), indexKey, dueKey, outboxKey, goneKey(room), soleKey}
	answer, err := j.run(ctx, putScript, keys, append(args, entries...))
	switch {
	case err != nil:
		return err
	case answer[0] == "exists":
		return journal.ErrExists
	case answer[0] != "ok":
		return fmt.Errorf("%s: %w", answer[0], ErrServed)
	}
	return nil
}
