package redis

import (
	"errors"
	"time"
)

// A node that stood still for long may have lost its rooms to others, and learns it from
// Redis. If Redis was started again meanwhile, it may have forgotten that: it would take what
// the node writes, and the one that has the room would find itself fenced, with all that it
// acknowledged. So such a node gives up its rooms unasked, and is the last to take them again.

// watch notices that this process stood still.
func (n *Node) watch() {
	tick := time.NewTicker(n.options.TTL / 12)
	defer tick.Stop()
	for {
		select {
		case <-n.life.Done():
			return
		case <-tick.C:
		}
		n.mu.Lock()
		n.moves()
		n.mu.Unlock()
	}
}

// moves notes that the process moves, and that it did not for so long that others may have
// taken what it has. n.mu is locked.
func (n *Node) moves() {
	now := time.Now()
	if now.Sub(n.moved) > n.options.TTL/2 {
		n.stood = now
	}
	n.moved = now
}

var errUnsure = errors.New("redis: this node stood still while Redis was started again: it cannot know what is its own")

// giveUp gives up all rooms, if what Redis answered last was asked before the process stood still.
// n.mu is locked.
func (n *Node) giveUp() error {
	n.moves()
	if !n.stood.After(n.asked) {
		return nil
	}
	n.unsure = n.grace
	clear(n.households)
	n.journal.mu.Lock()
	defer n.journal.mu.Unlock()
	for room, h := range n.journal.held {
		if !h.unsure.Swap(true) {
			n.count.lost.Add(1)
			go n.options.Lost(room)
		}
	}
	return errUnsure
}
