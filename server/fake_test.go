package main

import (
	"context"
	"sync"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// fakeHouse lets everybody in and does nothing, so that a test can be the room:
// send what it likes to a seat and see what arrives from it.
type fakeHouse struct {
	house // panics for what a test of sockets does not need
	seats chan fakeSeat
	depth int                                     // how much a session remembers
	enter func(wire.Hello, live.Subscriber) error // nil: all may

	mu     sync.Mutex
	closed bool
}

// fakeSeat is a connection that has entered.
type fakeSeat struct {
	live.Subscriber
	*fakeChair
}

func newFakeHouse() *fakeHouse { return &fakeHouse{seats: make(chan fakeSeat, 1000), depth: 1000} }

func (h *fakeHouse) Enter(_ context.Context, _ rooms.ID, _ string, hello wire.Hello, seat live.Subscriber) (session, error) {
	if h.enter != nil {
		if err := h.enter(hello, seat); err != nil {
			return nil, err
		}
	}
	c := &fakeChair{acts: make(chan wire.Up, h.depth), ready: make(chan struct{}, h.depth), left: make(chan struct{})}
	seat.Send([]wire.Frame{wire.Frame(`{"hello":{"you":"p1"}}`)})
	h.seats <- fakeSeat{seat, c}
	return c, nil
}

func (h *fakeHouse) Stats() live.Stats { return live.Stats{} }

func (h *fakeHouse) Alias(rooms.ID) string { return "alias" }

func (h *fakeHouse) Close(context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.closed = true
	return nil
}

// fakeChair keeps what a connection asks for.
type fakeChair struct {
	acts  chan wire.Up
	ready chan struct{}
	left  chan struct{}
}

func (c *fakeChair) Act(up wire.Up)    { c.acts <- up }
func (c *fakeChair) Ready()            { c.ready <- struct{}{} }
func (c *fakeChair) Now() rooms.Millis { return 1 }

func (c *fakeChair) Person() rooms.ID { return "p1" }
func (c *fakeChair) Leave()           { close(c.left) }

// guest is a browser that has a cookie without having asked for one.
func (w *world) guest() *browser {
	b := w.browser()
	b.cookie = "sid=" + w.s.newCookie()
	return b
}

// guestEnters connects somebody new and returns both ends.
func (w *world) guestEnters(h *fakeHouse) (*line, fakeSeat) {
	w.t.Helper()
	c := w.guest().enter("r")
	return c, <-h.seats
}
