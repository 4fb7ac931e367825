package redis

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// A household is a team's home with all its meetings, or a room without a team. All of it
// is at one node, so what a meeting and its home tell each other never crosses nodes. Who
// has it, a lease says, which ends by itself when its node does.

// errWait says that the owner of a household may be alive, and nobody else may have it yet.
var errWait = errors.New("redis: the owner may come back")

// ErrDraining says that this node takes nothing more.
var ErrDraining = errors.New("redis: this node stops")

// Owner returns the node that has a room; "" for this one, which takes it when nobody has
// it. When an owner may be dead it waits until that is known, or ctx ends.
func (n *Node) Owner(ctx context.Context, room rooms.ID) (node string, err error) {
	for {
		node, err := n.ownerNow(ctx, room)
		if !errors.Is(err, errWait) {
			return node, err
		}
		if err := pause(ctx, 100*time.Millisecond); err != nil {
			return "", err
		}
	}
}

func (n *Node) ownerNow(ctx context.Context, room rooms.ID) (node string, err error) {
	home, err := n.homeOf(ctx, room)
	if err != nil || n.has(home) {
		return "", err
	}
	return n.ask(ctx, room, home)
}

func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// has tells whether this node has a household for sure: the lease was confirmed a moment
// ago, and a quarter of it is left for what is done on the strength of that.
func (n *Node) has(home rooms.ID) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	at, ok := n.households[home]
	return ok && time.Since(at) < n.options.TTL*3/4
}

// Has tells whether a room is at this node for sure. What is read from memory counts only
// if this holds when it is sent.
func (n *Node) Has(room rooms.ID) bool {
	n.mu.Lock()
	home, ok := n.homes[room]
	n.mu.Unlock()
	return ok && n.has(home)
}

// ask claims a household, or says who has it.
func (n *Node) ask(ctx context.Context, room, home rooms.ID) (node string, err error) {
	if n.drained.Load() && !n.journal.holdsOf(home) {
		return n.leave(ctx, home)
	}
	n.mu.Lock()
	wait := flag(time.Now().Before(n.grace))
	if wait == 1 && len(n.awaited) > 0 && !n.journal.holdsOf(home) {
		wait = 2
	}
	run := n.run
	n.mu.Unlock()
	asked := time.Now()
	answer, err := n.journal.run(ctx, claimScript, []string{ownKey(home), metaKey(room)}, []any{n.id, n.options.TTL.Milliseconds(), wait, run})
	if err != nil {
		return "", err
	}
	switch answer[0] {
	case "elsewhere":
		n.mu.Lock()
		delete(n.households, home)
		n.mu.Unlock()
		return answer[1], nil
	case "wait":
		return "", errWait
	case "no room":
		return "", n.unknown(ctx)
	}
	n.confirm(home, asked)
	if !n.vouches(asked) {
		return "", errWait
	}
	return "", nil
}

// leave is who has a household that this node does not want, or is to have it.
func (n *Node) leave(ctx context.Context, home rooms.ID) (string, error) {
	owner, err := n.client.Get(ctx, ownKey(home)).Result()
	if err == nil && owner != n.id {
		return owner, nil
	}
	if heir := n.heir(); heir != "" {
		return heir, nil
	}
	return "", ErrDraining
}

// claim makes a household this node's, for a room that is to be opened.
func (n *Node) claim(ctx context.Context, room rooms.ID) (home rooms.ID, err error) {
	node := ""
	if home, err = n.homeOf(ctx, room); err == nil {
		node, err = n.ask(ctx, room, home)
	}
	if err == nil && node != "" || errors.Is(err, errWait) || errors.Is(err, ErrDraining) {
		err = journal.ErrElsewhere
	}
	return home, err
}

// homeOf is the household of a room. It never changes.
func (n *Node) homeOf(ctx context.Context, room rooms.ID) (rooms.ID, error) {
	n.mu.Lock()
	home, ok := n.homes[room]
	n.mu.Unlock()
	if ok {
		return home, nil
	}
	if err := ctx.Err(); err != nil {
		return "", err
	}
	found, err := n.client.HGet(ctx, metaKey(room), "h").Result()
	if isNil(err) {
		return "", n.unknown(ctx)
	}
	if err != nil {
		return "", n.journal.failure(err)
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	if len(n.homes) > mostHomes {
		clear(n.homes)
	}
	n.homes[room] = rooms.ID(found)
	return rooms.ID(found), nil
}

// unknown is what a room is that Redis does not know.
func (n *Node) unknown(ctx context.Context) error {
	if n.mayBeLost(ctx) {
		return errWait
	}
	return journal.ErrNoRoom
}

// mostHomes is of how many rooms a node remembers the household.
const mostHomes = 100_000

// confirm notes that a household was this node's at a moment, as far as Redis knew.
func (n *Node) confirm(home rooms.ID, at time.Time) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !at.Before(n.unsure) {
		n.households[home] = at
	}
}

// keep takes care that a household in use is known.
func (n *Node) keep(home rooms.ID) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if _, ok := n.households[home]; !ok {
		n.households[home] = time.Time{}
	}
}

// release lets a room go, and its household with the last one: to an heir when this node
// stops, else to whoever comes first.
func (n *Node) release(ctx context.Context, h *held, last bool) error {
	switch {
	case last && n.drained.Load():
		return n.giveTo(ctx, n.heir(), h.home, h.room, h.epoch)
	case last:
		return n.giveTo(ctx, "", h.home, h.room, h.epoch)
	}
	_, err := n.journal.run(ctx, releaseScript, []string{metaKey(h.room), ownKey(h.home)}, []any{n.id, h.epoch, flag(false), "", 0})
	return err
}

// heir is a node that takes over from this one, or "": one that reads what this one has
// written, if there is one.
func (n *Node) heir() string {
	return cmp.Or(n.reader(n.options.Reads), n.reader(0))
}

// reader is another node that takes over and reads so much at least, or "".
func (n *Node) reader(least int) string {
	n.mu.Lock()
	defer n.mu.Unlock()
	others := slices.DeleteFunc(slices.Clone(n.takers), func(id string) bool { return id == n.id || n.reads[id] < least })
	if len(others) == 0 {
		return ""
	}
	return others[rand.N(len(others))] // #nosec G404 -- any will do
}

// PassOn lets another node have a room that this one cannot read, since a newer program has
// stored it. It tells whether there is such a node.
func (n *Node) PassOn(room rooms.ID) bool {
	heir := n.reader(n.options.Reads + 1)
	if heir == "" {
		return false
	}
	ctx, cancel := context.WithTimeout(n.life, answerTimeout)
	defer cancel()
	home, err := n.homeOf(ctx, room)
	if err == nil {
		err = n.giveTo(ctx, heir, home, room, 0)
	}
	return err == nil
}

// giveTo lets go of a household that this node has, for an heir or ("") whoever comes first,
// and of a room of it that this node owns under an epoch.
func (n *Node) giveTo(ctx context.Context, heir string, home, room rooms.ID, epoch int64) error {
	n.mu.Lock()
	delete(n.households, home)
	n.mu.Unlock()
	_, err := n.journal.run(ctx, releaseScript, []string{metaKey(room), ownKey(home)}, []any{n.id, epoch, flag(true), heir, n.options.TTL.Milliseconds()})
	return err
}

// Drain lets the node take nothing more, and returns the rooms that it has: the caller ends
// them, and they are released one by one. It goes on to pass requests on to others.
func (n *Node) Drain(ctx context.Context) []rooms.ID {
	n.drained.Store(true)
	if err := n.beat(ctx); err != nil {
		n.options.Log.Warn("the other nodes did not hear yet that this one stops", "error", err)
	}
	n.journal.mu.Lock()
	defer n.journal.mu.Unlock()
	var open []rooms.ID
	for room := range n.journal.held {
		open = append(open, room)
	}
	return open
}

// Alone tells whether there is no other node that could take over.
func (n *Node) Alone() bool { return n.heir() == "" }
