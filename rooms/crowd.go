package rooms

import (
	"iter"
	"slices"
	"time"
)

// Crowd is whom somebody hides among who does something without a name, such as
// writing a note. Whoever hides there must do so twice: when it is done, and when it
// is shown. A crowd that is asked about at one moment only could be there for that
// moment. So it is open while the thing can be done, and keeps for how long each
// person could have done it.
type Crowd struct {
	May   Who           `json:"may,omitempty"`   // whose part the thing is
	Open  Millis        `json:"open,omitempty"`  // since when it can be done; absent: not now
	Ran   Millis        `json:"ran,omitempty"`   // ms for which it could be done before that, since it was shown last
	Again bool          `json:"again,omitempty"` // some of it was shown before
	Stays Map[ID, Stay] `json:"stays,omitzero"`  // of those who could have done what is not shown yet, whether they did or not
}

// Stay is for how long somebody could have done what a crowd hides.
type Stay struct {
	Since Millis `json:"since,omitempty"` // since when; absent: not now
	Ran   Millis `json:"ran,omitempty"`   // ms before that
}

const (
	// FewestInCrowd is how many people hide each other: of two each knows what the other did.
	FewestInCrowd = 3

	// LeastStay is for how long one must have been able to do a thing to hide who did it,
	// or for all the time that it could be done. And what can be done again, after some of
	// it was shown, is shown after no less: going to and fro would show each as it is done.
	LeastStay = time.Minute
)

// CrowdService keeps the crowds of a meeting: who counts, over which time, and for whom
// it is a crowd.
func CrowdService() Service {
	return Service{Name: "crowd", Hears: crowdHears}
}

func crowdHears(t *Tx, e Event) error {
	switch e.What {
	case Joined, Attended, Changed, Left:
	default:
		return nil
	}
	for what := range t.Room.Crowds.All() {
		if e.What == Changed || e.What == Left && t.Actor != e.ID() {
			t.losesPart(what, e.ID())
		}
		t.countCrowd(what)
	}
	return nil
}

// losesPart strikes somebody whose part was taken, by whomever. One by one it could be
// taken from all but one, and what is done then would be that one's. Who leaves stays,
// with the time that they were there.
func (t *Tx) losesPart(what string, person ID) {
	t.Room.Crowds.Edit(what, func(c *Crowd) {
		if p, _ := t.Room.People.Get(person); !p.TakesPart() || t.WhoIs(person)&c.May == 0 {
			c.Stays.Delete(person)
		}
	})
}

// OpenCrowd says that a thing can be done from now on by a group; CloseCrowd ends it.
func (t *Tx) OpenCrowd(what string, who Who) {
	t.Room.Crowds.Edit(what, func(c *Crowd) {
		c.May = who
		if c.Open == 0 {
			c.Open = t.Now
		}
	})
	t.countCrowd(what)
}

// CloseCrowd says that a thing cannot be done for now.
func (t *Tx) CloseCrowd(what string) {
	c := t.crowdOf(what)
	if c.Open == 0 {
		return
	}
	for person, stay := range c.Stays.All() {
		c.Stays.Put(person, Stay{Ran: t.stayed(person, stay)})
	}
	c.Ran, c.Open = c.ran(t.Now), 0
	t.Room.Crowds.Put(what, c)
}

// ForgetCrowd begins anew when what was done is shown, or destroyed.
func (t *Tx) ForgetCrowd(what string) {
	if t.Room.Crowds.Has(what) {
		t.Room.Crowds.Put(what, Crowd{Again: true})
	}
}

// InCrowd are those who could have done what is not shown yet, if only for a moment.
func (t *Tx) InCrowd(what string) (people Map[ID, bool]) {
	c, _ := t.Room.Crowds.Get(what)
	for person := range c.Stays.All() {
		people.Put(person, true)
	}
	return people
}

// crowdOf is a crowd as it stands. After a restart it goes on as if the time in which
// nobody could do anything had not been: neither it nor a stay grows by it.
func (t *Tx) crowdOf(what string) Crowd {
	c, _ := t.Room.Crowds.Get(what)
	if c.Open == 0 || c.Open >= t.Here.Opened {
		return c
	}
	for person, stay := range c.Stays.All() {
		if stay.Since != 0 {
			c.Stays.Put(person, Stay{Since: t.Here.Opened, Ran: stay.Ran + max(0, t.Here.Known-stay.Since)})
		}
	}
	c.Ran, c.Open = c.Ran+max(0, t.Here.Known-c.Open), t.Here.Opened
	return c
}

// countCrowd begins the stays of those who have come and ends those of the gone.
func (t *Tx) countCrowd(what string) {
	c := t.crowdOf(what)
	if c.Open == 0 {
		return
	}
	for person := range t.Room.People.All() {
		stay, _ := c.Stays.Get(person)
		switch here := t.isIn(person, c.May); {
		case here && stay.Since == 0:
			c.Stays.Put(person, Stay{Since: t.Now, Ran: stay.Ran})
		case !here && stay.Since != 0 && !t.isCutOff(person, stay):
			c.Stays.Put(person, Stay{Ran: t.stayed(person, stay)})
		}
	}
	t.Room.Crowds.Put(what, c)
}

func (t *Tx) isIn(person ID, who Who) bool { return t.WhoIs(person)&who != 0 && t.IsSeen(person) }

// isCutOff tells whether somebody was there until a restart and may be back in a moment.
// They stay for so long: else whoever is back first would hide among nobody. Who had gone
// before has no stay that goes on.
func (t *Tx) isCutOff(person ID, s Stay) bool {
	return s.Since != 0 && t.Here.Awaited(t.Device(person))
}

func (c Crowd) ran(now Millis) Millis {
	if c.Open == 0 {
		return c.Ran
	}
	return c.Ran + now - c.Open
}

// stayed is how long a stay has lasted: until the line was lost, or until a restart after
// which the person did not come back.
func (t *Tx) stayed(person ID, s Stay) Millis {
	if s.Since == 0 {
		return s.Ran
	}
	until := t.Now
	if gone, ok := t.Here.Gone[t.Device(person)]; ok {
		until = gone
	} else if !t.connected(person) && !t.isCutOff(person, s) {
		until = s.Since
	}
	return s.Ran + max(0, until-s.Since)
}

// Hides tells whether a thing may be done without a name at this moment: three others
// than those named are here who could do it, or were for a minute, or until a restart a
// moment ago.
func (t *Tx) Hides(what string, who Who, but ...ID) bool {
	c := t.crowdOf(what)
	return t.hiding(func(person ID) bool {
		stay, _ := c.Stays.Get(person)
		return t.isIn(person, who) || t.isCutOff(person, stay) || t.stayed(person, stay) >= For(LeastStay)
	}, but) >= FewestInCrowd
}

// HidesShown tells whether what was done without a name may be shown: three others than
// those named could have done it for a minute, or for all the time that there was.
func (t *Tx) HidesShown(what string, but ...ID) bool {
	c := t.crowdOf(what)
	ran := c.ran(t.Now)
	if c.May == 0 || c.Again && ran < For(LeastStay) {
		return false
	}
	return t.hiding(func(person ID) bool {
		stay, in := c.Stays.Get(person)
		return in && t.stayed(person, stay) >= min(ran, For(LeastStay))
	}, but) >= FewestInCrowd
}

func (t *Tx) hiding(is func(ID) bool, but []ID) int {
	return len(t.crowd(func(yield func(ID) bool) {
		for person := range t.Room.People.All() {
			if is(person) && !slices.Contains(but, person) && !yield(person) {
				return
			}
		}
	}))
}

// crowd are those of some people who hide each other. Bots hide nobody: whoever
// brought them knows which words are not theirs. Where there was never anybody but one
// person, who tries the room, there is nobody to hide from, and they count.
func (t *Tx) crowd(people iter.Seq[ID]) (hiding []ID) {
	alone := t.wasOnePersons()
	for person := range people {
		if p, _ := t.Room.People.Get(person); alone || !p.Bot {
			hiding = append(hiding, person)
		}
	}
	return hiding
}

// wasOnePersons tells whether there has never been more than one person in the room
// beside bots. Who left has left votes and notes behind.
func (b *Base) wasOnePersons() bool {
	n := 0
	for _, p := range b.Room.People.All() {
		if !p.Bot {
			n++
		}
	}
	return n == 1
}

// isRehearsal tells whether one person tries the meeting with bots: it is none of a team's.
// Once somebody else comes, it is a meeting like any other.
func (b *Base) isRehearsal() bool {
	for _, p := range b.Room.People.All() {
		if p.Bot {
			return b.wasOnePersons()
		}
	}
	return false
}

// IsSeen tells whether somebody takes part and is here, or was until a moment ago.
func (t *Tx) IsSeen(person ID) bool {
	return t.awaited(person) && !t.Here.Awaited(t.Device(person))
}
