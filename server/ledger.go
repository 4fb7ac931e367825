package main

import "sync"

// ledger bounds what connections take up altogether, for one address and for all: bytes
// that are kept for them, or people who wait. As much for each connection as it may have
// by itself would be more than there is.
type ledger struct {
	perIP, all int

	mu    sync.Mutex
	total int
	byIP  map[string]int
}

func newLedger(perIP, all int) *ledger {
	return &ledger{perIP: perIP, all: all, byIP: map[string]int{}}
}

// change takes note of so much more, or less, that an address takes up. It returns false,
// and notes nothing, when there is no room for more.
func (l *ledger) change(ip string, by int) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if by > 0 && (l.total+by > l.all || l.byIP[ip]+by > l.perIP) {
		return false
	}
	l.total += by
	decrease(l.byIP, ip, -by)
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
