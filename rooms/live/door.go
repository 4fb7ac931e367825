package live

import (
	"context"
	"crypto/subtle"

	"rondo/rooms"
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
