package rooms

import (
	"time"
)

// maxAround is how many people may sit around one device.
const maxAround = 12

// DeviceService is for several people around one device, as in a room with one
// laptop: the person whose device it is says who sits there, and hands it round
// so that one after another votes and writes. Those around are people like all
// others, but that nobody is connected as them.
func DeviceService() Service {
	return Service{
		Name:  "device",
		Verbs: map[string]Verb{"around": Do(sitAround), "not_around": Do(notAround).Always()},
	}
}

// DeviceRights are the rows of the device service: a device of the team speaks for several.
func DeviceRights() Rights {
	return Right{In: EveryPhase, May: AtWork}.For("around", "not_around")
}

// Device is whose device speaks for somebody: mostly their own.
func (b *Base) Device(person ID) ID {
	if p, _ := b.Room.People.Get(person); p.Via != "" {
		return p.Via
	}
	return person
}

// present tells whether somebody is here, or was within grace. Rules ask this and
// not for connections: whoever sits around a device is here when it is.
func (t *Tx) present(person ID, grace time.Duration) bool {
	return t.Here.Present(t.Device(person), grace)
}

// connected tells whether somebody can be reached at this moment.
func (t *Tx) connected(person ID) bool {
	_, here := t.Here.Since[t.Device(person)]
	return here
}

// Behalf returns whom an action is for: the actor, when nobody or the actor is
// named, or somebody around the actor's device. It refuses all others, at the
// argument "for".
//
// An action whose arguments have a field For is for that person in every way: the
// table of rights is asked for them and not for the actor, since a device of
// somebody who only listens hands in what the developers around it chose.
func (t *Tx) Behalf(person ID) (ID, error) { return t.behalf("for", person) }

func (t *Tx) behalf(field string, person ID) (ID, error) {
	if person == "" || person == t.Actor {
		return t.Actor, nil
	}
	if p, _ := t.Room.People.Get(person); p.Left || p.Via == "" || p.Via != t.Actor {
		return "", Invalid(field, "not_around")
	}
	return person, nil
}

// sitAround lets one more person take part through the actor's device. They have
// the roles that everybody takes by themselves: there is nobody who could ask.
func sitAround(t *Tx, with struct {
	Name  string `json:"name" takes:"name"`
	Roles []Role `json:"roles,omitempty"`
}) error {
	for _, role := range with.Roles {
		if !freeRoles.Has(role) {
			return Invalid("roles", "around_device")
		}
	}
	if len(t.around(t.Actor)) >= maxAround {
		return Refuse("too_many/around", "n", maxAround)
	}
	id, err := t.admit(Caller{Name: with.Name, Roles: with.Roles}, false, false)
	if err != nil {
		return err
	}
	t.Room.People.Edit(id, func(p *Person) { p.Via = t.Actor })
	t.TellOf(Joined, id)
	return nil
}

func notAround(t *Tx, with personWith) error {
	person, err := t.behalf("person", with.Person)
	if err != nil {
		return err
	}
	if person == t.Actor {
		return Invalid("person", "yourself")
	}
	t.depart(person, false)
	return nil
}

// around are the people around somebody's device, in the order in which they sat
// down.
func (b *Base) around(person ID) (people []ID) {
	for _, id := range b.Room.People.Ranked(func(p Person) int { return p.Rank }) {
		if p, _ := b.Room.People.Get(id); p.Via == person && !p.Left {
			people = append(people, id)
		}
	}
	return people
}
