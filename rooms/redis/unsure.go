package redis

import (
	"context"
	"errors"
	"slices"
	"time"
)

// A node that did not reach Redis for a lease may have lost its rooms to others, and learns
// it from Redis. If Redis was started again meanwhile, it may have forgotten that: it would
// take what the node writes, and the one that has the room would find itself fenced, with all
// that it acknowledged. Nor may the node just give its rooms up: if nobody took them, its
// memory is the only place that has what Redis lost of them.
//
// So every node that finds another Redis than before first gives back what it has, and then
// says with its beat that it did. Of two that have a room, the later owner's stays, whoever
// comes first. And a node whose leases may have ended acknowledges nothing, and reads
// nothing from memory, until all that were there before have done so, or for a lease.

var errUnsure = errors.New("redis: another node may have had the room while this one did not reach Redis")

// doubts begins to doubt, when another redis-server answers than before, what this node has:
// until all others have given back what they have, if a lease may have ended. n.mu is locked.
func (n *Node) doubts() {
	now := time.Now()
	n.awaited = slices.DeleteFunc(slices.Clone(n.members), func(id string) bool { return id == n.id })
	for _, home := range n.journal.homes() {
		if now.Sub(n.households[home]) > n.options.TTL {
			n.unsure = now.Add(n.options.TTL)
			clear(n.households)
			return
		}
	}
}

// trusts notes which nodes have given back to a redis-server what they have. n.mu is locked.
func (n *Node) trusts(returned map[string]string) {
	if len(n.awaited) == 0 {
		return
	}
	n.awaited = slices.DeleteFunc(n.awaited, func(id string) bool { return returned[id] == n.run })
	if now := time.Now(); len(n.awaited) == 0 && now.Before(n.unsure) {
		n.unsure = now
	}
}

// vouches tells whether what Redis answered counts: it was asked when nobody else could come
// any more who has the room.
func (n *Node) vouches(asked time.Time) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return !asked.Before(n.unsure)
}

// returns gives a redis-server that is another one than before what this node has, and says so.
func (n *Node) returns(ctx context.Context) error {
	n.mu.Lock()
	run, done := n.run, n.returned == n.run
	n.mu.Unlock()
	if done || !n.renewAll(ctx) {
		return nil
	}
	n.mu.Lock()
	n.returned = run
	n.mu.Unlock()
	return n.beat(ctx)
}

// epochsOf are the epochs of rooms, as scripts take them.
func epochsOf(of []*held) (epochs []any) {
	for _, h := range of {
		epochs = append(epochs, h.epoch)
	}
	return epochs
}
