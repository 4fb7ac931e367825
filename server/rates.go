package main

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// rates counts one thing by who does it. It forgets those whose bucket is full
// again, and when too many are remembered, newcomers share one bucket: a flood
// of addresses costs their owners patience, not us memory.
type rates struct {
	bucket
	most int

	mu    sync.Mutex
	known map[string]*rate.Limiter
	swept time.Time
}

func newRates(b bucket, most int) *rates {
	return &rates{bucket: b, most: most, known: map[string]*rate.Limiter{}}
}

// take takes one and tells whether there was one, and if not when there will be.
func (r *rates) take(who string, now time.Time) (ok bool, wait time.Duration) {
	return r.limiter(who, now).take(now)
}

func (r *rates) limiter(who string, now time.Time) limiter {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now.Sub(r.swept) > time.Minute {
		r.sweep(now)
	}
	if l, ok := r.known[who]; ok {
		return limiter{l}
	}
	if len(r.known) >= r.most {
		who = ""
		if l, ok := r.known[who]; ok {
			return limiter{l}
		}
	}
	l := rate.NewLimiter(r.per, r.burst)
	r.known[who] = l
	return limiter{l}
}

func (r *rates) sweep(now time.Time) {
	r.swept = now
	for who, l := range r.known {
		if l.TokensAt(now) >= float64(r.burst) {
			delete(r.known, who)
		}
	}
}

// limiter is one bucket.
type limiter struct{ *rate.Limiter }

func (b bucket) limiter() limiter { return limiter{rate.NewLimiter(b.per, b.burst)} }

func (l limiter) take(now time.Time) (ok bool, wait time.Duration) {
	if l.AllowN(now, 1) {
		return true, 0
	}
	missing := 1 - l.TokensAt(now)
	return false, time.Duration(missing / float64(l.Limit()) * float64(time.Second))
}

// strikes counts offences until there are too many within a time.
type strikes struct {
	since time.Time
	n     int
}

func (s *strikes) out(now time.Time, most int, within time.Duration) bool {
	if now.Sub(s.since) > within {
		s.since, s.n = now, 0
	}
	s.n++
	return s.n >= most
}
