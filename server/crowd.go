package main

import (
	"sync"

	"rondo/rooms"
)

// spokes is how many groups the wheel turns through between two pings of one
// connection.
const spokes = 20

// crowd is everybody who is connected. It counts them by address, cookie and
// room, and it finds them: to ping, and when the server stops.
type crowd struct {
	limits limits

	mu      sync.Mutex
	spokes  [spokes]map[*socket]struct{}
	next    int // the spoke of the next to come
	total   int
	byIP    map[string]int
	byRoom  map[rooms.ID]int
	byWho   map[string]int // digest of the cookie
	waiting map[string]int // by address: no hello yet, and no regulars
	empty   chan struct{}  // closed when the last has left; nil while nobody waits for it
}

func newCrowd(l limits) *crowd {
	c := &crowd{limits: l, byIP: map[string]int{}, byRoom: map[rooms.ID]int{}, byWho: map[string]int{}, waiting: map[string]int{}}
	for i := range c.spokes {
		c.spokes[i] = map[*socket]struct{}{}
	}
	return c
}

var (
	errFull    = rooms.Refuse("capacity/connections")
	errCrowded = rooms.Refuse("rate_limited/network")
)

// place is what a connection is counted by.
type place struct {
	ip, share, who string // of its address, see regulars; who is the digest of the cookie
	room           rooms.ID
}

func (at place) regular() bool { return at.share != at.ip }

// enter counts a connection in, or says why it cannot come.
func (c *crowd) enter(at place) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.total >= c.limits.perNode, c.byRoom[at.room] >= c.limits.perRoom:
		return errFull
	case c.byIP[at.ip] >= c.limits.perIP, !at.regular() && c.waiting[at.ip] >= c.limits.waiting:
		return errCrowded
	}
	c.total++
	c.byIP[at.ip]++
	c.byRoom[at.room]++
	if !at.regular() {
		c.waiting[at.ip]++
	}
	if at.who != "" {
		c.byWho[at.who]++
	}
	return nil
}

// tooManyOf tells whether a browser has more connections than it may.
func (c *crowd) tooManyOf(who string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.byWho[who] > c.limits.perCookie
}

// add makes a connection that has entered one that can be found.
func (c *crowd) add(k *socket) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k.spoke = c.next
	c.next = (c.next + 1) % spokes
	c.spokes[k.spoke][k] = struct{}{}
}

// heard notes that a connection has said hello.
func (c *crowd) heard(at place) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waitsNoMore(at)
}

// waitsNoMore: of regulars each is bounded by itself.
func (c *crowd) waitsNoMore(at place) {
	if !at.regular() {
		decrease(c.waiting, at.ip, 1)
	}
}

// leave counts a connection out.
func (c *crowd) leave(at place, heard bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !heard {
		c.waitsNoMore(at)
	}
	decrease(c.byIP, at.ip, 1)
	decrease(c.byRoom, at.room, 1)
	decrease(c.byWho, at.who, 1)
	if c.total--; c.total == 0 && c.empty != nil {
		close(c.empty)
		c.empty = nil
	}
}

func (c *crowd) forget(k *socket) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.spokes[k.spoke], k)
}

// decrease forgets who is down to nothing, so that the counts stay small.
func decrease[K ~string](counts map[K]int, key K, by int) {
	if counts[key] -= by; counts[key] <= 0 {
		delete(counts, key)
	}
}

func (c *crowd) size() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.total
}

// all returns everybody who can be found.
func (c *crowd) all() []*socket {
	c.mu.Lock()
	defer c.mu.Unlock()
	everybody := make([]*socket, 0, c.total)
	for _, spoke := range c.spokes {
		for k := range spoke {
			everybody = append(everybody, k)
		}
	}
	return everybody
}

// gone is closed when nobody is connected.
func (c *crowd) gone() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.empty == nil {
		c.empty = make(chan struct{})
	}
	empty := c.empty
	if c.total == 0 {
		close(c.empty)
		c.empty = nil
	}
	return empty
}
