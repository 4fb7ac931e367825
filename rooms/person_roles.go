package rooms

// Roles that a person takes without asking anybody. Scrum master, product owner
// and product manager bring rights over others, so the facilitator grants them.
var freeRoles = ListOf(Developer, Stakeholder, Observer)

// take gives the person these roles, as far as granted allows; the rest is
// asked for. Who only asks is an observer meanwhile: as a developer they would
// have a slot and a vote that they did not come for.
func (p *Person) take(roles []Role, granted bool) error {
	var now, asks List[Role]
	for _, role := range roles {
		if _, known := whoOf[role]; !known {
			return Invalid("roles", "no_such_role", "role", Clip(string(role)))
		}
		if granted || freeRoles.Has(role) || p.Is(role) {
			now = now.With(role)
		} else {
			asks = asks.With(role)
		}
	}
	if now.Len()+asks.Len() == 0 {
		return Invalid("roles", "no_role")
	}
	if now.Len() == 0 {
		now = ListOf(Observer)
	}
	p.Roles, p.Asks = now, asks
	return nil
}

// gain adds a role that was granted.
func (p *Person) gain(role Role) {
	if p.Roles.Len() == 1 && p.Is(Observer) && role != Observer {
		p.Roles = List[Role]{} // was one only while asking
	}
	p.Roles, p.Asks = p.Roles.With(role), p.Asks.Without(role)
}

// giveRoles gives somebody who is here roles that a link of the room gives.
func (t *Tx) giveRoles(person ID, roles []Role) {
	p, _ := t.Room.People.Get(person)
	was := p
	for _, role := range roles {
		p.gain(role)
	}
	t.Room.People.Put(person, p)
	t.lostTheDoor(person, was)
	t.TellOf(Changed, person)
}

// wants are the roles that a person has and asks for.
func (p Person) wants() []Role { return append(p.Roles.Slice(), p.Asks.Slice()...) }

type rolesWith struct {
	Person ID     `json:"person,omitempty"`
	Roles  []Role `json:"roles"`
}

func setRoles(t *Tx, with rolesWith) error {
	person, err := t.onBehalf(with.Person)
	if err != nil {
		return err
	}
	p, _ := t.Room.People.Get(person)
	was := p
	if err := p.take(with.Roles, t.WhoIs(t.Actor)&Leads != 0); err != nil {
		return err
	}
	t.Room.People.Put(person, p)
	t.lostTheDoor(person, was)
	t.TellOf(Changed, person)
	return nil
}

type grantWith struct {
	Person ID   `json:"person"`
	Role   Role `json:"role"`
	Yes    bool `json:"yes"`
}

// grantRole answers somebody who asked for a role.
func grantRole(t *Tx, with grantWith) error {
	p, err := t.someone(with.Person)
	if err != nil {
		return err
	}
	if !p.Asks.Has(with.Role) {
		return Refuse("not_asked", "name", p.Name)
	}
	was := p
	p.Asks = p.Asks.Without(with.Role)
	if with.Yes {
		p.gain(with.Role)
	}
	t.Room.People.Put(with.Person, p)
	t.lostTheDoor(with.Person, was)
	t.TellOf(Changed, with.Person)
	return nil
}
