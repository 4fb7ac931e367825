package live

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// Dial returns a dialer to a room in this process: the same frames, no socket.
// Bots that a server runs itself come in this way, and tests that play a whole
// meeting in virtual time. browser stands for the cookie that joined.
func (h *House) Dial(room rooms.ID, browser string) wire.Dialer {
	return func(context.Context) (wire.Conn, error) {
		return &localConn{house: h, room: room, browser: browser, some: make(chan struct{}, 1), gone: make(chan struct{})}, nil
	}
}

// maxQueued is how many frames may wait for a reader here; then the seat has
// fallen behind, as a slow socket has.
const maxQueued = 1024

// localConn is a Conn that is a seat of its room.
type localConn struct {
	house   *House
	room    rooms.ID
	browser string
	some    chan struct{} // there is something to read
	gone    chan struct{} // closed by Close
	said    wire.Heard    // by the beat; of whoever writes

	mu     sync.Mutex
	taken  *Session
	frames []wire.Frame
	behind bool
	closed error
}

var errGone = errors.New("live: the connection was cut")

// Send implements Seat.
func (c *localConn) Send(frames []wire.Frame) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.frames)+len(frames) > maxQueued {
		c.frames, c.behind = nil, true
	} else {
		c.frames = append(c.frames, frames...)
	}
	c.wake()
	return !c.behind
}

func (c *localConn) wake() {
	select {
	case c.some <- struct{}{}:
	default: // the reader has been woken and not come yet: it will see this too
	}
}

// localSeat is the connection as the room sees it.
type localSeat struct{ *localConn }

// Close implements Seat.
func (s localSeat) Close(code int, reason string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = &wire.Closed{Code: code, Reason: reason}
	s.wake()
}

// Read returns the next frame, and waits for one. Its error is a *wire.Closed once the room
// has closed the seat and everything before that is read, errGone after Close, or that of
// ctx, after which one may go on.
func (c *localConn) Read(ctx context.Context) ([]byte, error) {
	for {
		frame, err := c.next()
		if frame != nil || err != nil {
			return frame, err
		}
		select {
		case <-c.some:
		case <-c.gone:
			return nil, errGone
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// next returns the first frame that waits. Who has fallen behind says so once
// everything is read, and gets a snapshot.
func (c *localConn) next() ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case len(c.frames) > 0:
		frame := c.frames[0]
		c.frames = c.frames[1:]
		return frame, nil
	case c.closed != nil:
		return nil, c.closed
	case c.behind && c.taken != nil:
		c.behind = false
		c.taken.Ready()
	}
	return nil, nil
}

// Write hands a frame to the room: a hello takes a seat, and everything else needs one
// (errGone). What the room refuses comes as a frame to Read; an error is of the connection,
// or of a frame that is none.
func (c *localConn) Write(ctx context.Context, raw []byte) error {
	up, err := wire.ParseUp(raw)
	if err != nil {
		return fmt.Errorf("live: a frame that is none: %w", err)
	}
	c.mu.Lock()
	taken := c.taken
	c.mu.Unlock()
	switch {
	case up.Hello != nil:
		return c.enter(ctx, *up.Hello)
	case taken == nil:
		return errGone
	case up.Ping != nil:
		pong := append([]byte(`{"pong":`), up.Ping...)
		c.Send([]wire.Frame{append(strconv.AppendInt(append(pong, `,"now":`...), int64(taken.Now()), 10), '}')})
	case up.Beat != nil:
		for up, err := range c.said.Ups(*up.Beat) {
			if err != nil {
				return fmt.Errorf("live: a line that is none: %w", err)
			}
			taken.Act(up)
		}
	default:
		taken.Act(up)
	}
	return nil
}

func (c *localConn) enter(ctx context.Context, hello wire.Hello) error {
	// Without the caller's deadline: a room always answers, and a session given to
	// nobody would never be given back.
	taken, err := c.house.Enter(context.WithoutCancel(ctx), c.room, c.browser, hello, localSeat{c})
	refused := rooms.AsError(err)
	switch {
	case err == nil:
	case refused.Code == "tab_forgotten":
		c.Send([]wire.Frame{wire.ErrorFrame(0, refused)})
		return nil
	case refused.Code == "no_room":
		return &wire.Closed{Code: wire.CloseNoSession, Reason: refused.Code}
	default:
		return err
	}
	c.mu.Lock()
	c.taken = taken
	c.mu.Unlock()
	return nil
}

// Close implements Conn.
func (c *localConn) Close() {
	close(c.gone)
	c.mu.Lock()
	taken := c.taken
	c.mu.Unlock()
	if taken != nil {
		taken.Leave()
	}
}
