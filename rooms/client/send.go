package client

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"rondo/rooms/wire"
)

// The rate that a room takes from one connection. Who keeps to it is never
// told "rate_limited"; a client that is, waits and sends again.
const (
	actsPerSecond = 10
	actsAtOnce    = 30
)

// send sends what is in the queue, as fast as the room takes it. In an anonymous
// round it goes by the beat.
func (l *loop) send(ctx context.Context) error {
	if l.line == nil || !l.line.greeted || l.seen.sealed() {
		return nil
	}
	for a := l.queue.unsent(); a != nil; a = l.queue.unsent() {
		if wait := l.mayNotSend(); wait > 0 {
			l.pump.Reset(wait)
			return nil
		}
		raw, err := l.nextFrame(a)
		if err != nil {
			return err
		}
		if a.sealed {
			raw = wire.Padded(raw, wire.FrameSize) // the round has ended meanwhile
		}
		if err := l.write(ctx, raw); err != nil || l.line == nil {
			return err
		}
	}
	return nil
}

// sayActs takes what is in the queue into what goes by the beat.
func (l *loop) sayActs() error {
	for a := l.queue.unsent(); a != nil && len(l.said) < wire.BeatSize && l.mayNotSend() == 0; a = l.queue.unsent() {
		raw, err := l.nextFrame(a)
		if err != nil {
			return err
		}
		l.said = wire.AddLine(l.said, raw)
	}
	return nil
}

func (l *loop) nextFrame(a *act) ([]byte, error) {
	l.queue.sent++
	a.tried = true
	return a.frame(l.era)
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
	return l.writeFrame(ctx, wire.Up{Ping: json.RawMessage(number)})
}

func (l *loop) writeFrame(ctx context.Context, up wire.Up) error {
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
