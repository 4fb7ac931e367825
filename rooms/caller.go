package rooms

import "time"

// Caller is somebody at the door: mostly one who has no link and asks to be let in. Like who is
// connected, callers are memory of the room's owner and no part of the document: a
// stranger's name is stored once they are let in, and not before.
type Caller struct {
	Browser Digest // whose seat it will be
	Before  Digest // the same browser, in the first room of the series; "" where there was none before
	Name    string
	Roles   []Role
	Granted bool // by the link that they came by: nobody is asked for the roles
}

// DeafFor is how long whoever was sent away is not heard at the door.
const DeafFor = 10 * time.Minute

// CheckCaller returns a name as it is kept, or refuses it or the roles as admit would:
// beforehand, by what was asked for alone, so that the answer says nothing of a room.
func CheckCaller(name string, roles []Role) (string, error) {
	if len(roles) > 0 { // else a developer
		if err := new(Person).take(roles, false); err != nil {
			return "", err
		}
	}
	return cleanName(name)
}

// letIn answers somebody at the door: they get a seat as if they had the link, or are sent
// away without being told.
func letIn(t *Tx, with struct {
	Caller ID   `json:"caller"`
	Yes    bool `json:"yes"`
}) error {
	caller, waits := t.callers[with.Caller]
	if !waits {
		return Refuse("caller_gone")
	}
	if !with.Yes {
		t.sentAway = caller.Browser
		return nil
	}
	_, err := t.comeIn(caller, false, false)
	return err
}

// comeIn makes a new person of whoever may come in, or the one again who left from this
// browser, and gives the browser the seat. Where they are back by another of theirs, this
// one is theirs as well.
func (t *Tx) comeIn(c Caller, bot, opener bool) (person ID, err error) {
	person, was := t.Door.Left.Get(c.Browser)
	if !was {
		person, was = t.seriesPerson(c.Before)
	}
	p, _ := t.Room.People.Get(person)
	switch {
	case was && t.wasRemoved(person):
		return "", Refuse("removed")
	case !was:
		person, err = t.admit(c, bot, opener)
	case p.Left:
		err = t.admitAgain(person, c, opener)
	}
	if err != nil {
		return "", err
	}
	t.Door.Left.Delete(c.Browser)
	t.Door.Browsers.Put(c.Browser, person)
	if c.Before != "" && !bot {
		t.Door.Series.Seats.Put(c.Before, person)
	}
	t.TellOf(Joined, person)
	return person, nil
}
