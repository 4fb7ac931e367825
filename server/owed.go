package main

import "sync"

// owed bounds what waits for slow readers altogether, for one address and for all: as
// much for each connection as it may have by itself would be more than there is.
type owed struct {
	perIP, all int

	mu    sync.Mutex
	total int
	byIP  map[string]int
}

func newOwed(l limits) *owed {
	return &owed{perIP: l.backPerIP, all: l.backAll, byIP: map[string]int{}}
}

// change takes note of so many bytes more, or less, that wait for an address. It
// returns false, and notes nothing, when there is no room for more.
func (o *owed) change(ip string, by int) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if by > 0 && (o.total+by > o.all || o.byIP[ip]+by > o.perIP) {
		return false
	}
	o.total += by
	decrease(o.byIP, ip, -by)
	return true
}

// owe brings the account of the connection up to what waits for it now, and tells
// whether there was room for that.
func (p *pipe) owe() bool {
	now := 0
	if len(p.queue) > 0 {
		now = p.queue[0].size() + p.waiting
	}
	if now != p.billed && !p.owed.change(p.ip, now-p.billed) {
		return false
	}
	p.billed = now
	return true
}
