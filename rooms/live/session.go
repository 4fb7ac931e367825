package live

import (
	"encoding/json"
	"rondo/rooms"
	"rondo/rooms/wire"
	"sync/atomic"
	"time"
)

// Session is what a connection holds of its room. Its methods never block and may
// be called from any goroutine.
type Session struct {
	room       *room
	subscriber Subscriber
	person     rooms.ID // "" of a looking glass
	glassOf    rooms.ID // who looks through it, or ""
	tab        string
	era        string       // that the connection was welcomed in
	cover      *cover       // of what is private, while an anonymous round is open; else nil
	behind     bool         // the seat dropped its frames; it gets a snapshot when it is ready
	callers    string       // who it was told is at the door, as a frame; "" since its snapshot: nobody
	waiting    atomic.Int32 // actions in the inbox, or not answered yet
}

// Act hands in an action or a gesture. What the room has no place for is
// answered with "busy", which uses up no number.
func (c *Session) Act(up wire.Up) {
	limits := c.room.house.with.Limits
	switch {
	case c.glassOf != "":
		c.turnAway(wire.ErrorFrame(up.N, errGlass))
		return
	case up.Gesture != nil && len(c.room.inbox) > limits.Inbox/2:
		return // gestures are worth nothing late
	case up.Gesture == nil && len(c.room.inbox) >= limits.Inbox:
		c.turnAway(wire.ErrorFrame(up.N, rooms.Refuse("busy").After(250*time.Millisecond)))
		return
	case c.waiting.Load() >= int32(limits.Unacked):
		c.turnAway(wire.ErrorFrame(up.N, rooms.Refuse("too_many_inflight").After(250*time.Millisecond)))
		return
	}
	c.waiting.Add(1)
	c.tell(action{c, up})
}

// turnAway answers what never reaches the room. Whether the seat is behind only
// the room's goroutine knows, so it is told when this frame was one too many.
func (c *Session) turnAway(f wire.Frame) {
	if !c.subscriber.Send([]wire.Frame{f}) {
		c.tell(lapsed{c})
	}
}

// Ready says that a seat which had fallen behind can take a snapshot now.
func (c *Session) Ready() { c.tell(ready{c}) }

// Lapsed says that the seat has dropped frames, where that is known before the room writes
// to it again.
func (c *Session) Lapsed() { c.tell(lapsed{c}) }

// Leave gives the seat back. The person counts as present for the grace.
func (c *Session) Leave() { c.tell(leave{c}) }

// Person is who sits here; "" behind a looking glass.
func (c *Session) Person() rooms.ID { return c.person }

// Now returns the meeting's time, for pongs.
func (c *Session) Now() rooms.Millis { return c.room.now() }

// tell hands a message to the room. The inbox has room beyond what Act lets in,
// so that leaving is heard also in a busy room.
func (c *Session) tell(m message) {
	select {
	case c.room.inbox <- m:
	case <-c.room.stopped:
	}
}

func (c *Session) send(frames ...wire.Frame) {
	if !c.behind && !c.subscriber.Send(frames) {
		c.behind = true
	}
}

// sendAnswer sends the answer to one action, in an anonymous round by the beat.
func (c *Session) sendAnswer(f wire.Frame) {
	if c.cover != nil {
		c.cover.answers = append(c.cover.answers, f)
		return
	}
	c.waiting.Add(-1)
	c.send(f)
}

type action struct {
	session *Session
	up      wire.Up
}

func (a action) handle(r *room) {
	switch {
	case !r.sessions[a.session]:
	case a.up.Gesture != nil && a.up.Gesture.Kind == wire.Quietly:
		r.takeQuietSign(a.session, *a.up.Gesture)
	case a.up.Gesture != nil:
		r.gesture(a.session, *a.up.Gesture)
	default:
		r.act(a.session, a.up)
		return // it waits until it is answered
	}
	a.session.waiting.Add(-1)
}

type ready struct{ session *Session }

func (m ready) handle(r *room) {
	if r.sessions[m.session] && m.session.behind {
		m.session.behind = false
		r.sendSnapshot(m.session, false)
	}
}

// lapsed is a seat that dropped its frames while the room did not write to it.
// If it has caught up meanwhile, it has said so already: a snapshot is tried.
type lapsed struct{ session *Session }

func (m lapsed) handle(r *room) {
	if r.sessions[m.session] && !m.session.behind { // else Ready is on its way
		r.sendSnapshot(m.session, false)
	}
}

type leave struct{ session *Session }

func (m leave) handle(r *room) { r.disconnect(m.session) }

// gesture shows a short-lived sign to the others. It is never journaled.
func (r *room) gesture(from *Session, g wire.Gesture) {
	raw, err := json.Marshal(map[string]any{"signal": map[string]string{"from": string(from.person), "kind": g.Kind, "what": g.What}})
	if err != nil {
		return
	}
	for c := range r.sessions {
		if c != from {
			c.send(raw)
		}
	}
}
