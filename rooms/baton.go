package rooms

import (
	"slices"
	"time"
)

// Baton says who facilitates. It is a lease: when the holder is gone for longer
// than BatonGrace, it is offered on, and the holder gets it back on return. It
// never moves unasked. That settles what users of such tools asked for in turn:
// promote somebody, do not, lock it, give it back (ParabolInc/parabol#357,
// #3307, #7124, duracellko/planningpoker4azure#35).
type Baton struct {
	Holder ID       `json:"holder,omitempty"`
	Co     List[ID] `json:"co,omitzero"`      // co-facilitators
	Offer  ID       `json:"offer,omitempty"`  // who may take it with one tap
	Gone   bool     `json:"gone,omitempty"`   // it is offered because the holder is gone; absent: because one came whose part it is
	Owner  ID       `json:"owner,omitempty"`  // whom it goes back to on return
	Locked bool     `json:"locked,omitempty"` // no succession
	Lead   Role     `json:"lead,omitempty"`   // whose part it is to facilitate this ceremony: offered it on arrival
	Nays   List[ID] `json:"nays,omitzero"`    // who said no or gave it away: not offered again
	Silent List[ID] `json:"silent,omitzero"`  // who was offered it while the holder is gone, and did not answer
	Open   bool     `json:"open,omitempty"`   // the holder is gone, and all were asked in vain: whoever is there may take it
}

// BatonGrace is how long the facilitator may be gone before the baton is offered.
const BatonGrace = 30 * time.Second

// OfferFor is how long somebody has to answer before the baton of who is gone is offered
// to the next.
const OfferFor = 15 * time.Second

// BatonService is who facilitates. The ceremony says in Room.Baton.Lead whose
// part that is: the scrum master's, or in refinement the product owner's.
func BatonService() Service {
	return Service{
		Name: "baton",
		Verbs: map[string]Verb{
			"baton_give": Do(giveBaton), "baton_take": Do(takeBaton), "baton_decline": Do(declineBaton),
			"baton_co": Do(setCo), "baton_lock": Do(lockBaton),
		},
		Rings:   map[string]func(*Tx, string) error{"offer": offerRings},
		Steady:  []string{"offer"}, // a pause needs somebody who ends it
		Hears:   hearsBaton,
		Attends: attendsBaton,
	}
}

// BatonRights are the rows of the baton service: who holds it gives it, who is offered
// it answers.
func BatonRights() Rights {
	return append(
		Right{In: EveryPhase, May: Facilitator}.For("baton_give", "baton_co", "baton_lock"),
		Right{In: EveryPhase, May: Offered}.For("baton_take", "baton_decline")...)
}

// handBaton makes somebody the facilitator; owner is whom it goes back to, or "".
// Others lead than before, and where one of them stands aside while facilitating,
// others take part: quorums and ballots are weighed anew.
func (t *Tx) handBaton(to, owner ID) {
	b := &t.Room.Baton
	t.TellOf(Changed, to)
	b.Holder, b.Owner = to, owner
	b.Nays, b.Silent = List[ID]{}, List[ID]{}
	b.Co = b.Co.Without(to)
	t.offer("", false)
}

// passBaton hands it from one person to another. For good, owner being "", it ends
// what the opener had for having opened the room: it is another's now, and leaving
// and coming in again does not bring it back. An opener who has not been here yet
// has passed on nothing.
func (t *Tx) passBaton(to, owner ID) {
	if b := t.Room.Baton; owner == "" && to != b.Owner && t.Door.Came {
		t.Door.Opener = ""
	}
	t.handBaton(to, owner)
}

// giveBaton hands it over for good; a stand-in hands on what goes back to the
// owner all the same.
func giveBaton(t *Tx, with struct {
	To ID `json:"to"`
}) error {
	p, err := t.someone(with.To)
	if err != nil {
		return err
	}
	switch {
	case p.Bot:
		return Invalid("to", "bot_leads")
	case p.Via != "":
		return Invalid("to", "no_device")
	}
	owner := t.Room.Baton.Owner
	if owner == with.To {
		owner = ""
	}
	t.passBaton(with.To, owner)
	t.Room.Baton.Nays = ListOf(t.Actor)
	return attendsBaton(t)
}

// takeBaton is for the one it was offered. From somebody who is gone it is only
// borrowed, also from somebody who was gone before a restart.
func takeBaton(t *Tx, _ nothing) error {
	b := t.Room.Baton
	owner := b.Owner
	if owner == "" && b.Holder != "" && (b.Gone || !t.present(b.Holder, BatonGrace)) {
		owner = b.Holder
	}
	t.passBaton(t.Actor, owner)
	return nil
}

func declineBaton(t *Tx, _ nothing) error {
	b := &t.Room.Baton
	if b.Nays = b.Nays.With(t.Actor); b.Open {
		return nil
	}
	t.offer("", false)
	return attendsBaton(t)
}

func setCo(t *Tx, with flagWith) error {
	if _, err := t.someone(with.Person); err != nil {
		return err
	}
	co := t.Room.Baton.Co.Without(with.Person)
	if with.On && with.Person != t.Room.Baton.Holder {
		co = co.With(with.Person)
	}
	t.Room.Baton.Co = co
	t.TellOf(Changed, with.Person)
	return nil
}

func lockBaton(t *Tx, with switchWith) error {
	if t.Room.Baton.Locked = with.On; with.On {
		t.offer("", false)
	}
	return attendsBaton(t)
}

// isOfferedTo tells whether somebody may take it.
func (b Baton) isOfferedTo(id ID, p Person) bool {
	return b.Offer == id || b.Open && b.Holder != id && p.TakesPart() && !p.Bot && p.Via == ""
}

// Facilitators are those who facilitate. There may be no holder: nobody is "".
func (b *Base) Facilitators() []ID {
	return slices.DeleteFunc(append([]ID{b.Room.Baton.Holder}, b.Room.Baton.Co.Slice()...), func(person ID) bool { return person == "" })
}
