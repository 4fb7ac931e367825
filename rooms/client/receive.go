package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// take does what a frame says. A frame that cannot be applied costs the
// connection: the next hello says how far we are.
func (l *loop) take(ctx context.Context, raw []byte) error {
	l.tap(Down, raw)
	l.line.takeOver()
	l.pinger.heard()
	return l.hear(ctx, raw)
}

// hear does what a frame says that came by itself, or by the beat.
func (l *loop) hear(ctx context.Context, raw []byte) error {
	var f down
	if err := json.Unmarshal(raw, &f); err != nil {
		return l.lose(fmt.Errorf("a frame that is not one: %w", err))
	}
	seen, changed, err := l.seen.apply(f)
	if err != nil {
		l.afresh = !errors.Is(err, errGap)
		return l.lose(err)
	}
	held := l.seen.sealed()
	if changed {
		l.seen, l.afresh = seen, l.afresh && f.Doc == nil
		l.show(seen)
	}
	switch {
	case f.Beat != nil:
		return l.beat(ctx, *f.Beat)
	case f.Hello != nil:
		l.heard = wire.Heard{}
		return l.greeted(ctx, *f.Hello)
	case f.Era != "":
		return l.renumbered(ctx, f)
	case f.N != 0:
		return l.answered(ctx, f)
	case f.Error != nil:
		return l.refused(ctx, f.Error.err())
	case f.Pong != nil:
		l.pinger.pong(l.clock, f)
	case f.Bye != nil:
		l.leaving = true
		l.redial.Reset(time.Duration(f.Bye.In) * time.Millisecond)
	case held:
		return l.send(ctx) // the round may be over, and no beat takes what waited for one
	}
	return nil
}

// beat takes what an anonymous round brings by the beat, and answers with as much:
// what one does then, or nothing, looks the same.
func (l *loop) beat(ctx context.Context, text string) error {
	lines, err := l.heard.Add(text)
	if err != nil {
		return l.lose(err)
	}
	for _, line := range lines {
		if err := l.hear(ctx, line); err != nil || l.line == nil {
			return err
		}
	}
	if err := l.sayActs(); err != nil {
		return err
	}
	var frame wire.Frame
	frame, l.said = wire.Beat(l.said)
	return l.write(ctx, frame)
}

// greeted begins the conversation: all that has no answer is sent again.
func (l *loop) greeted(ctx context.Context, hello greeting) error {
	l.clock.greeted(hello.Now, time.Now())
	if l.era != "" && hello.Era != l.era {
		l.forget(errForgotten) // the frame that told of the era was among those that we were too slow for
		return l.lose(errForgotten)
	}
	l.era = hello.Era
	if l.line.greeted { // a snapshot because we were slow: answers may have been dropped with the rest
		l.queue.sent = 0
		return l.send(ctx)
	}
	l.line.greeted = true
	l.pinger.start()
	return l.send(ctx)
}

// renumbered begins another era: what has no answer gets new numbers and is sent
// again.
func (l *loop) renumbered(ctx context.Context, f down) error {
	l.era = f.Era
	for _, a := range l.queue.renumber(f.Last) {
		a.answer(errForgotten)
	}
	return l.send(ctx)
}

// errForgotten is what an action gets of which nobody can know whether it was done.
var errForgotten = rooms.Refuse("tab_forgotten")

func (l *loop) answered(ctx context.Context, f down) error {
	var refused *rooms.Error
	if f.Error != nil {
		refused = f.Error.err()
	}
	if refused != nil && refused.Code == "stale" {
		return nil // its number was of an era that is over; it has another now
	}
	if l.queue.answered(f.N, refused) {
		l.backoff.tries = 0 // this server works
	}
	return l.send(ctx)
}

// refused takes an error that answers no action. The one to act on is that the
// room has forgotten this tab: its numbers count no more, so what was sent cannot
// be sent again without the danger of doing it twice.
func (l *loop) refused(ctx context.Context, e *rooms.Error) error {
	l.with.Log.Info("refused", "code", e.Code)
	if e.Code != "tab_forgotten" || l.line.greeted {
		return nil
	}
	l.forget(e)
	return l.hello(ctx)
}

// forget starts afresh as a new tab. What was never sent goes on with it.
func (l *loop) forget(why *rooms.Error) {
	l.tab, l.era = newTab(), ""
	for _, a := range l.queue.afresh() {
		a.answer(why)
	}
}
