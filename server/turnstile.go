package main

import (
	"context"
	"time"
)

// turnstile lets in what one address asks for one after the other. What comes at once, like
// the hands of sixty people, is handed on over a moment, and what others ask for comes in
// between: sixty steps in one go would be in the way of everybody's next one. Nothing is
// refused for it; rates say how much there may be.
type turnstile struct{ *rates }

func newTurnstile(b bucket, most int) turnstile { return turnstile{newRates(b, most)} }

// turn waits until it is the turn of what an address asks for, or until ctx is done.
func (t turnstile) turn(ctx context.Context, address string, now time.Time) {
	ahead := t.of(address, now).ReserveN(now, 1).DelayFrom(now)
	if ahead <= 0 {
		return
	}
	wait := time.NewTimer(ahead)
	defer wait.Stop()
	select {
	case <-wait.C:
	case <-ctx.Done():
	}
}
