package rooms

import (
	"slices"
	"time"
)

// listeners are who a meeting of the team may keep out.
const listeners = ProductManagers | Stakeholders | Observers

// GoodbyeFor is how long listeners have to say goodbye once the team wants to be
// among itself.
const GoodbyeFor = time.Minute

// goodbyes is how many people go in one step; the others go a second later.
const goodbyes = 16

// InvitationService is for meetings that are the team's own: who may come in
// only when the door is opened for them, who takes part although they are only
// listeners, and how the team asks all the others to leave.
func InvitationService() Service {
	return Service{
		Name: "invitation",
		Verbs: map[string]Verb{
			"admit": Do(admitRole), "invite": Do(invite), "team_only": Do(teamOnly).Undoable(),
		},
		Rings:  map[string]func(*Tx, string) error{"goodbye": goodbyeRings},
		Hears:  hearsInvitation,
		Steady: []string{"goodbye"}, // a pause keeps nobody in whom the team asked to leave
	}
}

// InvitationRights are the rows of the invitation service: who leads keeps the door.
func InvitationRights() Rights {
	return Right{In: EveryPhase, May: Leading}.For("admit", "invite", "team_only")
}

// KeepOut says which roles may not come in by themselves. Who is here stays.
func (t *Tx) KeepOut(who Who) { t.Room.Barred = who }

// barred tells whether the door is shut for every one of these roles. Somebody
// who has another one as well comes in for that one, and keeps them all: what
// somebody is does not change by the door they came through.
func (b *Base) barred(roles []Role) bool {
	return len(roles) > 0 && !slices.ContainsFunc(roles, func(role Role) bool { return whoOf[role]&b.Room.Barred == 0 })
}

// admitRole opens the door for the people of one role, or shuts it again.
func admitRole(t *Tx, with struct {
	Role Role `json:"role"`
	On   bool `json:"on"`
}) error {
	who := whoOf[with.Role] & listeners
	if who == 0 {
		return Invalid("role", "team_role")
	}
	if with.On {
		t.KeepOut(t.Room.Barred &^ who)
		t.Room.Private = false
		t.StopTimer("goodbye")
		for id := range t.Room.People.All() {
			t.callOff(id)
		}
		return nil
	}
	t.KeepOut(t.Room.Barred | who)
	return nil
}

// invite lets a listener take part in this meeting, or takes that back.
func invite(t *Tx, with flagWith) error {
	p, err := t.someone(with.Person)
	switch {
	case err != nil:
		return err
	case p.isOf(Team):
		return Refuse("not_a_listener", "name", p.Name)
	}
	p.Invited = with.On
	t.Room.People.Put(with.Person, p)
	t.TellOf(Changed, with.Person)
	t.sayGoodbye()
	return nil
}

// teamOnly asks everybody who only listens to leave: after low safety in a
// retrospective people speak among themselves or not at all. Invitations end with it; who is invited again may stay.
func teamOnly(t *Tx, _ nothing) error {
	t.KeepOut(t.Room.Barred | listeners)
	t.Room.Private = true
	for id, p := range t.Room.People.All() {
		if p.Invited {
			t.Room.People.Edit(id, func(p *Person) { p.Invited = false })
			t.TellOf(Changed, id)
		}
	}
	t.sayGoodbye()
	return nil
}

// sayGoodbye starts the time in which those leave who are asked to, unless it
// runs already.
func (t *Tx) sayGoodbye() {
	if t.Room.Private && len(t.leaving()) > 0 && !t.Room.Timers.Has("goodbye") {
		t.SetTimer("goodbye", GoodbyeFor)
	}
}

// lostTheDoor tells that somebody's roles are others than they were. Whoever came in
// for a role that is not theirs after all, and has barred ones only, says goodbye as
// if the team had just asked: else asking for a role and getting a no would be a way
// past the door. All others who are here stay.
func (t *Tx) lostTheDoor(person ID, was Person) {
	if p, _ := t.Room.People.Get(person); !t.barred(was.wants()) && t.barred(p.wants()) && !t.mayStay(person) {
		t.SetTimer("goodbye:"+string(person), GoodbyeFor)
	}
}

// mayStay tells whether somebody who was asked to leave alone may stay. That they
// ask for a role once more is not enough.
func (b *Base) mayStay(person ID) bool {
	p, _ := b.Room.People.Get(person)
	return p.Invited || person == b.Room.Baton.Holder || !b.barred(p.Roles.Slice())
}

// callOff ends the goodbye of somebody who may stay.
func (t *Tx) callOff(person ID) {
	if t.mayStay(person) {
		t.StopTimer("goodbye:" + string(person))
	}
}

func hearsInvitation(t *Tx, e Event) error {
	switch e.What {
	case Changed:
		t.callOff(e.ID())
	case Left:
		t.StopTimer("goodbye:" + e.Of)
	}
	return nil
}

// goodbyeRings sees those out who are still here, or one person. Nobody is removed
// for good: they come in again when the door is opened for them.
func goodbyeRings(t *Tx, person string) error {
	if person != "" {
		if !t.mayStay(ID(person)) {
			t.depart(ID(person), false)
		}
		return nil
	}
	for _, id := range t.leaving() {
		if len(t.news) >= goodbyes {
			t.SetTimer("goodbye", time.Second)
			break
		}
		t.depart(id, false) // and with them whoever sits around their device
	}
	return nil
}

// leaving are the people who are asked to leave, in the order in which they
// came: neither of the team nor about to be, not invited, not facilitating.
func (t *Tx) leaving() (people []ID) {
	for _, id := range t.Room.People.Ranked(func(p Person) int { return p.Rank }) {
		p, _ := t.Room.People.Get(id)
		if !p.Left && !p.Invited && id != t.Room.Baton.Holder && t.barred(p.wants()) {
			people = append(people, id)
		}
	}
	return people
}
