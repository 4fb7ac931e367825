package client

import (
	"context"
	"encoding/json"
	"time"

	"golang.org/x/time/rate"

	"rondo/rooms/wire"
)

// loop is the client's one goroutine: it owns the connection, the queue and the
// view, and everything that happens comes in through its select.
type loop struct {
	*Client
	dial    Dialer
	backoff backoff
	pace    *rate.Limiter
	queue   queue
	era     string // in which the queue's numbers count, as the room said last
	seen    View   // the newest view; Client.view is the same for everybody else
	line    *line
	dialing bool
	leaving bool // the server said bye: there will be another connection
	dialed  chan dialed
	redial  *time.Timer
	pump    *time.Timer // when the queue may go on
	pinger  pinger
	heard   wire.Heard // by the beat
	said    []byte     // by the beat, and not sent yet
	afresh  bool       // what we have may be wrong: ask for all of it
}

type dialed struct {
	conn Conn
	err  error
}

func newLoop(c *Client, dial Dialer) *loop {
	return &loop{
		Client: c, dial: dial, backoff: newBackoff(c.with.Seed), dialed: make(chan dialed, 1),
		pace:   rate.NewLimiter(actsPerSecond, actsAtOnce),
		redial: time.NewTimer(0), pump: stoppedTimer(), pinger: pinger{timer: stoppedTimer()},
	}
}

func stoppedTimer() *time.Timer {
	t := time.NewTimer(time.Hour)
	t.Stop()
	return t
}

func (l *loop) run(ctx context.Context) {
	var err error
	for err == nil {
		err = l.step(ctx)
	}
	l.finish(err)
}

// step waits for the next thing to happen and does it. An error is final.
func (l *loop) step(ctx context.Context) error {
	asked, frames := l.asked, chan []byte(nil)
	if l.queue.full() {
		asked = nil // who asks for more waits for an answer to come
	}
	if l.line != nil {
		frames = l.line.frames
	}
	select {
	case <-ctx.Done():
		return ErrClosed
	case a := <-asked:
		a.sealed = l.seen.sealed()
		l.queue.add(a)
		return l.send(ctx)
	case raw := <-l.signals:
		return l.signal(ctx, raw)
	case raw, more := <-frames:
		if !more {
			return l.lose(l.line.err)
		}
		return l.take(ctx, raw)
	case <-l.redial.C:
		l.connect(ctx)
	case d := <-l.dialed:
		return l.connected(ctx, d)
	case <-l.pump.C:
		return l.send(ctx)
	case <-l.pinger.timer.C:
		return l.pinged(ctx)
	}
	return nil
}

// connect dials, unless that is under way or there is no need.
func (l *loop) connect(ctx context.Context) {
	if l.dialing || l.line != nil && !l.leaving {
		return
	}
	l.dialing = true
	go func() {
		ctx, cancel := context.WithTimeout(ctx, writeWithin)
		defer cancel()
		conn, err := l.dial(ctx)
		l.dialed <- dialed{conn, err}
	}()
}

// connected says hello on a new connection. The old one, if there still is one, goes once
// the room has answered here; one whose own hello has no answer goes before: the room may
// hear of it late, and would take it for the newer one.
func (l *loop) connected(ctx context.Context, d dialed) error {
	l.dialing = false
	if d.err != nil {
		return l.comeBack(d.err)
	}
	if l.line != nil && !l.line.greeted {
		l.line.end()
		l.line = nil
	}
	l.line, l.leaving = newLine(ctx, d.conn, l.line), false
	l.setDrop(l.line.cut)
	l.queue.restart()
	l.heard, l.said = wire.Heard{}, nil
	return l.hello(ctx)
}

func (l *loop) hello(ctx context.Context) error {
	h := wire.Hello{Tab: l.tab, Next: l.queue.next(), Era: l.era}
	if l.seen.Doc != nil && !l.afresh {
		h.Since = l.seen.At[:]
	}
	raw, err := json.Marshal(wire.Up{Hello: &h})
	if err != nil {
		return err
	}
	return l.write(ctx, wire.Padded(raw, wire.ShortSize)) // the number in it is of how much was done
}

// lose gives a connection up and comes back, if there is a way.
func (l *loop) lose(why error) error {
	if time.Since(l.line.since) > time.Second && l.line.greeted {
		l.backoff.tries = 0
	}
	l.setDrop(nil)
	l.line.end()
	l.line = nil
	l.pinger.timer.Stop()
	l.seen.Online = false
	l.show(l.seen)
	return l.comeBack(why)
}

func (l *loop) comeBack(why error) error {
	pause, err := l.backoff.after(why)
	if err != nil {
		return err
	}
	l.with.Log.Info("reconnecting", "in", pause, "because", why)
	l.redial.Reset(pause)
	return nil
}

func (l *loop) setDrop(drop func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.dropped = drop
}

// finish lets go of everything and tells everybody who waits.
func (l *loop) finish(err error) {
	if l.line != nil {
		l.line.end()
	}
	if l.dialing {
		if d := <-l.dialed; d.conn != nil {
			d.conn.Close()
		}
	}
	l.cancel()
	l.seen.Online = false
	l.show(l.seen)
	l.mu.Lock()
	l.err, l.dropped = err, nil
	l.mu.Unlock()
	l.queue.fail(err)
	close(l.done)
}
