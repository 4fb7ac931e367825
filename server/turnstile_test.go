package main

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// What comes at once from one address is handed on over a moment, each in its turn; who is
// elsewhere does not wait behind it.
func TestThoseOfOneAddressWaitForTheirTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, start := newTurnstile(bucket{100, 2}, 10), time.Now()
		var mu sync.Mutex
		took, others := map[time.Duration]int{}, time.Duration(0)
		var all sync.WaitGroup
		for range 12 {
			all.Go(func() {
				l.turn(t.Context(), "a", start)
				mu.Lock()
				defer mu.Unlock()
				took[time.Since(start)]++
			})
		}
		synctest.Wait()
		l.turn(t.Context(), "b", time.Now())
		others = time.Since(start)
		all.Wait()
		if others != 0 {
			t.Errorf("somebody elsewhere waited %v", others)
		}
		if took[0] != 2 || len(took) != 11 || time.Since(start) != 100*time.Millisecond {
			t.Errorf("their turns were %v", took)
		}
	})
}

// Actions, requests and new rooms of one address pass a turnstile each.
func TestActionsRequestsAndNewRoomsWaitForTheirTurn(t *testing.T) {
	const each, n = 50 * time.Millisecond, 6
	slow := bucket{20, 1}
	for what, c := range map[string]struct {
		limit func(*limits) *bucket
		do    func(w *world)
	}{
		"actions": {func(l *limits) *bucket { return &l.actionTurns }, func(w *world) {
			b := w.browser()
			c := b.enter(b.open().ID)
			for i := range n {
				c.send(fmt.Sprintf(`{"n":%d,"do":"hand","with":{"on":%t}}`, i+1, i%2 == 0))
			}
			c.await(fmt.Sprintf(`{"n":%d,"ok":true`, n))
		}},
		"requests": {func(l *limits) *bucket { return &l.requestTurns }, func(w *world) {
			b := w.guest()
			for range n {
				b.get("/api/openapi.yaml").must(w.t, 200)
			}
		}},
		"rooms": {func(l *limits) *bucket { return &l.roomTurns }, func(w *world) {
			for range n {
				w.browser().open()
			}
		}},
	} {
		w := realWorld(t, func(_ *config, l *limits) { *c.limit(l) = slow })
		start := time.Now()
		c.do(w)
		if took := time.Since(start); took < (n-1)*each {
			t.Errorf("%d %s took %v", n, what, took)
		}
	}
}
