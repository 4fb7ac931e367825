package client

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"rondo/rooms/wire"
)

// Ended is why a client does not come back: a close code that says so, or a
// handshake that was refused (Code 0).
type Ended struct {
	Code   int
	Reason string
}

// Error says that the server does not want this connection, and why.
func (e *Ended) Error() string {
	return fmt.Sprintf("client: the server does not want this connection: %d %s", e.Code, e.Reason)
}

// unreachable is a server that did not answer, or not now.
type unreachable struct {
	err   error
	retry time.Duration // as the server asks, or 0
}

// Error is what went wrong on the way.
func (u *unreachable) Error() string { return u.err.Error() }

// Unwrap lets callers ask what it was.
func (u *unreachable) Unwrap() error { return u.err }

// Close codes of RFC 6455 that servers use.
const (
	closeNormal  = 1000
	closeRestart = 1012
)

// How soon a client comes back. All waiting is random from zero (full jitter),
// so that those who were cut at the same moment do not come back at the same
// moment.
const (
	atOnce     = 50 * time.Millisecond // the room is at another node and waits for us
	soon       = 250 * time.Millisecond
	firstPause = 500 * time.Millisecond
	mostPause  = 10 * time.Second
	floodPause = 30 * time.Second
)

// final are the close codes after which there is no coming back.
var final = map[int]bool{
	closeNormal: true, wire.CloseBadFrame: true, wire.CloseNoSession: true, wire.CloseRemoved: true,
	wire.CloseGone: true, wire.CloseReplaced: true, wire.CloseVersion: true,
}

// backoff counts how often in a row a connection came to nothing.
type backoff struct {
	dice  *rand.Rand
	tries int
}

func newBackoff(seed uint64) backoff {
	if seed == 0 {
		seed = rand.Uint64()
	}
	return backoff{dice: rand.New(rand.NewPCG(seed, seed))}
}

// after returns how long to wait before the next try, or why there is none.
func (b *backoff) after(err error) (time.Duration, error) {
	var ended *Ended
	var closed *Closed
	var away *unreachable
	b.tries++
	switch {
	case errors.As(err, &ended):
		return 0, ended
	case errors.As(err, &closed) && final[closed.Code]:
		return 0, &Ended{closed.Code, closed.Reason}
	case closed != nil && closed.Code == wire.CloseFlood:
		return floodPause + b.within(soon), nil
	case errors.As(err, &away) && away.retry > 0:
		return away.retry + b.within(soon), nil
	case b.tries == 1 && closed != nil && closed.Reason == wire.ReasonMoved:
		return b.within(atOnce), nil
	case b.tries == 1:
		return b.within(soon), nil
	}
	return b.within(min(mostPause, firstPause<<min(b.tries-2, 10))), nil
}

func (b *backoff) within(most time.Duration) time.Duration {
	return time.Duration(b.dice.Int64N(int64(most) + 1))
}

// again are refusals that use up no number: the same action is sent once more.
var again = map[string]bool{
	"busy": true, "rate_limited": true, "too_many_inflight": true, "out_of_order": true,
	"storage_full": true, "storage_failed": true, "moved": true, "draining": true, "unavailable": true,
}
