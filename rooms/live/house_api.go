package live

import (
	"context"
	"crypto/subtle"
	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
)

// Knock is somebody at the door of a room.
type Knock struct {
	Secret   string // of the link, or
	Phone    string // a one-time secret for one's own phone, or
	Recovery string // the secret of a way back to one's seat
	Browser  string // the browser's cookie; never stored, only its digest for this room
	Name     string
	Roles    []rooms.Role
	Bot      bool

	member rooms.Member // who is known at the home of the room's team, by this browser
}

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
	first, err := r.record(version{doc: step.Doc})
	if err != nil {
		return "", err
	}
	r.newest.doc = step.Doc
	return id, inWords(h.with.Journal.Create(ctx, id, b.Team, first, r.due()))
}

// Join lets somebody in and returns who they are here. The same browser is the
// same person again. Unknown rooms and wrong secrets are refused alike, with
// code "no_room"; links for a phone and ways back as well.
func (h *House) Join(ctx context.Context, id rooms.ID, k Knock) (rooms.ID, error) {
	if k.Name == "" && k.Phone == "" && k.Recovery == "" {
		k.member = h.memberAt(ctx, id, k.Secret, k.Browser)
	}
	person, err := h.join(ctx, id, func(r *room) (rooms.ID, error) { return r.admit(k) })
	switch refused := rooms.AsError(err); {
	case refused == nil || refused.Code != errNoRoom.Code:
	case k.Phone != "":
		err = errNoPhone
	case k.Recovery != "" && refused.Reason == "":
		err = errNoRecovery
	}
	return person, err
}

// Doorplate is what somebody with the link reads before they come in: where they join.
type Doorplate struct {
	Title string       `json:"title"`
	Kind  string       `json:"kind"`
	Leads string       `json:"leads,omitempty"` // the name of who facilitates
	Here  []string     `json:"here"`            // the names of who is there, in order of arrival
	As    []rooms.Role `json:"as,omitempty"`    // the roles that this link gives
	You   *Known       `json:"you,omitempty"`   // who this browser was in the meeting before
	Next  string       `json:"next,omitempty"`  // path and secret of the room in which the meeting is held again, once it has ended

	Member string `json:"member,omitempty"` // who is known at the team's home, and need not say who they are
}

// Known is somebody who was in the meeting before this one.
type Known struct {
	Name  string       `json:"name"`
	Roles []rooms.Role `json:"roles"`
}

// Read returns what stands at the door of a room, to whoever might come in: it is
// refused as Join is.
func (h *House) Read(ctx context.Context, id rooms.ID, secret, browser string) (plate Doorplate, err error) {
	plate.Member = h.memberAt(ctx, id, secret, browser).Name
	return plate, h.ask(ctx, id, func(r *room) error {
		as, err := r.knows(secret, r.digest(browser))
		if err != nil {
			return err
		}
		plate.As = as
		base := r.durable.doc.Common()
		if base.Room.Locked {
			return rooms.Refuse("room_locked")
		}
		plate.Title, plate.Kind, plate.Leads, plate.Here = base.Room.Title, base.Room.Kind, base.NameOf(base.Room.Baton.Holder), []string{}
		for _, person := range base.Room.People.Ranked(func(p rooms.Person) int { return p.Rank }) {
			if r.isHere(person) {
				plate.Here = append(plate.Here, base.NameOf(person))
			}
		}
		if p := r.kind.ExpectedBy(r.durable.doc, r.before(browser)); p.Name != "" {
			plate.You = &Known{p.Name, p.Roles.Slice()}
		}
		if base.Room.Ended != 0 {
			plate.Next = base.Room.Next
		}
		return nil
	})
}

// knows tells whether somebody has the secret of a link into the room, and was not shown
// out, and returns the roles that this link gives.
func (r *room) knows(secret string, browser rooms.Digest) (gives []rooms.Role, err error) {
	base, link := r.newest.doc.Common(), rooms.DigestOf(rooms.LinkPurpose, secret)
	if !sameDigest(link, base.Door.Secret) {
		if gives, err = r.kind.RolesBy(r.newest.doc, link); err != nil {
			return nil, err
		}
	}
	if base.Door.Out.Has(browser) {
		return nil, rooms.Refuse("removed")
	}
	return gives, nil
}

// join returns when who was admitted is stored.
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

// admit finds the knocker's seat, or gives one.
func (r *room) admit(k Knock) (rooms.ID, error) {
	door := r.newest.doc.Common().Door
	browser := r.digest(k.Browser)
	switch {
	case k.Phone != "":
		return r.admitPhone(browser, rooms.DigestOf("phone", k.Phone))
	case k.Recovery != "":
		return r.admitRecovered(browser, rooms.DigestOf(rooms.RecoveryPurpose, k.Recovery))
	}
	gives, err := r.knows(k.Secret, browser)
	if err != nil {
		return "", err
	}
	person, seated := door.Browsers.Get(browser)
	switch {
	case !seated:
		return r.admitNew(browser, k, gives)
	case len(gives) == 0:
		return person, nil
	case r.readOnly():
		return "", errNoSpace
	}
	return person, r.change("roles by link", func(_ rooms.Document, t *rooms.Tx) error {
		r.kind.GiveRoles(t, person, gives)
		return nil
	})
}

// admitNew seats somebody who has no seat; in the roles that their link gives, if it does.
func (r *room) admitNew(browser rooms.Digest, k Knock, gives []rooms.Role) (person rooms.ID, err error) {
	base := r.newest.doc.Common()
	switch {
	case base.Room.Locked:
		return "", rooms.Refuse("room_locked")
	case r.readOnly():
		return "", errNoSpace
	}
	opener := sameDigest(browser, base.Door.Opener)
	return person, r.change("joins", func(_ rooms.Document, t *rooms.Tx) error {
		r.kind.Touch(t)
		if k.member.ID != "" {
			person, err = r.kind.SeatMember(t, browser, k.member, opener)
			return err
		}
		caller := rooms.Caller{Browser: browser, Before: r.before(k.Browser), Name: k.Name, Roles: k.Roles}
		if len(gives) > 0 {
			caller.Roles, caller.Granted = gives, true
		}
		person, err = r.kind.ComeIn(t, caller, k.Bot, opener)
		return err
	})
}

// admitPhone gives a person's own phone the person's seat, once.
func (r *room) admitPhone(browser, pass rooms.Digest) (rooms.ID, error) {
	phone, ok := r.newest.doc.Common().Door.Phones.Get(pass)
	if !ok || r.now() > phone.Until {
		return "", errNoRoom
	}
	if !r.begun() {
		return "", errNoSpace
	}
	return phone.Person, r.change("phone joins", func(_ rooms.Document, t *rooms.Tx) error {
		t.Door.Phones.Delete(pass)
		t.Door.Browsers.Put(browser, phone.Person)
		t.Held.Edit(phone.Person, func(h *rooms.Held) { h.Phone = rooms.PhoneLink{} })
		return nil
	})
}

// admitRecovered gives somebody the seat again whose way back this is.
func (r *room) admitRecovered(browser, pass rooms.Digest) (rooms.ID, error) {
	person, err := r.kind.Recovers(r.newest.doc, pass)
	switch {
	case err != nil:
		return "", err
	case !r.begun():
		return "", errNoSpace
	}
	return person, r.change("is back", func(_ rooms.Document, t *rooms.Tx) error {
		r.kind.Recover(t, browser, person)
		return nil
	})
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

func (r *room) digest(browser string) rooms.Digest {
	return rooms.DigestOf("seat "+string(r.id), browser)
}

// before is a browser's digest in the first room of the series, or "".
func (r *room) before(browser string) rooms.Digest {
	if first := r.newest.doc.Common().Door.Series.ID; first != "" && browser != "" {
		return rooms.DigestOf("seat "+string(first), browser)
	}
	return ""
}

func sameDigest(a, b rooms.Digest) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

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

// Owned is all that the room has of whoever sits at a browser, as JSON; see Doc.
func (h *House) Owned(ctx context.Context, id rooms.ID, browser string) (file []byte, padded bool, err error) {
	err = h.ask(ctx, id, func(r *room) error {
		person, _, err := r.seatOf(browser)
		if err != nil {
			return err
		}
		own, err := r.kind.OwnedBy(r.durable.doc, person, r.drawerOf(person))
		file, padded = r.discreet(wire.FrameOf(own)), r.pads()
		return err
	})
	return file, padded, err
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

// Calendar returns the actions that are due, for people of the room: an iCalendar
// file and what it is called, in the words of a language.
func (h *House) Calendar(ctx context.Context, id rooms.ID, browser string, w rooms.Words) (name string, file []byte, err error) {
	_, doc, err := h.durable(ctx, id, browser)
	if err != nil {
		return "", nil, err
	}
	base := doc.Common()
	err = h.asked(id, func() { name, file = base.Minutes().FileName(w), base.Calendar(id, w) })
	return name, file, err
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
