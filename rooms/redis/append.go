package redis

import (
	"context"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// waitForReplicas is how long an append waits for those that must have it.
const waitForReplicas = 200 * time.Millisecond

// Append adds entries behind the one that the writer names by epoch and number, as Raft
// does: the number alone could be that of another owner's entry. See journal.Journal.
func (j *Journal) Append(ctx context.Context, room rooms.ID, epoch, prev int64, entries []journal.Entry, due journal.Due) error {
	for i := range entries {
		if entries[i].LSN != prev+1+int64(i) {
			return fmt.Errorf("%w: entry %d leaves a gap", journal.ErrFenced, entries[i].LSN)
		}
	}
	h := j.holds(room)
	if h == nil {
		h = &held{room: room, home: room, epoch: epoch, lost: true} // Redis knows why
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.epoch != epoch {
		return fmt.Errorf("%w: epoch %d, not %d", journal.ErrFenced, h.epoch, epoch)
	}
	batch := make([]stored, len(entries))
	for i, e := range entries {
		batch[i] = storedAs(epoch, e)
	}
	return j.insist(ctx, h, func() (string, error) {
		answer, err := j.append(ctx, h, prev, batch, due)
		if err == nil && answer == "ok" {
			h.took(prev, batch, due)
		}
		return answer, err
	})
}

func (j *Journal) append(ctx context.Context, h *held, prev int64, batch []stored, due journal.Due) (string, error) {
	behind := ""
	if prev == h.end.lsn && !h.lost {
		behind = h.end.String()
	}
	args := []any{string(h.room), j.node.id, j.node.options.TTL.Milliseconds(), h.epoch, prev, behind, int64(due.At), flag(due.Outbox), len(batch)}
	for _, s := range batch {
		args = s.args(args)
	}
	keys := []string{metaKey(h.room), logKey(h.room), ownKey(h.home), dueKey, outboxKey}
	asked := time.Now()
	answer, err := j.appending(ctx, keys, args)
	if err == nil && answer[0] == "ok" {
		j.node.confirm(h.home, asked)
	}
	if err != nil {
		return "", err
	}
	return answer[0], nil
}

// appending runs the script, and waits for replicas where that is asked for: on the same
// connection, since WAIT is about what came through it.
func (j *Journal) appending(ctx context.Context, keys []string, args []any) ([]string, error) {
	want := j.node.options.Wait
	if want == 0 {
		return j.run(ctx, appendScript, keys, args)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var did *redis.Cmd
	var have *redis.Cmd
	_, err := j.node.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		did = appendScript.Eval(ctx, p, keys, args...)
		have = p.Do(ctx, "wait", want, waitForReplicas.Milliseconds())
		return nil
	})
	if err != nil {
		return nil, j.failure(err)
	}
	if got, err := have.Int(); err != nil || got < want {
		return nil, fmt.Errorf("redis: %d of %d replicas have the entries", got, want)
	}
	return did.StringSlice()
}

// took notes what Redis has now.
func (h *held) took(prev int64, batch []stored, due journal.Due) {
	h.due = due
	if n := len(batch); n > 0 && prev == h.end.lsn {
		h.entries, h.end = append(h.entries, batch...), batch[n-1].at
	}
}

// insist asks Redis for something, and once more when Redis turned out to have lost a part
// of the room, which it then got back.
func (j *Journal) insist(ctx context.Context, h *held, ask func() (string, error)) error {
	for healed := false; ; healed = true {
		asked := time.Now()
		answer, err := ask()
		switch {
		case err != nil:
			return err
		case answer == "ok" && !j.node.vouches(asked):
			return errUnsure
		case answer == "ok":
			return nil
		case answer == "fenced":
			h.lost = true
			j.forgetLost(h)
			return fmt.Errorf("%w: not epoch %d any more", journal.ErrFenced, h.epoch)
		case healed || h.lost || !j.isBehind(answer):
			return refusalOf(answer)
		}
		if err := j.heal(ctx, h, answer); err != nil {
			return err
		}
	}
}

// isBehind tells whether an answer can mean that Redis lost something.
func (j *Journal) isBehind(answer string) bool {
	return answer == "no room" || answer == "lost" || answer == "apart" || answer == "ghost"
}

func refusalOf(answer string) error {
	if answer == "no room" {
		return journal.ErrNoRoom
	}
	return fmt.Errorf("%w: %s", journal.ErrFenced, answer)
}

// forgetLost forgets a room that another node has.
func (j *Journal) forgetLost(h *held) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.held[h.room] == h {
		delete(j.held, h.room)
	}
}
