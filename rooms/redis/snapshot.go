package redis

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Snapshot replaces the snapshot and drops what it makes needless. See journal.Journal.
func (j *Journal) Snapshot(ctx context.Context, room rooms.ID, epoch int64, snap journal.Snapshot, keep journal.Keep) error {
	return j.replace(ctx, room, epoch, snap, keep, "")
}

// Burn replaces the snapshot and drops everything up to it. See journal.Journal.
func (j *Journal) Burn(ctx context.Context, room rooms.ID, epoch int64, snap journal.Snapshot, key string) error {
	if snap.Key == key && len(snap.Sealed) > 0 {
		return errors.New("redis: burn: the snapshot itself is sealed under the key")
	}
	return j.replace(ctx, room, epoch, snap, journal.Keep{}, key)
}

func (j *Journal) replace(ctx context.Context, room rooms.ID, epoch int64, snap journal.Snapshot, keep journal.Keep, burn string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	h := j.holds(room)
	if h == nil {
		h = &held{room: room, home: room, epoch: epoch, lost: true}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.epoch != epoch {
		return fmt.Errorf("%w: epoch %d, not %d", journal.ErrFenced, h.epoch, epoch)
	}
	if !h.lost && (snap.LSN > h.end.lsn || snap.LSN < h.snapshot.LSN) {
		return fmt.Errorf("%w: a snapshot at %d, the last one at %d, the end at %d", journal.ErrFenced, snap.LSN, h.snapshot.LSN, h.end.lsn)
	}
	args := append([]any{j.node.id, epoch, snap.LSN, keep.Seq, keep.LSN, burn}, snapshotFields(snap)...)
	return j.insist(ctx, h, func() (string, error) {
		answer, err := j.run(ctx, snapshotScript, []string{metaKey(room), logKey(room), snapKey(room)}, args)
		if err != nil {
			return "", err
		}
		if answer[0] == "ok" {
			h.snapshot = snap
			h.entries = slices.DeleteFunc(h.entries, func(s stored) bool {
				return s.at.lsn <= snap.LSN && (burn != "" || !keep.Keeps(s.entry))
			})
		}
		return answer[0], nil
	})
}
