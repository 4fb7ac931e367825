package client

import (
	"context"
	"time"
)

const writeWithin = 10 * time.Second // or the connection is dead

// line is a connection that is up, with a goroutine that reads it.
type line struct {
	conn    Conn
	frames  chan []byte
	err     error // why it ended; to be read once frames is closed
	cut     context.CancelFunc
	since   time.Time
	greeted bool // the room has answered hello: actions may be sent
	ended   bool
	before  *line // the connection that this one takes the place of, until the room has said something here
}

func newLine(ctx context.Context, conn Conn, before *line) *line {
	ctx, cut := context.WithCancel(ctx)
	l := &line{conn: conn, frames: make(chan []byte), cut: cut, since: time.Now(), before: before}
	go l.read(ctx)
	return l
}

// takeOver lets go of the connection before: others saw this person without a gap.
func (l *line) takeOver() {
	if l.before != nil {
		l.before.end()
		l.before = nil
	}
}

func (l *line) read(ctx context.Context) {
	defer close(l.frames)
	for {
		raw, err := l.conn.Read(ctx)
		if err != nil {
			l.err = err
			return
		}
		select {
		case l.frames <- raw:
		case <-ctx.Done():
			l.err = ctx.Err()
			return
		}
	}
}

func (l *line) write(ctx context.Context, raw []byte) error {
	ctx, cancel := context.WithTimeout(ctx, writeWithin)
	defer cancel()
	return l.conn.Write(ctx, raw)
}

// end closes the connection and waits until its goroutine has gone.
func (l *line) end() {
	if l.ended {
		return
	}
	l.ended = true
	l.takeOver()
	l.cut()
	l.conn.Close()
	for range l.frames {
	}
}
