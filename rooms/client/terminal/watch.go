package terminal

import (
	"context"
	"time"

	"rondo/rooms/client"
)

// Watch says what happens in a room until its meeting ends or ctx does: a line for each
// thing, or, as JSON, a line for each frame, of what everybody may see. A connection that
// breaks is made anew, and nothing is missed or told twice.
func (t *Terminal) Watch(ctx context.Context, v Visit, asJSON bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	f, err := t.follow(ctx, v)
	if f == nil {
		return err
	}
	defer func() { cancel(); _ = f.c.Close() }()
	for {
		select {
		case raw := <-f.came:
			if asJSON {
				if line := public(raw); line != nil {
					f.out.line(string(line))
				}
			}
			f.tell.silent = asJSON
			f.tell.frame(raw)
			if f.tell.over() || f.out.failed() != nil {
				return f.out.failed()
			}
		case <-f.c.Done():
			return f.gone(ctx)
		}
	}
}

// follower is a seat in a room from which what happens there is told.
type follower struct {
	t    *Terminal
	c    *client.Client
	came <-chan []byte
	out  *printer
	tell *narrator
}

// follow takes a seat; there is none, and no error, where ctx ended meanwhile.
func (t *Terminal) follow(ctx context.Context, v Visit) (*follower, error) {
	onFrame, came := frames(ctx)
	c, err := t.enter(ctx, ctx, v, client.Options{OnFrame: onFrame})
	if ctx.Err() != nil {
		return nil, nil //nolint:nilnil // said above
	} else if err != nil {
		return nil, err
	}
	f := &follower{t: t, c: c, came: came, out: &printer{to: t.Out}}
	f.tell = newNarrator(func(text string) { f.out.line(time.Now().Format(time.TimeOnly) + "  " + text) })
	return f, nil
}

// gone is what the program ends with once the seat is lost for good.
func (f *follower) gone(ctx context.Context) error {
	if ctx.Err() != nil {
		return nil
	}
	return f.t.exit(f.tell.room.Kind, f.c.Err())
}
