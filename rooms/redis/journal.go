package redis

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Journal keeps rooms in Redis. See journal.Journal.
type Journal struct {
	node *Node
	full atomic.Bool

	mu   sync.Mutex
	held map[rooms.ID]*held

	wiping wiping
}

var _ journal.Journal = (*Journal)(nil)

// held is a room that this node owns, with all that Redis has of it: while the owner lives,
// its memory is the first copy, and Redis the one that outlives it.
type held struct {
	room, home rooms.ID

	mu       sync.Mutex
	epoch    int64
	end      position
	snapshot journal.Snapshot
	entries  []stored
	due      journal.Due
	lost     bool // somebody else has it
}

// Create stores a new room. See journal.Journal.
func (j *Journal) Create(ctx context.Context, room, home rooms.ID, first journal.Snapshot, due journal.Due) error {
	if home == "" {
		home = room
	}
	args := append([]any{string(room), position{first.Epoch, first.LSN}.String(), first.Epoch, string(home), int64(due.At), flag(due.Outbox)}, snapshotFields(first)...)
	answer, err := j.run(ctx, createScript, []string{metaKey(room), snapKey(room), indexKey, dueKey, outboxKey, goneKey(room)}, args)
	if err == nil && answer[0] == "exists" {
		err = journal.ErrExists
	}
	return err
}

// Read returns what is needed to open the room. See journal.Journal.
func (j *Journal) Read(ctx context.Context, room rooms.ID) (journal.Record, error) {
	record, _, err := j.read(ctx, room)
	return record, err
}

func (j *Journal) read(ctx context.Context, room rooms.ID) (record journal.Record, log []stored, err error) {
	if err := ctx.Err(); err != nil {
		return record, nil, err
	}
	var meta, snap *redis.MapStringStringCmd
	var entries *redis.XMessageSliceCmd
	_, err = j.node.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		meta, snap = p.HGetAll(ctx, metaKey(room)), p.HGetAll(ctx, snapKey(room))
		entries = p.XRange(ctx, logKey(room), "-", "+")
		return nil
	})
	if err != nil {
		return record, nil, j.failure(err)
	}
	if len(meta.Val()) == 0 {
		return record, nil, journal.ErrNoRoom
	}
	end, err := parsePosition(meta.Val()["l"])
	if err != nil || len(snap.Val()) == 0 {
		return record, nil, fmt.Errorf("%w: it has no snapshot, or no end", journal.ErrDamaged)
	}
	record.Last, record.Snapshot = end.lsn, snapshotOf(snap.Val())
	for _, m := range entries.Val() {
		e, err := entryOf(m.ID, m.Values)
		if err != nil {
			return record, nil, fmt.Errorf("%w: %w", journal.ErrDamaged, err)
		}
		if e.at.lsn <= end.lsn { // what is behind it is left over from a script that was cut off
			record.Entries, log = append(record.Entries, e.entry), append(log, e)
		}
	}
	return record, log, nil
}

// Acquire makes this node the room's owner. ErrElsewhere when another has its household.
// See journal.Journal.
func (j *Journal) Acquire(ctx context.Context, room rooms.ID) (epoch, lsn int64, err error) {
	if err := ctx.Err(); err != nil {
		return 0, 0, err
	}
	home, err := j.node.claim(ctx, room)
	if err != nil {
		return 0, 0, err
	}
	known := int64(0)
	if h := j.holds(room); h != nil {
		known = h.epoch
	}
	if !j.node.vouches(time.Now()) {
		return 0, 0, journal.ErrElsewhere
	}
	answer, err := j.run(ctx, acquireScript, []string{metaKey(room), logKey(room), ownKey(home)}, []any{j.node.id, j.node.options.TTL.Milliseconds(), known})
	if err != nil {
		return 0, 0, err
	}
	switch answer[0] {
	case "no room":
		j.drop(room)
		return 0, 0, journal.ErrNoRoom
	case "elsewhere":
		return 0, 0, journal.ErrElsewhere
	}
	if epoch, err = strconv.ParseInt(answer[1], 10, 64); err != nil {
		return 0, 0, err
	}
	record, log, err := j.read(ctx, room)
	if err != nil {
		return 0, 0, err
	}
	end, err := parsePosition(answer[2])
	if err != nil {
		return 0, 0, err
	}
	h := &held{room: room, home: home, epoch: epoch, end: end, snapshot: record.Snapshot, entries: log}
	j.mu.Lock()
	j.held[room] = h
	j.mu.Unlock()
	j.node.keep(home)
	return epoch, end.lsn, nil
}

// Due returns rooms that want to be opened, but for those that other nodes have. See
// journal.Journal.
func (j *Journal) Due(ctx context.Context, now rooms.Millis, limit int) ([]rooms.ID, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	found, err := dueScript.Run(ctx, j.node.client, []string{dueKey, outboxKey}, int64(now), limit, j.node.id, j.node.options.TTL.Milliseconds()).StringSlice()
	return idsOf(found), j.failure(err)
}

// Rooms names rooms. See journal.Journal.
func (j *Journal) Rooms(ctx context.Context, after rooms.ID, limit int) ([]rooms.ID, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	from := "-"
	if after != "" {
		from = "(" + string(after)
	}
	found, err := j.node.client.ZRangeArgs(ctx, redis.ZRangeArgs{Key: indexKey, ByLex: true, Start: from, Stop: "+", Count: int64(limit)}).Result()
	return idsOf(found), j.failure(err)
}

// Delete removes a room. See journal.Journal.
func (j *Journal) Delete(ctx context.Context, room rooms.ID) error {
	_, err := j.run(ctx, deleteScript, []string{metaKey(room), logKey(room), snapKey(room), keysKey(room), indexKey, dueKey, outboxKey, goneKey(room)}, []any{string(room)})
	if err != nil {
		return err
	}
	j.drop(room)
	return j.Wipe(ctx)
}

// Full tells whether Redis takes nothing more. See journal.Journal.
func (j *Journal) Full() bool { return j.full.Load() }

// Release lets a room go that nobody needs here any more, and its household with its last
// room. See journal.Journal.
func (j *Journal) Release(ctx context.Context, room rooms.ID, epoch int64) error {
	h := j.holds(room)
	if h == nil || h.epoch != epoch {
		return nil // it was lost, or is open again
	}
	j.drop(room)
	return j.node.release(ctx, h, !j.holdsOf(h.home))
}

// Close lets everything go. See journal.Journal.
func (j *Journal) Close() error { return j.node.Close() }

func (j *Journal) holds(room rooms.ID) *held {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.held[room]
}

func (j *Journal) drop(room rooms.ID) {
	j.mu.Lock()
	delete(j.held, room)
	j.mu.Unlock()
	j.node.keys.close(room)
}

// holdsOf tells whether a room of a household is held.
func (j *Journal) holdsOf(home rooms.ID) bool { return len(j.household(home)) > 0 }

// household returns the rooms of a household that are held.
func (j *Journal) household(home rooms.ID) (of []*held) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, h := range j.held {
		if h.home == home {
			of = append(of, h)
		}
	}
	return of
}

// homes names the households of which a room is held, in order.
func (j *Journal) homes() (homes []rooms.ID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, h := range j.held {
		homes = append(homes, h.home)
	}
	slices.Sort(homes)
	return slices.Compact(homes)
}

// run runs a script that writes, and returns the words that it answers.
func (j *Journal) run(ctx context.Context, script *redis.Script, keys []string, args []any) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	answer, err := script.Run(ctx, j.node.client, keys, args...).StringSlice()
	if err != nil {
		return nil, j.failure(err)
	}
	j.full.Store(false)
	return answer, nil
}

// failure says what an error of Redis means to a room. What is not said here means that
// nobody knows what became of the call.
func (j *Journal) failure(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	if text := err.Error(); strings.HasPrefix(text, "OOM ") || strings.HasPrefix(text, "MISCONF ") {
		j.full.Store(true)
		return fmt.Errorf("%w: %w", journal.ErrFull, err)
	}
	return err
}

func idsOf(names []string) (ids []rooms.ID) {
	for _, name := range names {
		ids = append(ids, rooms.ID(name))
	}
	return ids
}

func flag(on bool) int {
	if on {
		return 1
	}
	return 0
}
