package live

import (
	"context"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// Evict ends an open room in good order, so that another node can have it: what is under way
// is finished and stored, and its browsers come back to whoever has it then. One that is not
// open is no error.
func (h *House) Evict(ctx context.Context, id rooms.ID) error {
	h.mu.Lock()
	o := h.rooms[id]
	h.mu.Unlock()
	if o == nil {
		return nil
	}
	return o.end(ctx, moves{})
}

// Lost says that another node has a room, or may have. Nothing is shown of it any more.
func (h *House) Lost(id rooms.ID) {
	h.mu.Lock()
	o := h.rooms[id]
	h.mu.Unlock()
	if o == nil {
		return
	}
	go func() {
		<-o.ready
		if o.room != nil {
			select {
			case o.room.inbox <- lost{}:
			case <-o.room.stopped:
			}
		}
	}()
}

// moves is the message of a room that another node is to have.
type moves struct{}

func (moves) handle(r *room) {
	r.closing = true
	r.showAllOut(wire.CloseRestart, wire.ReasonMoved)
	r.empty = 1 // since long ago
}

// lost is the message of a room that another node has.
type lost struct{}

func (lost) handle(r *room) {
	r.drop(&write{}, ErrAway)
	r.abandon()
}
