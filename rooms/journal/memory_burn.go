package journal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"rondo/rooms"
	"slices"
)

// Burn replaces the snapshot and drops what came before. See Journal.
func (j *Memory) Burn(ctx context.Context, room rooms.ID, epoch int64, snap Snapshot, key string) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	r, err := j.owned(room, epoch)
	if err := cmp.Or(j.writable(ctx), err); err != nil {
		return err
	}
	if snap.Key == key && len(snap.Sealed) > 0 {
		return errors.New("rooms: burn: the snapshot itself is sealed under the key")
	}
	if slices.ContainsFunc(r.entries, func(e Entry) bool { return e.LSN > snap.LSN && e.Key == key }) {
		return fmt.Errorf("%w: entries behind %d are sealed under the key", ErrFenced, snap.LSN)
	}
	if err := r.replace(snap); err != nil {
		return err
	}
	r.entries = slices.DeleteFunc(r.entries, func(e Entry) bool { return e.LSN <= snap.LSN })
	return nil
}

// Wipe has nothing to do: nothing is written beside the entries. See Journal.
func (j *Memory) Wipe(ctx context.Context) error { return ctx.Err() }
