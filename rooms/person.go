package rooms

import (
	"fmt"
	"slices"
	"time"
)

// A Role says what somebody is in the team. Several are allowed; rights are the
// union of them (docs/rights.md).
type Role string

// The roles.
const (
	Developer      Role = "developer"
	ScrumMaster    Role = "scrum_master"
	ProductOwner   Role = "product_owner"
	ProductManager Role = "product_manager"
	Stakeholder    Role = "stakeholder"
	Observer       Role = "observer"
)

// Person is somebody who came into the room.
type Person struct {
	Name     string     `json:"name"`
	Roles    List[Role] `json:"roles"`
	Asks     List[Role] `json:"asks,omitzero"` // roles that wait for the facilitator's yes
	Hue      int        `json:"hue"`           // 1 to 12, by order of arrival
	Rank     int        `json:"rank"`          // order of arrival
	Late     bool       `json:"late,omitempty"`
	Away     bool       `json:"away,omitempty"` // absent today
	Left     bool       `json:"left,omitempty"` // gone for good; the name stays for the minutes
	Bot      bool       `json:"bot,omitempty"`
	Member   ID         `json:"member,omitempty"`   // who this is in the team's home
	Via      ID         `json:"via,omitempty"`      // whose device speaks for this person, who has none here
	Invited  bool       `json:"invited,omitempty"`  // takes part in this meeting although only a listener
	Expected int        `json:"expected,omitempty"` // was in a meeting before this one, so many ago, and has not come to this one so far
	Aside    bool       `json:"aside,omitempty"`    // while facilitating: only facilitates, without the rights of the roles
}

// PeopleRights are the rows of the people service: everybody speaks for themselves, who
// leads sees to the room, and only the facilitator removes somebody.
func PeopleRights() Rights {
	return slices.Concat(
		Right{In: EveryPhase, May: Everybody}.For("rename", "roles", "late", "away", "leave", "phone", "forget"),
		Right{In: EveryPhase, May: Leading}.For("grant", "lock", "look", "title", "let_in"),
		Right{In: EveryPhase, May: Facilitator}.For("remove", "keep"),
	)
}

// Is tells whether the person holds role.
func (p Person) Is(role Role) bool { return p.Roles.Has(role) }

// isOf tells whether one of the person's roles is among who, wherever the person
// stands in this room.
func (p Person) isOf(who Who) bool {
	return slices.ContainsFunc(p.Roles.Slice(), func(role Role) bool { return whoOf[role]&who != 0 })
}

// TakesPart tells whether the person is in this meeting today.
func (p Person) TakesPart() bool { return !p.Left && !p.Away }

// QuorumGrace is how long a dropped connection still counts as present.
const QuorumGrace = 20 * time.Second

const hues = 12

// Attended tells that somebody's connection came, or has been gone for longer
// than a grace: who counts as present may be others than before.
const Attended = "attended"

// PeopleService is who is in the room: names, roles, lateness and absence, the
// way out, one's own phone.
func PeopleService() Service {
	return Service{
		Name: "people",
		Verbs: map[string]Verb{
			"rename": Do(rename), "roles": Do(setRoles), "grant": Do(grantRole),
			"late": Do(setLate), "away": Do(setAway),
			"remove": Do(removePerson).Undoable().Always(), "leave": Do(leaveRoom).Always(),
			"keep": Do(keepRoom), "forget": doWhole(forgetPerson).Always(), "lock": Do(lockRoom).Always(), "look": Do(lookAt), "title": Do(setTitle).MeantFor("/room/title"),
			"phone": Do(linkPhone), "let_in": Do(letIn),
		},
		Rings:  map[string]func(*Tx, string) error{"phone": phoneExpires},
		Steady: []string{"phone"},
		Hears: func(t *Tx, e Event) error {
			t.noteSeen()
			if e.What == Closed {
				t.forgetLateness()
			}
			return nil
		},
		Attends: func(t *Tx) error {
			t.Tell(Attended, "")
			return nil
		},
	}
}

// Arguments that many verbs share.
type (
	nothing    struct{}
	switchWith struct {
		On bool `json:"on"`
	}
	personWith struct {
		Person ID `json:"person"`
	}
	flagWith struct {
		Person ID   `json:"person"`
		On     bool `json:"on"`
	}
)

// personID is the id of the nth person that came.
func personID(n int) ID { return ID(fmt.Sprint("p", n)) }

// admit lets a new person in and returns the id that is theirs for good. The
// opener, whose browser made the room, may take any role and gets the baton;
// others take developer, stakeholder and observer by themselves and ask for the
// rest. It refuses with "room_locked", with "by_invitation" whoever would come in
// for barred roles alone, or with "invalid" for the name or the roles.
// A room with as many people in it as it holds is "room_full". Joined is the caller's to
// tell, once the person has a seat.
func (t *Tx) admit(c Caller, bot, opener bool) (ID, error) {
	n := t.Internal.People + 1
	id := personID(n)
	if err := t.seat(id, Person{Bot: bot, Rank: n, Hue: (n-1)%hues + 1}, c, opener); err != nil {
		return "", err
	}
	t.Internal.People = n
	t.Internal.Unseen.Put(id, true)
	return id, nil
}

// admitAgain lets in somebody who left: they are who they were, under the name and in
// the roles that they give now. It refuses as admit does.
func (t *Tx) admitAgain(id ID, c Caller, opener bool) error {
	p, _ := t.Room.People.Get(id)
	if p.Expected == 0 { // else the roles were granted to this person before
		p.Roles = List[Role]{}
	}
	p.Left, p.Away, p.Expected = false, false, 0
	return t.seat(id, p, c, opener)
}

// seat gives a person who comes in a name and roles, if there is a place for them.
func (t *Tx) seat(id ID, p Person, c Caller, opener bool) error {
	name, err := t.nameFor(id, c.Name)
	if err != nil {
		return err
	}
	if t.Room.Locked && !opener {
		return Refuse("room_locked")
	}
	if was, in := t.Room.People.Get(id); (!in || was.Left) && t.inRoom() >= t.most {
		return Refuse("room_full", "n", t.most)
	}
	roles := c.Roles
	if len(roles) == 0 {
		roles = []Role{Developer}
	}
	if err := p.take(roles, opener || c.Granted); err != nil {
		return err
	}
	if t.barred(roles) && !opener {
		return Refuse("by_invitation")
	}
	p.Name = name
	t.Room.People.Put(id, p)
	if opener {
		t.Door.Came = true
		t.handBaton(id, "")
	}
	return nil
}

// inRoom is how many people are in the room now. Who left stands in the minutes and
// takes up no place: else one person who comes and is removed again and again would
// fill the room for good.
func (b *Base) inRoom() (n int) {
	for _, p := range b.Room.People.All() {
		if !p.Left {
			n++
		}
	}
	return n
}

// someone returns a person who is in the room; "no_such_person" otherwise.
func (t *Tx) someone(id ID) (Person, error) {
	p, _ := t.Room.People.Get(id)
	return p, t.here(id)
}

func rename(t *Tx, with struct {
	Name   string `json:"name" takes:"name"`
	Person ID     `json:"person,omitempty"` // somebody around the actor's device
}) error {
	person, err := t.behalf("person", with.Person)
	if err != nil {
		return err
	}
	name, err := t.nameFor(person, with.Name)
	if err != nil {
		return err
	}
	t.Room.People.Edit(person, func(p *Person) { p.Name = name })
	return nil
}

func setLate(t *Tx, with flagWith) error {
	return t.flag(with, func(p *Person) { p.Late = with.On })
}

func setAway(t *Tx, with flagWith) error {
	return t.flag(with, func(p *Person) { p.Away = with.On })
}

func (t *Tx) flag(with flagWith, set func(*Person)) error {
	person, err := t.onBehalf(with.Person)
	if err != nil {
		return err
	}
	t.Room.People.Edit(person, set)
	t.TellOf(Changed, person)
	return nil
}

// forgetLateness drops who was late: it ordered this meeting's round, and is not kept.
func (t *Tx) forgetLateness() {
	for id, p := range t.Room.People.All() {
		if p.Late {
			t.Room.People.Edit(id, func(p *Person) { p.Late = false })
		}
	}
}

// noteSeen keeps who is in the meeting itself. Who comes before it or after it, or has a
// seat and never opens the page, was not there.
func (t *Tx) noteSeen() {
	if t.Room.Started == 0 || t.Room.Ended != 0 {
		return
	}
	for id := range t.Internal.Unseen.All() {
		if t.IsSeen(id) {
			t.Internal.Unseen.Delete(id)
		}
	}
}

func lockRoom(t *Tx, with switchWith) error {
	t.Room.Locked = with.On
	return nil
}

// lookAt asks everybody to look at one thing; an empty one ends it.
func lookAt(t *Tx, with struct {
	What string `json:"what" takes:"title?"`
}) error {
	t.Room.Look = with.What
	return nil
}

func setTitle(t *Tx, with struct {
	Title string `json:"title" takes:"title"`
}) error {
	t.Room.Title = with.Title
	return nil
}

// MostPeople is how many people a room holds, unless its house says otherwise.
const MostPeople = 200
