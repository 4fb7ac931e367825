package live

import (
	"context"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
)

// Open makes a room and returns its id. The browser named in the brief gets the
// baton when it joins.
func (h *House) Open(ctx context.Context, b rooms.Brief) (rooms.ID, error) {
	kind := h.kinds[b.Kind]
	if kind == nil {
		return "", rooms.Invalid("kind", "no_such_kind", "kind", rooms.Clip(b.Kind))
	}
	var err error
	if b.Title, err = rooms.Line("title", b.Title, 1, rooms.MaxTitle); err != nil {
		return "", err
	}
	if err = h.atHome(ctx, &b); err != nil {
		return "", err
	}
	id := rooms.NewID()
	r := h.newRoom(id, kind, journal.Record{})
	step, err := kind.Play(kind.Blank(), r.moment(""), kind.Opening(b, rooms.Door{Secret: rooms.DigestOf("link", b.Secret), Opener: r.digest(b.Browser)}))
	if err != nil {
		return "", err
	}
	r.newest.doc = step.Doc
	if b.File != nil && (r.openBytes() > r.budget() || r.besideBytes() > h.with.Limits.Beside) {
		return "", r.isFullOf()
	}
	first, err := r.record(version{doc: step.Doc})
	if err != nil {
		return "", err
	}
	return id, inWords(h.with.Journal.Create(ctx, id, b.Team, first, r.due()))
}

func (h *House) join(ctx context.Context, id rooms.ID, admit func(*room) (rooms.ID, error)) (person rooms.ID, err error) {
	err = h.stored(ctx, id, func(r *room) (err error) {
		person, err = admit(r)
		return err
	})
	if err != nil {
		return "", err
	}
	return person, nil
}

// stored lets a room do something, and returns when that is stored.
func (h *House) stored(ctx context.Context, id rooms.ID, do func(*room) error) error {
	durable := make(chan error, 1)
	err := h.ask(ctx, id, func(r *room) error {
		if err := do(r); err != nil {
			return err
		}
		r.answer(pending{done: func(err error) { durable <- err }})
		return nil
	})
	if err != nil {
		return err
	}
	select {
	case err := <-durable:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// change makes a step that somebody outside asks for.
func (r *room) change(do string, change rooms.Change) error { return r.changeAs("", do, change) }

// changeAs makes a step of somebody, or ("") of the room itself.
func (r *room) changeAs(person rooms.ID, do string, change rooms.Change) error {
	next, err := r.kind.Play(r.newest.doc, r.moment(person), change)
	if err != nil {
		return err
	}
	patch := next.Doc.Since(r.newest.doc)
	if refusal := r.tooLarge(next, patch, person, do); refusal != nil {
		return refusal
	}
	r.commitPatch(next, patch, stepInfo{actor: person, do: do, undo: r.kind.Undoable(do)})
	return nil
}

// seatOf returns the person that a browser is here, as far as it is durable.
func (r *room) seatOf(browser string) (rooms.ID, rooms.Person, error) {
	base := r.durable.doc.Common()
	id, ok := base.Door.Browsers.Get(r.digest(browser))
	person, there := base.Room.People.Get(id)
	if !ok || !there || person.Left {
		return "", rooms.Person{}, errNoRoom
	}
	return id, person, nil
}

// WhoIs returns the person that a browser is in a room; "no_room" when it has
// no seat there.
func (h *House) WhoIs(ctx context.Context, id rooms.ID, browser string) (person rooms.ID, p rooms.Person, err error) {
	err = h.ask(ctx, id, func(r *room) (err error) {
		person, p, err = r.seatOf(browser)
		return err
	})
	return person, p, err
}

// Enter seats a connection. Frames come through seat from then on, the answer
// to hello first.
func (h *House) Enter(ctx context.Context, id rooms.ID, browser string, hello wire.Hello, seat Subscriber) (*Session, error) {
	if err := hello.Check(); err != nil {
		return nil, err
	}
	var chair *Session
	err := h.ask(ctx, id, func(r *room) error {
		person, _, err := r.seatOf(browser)
		if err != nil {
			return err
		}
		if r.closing {
			return errDraining // it was on its way in when the house closed
		}
		c := &Session{room: r, subscriber: seat, person: person, tab: hello.Tab}
		if err := r.connect(c, hello); err != nil {
			return err
		}
		chair = c
		return nil
	})
	return chair, err
}

// Act does something for somebody who has a seat, in place of their page: what is larger than
// a frame. It returns once that is stored, and refuses as the room does.
func (h *House) Act(ctx context.Context, id rooms.ID, browser, do string, with []byte) error {
	return h.stored(ctx, id, func(r *room) error {
		person, _, err := r.seatOf(browser)
		switch {
		case err != nil:
			return err
		case r.readOnly():
			return errNoSpace
		}
		return r.changeAs(person, do, r.kind.Act(do, with, nil))
	})
}

// MayRunBots tells whether this browser facilitates the room ("forbidden" if not).
func (h *House) MayRunBots(ctx context.Context, id rooms.ID, browser string) error {
	return h.ask(ctx, id, func(r *room) error {
		person, _, err := r.seatOf(browser)
		if err != nil {
			return err
		}
		if r.durable.doc.Common().WhoIs(person)&rooms.Leads == 0 {
			return rooms.Refuse("forbidden/bots")
		}
		return nil
	})
}
