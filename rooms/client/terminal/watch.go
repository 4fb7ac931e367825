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
	onFrame, came := frames(ctx)
	c, err := t.enter(ctx, ctx, v, client.Options{OnFrame: onFrame})
	if ctx.Err() != nil {
		return nil
	} else if err != nil {
		return err
	}
	defer func() { cancel(); _ = c.Close() }()
	out := &printer{to: t.Out}
	tell := newNarrator(func(text string) { out.line(time.Now().Format(time.TimeOnly) + "  " + text) })
	for {
		select {
		case raw := <-came:
			if asJSON {
				if line := public(raw); line != nil {
					out.line(string(line))
				}
			}
			tell.silent = asJSON
			tell.frame(raw)
			if tell.over() || out.failed() != nil {
				return out.failed()
			}
		case <-c.Done():
			if ctx.Err() != nil {
				return nil
			}
			return t.exit(tell.room.Kind, c.Err())
		}
	}
}
