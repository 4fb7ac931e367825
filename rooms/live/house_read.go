package live

import (
	"context"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// Doc returns the snapshot that a browser would get, as JSON. What is padded must not
// be compressed: its size would say again what the padding hides.
func (h *House) Doc(ctx context.Context, id rooms.ID, browser string) (doc []byte, padded bool, err error) {
	err = h.ask(ctx, id, func(r *room) error {
		person, _, err := r.seatOf(browser)
		if err != nil {
			return err
		}
		doc = append(wire.Field(wire.Positioned(r.shownEpoch(), r.durable.seq), "doc", r.docWith(r.discreet(wire.FrameOf(r.drawerOf(person))))), '}')
		padded = r.pads()
		return nil
	})
	return doc, padded, err
}

// Owned is all that a room has of somebody.
type Owned struct {
	File   []byte // JSON
	Padded bool   // see Doc
	Looked int    // how many bytes were looked through for it
}

// Owned returns all that the room has of whoever sits at a browser.
func (h *House) Owned(ctx context.Context, id rooms.ID, browser string) (own Owned, err error) {
	var person rooms.ID
	var kind *rooms.Kind
	var doc rooms.Document
	err = h.ask(ctx, id, func(r *room) (err error) {
		person, _, err = r.seatOf(browser)
		kind, doc, own.Padded = r.kind, r.durable.doc.Clone(), r.pads()
		return err
	})
	if err != nil {
		return Owned{}, err
	}
	if failed := h.asked(id, func() {
		var all rooms.Owned
		all, own.Looked, err = kind.OwnedBy(doc, person, doc.Drawer(person, kind.AudiencesOf(doc, person)))
		if own.File = wire.FrameOf(all); own.Padded {
			all.Drawer = rooms.Drawer{} // what else there is everybody may see
			own.File = wire.Padded(own.File, len(wire.FrameOf(all))+wire.DrawerSize)
		}
	}); failed != nil {
		return Owned{}, failed
	}
	return own, err
}

// Backlog returns a backlog as it is taken elsewhere, to whoever has a seat there.
func (h *House) Backlog(ctx context.Context, id rooms.ID, browser string) (all rooms.BroughtBacklog, err error) {
	_, doc, err := h.durable(ctx, id, browser)
	if err != nil {
		return all, err
	}
	err = h.asked(id, func() { all = doc.Common().Brings() })
	return all, err
}

// Item returns what lies beside the document of an item of a team's backlog, to whoever has
// a seat there; "no_such_item" where there is none.
func (h *House) Item(ctx context.Context, id, item rooms.ID, browser string) (beside rooms.Beside, err error) {
	err = h.ask(ctx, id, func(r *room) error {
		if _, _, err := r.seatOf(browser); err != nil {
			return err
		}
		base := r.durable.doc.Common()
		if !base.Room.Items.Has(item) {
			return rooms.NoSuch("item")
		}
		beside, _ = base.Beside.Get(item)
		return nil
	})
	return beside, err
}

// Minutes returns the minutes of a room to somebody who has a seat there; to somebody
// who left, when the meeting has ended.
func (h *House) Minutes(ctx context.Context, id rooms.ID, browser string) (m rooms.Minutes, err error) {
	kind, doc, err := h.durable(ctx, id, browser)
	if err != nil {
		return m, err
	}
	err = h.asked(id, func() { m = kind.Minutes(doc) })
	return m, err
}

// Due returns what was agreed for a day and is not done yet, to whoever may have the minutes.
func (h *House) Due(ctx context.Context, id rooms.ID, browser string) (d rooms.Due, err error) {
	_, doc, err := h.durable(ctx, id, browser)
	if err != nil {
		return d, err
	}
	err = h.asked(id, func() { d = doc.Common().Due(id) })
	return d, err
}

// Portable returns a room as a file that opens it anew elsewhere, to whoever may have its minutes.
func (h *House) Portable(ctx context.Context, id rooms.ID, browser string) (p rooms.Portable, name string, err error) {
	kind, doc, err := h.durable(ctx, id, browser)
	if err != nil {
		return p, "", err
	}
	if failed := h.asked(id, func() { p, err = kind.Portable(doc) }); failed != nil {
		return p, "", failed
	}
	return p, doc.Common().Room.Title, err
}

// Schedule returns when a team meets to whoever has a seat in its home; "no_such_schedule" where
// there is no home.
func (h *House) Schedule(ctx context.Context, id rooms.ID, browser string) (s rooms.Schedule, err error) {
	kind, doc, err := h.durable(ctx, id, browser)
	switch {
	case err != nil:
		return s, err
	case !kind.IsHome():
		return s, rooms.NoSuch("schedule")
	}
	return kind.Schedule(doc, id), nil
}

// reads tells whether a browser's person, who left, may read what became of the meeting
// once it has ended: as all do but those whom the team asked to leave.
func (r *room) reads(browser string) bool {
	base := r.durable.doc.Common()
	digest := r.digest(browser)
	person, left := base.Door.Left.Get(digest)
	return left && !base.Door.Out.Has(digest) && base.Room.Ended != 0 && r.kind.MayStay(r.durable.doc, person)
}

// durable returns a copy of the durable document to somebody who has a seat there, or
// had one.
func (h *House) durable(ctx context.Context, id rooms.ID, browser string) (kind *rooms.Kind, doc rooms.Document, err error) {
	err = h.ask(ctx, id, func(r *room) error {
		if _, _, err := r.seatOf(browser); err != nil && !r.reads(browser) {
			return err
		}
		kind, doc = r.kind, r.durable.doc.Clone()
		return nil
	})
	return kind, doc, err
}
