package live

import (
	"context"
	"errors"
	"rondo/rooms"
	"rondo/rooms/wire"
	"time"
)

// Remove deletes a room for good, with its keys, if this browser holds
// the baton; a co-facilitator cannot. What backups still hold of its private parts can then no longer be opened.
func (h *House) Remove(ctx context.Context, id rooms.ID, browser string) error {
	var gone *room
	err := h.ask(ctx, id, func(r *room) error {
		person, _, err := r.seatOf(browser)
		if err != nil {
			return err
		}
		if r.durable.doc.Common().WhoIs(person)&rooms.Facilitator == 0 {
			return rooms.Refuse("forbidden/delete")
		}
		r.vanish()
		gone = r
		return nil
	})
	if err != nil {
		return err
	}
	<-gone.stopped
	return h.erase(ctx, id)
}

// erase removes what the journal and the keys have of a room that is not open.
func (h *House) erase(ctx context.Context, id rooms.ID) error {
	return errors.Join(inWords(h.with.Journal.Delete(ctx, id)), h.with.Keys.Forget(id))
}

// vanish ends the room's goroutine; its browsers hear that the room is gone.
func (r *room) vanish() {
	r.showAllOut(wire.CloseGone, "the room was deleted")
	r.batch.answer(errNoRoom) // somebody was coming in
	if r.writing != nil {
		r.writing.answer(errNoRoom)
	}
	r.deleted, r.over = true, true
}

// expiry is when the room is deleted if nobody comes back before.
func (r *room) expiry() rooms.Millis {
	return r.kind.Expires(r.newest.doc, r.house.with.Limits.Keep)
}

// owesFor is how long a room that goes at its end waits for its team's home to know what came of it.
const owesFor = 24 * time.Hour

// expire deletes a room that nobody used for so long, or that was to go at its end: then
// whoever is there as well.
func (r *room) expire(now rooms.Millis) {
	goes := r.kind.GoesAtEnd(r.newest.doc)
	if goes && r.owes() && now < r.expiry()+rooms.For(owesFor) {
		return
	}
	if len(r.sessions) > 0 && !goes || r.writing != nil || !r.batch.isEmpty() || r.closing || r.epoch == 0 || now < r.expiry() {
		return
	}
	r.vanish()
	go func() {
		<-r.stopped
		if err := r.house.erase(context.Background(), r.id); err != nil {
			r.log().Error("a room that nobody used for long was not deleted", "error", err)
		}
	}()
}
