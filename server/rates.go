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
	known map[string]*held
	swept time.Time
}

// held is a bucket that those who are connected hold: it is not forgotten meanwhile.
type held struct {
	limiter
	of    *rates
	users int
}

func newRates(b bucket, most int) *rates {
	return &rates{bucket: b, most: most, known: map[string]*held{}}
}

// take takes one and tells whether there was one, and if not when there will be.
func (r *rates) take(who string, now time.Time) (ok bool, wait time.Duration) {
	return r.of(who, now).take(now)
}

// charge takes n more of somebody who had what costs as much, also when there are not so
// many: what comes next waits.
func (r *rates) charge(who string, n int, now time.Time) {
	r.of(who, now).ReserveN(now, min(n, r.burst))
}

// of returns somebody's bucket as it is now.
func (r *rates) of(who string, now time.Time) *held {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.find(who, now)
}

// left tells whether there is one without taking it.
func (r *rates) left(who string, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	h, known := r.known[who]
	return !known || h.TokensAt(now) >= 1
}

// overdrawn is how long it takes until somebody owes nothing for what was charged; 0: they owe nothing.
func (r *rates) overdrawn(who string, now time.Time) time.Duration {
	r.mu.Lock()
	defer r.mu.Unlock()
	h, known := r.known[who]
	if !known {
		return 0
	}
	return time.Duration(max(0, -h.TokensAt(now)) / float64(r.per) * float64(time.Second))
}

// hold returns somebody's bucket, for as long as it is not dropped.
func (r *rates) hold(who string) *held {
	r.mu.Lock()
	defer r.mu.Unlock()
	h := r.find(who, time.Now())
	h.users++
	return h
}

func (h *held) drop() {
	h.of.mu.Lock()
	defer h.of.mu.Unlock()
	h.users--
}

func (r *rates) find(who string, now time.Time) *held {
	if now.Sub(r.swept) > time.Minute {
		r.sweep(now)
	}
	if h, ok := r.known[who]; ok {
		return h
	}
	if len(r.known) >= r.most {
		who = ""
		if h, ok := r.known[who]; ok {
			return h
		}
	}
	h := &held{limiter: r.limiter(), of: r}
	r.known[who] = h
	return h
}

func (r *rates) sweep(now time.Time) {
	r.swept = now
	for who, h := range r.known {
		if h.users == 0 && h.TokensAt(now) >= float64(r.burst) {
			delete(r.known, who)
		}
	}
}

// limiter is one bucket.
type limiter struct{ *rate.Limiter }

func (b bucket) limiter() limiter { return limiter{rate.NewLimiter(b.per, b.burst)} }

func (l limiter) take(now time.Time) (ok bool, wait time.Duration) { return l.takeSome(1, now) }

// takeSome takes n, or all that there can be at once.
func (l limiter) takeSome(n int, now time.Time) (ok bool, wait time.Duration) {
	n = min(n, l.Burst())
	if l.AllowN(now, n) {
		return true, 0
	}
	missing := float64(n) - l.TokensAt(now)
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
