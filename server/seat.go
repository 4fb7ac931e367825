package main

import (
	"io"

	"github.com/coder/websocket"

	"rondo/rooms/wire"
)

// A socket is a seat of its room. Nothing here blocks: the room calls it.

// Send implements live.Seat.
func (k *socket) Send(frames []wire.Frame) bool {
	k.server.metrics.sent(frames)
	return k.send(frames, k.server.limits)
}

// Close implements live.Seat. Who is too slow to read would not read a
// goodbye either.
func (k *socket) Close(code int, reason string) {
	if code == wire.CloseSlow {
		k.drop(code)
		return
	}
	k.shut(code, reason)
}

// sit takes the session. It may be that the first frames were already too many.
func (k *socket) sit(c session) {
	k.mu.Lock()
	k.session = c
	owed := k.owed
	k.owed = false
	k.mu.Unlock()
	if owed {
		c.Ready()
	}
}

// stand gives the session back.
func (k *socket) stand() session {
	k.mu.Lock()
	defer k.mu.Unlock()
	c := k.session
	k.session = nil
	return c
}

// caughtUp tells the room that a snapshot would get through now.
func (k *socket) caughtUp() {
	k.mu.Lock()
	c := k.session
	k.owed = c == nil
	k.mu.Unlock()
	if c != nil {
		c.Ready()
	}
}

// ended tells whether the close frame is out.
func (k *socket) ended() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.closing
}

// farewell waits for the browser to close, a moment. To close at once with
// bytes unread would reset the connection, and the close frame could be lost.
func (k *socket) farewell() {
	if k.ended() && websocket.CloseStatus(k.last) == -1 {
		_, _ = io.Copy(io.Discard, k.Conn)
	}
}
