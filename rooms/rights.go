package rooms

import (
	"cmp"
	"slices"
	"time"
)

// Who is a set of people, by what they are (roles) and where they stand in this
// room (positions).
type Who uint16

// Roles, then positions.
const (
	Developers Who = 1 << iota
	ScrumMasters
	ProductOwners
	ProductManagers
	Stakeholders
	Observers
	Facilitator   // holds the baton
	CoFacilitator // was made one by the facilitator
	Speaking      // has the floor
	CalledIn      // is a guest on the floor, for a limited time
	Offered       // is offered the baton
	Invited       // only a listener, but takes part in this meeting

	Team     = Developers | ScrumMasters | ProductOwners
	Leads    = Facilitator | CoFacilitator
	Everyone = Team | ProductManagers | Stakeholders | Observers
)

// Sets that rows of rights name again and again.
const (
	Everybody = Everyone | Leads
	AtWork    = Team | Leads
	Leading   = Leads
)

// EveryPhase is Right.In of what may be done at any time, lobby and close included.
var EveryPhase = []string{"*"}

var whoOf = map[Role]Who{
	Developer: Developers, ScrumMaster: ScrumMasters, ProductOwner: ProductOwners,
	ProductManager: ProductManagers, Stakeholder: Stakeholders, Observer: Observers,
}

// WhoIs returns every set that person belongs to.
func (b *Base) WhoIs(person ID) Who {
	var w Who
	p, ok := b.Room.People.Get(person)
	if !ok || p.Left {
		return 0
	}
	if !b.standsAside(person) {
		w = p.part()
	}
	w |= position(Facilitator, b.Room.Baton.Holder == person)
	w |= position(CoFacilitator, b.Room.Baton.Co.Has(person))
	w |= position(Speaking, b.Room.Floor.Speaker == person)
	w |= position(CalledIn, b.Room.Floor.Guest.Person == person)
	w |= position(Offered, b.Room.Baton.isOfferedTo(person, p))
	return w
}

// part is what a person has a part in the meeting for: the roles, or an invitation.
func (p Person) part() (w Who) {
	for _, role := range p.Roles.All() {
		w |= whoOf[role]
	}
	return w | position(Invited, p.Invited)
}

// standsAside tells whether somebody keeps the meeting and takes no part in it. Who
// holds the baton chooses that for themselves: it goes to nobody with the baton, and
// is there again when the baton comes back.
func (b *Base) standsAside(person ID) bool {
	p, _ := b.Room.People.Get(person)
	return p.Aside && b.Room.Baton.Holder == person
}

func position(of Who, holds bool) Who {
	if holds {
		return of
	}
	return 0
}

// Right is one row of the table: who may do what, and when. What the others are told
// stands in the words as "refusal.forbidden/" and the reason.
type Right struct {
	Do  string
	In  []string // phases, or EveryPhase
	May Who
	Why string // the reason of the refusal; "" is Do, enough where the action has one row
}

// Rights is the table of one ceremony. It answers every action, drives the page
// and is printed into the documentation. An action may have several rows.
type Rights []Right

// Refuses returns why the actor may not do what it asks, or nil.
func (r Rights) Refuses(t *Tx, do string) *Error { return r.refuses(t, t.Actor, do) }

// refuses asks for a person who need not be the actor, see Behalf.
func (r Rights) refuses(t *Tx, person ID, do string) *Error {
	who, phase := t.WhoIs(person), t.Room.Agenda.Now
	me, _ := t.Room.People.Get(person)
	refusal := Refuse("unknown_action", "do", do)
	for _, row := range r {
		if row.Do != do {
			continue
		}
		inPhase := row.HoldsIn(phase)
		switch {
		case inPhase && row.May&who != 0:
			return nil
		case inPhase && row.May&me.part() != 0 && t.standsAside(person):
			refusal = Refuse("forbidden/stands_aside")
		case inPhase:
			refusal = Refuse("forbidden/"+row.Reason(), "as", t.hereAs(person))
		case refusal.Code == "unknown_action":
			refusal = Refuse("phase_closed")
		}
	}
	return refusal
}

// HoldsIn tells whether the row speaks of a phase.
func (r Right) HoldsIn(phase string) bool { return r.InEveryPhase() || slices.Contains(r.In, phase) }

// InEveryPhase tells whether the row speaks of every phase.
func (r Right) InEveryPhase() bool { return slices.Equal(r.In, EveryPhase) }

// Reason is what those are refused with who may not.
func (r Right) Reason() string { return cmp.Or(r.Why, r.Do) }

// hereAs is what a person's roles are called: one, or one and the others.
func (b *Base) hereAs(person ID) (as Word) {
	p, _ := b.Room.People.Get(person)
	for _, role := range p.Roles.All() {
		next := Word{Key: "as." + string(role)}
		if as.Key == "" {
			as = next
		} else {
			as = Word{"as.and", Args{"first": as, "last": next}}
		}
	}
	if as.Key == "" {
		as.Key = "as.nobody"
	}
	return as
}

// Graces are the times after which a person's absence may change something; the
// room asks the services then.
var Graces = []time.Duration{QuorumGrace, BatonGrace}

// For makes rows like this one for several actions. Services bring theirs as bundles:
// PeopleRights, BallotRights and so on. What differs from ceremony to ceremony a bundle
// takes from examples, which are rows that name no action.
func (r Right) For(actions ...string) (rights Rights) {
	for _, r.Do = range actions {
		rights = append(rights, r)
	}
	return rights
}
