package redis

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"rondo/rooms"
)

// Node is one process of several that share a Redis.
type Node struct {
	options Options
	id      string // of this process; never used again
	code    string // of the secret
	client  *redis.Client
	journal *Journal
	keys    *Keys
	post    *Post
	count   counters

	life    context.Context
	quit    context.CancelFunc
	work    sync.WaitGroup
	clock   atomic.Pointer[reading]
	drained atomic.Bool

	mu         sync.Mutex
	households map[rooms.ID]time.Time // when the lease was confirmed last
	homes      map[rooms.ID]rooms.ID  // of rooms; never changes
	members    []string
	takers     []string
	reads      map[string]int // how much of what is stored, by node
	beaten     time.Time      // when the last beat was answered
	grace      time.Time      // until when nobody is thought dead, and nobody's household taken
	unsure     time.Time      // what was asked before then, Redis answered without knowing what others have (unsure.go)
	awaited    []string       // who has not given back yet what they have, of those who were there before
	run        string         // of the redis-server
	returned   string         // the one to which all was given back that this node has
	since      string         // when Redis has what it has
}

// reading is what Redis's clock showed, and when that was on ours.
type reading struct{ theirs, ours time.Time }

type counters struct{ healed, lost, broken atomic.Int64 }

// Stats are figures for metrics.
type Stats struct {
	Nodes      int   // that are there, this one included
	Households int   // that this node has
	Healed     int64 // rooms that Redis had lost a part of
	Lost       int64 // rooms that another node took
	Broken     int64 // links to other nodes on which something went missing
	Reachable  bool  // Redis answered lately
}

// Open joins the nodes that share a Redis. Close it when done.
func Open(ctx context.Context, options Options) (*Node, error) {
	options = options.withDefaults()
	if len(options.Secret) < LeastSecret {
		return nil, fmt.Errorf("the secret of the cluster has %d bytes, and %d are the least", len(options.Secret), LeastSecret)
	}
	n := &Node{options: options, id: newID(), households: map[rooms.ID]time.Time{}, homes: map[rooms.ID]rooms.ID{}}
	dial, err := dialer(options, n.greet)
	if err != nil {
		return nil, err
	}
	n.client = dial()
	n.life, n.quit = context.WithCancel(context.Background())
	n.journal = &Journal{node: n, held: map[rooms.ID]*held{}}
	if n.keys, err = newKeys(n, options.Secret); err != nil {
		return nil, err
	}
	if n.code, err = codeOf(options.Secret); err != nil {
		return nil, err
	}
	n.post = newPost(n)
	if err := suits(ctx, n.client); err != nil {
		return nil, errors.Join(err, n.client.Close())
	}
	if err := n.post.listen(ctx); err != nil {
		return nil, errors.Join(err, n.client.Close())
	}
	if err := n.beat(ctx); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	n.work.Go(n.goOn)
	return n, nil
}

func newID() string {
	var id [8]byte
	_, _ = rand.Read(id[:])
	return hex.EncodeToString(id[:])
}

// Close leaves the others. Rooms that were not released are taken over when their lease
// has run out.
func (n *Node) Close() error {
	if n.life.Err() != nil {
		return nil
	}
	n.quit()
	n.mu.Lock()
	sole := n.options.Sole && !n.beaten.IsZero()
	n.mu.Unlock()
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, err := n.client.Pipelined(ctx, func(p redis.Pipeliner) error {
		p.ZRem(ctx, nodesKey, n.id)
		p.ZRem(ctx, takersKey, n.id)
		if sole {
			p.Del(ctx, soleKey)
		}
		return nil
	})
	if err != nil {
		n.options.Log.Debug("the other nodes did not hear that this one stops", "error", err)
	}
	n.work.Wait() // it may subscribe
	n.post.close()
	return n.client.Close()
}

// ID names this process among the others.
func (n *Node) ID() string { return n.id }

// Journal keeps the rooms.
func (n *Node) Journal() *Journal { return n.journal }

// Keys keeps their keys.
func (n *Node) Keys() *Keys { return n.keys }

// Post reaches the other nodes.
func (n *Node) Post() *Post { return n.post }

// Now is one time for all nodes: that of Redis, as well as it is known here. Since the last
// reading of it our monotonic clock counts, so that it is none of ours when somebody sets
// the clock of this machine.
func (n *Node) Now() time.Time {
	if c := n.clock.Load(); c != nil {
		return c.theirs.Add(time.Since(c.ours))
	}
	return time.Now()
}

// Stats returns figures for metrics.
func (n *Node) Stats() Stats {
	homes := len(n.journal.homes())
	n.mu.Lock()
	defer n.mu.Unlock()
	return Stats{
		Nodes: len(n.members), Households: homes, Healed: n.count.healed.Load(), Lost: n.count.lost.Load(), Broken: n.count.broken.Load(),
		Reachable: time.Since(n.beaten) < n.options.TTL,
	}
}

// Members names the nodes that are there.
func (n *Node) Members() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return slices.Clone(n.members)
}
