package redis

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"rondo/rooms"
)

// goOn keeps the node among the others: it says that it is there, renews its leases, and
// notices who is gone.
func (n *Node) goOn() {
	beat := time.NewTicker(n.options.TTL / 6)
	defer beat.Stop()
	var gone time.Time
	for turn := 0; ; turn++ {
		select {
		case <-n.life.Done():
			return
		case <-beat.C:
		}
		ctx, cancel := context.WithTimeout(n.life, n.options.TTL)
		err := n.beat(ctx)
		if err == nil {
			err = n.returns(ctx)
		}
		if err == nil && turn%2 == 0 {
			n.renewAll(ctx)
		}
		if err == nil && turn%100 == 0 {
			n.keys.forgetBurnt(ctx)
		}
		if err == nil && turn%20 == 0 {
			n.journal.wipeOwed(ctx)
		}
		if err == nil {
			n.post.listens(ctx)
		}
		cancel()
		if n.life.Err() == nil {
			gone = n.say(gone, err)
		}
		n.post.beat()
	}
}

// say says once that Redis does not answer, and once that it does again. gone is since when
// it did not.
func (n *Node) say(gone time.Time, err error) time.Time {
	switch {
	case err == nil && !gone.IsZero():
		n.options.Log.Info("Redis answers again", "s", int(time.Since(gone).Seconds()))
		return time.Time{}
	case err != nil && gone.IsZero():
		n.options.Log.Warn("Redis does not answer: rooms hold until it does", "error", err)
		return time.Now()
	}
	return gone
}

// beat says that the node is there, and hears who else is.
func (n *Node) beat(ctx context.Context) error {
	var heard *redis.Cmd
	var info *redis.StringCmd
	n.mu.Lock()
	returned, starts := n.returned, n.beaten.IsZero()
	n.mu.Unlock()
	sent := time.Now()
	_, err := n.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		heard = beatScript.Eval(ctx, p, []string{nodesKey, takersKey, soleKey, sinceKey, readsKey, returnedKey, secretKey},
			n.id, n.options.TTL.Milliseconds(), flag(!n.drained.Load()), flag(n.options.Sole), n.options.Reads, returned, n.code, flag(starts))
		info = p.Info(ctx, "server")
		p.Publish(ctx, channelOf(n.id), n.id)
		return nil
	})
	if err != nil {
		return err
	}
	answer, err := heard.Slice()
	switch {
	case err == nil && slices.Equal(answer, []any{"secret"}):
		return ErrSecret
	case err == nil && slices.Equal(answer, []any{"moving"}):
		return errMoving
	case err == nil && slices.Equal(answer, []any{"served"}):
		return ErrServed
	case err != nil || len(answer) != 7:
		return fmt.Errorf("redis: a beat was answered strangely: %w", err)
	}
	n.setClock(answer[0], answer[1], sent, time.Since(sent))
	n.hear(namesOf(answer[2]), namesOf(answer[3]), readsOf(pairsOf(answer[5])), fmt.Sprint(answer[4]), info.Val())
	n.mu.Lock()
	defer n.mu.Unlock()
	n.trusts(pairsOf(answer[6]))
	return nil
}

// setClock notes what Redis's clock shows. An answer that took long says little.
func (n *Node) setClock(seconds, micros any, sent time.Time, took time.Duration) {
	s, err1 := strconv.ParseInt(fmt.Sprint(seconds), 10, 64)
	us, err2 := strconv.ParseInt(fmt.Sprint(micros), 10, 64)
	if err1 != nil || err2 != nil || took > 50*time.Millisecond && n.clock.Load() != nil {
		return
	}
	n.clock.Store(&reading{time.Unix(s, us*1000), sent.Add(took / 2)})
}

// hear takes in who is there. After Redis was started again or emptied, or was not to be
// reached for a while, everybody gets time to come back first: the owner of a room, whose memory has what
// Redis may have lost, must not be taken for dead.
func (n *Node) hear(members, takers []string, reads map[string]int, since, info string) {
	n.mu.Lock()
	now, run := time.Now(), fieldOf(info, "run_id")
	young, _ := strconv.Atoi(fieldOf(info, "uptime_in_seconds"))
	first := n.run == ""
	fresh := first && time.Duration(young)*time.Second < 2*n.options.TTL
	away := !n.beaten.IsZero() && now.Sub(n.beaten) > n.options.TTL/2
	emptied := n.since != "" && n.since != since
	if n.since = since; fresh || away || emptied {
		n.grace = now.Add(2 * n.options.TTL)
	}
	n.sees(run)
	n.beaten, n.reads = now, reads
	steady := now.After(n.grace)
	if n.takers = takers; steady || len(n.members) == 0 {
		n.members = members
	}
	n.mu.Unlock()
	if steady {
		n.post.keep(members)
	}
}

// greet looks, at each connection that is made, whether it is to the same Redis as the one
// before: what is asked over it may come before the next beat.
func (n *Node) greet(ctx context.Context, conn *redis.Conn) error {
	info, err := conn.Info(ctx, "server").Result()
	if err == nil && fieldOf(info, "redis_mode") != "sentinel" { // which only says where Redis is
		n.mu.Lock()
		defer n.mu.Unlock()
		n.sees(fieldOf(info, "run_id"))
	}
	return err
}

// sees notes which redis-server answers. Another one than before may have lost something.
// n.mu is locked.
func (n *Node) sees(run string) {
	if n.run != "" && run != n.run {
		n.grace = time.Now().Add(2 * n.options.TTL)
		n.doubts()
	}
	n.run = run
}

// mayBeLost tells whether a room that Redis does not know may be one that it has lost, and
// gets back from its owner: when another redis-server answers than a moment ago, or all that
// it has is of a moment ago.
func (n *Node) mayBeLost(ctx context.Context) bool {
	n.mu.Lock()
	grace := time.Now().Before(n.grace)
	n.mu.Unlock()
	if grace {
		return true
	}
	since, err := n.client.Get(ctx, sinceKey).Int64()
	return err != nil || n.Now().Sub(time.UnixMilli(since)) < n.options.TTL
}

func namesOf(list any) (names []string) {
	all, _ := list.([]any)
	for _, name := range all {
		names = append(names, fmt.Sprint(name))
	}
	return names
}

// pairsOf is a hash, as Redis answers it.
func pairsOf(list any) map[string]string {
	pairs, all := map[string]string{}, namesOf(list)
	for i := 0; i+1 < len(all); i += 2 {
		pairs[all[i]] = all[i+1]
	}
	return pairs
}

// readsOf is how much each node reads. One from before this was told reads least.
func readsOf(told map[string]string) map[string]int {
	reads := map[string]int{}
	for node, n := range told {
		reads[node], _ = strconv.Atoi(n)
	}
	return reads
}

// renewAll renews the lease of every household of which a room is here, and tells whether
// Redis has all of them as they are here.
func (n *Node) renewAll(ctx context.Context) (all bool) {
	homes := n.journal.homes()
	if len(homes) == 0 {
		return true
	}
	asked := time.Now()
	answers := make([]*redis.Cmd, len(homes))
	rooms := make([][]*held, len(homes))
	_, err := n.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i, home := range homes {
			rooms[i] = n.journal.household(home)
			keys := []string{ownKey(home)}
			for _, h := range rooms[i] {
				keys = append(keys, metaKey(h.room))
			}
			answers[i] = renewScript.Eval(ctx, p, keys, append([]any{n.id, n.options.TTL.Milliseconds()}, epochsOf(rooms[i])...)...)
		}
		return nil
	})
	if err != nil {
		n.options.Log.Debug("leases were not renewed", "error", err)
		return false
	}
	all = true
	for i, home := range homes {
		words, err := answers[i].StringSlice()
		all = err == nil && n.renewed(ctx, home, rooms[i], words, asked) && all
	}
	return all
}

// renewed takes in what became of a household: it may be another's by now, or Redis may
// have lost a part of a room in which nothing happens that would show it. It tells whether
// Redis has all of it that is here still.
func (n *Node) renewed(ctx context.Context, home rooms.ID, of []*held, words []string, asked time.Time) (all bool) {
	if words[0] != "ok" {
		n.mu.Lock()
		delete(n.households, home)
		n.mu.Unlock()
		for _, h := range of {
			n.loses(h)
		}
		return true
	}
	if n.journal.holdsOf(home) { // else it was let go meanwhile
		n.confirm(home, asked)
	}
	all = true
	for i, h := range of {
		all = i+1 < len(words) && n.journal.checkHeld(ctx, h, words[i+1]) && all
	}
	return all
}

// loses is for a room that another node has.
func (n *Node) loses(h *held) {
	n.journal.forgetLost(h)
	n.count.lost.Add(1)
	n.options.Lost(h.room)
}
