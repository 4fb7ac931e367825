package live

import (
	"context"
	"errors"
	"maps"
	"rondo/rooms"
	"rondo/rooms/journal"
	"time"
)

const (
	sweepEvery = time.Second     // the journal is asked so often whose clock rings next
	sweepAhead = 5 * time.Second // and opens rooms so long before
	sweepMost  = 100             // rooms at once
)

// sweep opens rooms whose clock is about to ring although nobody is there.
func (h *House) sweep() {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for full := false; ; {
		select {
		case <-h.life.Done():
			return
		case <-tick.C:
			full = h.tellFull(full)
			h.openDue()
		}
	}
}

// isFull tells whether there is no space, for rooms or for their keys.
func (h *House) isFull() bool { return h.with.Journal.Full() || h.with.Keys.Full() }

// tellFull logs that the disk is full, once, and once that it is not any more.
func (h *House) tellFull(was bool) (is bool) {
	switch is = h.isFull(); {
	case is && !was:
		h.with.Log.Warn("the disk is full: rooms can be read, and nothing new is kept")
	case was && !is:
		h.with.Log.Info("the disk has space again")
	}
	return is
}

// openDue opens the rooms that are due, apart from those that would fail again:
// it asks for so many more, so that they keep no other room from ringing.
func (h *House) openDue() {
	ctx, cancel := context.WithTimeout(h.life, 10*time.Second)
	defer cancel()
	waiting, most := h.waiting(time.Now()), sweepMost
	if h.with.Short() {
		most = 1 // one after the other leaves again: no more are opened than fit
	}
	due, err := h.with.Journal.Due(ctx, rooms.MillisOf(h.with.Now().Add(sweepAhead)), most+len(waiting))
	if err != nil && h.life.Err() == nil {
		h.with.Log.Warn("the journal did not say whose clock rings", "error", err)
	}
	for _, id := range due {
		if waiting[id] {
			continue
		}
		if _, err := h.room(ctx, id); errors.Is(err, context.DeadlineExceeded) {
			h.noteFailure(id, err) // it is still being opened; the others come first next time
			return
		}
	}
}

// failure is a room that did not open, and when that makes sense again.
type failure struct {
	again   time.Time
	pause   time.Duration // grows each time
	bugs    int           // panics, since it was well for long
	damaged bool          // set aside: remembered until it opens
}

// rest makes the pause before the next try longer, unless somebody at the door
// tried in between.
func (f *failure) rest(now time.Time) {
	if now.Before(f.again) {
		return
	}
	f.pause = min(max(2*f.pause, leastPause), mostPause)
	f.again = now.Add(f.pause)
}

// A room that does not open is tried again after these pauses, and forgotten
// when nobody wanted it for longer, unless it is damaged.
const (
	leastPause = time.Second
	mostPause  = 5 * time.Minute
)

// noteFailure notes that a room did not open, and logs it when that is news.
func (h *House) noteFailure(id rooms.ID, err error) {
	h.mu.Lock()
	f, known := h.failed[id]
	say, was := "a room did not open; it is tried again, more and more seldom", f.damaged
	if f.damaged = errors.Is(err, journal.ErrDamaged); f.damaged {
		say, known = "a room is damaged and set aside; the others go on", known && was
	}
	f.rest(time.Now())
	h.failed[id] = f
	h.mu.Unlock()
	if !known && h.life.Err() == nil {
		h.log(id).Error(say, "error", err)
	}
}

// countDamaged returns how many rooms are set aside.
func (h *House) countDamaged() (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, f := range h.failed {
		if f.damaged {
			n++
		}
	}
	return n
}

// waiting names the rooms that are not to be tried yet.
func (h *House) waiting(now time.Time) map[rooms.ID]bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	maps.DeleteFunc(h.failed, func(_ rooms.ID, f failure) bool { return !f.damaged && now.After(f.again.Add(mostPause)) })
	waiting := map[rooms.ID]bool{}
	for id, f := range h.failed {
		if now.Before(f.again) {
			waiting[id] = true
		}
	}
	return waiting
}
