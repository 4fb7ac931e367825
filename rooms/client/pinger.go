package client

import (
	"strconv"
	"time"
)

// pinger measures the server's clock, and notices a connection that is dead
// without having said so.
type pinger struct {
	timer *time.Timer
	sent  int
	waits bool      // a ping is out and nothing has come after it
	since time.Time // when it went out
}

func (p *pinger) start() {
	p.sent, p.waits = 0, false
	p.timer.Reset(0)
}

// next returns the number to ping with: our time, so that the pong says all.
func (p *pinger) next(c *clock) float64 {
	now := time.Now()
	if !p.waits {
		p.waits, p.since = true, now
	}
	if p.sent++; p.sent < firstPings {
		p.timer.Reset(pingApart)
	} else {
		p.timer.Reset(pongWithin)
	}
	return c.local(now)
}

func (p *pinger) dead() bool { return p.waits && time.Since(p.since) >= pongWithin }

// heard: whatever comes proves that the connection lives.
func (p *pinger) heard() { p.waits = false }

func (p *pinger) pong(c *clock, f down) {
	sent, err := strconv.ParseFloat(string(f.Pong), 64)
	if err != nil {
		return
	}
	c.measured(sent, f.Now, time.Now())
	if p.sent >= firstPings {
		p.timer.Reset(pingEvery)
	}
}
