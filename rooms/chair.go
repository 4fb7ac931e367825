package rooms

import (
	"encoding/json"
	"slices"
	"sync/atomic"
	"time"
)

// Chair is what a connection holds of its room. Its methods never block and may
// be called from any goroutine.
type Chair struct {
	room    *room
	seat    Seat
	person  ID
	tab     string
	behind  bool // the seat dropped its frames; it gets a snapshot when it is ready
	waiting atomic.Int32
}

// Act hands in an action or a gesture. What the room has no place for is
// answered with "busy", which uses up no number.
func (c *Chair) Act(up Up) {
	limits := c.room.house.with.Limits
	switch {
	case up.Gesture != nil && len(c.room.inbox) > limits.Inbox/2:
		return // gestures are worth nothing late
	case up.Gesture == nil && len(c.room.inbox) >= limits.Inbox:
		c.send(errorFrame(up.N, &Error{Code: "busy", Say: "The room is busy. Trying again.", Retry: 250 * time.Millisecond}))
		return
	case c.waiting.Load() >= int32(limits.Unacked):
		c.send(errorFrame(up.N, &Error{Code: "too_many_inflight", Say: "Too many actions at once. Trying again.", Retry: 250 * time.Millisecond}))
		return
	}
	c.waiting.Add(1)
	c.tell(action{c, up})
}

// Ready says that a seat which had fallen behind can take a snapshot now.
func (c *Chair) Ready() { c.tell(ready{c}) }

// Leave gives the seat back. The person counts as present for the grace.
func (c *Chair) Leave() { c.tell(leave{c}) }

// Now returns the meeting's time, for pongs.
func (c *Chair) Now() Millis { return c.room.now() }

// tell hands a message to the room. The inbox has room beyond what Act lets in,
// so that leaving is heard also in a busy room.
func (c *Chair) tell(m message) {
	select {
	case c.room.inbox <- m:
	case <-c.room.stopped:
	}
}

func (c *Chair) send(frames ...Frame) {
	if !c.behind && !c.seat.Send(frames) {
		c.behind = true
	}
}

type action struct {
	chair *Chair
	up    Up
}

func (a action) handle(r *room) {
	a.chair.waiting.Add(-1)
	switch {
	case !r.chairs[a.chair]:
	case a.up.Gesture != nil:
		r.gesture(a.chair, *a.up.Gesture)
	default:
		r.act(a.chair, a.up)
	}
}

type ready struct{ chair *Chair }

func (m ready) handle(r *room) {
	if r.chairs[m.chair] && m.chair.behind {
		m.chair.behind = false
		m.chair.send(r.helloFrame(m.chair, false))
	}
}

type leave struct{ chair *Chair }

func (m leave) handle(r *room) { r.rise(m.chair) }

// act does what a person asks, once: a number that was used already is answered
// as it was answered then.
func (r *room) act(c *Chair, up Up) {
	tab := r.tabs[tabKey(c.person, c.tab)]
	switch {
	case up.N <= tab.last:
		r.reply(c, up.N, tab.recall(up))
	case up.N > tab.last+1:
		c.send(outOfOrder(up.N, tab.last+1))
	case r.now() < r.full:
		c.send(errorFrame(up.N, &Error{Code: "storage_full", Say: "The disk of the server is full. Nothing is lost; nothing new can be kept for now.", Retry: fullPause}))
	default:
		refusal := r.try(c, up)
		tab.keep(up, refusal)
		r.reply(c, up.N, refusal)
	}
}

// try makes the step that a person asks for.
func (r *room) try(c *Chair, up Up) *Error {
	change := r.kind.act(up.Do, up.With)
	if up.Do == undoVerb {
		change = r.undoes(change)
	}
	next, t, err := r.kind.play(r.newest.doc, r.scene(c.person), func(doc document, t *Table) error {
		if err := change(doc, t); err != nil {
			return err
		}
		t.touch()
		t.Kernel.Tabs.Edit(tabKey(c.person, c.tab), func(tab *Tab) { tab.Last = up.N })
		return nil
	})
	if err != nil {
		refusal := AsError(err)
		if refusal.Code == "internal" {
			r.log.Error("an action failed", "do", clip(up.Do), "error", err)
		}
		r.house.count.refused.Add(1)
		return refusal
	}
	back := r.history.last()
	r.commit(next, t, stepInfo{actor: c.person, tab: c.tab, n: up.N, do: up.Do, undo: r.kind.verbs[up.Do].undo})
	if up.Do == undoVerb {
		r.history.steps[back].taken = r.newest.lsn
	}
	return nil
}

// reply answers an action behind everything it could have seen.
func (r *room) reply(c *Chair, n int, refusal *Error) {
	frame := okFrame(n)
	if refusal != nil {
		frame = errorFrame(n, refusal)
	}
	r.answer(pending{chair: c, frame: frame, n: n})
}

// deliver sends what a flight made durable: to each seat the public patches,
// what is for its person alone, and then the answers; all in one write.
func (r *room) deliver(b batch) {
	public := r.publish(b.steps)
	answers := map[*Chair][]Frame{}
	for _, p := range b.answers {
		if p.chair != nil {
			answers[p.chair] = append(answers[p.chair], p.frame)
		}
	}
	shared := map[ID][]Frame{}
	for c := range r.chairs {
		frames, made := shared[c.person]
		if !made {
			frames = r.framesFor(c.person, b.steps, public)
			shared[c.person] = frames
		}
		if own := answers[c]; own != nil {
			frames = append(slices.Clip(frames), own...)
		}
		if len(frames) > 0 {
			c.send(frames...)
		}
	}
	for _, p := range b.answers {
		if p.done != nil {
			p.done(nil)
		}
	}
	r.showOut(b.steps)
}

// publish builds each public frame once, and keeps it for those who resume.
func (r *room) publish(steps []*step) []Frame {
	var frames []Frame
	for _, s := range steps {
		if s.public != nil {
			f := s.publicFrame()
			frames = append(frames, f)
			r.ring.add(s.seq, f)
		}
	}
	return frames
}

// framesFor is what a person gets of some steps, in the order of the steps.
func (r *room) framesFor(person ID, steps []*step, public []Frame) []Frame {
	var frames []Frame
	for _, s := range steps {
		if s.public != nil {
			frames = append(frames, public[0])
			public = public[1:]
		}
		if own := r.ownFrame(person, s); own != nil {
			frames = append(frames, own)
		}
	}
	return frames
}

// ownFrame is what a person alone gets of a step: what changed in the person's
// drawers, or all of them when a change of roles opened or closed one, or when
// the end of a secret round emptied everybody's.
func (r *room) ownFrame(person ID, s *step) Frame {
	was, is := r.kind.audiencesOf(s.before, person), r.kind.audiencesOf(s.after, person)
	if s.tidy || !slices.Equal(was, is) {
		return drawerFrame(s.epoch, s.seq, "me", s.after.drawer(person, is))
	}
	if mine := s.mine(person, is); mine != nil {
		return drawerFrame(s.epoch, s.seq, "mine", *mine)
	}
	return nil
}

// showOut closes the connections of people who are no longer of the room.
func (r *room) showOut(steps []*step) {
	for _, s := range steps {
		if s.patch.Room == nil {
			continue
		}
		for c := range r.chairs {
			if p, ok := s.after.base().Room.People.Get(c.person); !ok || p.Left {
				r.rise(c)
				c.seat.Close(CloseRemoved, "no longer in the room")
			}
		}
	}
}

// gesture shows a short-lived sign to the others. It is never journaled.
func (r *room) gesture(from *Chair, g Gesture) {
	raw, err := json.Marshal(map[string]any{"signal": map[string]string{"from": from.person, "kind": g.Kind, "what": g.What}})
	if err != nil {
		return
	}
	for c := range r.chairs {
		if c != from {
			c.send(raw)
		}
	}
}

func okFrame(n int) Frame { return mustFrame(map[string]any{"n": n, "ok": true}) }

func outOfOrder(n, expect int) Frame {
	return mustFrame(map[string]any{"n": n, "error": map[string]any{
		"code": "out_of_order", "say": "An action before this one did not arrive.", "expect": expect}})
}

func errorFrame(n int, e *Error) Frame {
	body := map[string]any{"code": e.Code, "say": e.Say}
	if e.Field != "" {
		body["field"] = e.Field
	}
	if e.Retry != 0 {
		body["retry_ms"] = e.Retry.Milliseconds()
	}
	frame := map[string]any{"error": body}
	if n != 0 {
		frame["n"] = n
	}
	return mustFrame(frame)
}

// ErrorFrame is the frame that tells a browser of an error outside the room,
// such as a rate limit; n is 0 when it answers no action.
func ErrorFrame(n int, e *Error) Frame { return errorFrame(n, e) }

func mustFrame(v any) Frame {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err) // strings and numbers only
	}
	return raw
}
