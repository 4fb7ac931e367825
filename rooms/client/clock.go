package client

import (
	"slices"
	"sync"
	"time"

	"rondo/rooms"
)

const (
	firstPings  = 5 // at once after connecting
	pingApart   = 150 * time.Millisecond
	pingEvery   = 30 * time.Second
	pongWithin  = 10 * time.Second // or the connection is dead
	keptSamples = 16
)

// clock knows how far the server's time is from ours. It never reads the wall
// clock after it was made, so somebody who sets it moves no countdown.
type clock struct {
	start time.Time

	mu      sync.Mutex
	samples []sample
	offset  float64 // server milliseconds minus ours
}

// sample is one measurement: a ping and its pong.
type sample struct{ trip, offset float64 }

func newClock() *clock {
	now := time.Now()
	return &clock{start: now, offset: float64(now.UnixMilli())}
}

// local is our own time, in milliseconds since the clock was made.
func (c *clock) local(at time.Time) float64 {
	return float64(at.Sub(c.start)) / float64(time.Millisecond)
}

func (c *clock) now(at time.Time) rooms.Millis {
	c.mu.Lock()
	defer c.mu.Unlock()
	return rooms.Millis(c.local(at) + c.offset)
}

// greeted takes the server's time out of its hello: a first guess, off by half
// a round trip.
func (c *clock) greeted(server rooms.Millis, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.samples) == 0 {
		c.offset = float64(server) - c.local(at)
	}
}

// measured takes a pong in. The server read its clock at some moment between
// sent and at; half the trip is as good a guess as any, and the slowest trips
// are left out because they guess worst.
func (c *clock) measured(sent float64, server rooms.Millis, at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	back := c.local(at)
	trip := max(0, back-sent) // the ping rounds what it carries
	c.samples = append(c.samples, sample{trip, float64(server) - (sent+back)/2})
	c.samples = c.samples[max(0, len(c.samples)-keptSamples):]
	limit := 2 * median(c.samples, func(s sample) float64 { return s.trip })
	good := slices.DeleteFunc(slices.Clone(c.samples), func(s sample) bool { return s.trip > limit })
	c.offset = median(good, func(s sample) float64 { return s.offset })
}

func median(samples []sample, of func(sample) float64) float64 {
	values := make([]float64, 0, len(samples))
	for _, s := range samples {
		values = append(values, of(s))
	}
	slices.Sort(values)
	return values[len(values)/2]
}
