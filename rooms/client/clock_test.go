package client

import (
	"math/rand/v2"
	"testing"
	"time"

	"rondo/rooms"
)

// Slow trips guess worst: with one in three of them a second late on the way
// back, the offset is still right.
func TestTheOffsetIsMeasuredByFastTrips(t *testing.T) {
	c, dice := newClock(), rand.New(rand.NewPCG(1, 1))
	const ahead = 123_456 // ms the server is ahead
	at := c.start
	for range 30 {
		at = at.Add(time.Second)
		there, back := dice.IntN(20), dice.IntN(20)
		if dice.IntN(3) == 0 {
			back += 1000
		}
		server := rooms.Millis(c.local(at)) + rooms.Millis(there) + ahead
		c.measured(c.local(at), server, at.Add(time.Duration(there+back)*time.Millisecond))
	}
	if off := float64(c.now(at)) - c.local(at) - ahead; off < -11 || off > 11 {
		t.Errorf("the clock is off by %v ms", off)
	}
}

// A trip of no time at all, or less after rounding, is one.
func TestATripOfNoTimeCounts(t *testing.T) {
	c := newClock()
	c.measured(c.local(c.start)+0.0004, 77, c.start)
	if c.now(c.start) != 76 && c.now(c.start) != 77 {
		t.Errorf("it is %d", c.now(c.start))
	}
}
