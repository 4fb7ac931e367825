package rooms

import (
	"slices"
	"time"
)

// What keeps rooms alive (package live) drives a meeting through its Kind, which
// no rule gets hold of: a Turn does not give its Kind away. So a ceremony cannot
// begin an era, burn a round or let somebody in, though these are changes like any other.

// Blank is an empty document of this kind.
func (k *Kind) Blank() Document { return k.blank() }

// Minutes are the minutes of a document of this kind, as they would be now.
func (k *Kind) Minutes(of Document) Minutes { return k.minutes(of) }

// Upgrade brings the content of an older version's document up to this one's.
func (k *Kind) Upgrade(content map[string]any, from int) error { return k.upgrade(content, from) }

// HearsQuietSigns tells whether people may tell the facilitators things without
// anybody learning who.
func (k *Kind) HearsQuietSigns() bool { return k.quiet }

// Always tells whether an action is done also in a room that is full: it moves the
// meeting on, says who does, or is one that says so of itself.
func (k *Kind) Always(do string) bool {
	v := k.verbs[do]
	return v.fits || v.of == "agenda" || v.of == "baton"
}

// BeginEra forgets every tab: all count their actions from 1 again. The era is
// named after what began it.
func (k *Kind) BeginEra(t *Tx, by string) { t.beginEra(by) }

// BurnRound names the key of an anonymous round that has ended as one to destroy.
func (k *Kind) BurnRound(t *Tx) { t.burnRound() }

// Touch notes, to the day, that people use the room.
func (k *Kind) Touch(t *Tx) { t.touch() }

// ComeIn makes a new person of whoever may come in, or the one again who left from this
// browser, and gives the browser the seat. The opener, whose browser made the room, gets
// the baton. It refuses with "room_locked", "room_full", "by_invitation" or "invalid".
func (k *Kind) ComeIn(t *Tx, c Caller, bot, opener bool) (ID, error) {
	return t.comeIn(c, bot, opener)
}

// RolesBy are the roles that a link gives whose secret has this digest, beside the room's own
// link. It refuses with "no_room" what opens nothing here, and with "no_room/link_void" what
// did once.
func (k *Kind) RolesBy(in Document, link Digest) ([]Role, error) { return in.Common().rolesBy(link) }

// Recovers is whose seat a way back leads to. It refuses with "no_room" what leads nowhere,
// and with "no_room/recovery_void" what did once.
func (k *Kind) Recovers(in Document, link Digest) (ID, error) { return in.Common().recovers(link) }

// GiveRoles gives somebody who is in the room the roles of a link that they came by.
func (k *Kind) GiveRoles(t *Tx, person ID, roles []Role) { t.giveRoles(person, roles) }

// Recover gives a browser the seat of whoever made the link that it came by.
func (k *Kind) Recover(t *Tx, browser Digest, person ID) { t.recover(browser, person) }

// NameOfNew is what a newcomer of this name would be called in the room.
func (k *Kind) NameOfNew(in Document, name string) string { return in.Common().toldApart("", name) }

// ExpectedBy is who a browser will be that comes into the room for the first time, by its
// digest in the first room of the series; nobody, if it was in none.
func (k *Kind) ExpectedBy(in Document, before Digest) (p Person) {
	base := in.Common()
	person, known := base.seriesPerson(before)
	if p, _ = base.Room.People.Get(person); known && p.Expected > 0 {
		return p
	}
	return Person{}
}

// GoOnIn says in which room the meeting is held again. The first one stays, so that all
// meet in one; it is returned.
func (k *Kind) GoOnIn(t *Tx, link string) string {
	if t.Room.Next == "" {
		t.Room.Next = link
	}
	return t.Room.Next
}

// MayStay tells whether somebody may stay in the room once all who were not invited are
// asked to leave.
func (k *Kind) MayStay(in Document, person ID) bool { return in.Common().mayStay(person) }

// IsHome tells whether meetings of a team are opened from rooms of this kind.
func (k *Kind) IsHome() bool { return k.receives != nil }

// Handover is what a room has for one that goes on from it.
func (k *Kind) Handover(of Document, room ID) Handover {
	h := of.Common().handover(room, k.IsHome())
	h.Refines = slices.ContainsFunc(k.services, func(s Service) bool { return s.Name == backlogService })
	k.gives(of, &h)
	return h
}

// Owes tells whether a meeting has ended whose team's home does not know yet what came of it.
func (k *Kind) Owes(doc Document) bool { return doc.Common().owes() }

// Receive is the change of a home that takes what came of a meeting; once, however often it
// is made.
func (k *Kind) Receive(h Handover) Change {
	return func(doc Document, t *Tx) error {
		if !t.isNews(h) {
			return nil
		}
		for _, s := range k.services {
			if s.Receives != nil {
				s.Receives(t, h)
			}
		}
		return k.receives(doc, t, h)
	}
}

// SeatMember gives somebody of the team a seat in one of its meetings, by their browser.
func (k *Kind) SeatMember(t *Tx, browser Digest, m Member, opener bool) (ID, error) {
	return t.seatMember(browser, m, opener)
}

// Schedule is when a team meets, of its home with this id.
func (k *Kind) Schedule(of Document, home ID) Schedule {
	room := of.Common().Room
	return Schedule{home, room.Title, room.Rhythm.Zone, room.Schedule}
}

// Expires is when a room is deleted if nobody comes back before, where the server keeps rooms
// for so long.
func (k *Kind) Expires(doc Document, keep time.Duration) Millis { return doc.Common().expires(keep) }

// GoesAtEnd tells whether a meeting is over and is to be deleted, whoever is still there.
func (k *Kind) GoesAtEnd(doc Document) bool { return doc.Common().goesAtEnd() }
