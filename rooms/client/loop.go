package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"golang.org/x/time/rate"

	"rondo/rooms"
)

// loop is the client's one goroutine: it owns the connection, the queue and the
// view, and everything that happens comes in through its select.
type loop struct {
	*Client
	dial    Dialer
	backoff backoff
	pace    *rate.Limiter
	queue   queue
	seen    View // the newest view; Client.view is the same for everybody else
	line    *line
	dialing bool
	leaving bool // the server said bye: there will be another connection
	dialed  chan dialed
	redial  *time.Timer
	pump    *time.Timer // when the queue may go on
	pinger  pinger
	afresh  bool // what we have may be wrong: ask for all of it
}

type dialed struct {
	conn Conn
	err  error
}

// The rate that a room takes from one connection. Who keeps to it is never
// told "rate_limited"; a client that is, waits and sends again.
const (
	actsPerSecond = 10
	actsAtOnce    = 30
)

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

// connected says hello on a new connection and only then lets go of the old
// one, if there still is one.
func (l *loop) connected(ctx context.Context, d dialed) error {
	l.dialing = false
	if d.err != nil {
		return l.comeBack(d.err)
	}
	if l.line != nil {
		l.line.end()
	}
	l.line, l.leaving = newLine(ctx, d.conn), false
	l.setDrop(l.line.cut)
	l.queue.restart()
	return l.hello(ctx)
}

func (l *loop) hello(ctx context.Context) error {
	h := rooms.Hello{Tab: l.tab, Next: l.queue.next()}
	if l.seen.Doc != nil && !l.afresh {
		h.Since = l.seen.At[:]
	}
	return l.writeFrame(ctx, rooms.Up{Hello: &h})
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

// take does what a frame says. A frame that cannot be applied costs the
// connection: the next hello says how far we are.
func (l *loop) take(ctx context.Context, raw []byte) error {
	l.tap(Down, raw)
	l.pinger.heard()
	var f down
	if err := json.Unmarshal(raw, &f); err != nil {
		return l.lose(fmt.Errorf("a frame that is not one: %w", err))
	}
	seen, changed, err := l.seen.apply(f)
	if err != nil {
		l.afresh = !errors.Is(err, errGap)
		return l.lose(err)
	}
	if changed {
		l.seen, l.afresh = seen, l.afresh && f.Doc == nil
		l.show(seen)
	}
	switch {
	case f.Hello != nil:
		return l.greeted(ctx, *f.Hello)
	case f.N != 0:
		return l.answered(ctx, f)
	case f.Error != nil:
		return l.refused(ctx, f.Error.err())
	case f.Pong != nil:
		l.pinger.pong(l.clock, f)
	case f.Bye != nil:
		l.leaving = true
		l.redial.Reset(time.Duration(f.Bye.In) * time.Millisecond)
	}
	return nil
}

// greeted begins the conversation: all that has no answer is sent again.
func (l *loop) greeted(ctx context.Context, hello greeting) error {
	l.clock.greeted(hello.Now, time.Now())
	if l.line.greeted {
		return nil // a snapshot because we were slow
	}
	l.line.greeted = true
	l.pinger.start()
	return l.send(ctx)
}

func (l *loop) answered(ctx context.Context, f down) error {
	var refused *rooms.Error
	if f.Error != nil {
		refused = f.Error.err()
	}
	if l.queue.answered(f.N, refused) {
		l.backoff.tries = 0 // this server works
	}
	return l.send(ctx)
}

// refused takes an error that answers no action. The one to act on is that the
// room has forgotten this tab: its numbers count no more, so what waits cannot
// be sent again without the danger of doing it twice.
func (l *loop) refused(ctx context.Context, e *rooms.Error) error {
	l.with.Log.Info("refused", "code", e.Code)
	if e.Code != "tab_forgotten" || l.line.greeted {
		return nil
	}
	l.queue.fail(e)
	l.queue, l.tab = queue{}, newTab()
	return l.hello(ctx)
}

// send sends what is in the queue, as fast as the room takes it.
func (l *loop) send(ctx context.Context) error {
	if l.line == nil || !l.line.greeted {
		return nil
	}
	for a := l.queue.unsent(); a != nil; a = l.queue.unsent() {
		if wait := l.mayNotSend(); wait > 0 {
			l.pump.Reset(wait)
			return nil
		}
		l.queue.sent++
		raw, err := a.frame()
		if err != nil {
			return err
		}
		if err := l.write(ctx, raw); err != nil || l.line == nil {
			return err
		}
	}
	return nil
}

// mayNotSend says how long to wait before the next action.
func (l *loop) mayNotSend() time.Duration {
	now := time.Now()
	if hold := l.queue.hold.Sub(now); hold > 0 {
		return hold
	}
	if l.with.Rush || l.pace.AllowN(now, 1) {
		return 0
	}
	return time.Second / actsPerSecond
}

func (l *loop) signal(ctx context.Context, raw []byte) error {
	if l.line == nil || !l.line.greeted {
		return nil
	}
	return l.write(ctx, raw)
}

func (l *loop) pinged(ctx context.Context) error {
	if l.line == nil {
		return nil
	}
	if l.pinger.dead() {
		return l.lose(errors.New("no answer to a ping"))
	}
	number := strconv.FormatFloat(l.pinger.next(l.clock), 'f', 3, 64)
	return l.writeFrame(ctx, rooms.Up{Ping: json.RawMessage(number)})
}

func (l *loop) writeFrame(ctx context.Context, up rooms.Up) error {
	raw, err := json.Marshal(up)
	if err != nil {
		return err
	}
	return l.write(ctx, raw)
}

func (l *loop) write(ctx context.Context, raw []byte) error {
	l.tap(Up, raw)
	if err := l.line.write(ctx, raw); err != nil {
		// The reader may know better why: the close code.
		l.line.end()
		return l.lose(errors.Join(l.line.err, err))
	}
	return nil
}

func (l *loop) tap(dir Direction, raw []byte) {
	if l.with.OnFrame != nil {
		l.with.OnFrame(dir, raw)
	}
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
