package main

import (
	"sync"
	"time"
)

// regulars are browsers that had a seat in some room here a while ago. What an address may
// have of a thing, they have apart from those who are nobody: whoever asks without a cookie,
// or makes cookies up, uses up what strangers at an address share, and nothing of the others
// in an office.
type regulars struct {
	most int

	mu   sync.Mutex
	seen map[string]time.Time // digest of the cookie
}

// regularFor is how long a browser is one, since it had a seat last.
const regularFor = 12 * time.Hour

func newRegulars(most int) *regulars { return &regulars{most: most, seen: map[string]time.Time{}} }

// note takes a browser among them. When there are too many it makes room by those whose
// time is over, or else stays a stranger: it connects as all did before.
func (r *regulars) note(who string, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.seen[who]; !known && len(r.seen) >= r.most {
		for other, at := range r.seen {
			if now.Sub(at) > regularFor {
				delete(r.seen, other)
			}
		}
		if len(r.seen) >= r.most {
			return
		}
	}
	r.seen[who] = now
}

// shareOf is what stands for an address where something is counted by it: once for the
// strangers there, and once for the regulars. who is the digest of a browser's cookie, or ""
// without one.
func (r *regulars) shareOf(address, who string, now time.Time) string {
	if r.has(who, now) {
		return address + " regulars"
	}
	return address
}

func (r *regulars) has(who string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	at, known := r.seen[who]
	return known && now.Sub(at) <= regularFor
}
