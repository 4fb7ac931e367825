package live

import (
	"errors"
	"rondo/rooms"
	"rondo/rooms/wire"
	"time"
)

// A panic in a step only drops the step (rooms.Kind.Play). Anywhere else on a
// room's goroutine it leaves a room of which nobody knows what is true any more.
// The journal does: the room is given up and opens again from there, its browsers
// come back, and no other room notices.

// mostBugs is from how many panics on a room is set aside for a while, longer each
// time: what ends it may be what it does first whenever it opens.
const mostBugs = 3

// errBug is for who waits for an answer from a room that panics.
var errBug = errors.New("rooms: the room panicked")

// catch is deferred by the room's goroutine: it ends a room that panics.
func (r *room) catch() {
	thrown := recover()
	if thrown == nil {
		return
	}
	r.house.noteBug(r.id, rooms.BugOf(thrown))
	for c := range r.sessions {
		_ = rooms.Guard(func() error { c.subscriber.Close(wire.CloseRestart, "the room opens again"); return nil })
	}
	r.house.count.seats.Add(-int64(len(r.sessions)))
	r.batch.answer(errBug)
	if r.writing != nil { // the room opens again behind it
		outcome := <-r.written
		outcome.answer(outcome.err)
	}
}

// isBug tells whether something that another goroutine did for the room panicked.
// The room's goroutine throws it on: it is a panic of the room like any other.
func isBug(err error) bool {
	_, ok := errors.AsType[*rooms.Bug](err)
	return ok
}

// noteBug logs a panic of a room, counts it, and lets the room rest before the
// next try.
func (h *House) noteBug(id rooms.ID, bug error) {
	h.count.bugs.Add(1)
	h.mu.Lock()
	f := h.failed[id]
	f.bugs++
	f.rest(time.Now())
	h.failed[id] = f
	h.mu.Unlock()
	h.log(id).Error("a room panicked; it opens again from the journal", "times", f.bugs, "error", bug)
}

// aside refuses who comes to a room that is set aside. The caller holds the lock.
func (h *House) aside(id rooms.ID) error {
	f := h.failed[id]
	wait := time.Until(f.again)
	if f.bugs < mostBugs || wait <= 0 {
		return nil
	}
	return rooms.Refuse("unavailable").After(wait)
}

// asked answers what somebody asks of a document that is durable, in the
// goroutine of whoever asks: a panic is theirs alone, and the room never notices.
func (h *House) asked(id rooms.ID, answer func()) error {
	err := rooms.Guard(func() error { answer(); return nil })
	if err != nil {
		h.count.bugs.Add(1)
		h.log(id).Error("what somebody asked of a room panicked", "error", err)
	}
	return err
}
