package rooms

import "time"

// Caller is somebody at the door who has no link and asks to be let in. Like who is
// connected, callers are memory of the room's owner and no part of the document: a
// stranger's name is stored once they are let in, and not before.
type Caller struct {
	Browser Digest // whose seat it will be
	Name    string
	Roles   []Role
}

// DeafFor is how long whoever was sent away is not heard at the door.
const DeafFor = 10 * time.Minute

// CheckCaller returns a name as it is kept, or refuses it or the roles as Admit would:
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
	person, err := t.Admit(caller.Name, caller.Roles, false, false)
	if err != nil {
		return err
	}
	t.Door.Browsers.Put(caller.Browser, person)
	t.TellOf(Joined, person)
	return nil
}
