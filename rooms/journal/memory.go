package journal

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"rondo/rooms"
	"slices"
	"sync"
	"time"
)

// Memory is a journal for tests and simulations. It is durable in the
// sense that matters to them: it outlives the house that used it, and Close
// takes nothing away. It keeps copies of all bytes, and it can be made to fail.
type Memory struct {
	mu    sync.Mutex
	rooms map[rooms.ID]*memoryRoom
	fail  error         // of the next append
	lose  bool          // the answer of the next append
	gate  chan struct{} // closed when appends may go on; nil: not held
	full  bool          // nothing can be written
}

type memoryRoom struct {
	epoch, lsn int64
	due        Due
	snapshot   Snapshot
	entries    []Entry
}

var _ Journal = (*Memory)(nil)

// NewMemory makes an empty journal.
func NewMemory() *Memory {
	return &Memory{rooms: map[rooms.ID]*memoryRoom{}}
}

// Create stores a new room. See Journal.
func (j *Memory) Create(ctx context.Context, room, _ rooms.ID, first Snapshot, due Due) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := j.writable(ctx); err != nil {
		return err
	}
	if j.rooms[room] != nil {
		return ErrExists
	}
	j.rooms[room] = &memoryRoom{epoch: first.Epoch, lsn: first.LSN, due: due, snapshot: first.copy()}
	return nil
}

// Read returns what is needed to open the room. See Journal.
func (j *Memory) Read(ctx context.Context, room rooms.ID) (Record, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	r := j.rooms[room]
	if r == nil || ctx.Err() != nil {
		return Record{}, cmp.Or(ctx.Err(), ErrNoRoom)
	}
	return Record{Last: r.lsn, Snapshot: r.snapshot.copy(), Entries: copyEntries(r.entries)}, nil
}

// Acquire makes the caller the room's owner. See Journal.
func (j *Memory) Acquire(ctx context.Context, room rooms.ID) (epoch, lsn int64, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	r, err := j.rooms[room], j.writable(ctx)
	if r == nil || err != nil {
		return 0, 0, cmp.Or(err, ErrNoRoom)
	}
	r.epoch = NextEpoch(r.epoch, time.Now())
	return r.epoch, r.lsn, nil
}

// Append adds entries. See Journal.
func (j *Memory) Append(ctx context.Context, room rooms.ID, epoch, prev int64, entries []Entry, due Due) error {
	if err := j.pass(ctx); err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if err := cmp.Or(j.fail, j.writable(ctx)); err != nil {
		j.fail = nil
		return err
	}
	r, err := j.owned(room, epoch)
	if err == nil {
		err = r.append(prev, entries, due)
	}
	if err == nil && j.lose {
		j.lose, err = false, errLost
	}
	return err
}

func (j *Memory) owned(room rooms.ID, epoch int64) (*memoryRoom, error) {
	r := j.rooms[room]
	if r == nil {
		return nil, ErrNoRoom
	}
	if r.epoch != epoch {
		return nil, fmt.Errorf("%w: epoch %d, not %d", ErrFenced, r.epoch, epoch)
	}
	return r, nil
}

func (r *memoryRoom) append(prev int64, entries []Entry, due Due) error {
	for i := range entries {
		if entries[i].LSN != prev+1+int64(i) {
			return fmt.Errorf("%w: entry %d leaves a gap", ErrFenced, entries[i].LSN)
		}
	}
	switch {
	case r.lsn == prev:
		r.entries = append(r.entries, copyEntries(entries)...)
		r.lsn, r.due = prev+int64(len(entries)), due
		return nil
	case r.lsn == prev+int64(len(entries)) && r.endsWith(entries):
		return nil
	}
	return fmt.Errorf("%w: the log ends at %d, not at %d", ErrFenced, r.lsn, prev)
}

// endsWith tells whether the log ends with just these entries.
func (r *memoryRoom) endsWith(entries []Entry) bool {
	if len(r.entries) < len(entries) {
		return false
	}
	return slices.EqualFunc(r.entries[len(r.entries)-len(entries):], entries, func(a, b Entry) bool {
		return a.LSN == b.LSN && a.Epoch == b.Epoch && a.Seq == b.Seq && a.At == b.At && a.Key == b.Key && a.Format == b.Format &&
			bytes.Equal(a.Open, b.Open) && bytes.Equal(a.Door, b.Door) && bytes.Equal(a.Sealed, b.Sealed) && bytes.Equal(a.MAC, b.MAC)
	})
}

// Snapshot replaces the snapshot and trims the log. See Journal.
func (j *Memory) Snapshot(ctx context.Context, room rooms.ID, epoch int64, snap Snapshot, keep Keep) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	r, err := j.owned(room, epoch)
	if err := cmp.Or(j.writable(ctx), err); err != nil {
		return err
	}
	if err := r.replace(snap); err != nil {
		return err
	}
	r.entries = slices.DeleteFunc(r.entries, func(e Entry) bool { return e.LSN <= snap.LSN && !keep.Keeps(e) })
	return nil
}

func (r *memoryRoom) replace(snap Snapshot) error {
	if snap.LSN < r.snapshot.LSN || snap.LSN > r.lsn {
		return fmt.Errorf("%w: a snapshot at %d, the last one at %d, the end at %d", ErrFenced, snap.LSN, r.snapshot.LSN, r.lsn)
	}
	r.snapshot = snap.copy()
	return nil
}

// Release does nothing: whoever acquires the room next fences this owner. See Journal.
func (j *Memory) Release(context.Context, rooms.ID, int64) error { return nil }

// Due returns rooms that want to be opened. See Journal.
func (j *Memory) Due(ctx context.Context, now rooms.Millis, limit int) ([]rooms.ID, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	rings := func(id rooms.ID) bool { at := j.rooms[id].due.At; return at > 0 && at <= now }
	var due, waiting []rooms.ID
	for id, r := range j.rooms {
		switch {
		case rings(id):
			due = append(due, id)
		case r.due.Outbox:
			waiting = append(waiting, id)
		}
	}
	slices.SortFunc(due, func(a, b rooms.ID) int {
		return cmp.Or(cmp.Compare(j.rooms[a].due.At, j.rooms[b].due.At), cmp.Compare(a, b))
	})
	slices.Sort(waiting)
	due = append(due, waiting...)
	return due[:min(limit, len(due))], ctx.Err()
}

// Rooms names rooms. See Journal.
func (j *Memory) Rooms(ctx context.Context, after rooms.ID, limit int) ([]rooms.ID, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	ids := slices.Sorted(maps.Keys(j.rooms))
	ids = slices.DeleteFunc(ids, func(id rooms.ID) bool { return id <= after })
	return ids[:min(limit, len(ids))], ctx.Err()
}

// Delete removes the room. See Journal.
func (j *Memory) Delete(ctx context.Context, room rooms.ID) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	err := j.writable(ctx)
	if err == nil {
		delete(j.rooms, room)
	}
	return err
}

// Close does nothing: the journal can be used by the next house.
func (j *Memory) Close() error { return nil }

// copyPart copies bytes; an empty part is an absent one.
func copyPart(part []byte) []byte {
	if len(part) == 0 {
		return nil
	}
	return bytes.Clone(part)
}

func (s Snapshot) copy() Snapshot {
	s.Open, s.Door, s.Sealed, s.MAC = copyPart(s.Open), copyPart(s.Door), copyPart(s.Sealed), copyPart(s.MAC)
	return s
}

func copyEntries(entries []Entry) []Entry {
	out := slices.Clone(entries)
	for i := range out {
		e := &out[i]
		e.Open, e.Door, e.Sealed, e.MAC = copyPart(e.Open), copyPart(e.Door), copyPart(e.Sealed), copyPart(e.MAC)
	}
	return out
}
