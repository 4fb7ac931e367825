package redis

import (
	"context"
	"errors"
	"fmt"

	"rondo/rooms/journal"
)

// heal gives Redis back what it lost of a room: the end of its append-only file after a
// power cut, what a replica had not got when it was promoted, everything after FLUSHALL.
// The owner has it all in memory, and writes it whole. A later owner refuses it. h is locked.
func (j *Journal) heal(ctx context.Context, h *held, why string) error {
	snap := snapshotFields(h.snapshot)
	args := []any{
		string(h.room), j.node.id, j.node.options.TTL.Milliseconds(), h.epoch, string(h.home), h.end.String(), h.snapshot.LSN,
		int64(h.due.At), flag(h.due.Outbox), j.node.keys.wrappedOf(h.room), len(snap),
	}
	args = append(args, snap...)
	for _, s := range h.entries {
		args = s.args(args)
	}
	keys := []string{metaKey(h.room), logKey(h.room), snapKey(h.room), ownKey(h.home), indexKey, dueKey, outboxKey, keysKey(h.room), goneKey(h.room)}
	answer, err := j.run(ctx, rewriteScript, keys, args)
	if err != nil {
		return err
	}
	if answer[0] != "ok" {
		h.lost = true
		j.forgetLost(h)
		return journal.ErrFenced
	}
	j.node.count.healed.Add(1)
	j.node.options.Log.Warn("Redis had lost a part of a room, and has it again", "why", why, "entries", answer[1])
	return nil
}

// checkHeld looks at what Redis says of a room that is held here, while nothing is under
// way for it: an owner in whose room nothing happens notices a loss as well. It tells whether
// Redis has all of the room that is here still.
func (j *Journal) checkHeld(ctx context.Context, h *held, says string) bool {
	if !h.mu.TryLock() {
		return false // an append is under way and will find out
	}
	defer h.mu.Unlock()
	if j.holds(h.room) != h || h.lost || says == h.epochAndEnd() {
		return true
	}
	if now, err := j.stateOf(ctx, h); err != nil || now == h.epochAndEnd() {
		return err == nil // it was asked before the newest append
	}
	err := j.heal(ctx, h, "lease")
	if errors.Is(err, journal.ErrFenced) {
		j.node.count.lost.Add(1)
		j.node.options.Lost(h.room)
		return true
	}
	return err == nil
}

func (h *held) epochAndEnd() string { return fmt.Sprintf("%d %s", h.epoch, h.end) }

func (j *Journal) stateOf(ctx context.Context, h *held) (string, error) {
	meta, err := j.node.client.HMGet(ctx, metaKey(h.room), "e", "l").Result()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%v %v", meta[0], meta[1]), nil
}
