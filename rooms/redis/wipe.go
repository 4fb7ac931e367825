package redis

import (
	"context"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// wipeEvery is how long it is at least from one asking for a new append-only file to the next:
// to write it costs Redis as much memory as changes meanwhile.
const wipeEvery = time.Minute

// wiping is when this node asked for the file last, and whether it dropped something since.
type wiping struct {
	mu    sync.Mutex
	asked time.Time
	owed  bool
}

// Wipe sees to it that what was dropped leaves Redis's append-only file. Until that is asked
// for, Redis itself knows that it is owed: a node that stops, or is killed, leaves it to the
// others. Wipe does not wait for the file: what a round's key sealed is lost with the key,
// which was never in Redis. See journal.Journal and docs/privacy.md.
func (j *Journal) Wipe(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j.wiping.mu.Lock()
	j.wiping.owed = true
	j.wiping.mu.Unlock()
	j.noteUnwiped(ctx)
	j.wipeOwed(ctx)
	return ctx.Err()
}

// noteUnwiped lets the other nodes know. A Redis that is full takes no note: then this node
// alone knows.
func (j *Journal) noteUnwiped(ctx context.Context) {
	if err := j.node.client.Set(ctx, unwipedKey, 1, 0).Err(); err != nil && ctx.Err() == nil {
		j.node.options.Log.Warn("only this node knows that the append-only file is to be written anew", "error", err)
	}
}

// wipeOwed asks for a new append-only file, where something was dropped since one was asked for.
// One that is being written already may have what was dropped since: then it is owed still.
func (j *Journal) wipeOwed(ctx context.Context) {
	w := &j.wiping
	w.mu.Lock()
	defer w.mu.Unlock()
	if time.Since(w.asked) < j.node.options.wipeEvery {
		return
	}
	if noted, err := j.node.client.Exists(ctx, unwipedKey).Result(); !w.owed && (err != nil || noted == 0) {
		return
	}
	dumps := j.dumps(ctx)
	_, err := j.node.client.TxPipelined(ctx, func(p redis.Pipeliner) error {
		p.Del(ctx, unwipedKey)
		p.BgRewriteAOF(ctx)
		if dumps {
			p.Do(ctx, "BGSAVE", "SCHEDULE") // after the file: Redis writes one at a time
		}
		return nil
	})
	if err != nil {
		j.node.options.Log.Debug("Redis's files are not written anew", "error", err)
		j.noteUnwiped(ctx)
		return
	}
	w.asked, w.owed = time.Now(), false
}

// dumps tells whether Redis writes dumps by itself, as it does where nobody told it not to: the
// last one has what was dropped until the next. Where it writes none there shall be none.
func (j *Journal) dumps(ctx context.Context) bool {
	when, err := j.node.client.ConfigGet(ctx, "save").Result()
	return err == nil && when["save"] != ""
}
