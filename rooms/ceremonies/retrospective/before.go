package retrospective

import (
	"rondo/rooms"
)

// What became of an action that was open.
const (
	carriedDone = "done"
	carriedKeep = "keep"
	carriedDrop = "drop"
)

const mostCarried, mostFacts, mostStreak = 50, 100, 99

var (
	factKinds    = rooms.ListOf("event", "goal", "blocker", "growth", "review", "parked")
	factStates   = rooms.ListOf("open", "solved", "parked") // of a blocker that was brought along
	factOutcomes = rooms.ListOf("met", "partly", "not")     // of the goal
)

// carryAction notes an action that is still open from before.
func carryAction(t *turn, with struct {
	Text   string   `json:"text" takes:"card"`
	Owner  rooms.ID `json:"owner,omitempty"`                // the actor, or nobody yet
	Streak int      `json:"streak,omitempty" takes:"0..99"` // how often it was kept before
}) error {
	if t.Shared.Old.Len() >= mostCarried {
		return rooms.Refuse("too_many/carried", "n", mostCarried)
	}
	if with.Owner != "" && with.Owner != t.Actor {
		return rooms.Invalid("owner", "own_only")
	}
	rank := rooms.LastRank(t.Shared.Old, func(c Carried) int { return c.Rank }) + 1
	t.Shared.Old.Put(t.Rand.ID(), Carried{Text: with.Text, Owner: with.Owner, Streak: with.Streak, Rank: rank})
	return oldReady(t)
}

type carriedWith struct {
	Action rooms.ID `json:"action"`
	On     *bool    `json:"on,omitempty"`  // false: give it back
	For    rooms.ID `json:"for,omitempty"` // somebody around the actor's device
}

// ownCarried takes an open action on oneself, or gives it back.
func ownCarried(t *turn, with carriedWith) error {
	who, err := t.Behalf(with.For)
	if err != nil {
		return err
	}
	return editCarried(t, with.Action, func(c *Carried) error {
		yes := with.On == nil || *with.On
		switch {
		case yes && c.Owner != "" && c.Owner != who:
			return rooms.Refuse("already_owned")
		case yes:
			c.Owner = who
		case c.Owner == who:
			c.giveBack()
		}
		return nil
	})
}

// giveBack leaves an action without an owner, and so it cannot be kept.
func (c *Carried) giveBack() {
	if c.Owner = ""; c.State == carriedKeep {
		c.State = ""
	}
}

// disown gives back what somebody owned who is gone for good, as long as another
// can take it.
func disown(t *turn, person rooms.ID) {
	if t.Past(old) {
		return
	}
	for id, c := range t.Shared.Old.All() {
		if c.Owner == person {
			c.giveBack()
			t.Shared.Old.Put(id, c)
		}
	}
}

type answerWith struct {
	Action rooms.ID `json:"action"`
	State  string   `json:"state" takes:"done|keep|drop?"` // "" takes the answer back
	Helped string   `json:"helped,omitempty" takes:"yes|no?"`
	For    rooms.ID `json:"for,omitempty"` // somebody around the actor's device
}

// decidesOn tells whose word counts for an action: its owner's and that of whoever
// facilitates. What nobody owns is the team's.
func decidesOn(t *turn, c Carried, person rooms.ID) bool {
	return c.Owner == "" || c.Owner == person || t.WhoIs(person)&rooms.Leading != 0
}

// answerCarried says what became of an action. What nobody owns cannot be kept: it
// finds an owner or dies (ParabolInc/parabol#11245: tasks that nobody looks at).
func answerCarried(t *turn, with answerWith) error {
	if with.Helped != "" && with.State != carriedDone {
		return rooms.Invalid("helped", "helped_undone")
	}
	who, err := t.Behalf(with.For)
	if err != nil {
		return err
	}
	return editCarried(t, with.Action, func(c *Carried) error {
		switch {
		case !decidesOn(t, *c, who):
			return rooms.Refuse("forbidden/not_your_answer")
		case with.State == carriedKeep && c.Owner == "":
			return rooms.Refuse("needs_owner").At("owner")
		}
		c.State, c.Helped = with.State, with.Helped
		return nil
	})
}

// dropCarried takes an action off the list as if it had never been on it.
func dropCarried(t *turn, with struct {
	Action rooms.ID `json:"action"`
	For    rooms.ID `json:"for,omitempty"` // somebody around the actor's device
}) error {
	who, err := t.Behalf(with.For)
	c, ok := t.Shared.Old.Get(with.Action)
	switch {
	case err != nil:
		return err
	case !ok:
		return rooms.NoSuch("action")
	case !decidesOn(t, c, who):
		return rooms.Refuse("forbidden/not_yours_to_remove")
	}
	t.Shared.Old.Delete(with.Action)
	return oldReady(t)
}

func editCarried(t *turn, id rooms.ID, change func(*Carried) error) error {
	if err := rooms.EditIn(&t.Shared.Old, id, "action", change); err != nil {
		return err
	}
	return oldReady(t)
}

// kept is how often an action was kept, as the next retrospective is told: once the
// meeting has ended, this time counts as well. The room's own number stays, so that
// ending twice does not count twice.
func (c Carried) kept(ended bool) int {
	if ended && c.State == carriedKeep {
		return min(c.Streak+1, mostStreak)
	}
	return c.Streak
}

// oldReady leads on when every open action has its answer.
func oldReady(t *turn) error {
	if t.Room.Agenda.Now != old {
		return nil
	}
	for _, c := range t.Shared.Old.All() {
		if c.State == "" {
			return t.SetReady(false)
		}
	}
	return t.SetReady(t.Shared.Old.Len() > 0)
}

// endOld: what nobody answered is kept by its owner, and dies without one. Whoever
// goes back answers for nobody.
func endOld(t *turn) {
	if t.Before(old) {
		return
	}
	for id, c := range t.Shared.Old.All() {
		switch {
		case c.State == "" && c.Owner == "":
			c.State = carriedDrop
		case c.State == "":
			c.State = carriedKeep
		}
		t.Shared.Old.Put(id, c)
	}
}

type factWith struct {
	Text string `json:"text" takes:"card"`
	Kind string `json:"kind,omitempty" takes:"key"` // absent: an event
	Day  string `json:"day,omitempty" takes:"date?"`
}

// addFact notes what happened in the sprint.
func addFact(t *turn, with factWith) error {
	if with.Kind == "" {
		with.Kind = "event"
	}
	if !factKinds.Has(with.Kind) {
		return rooms.Invalid("kind", "fact_kind")
	}
	if t.Shared.Facts.Len() >= mostFacts {
		return rooms.Refuse("too_many/facts", "n", mostFacts)
	}
	rank := rooms.LastRank(t.Shared.Facts, func(f Fact) int { return f.Rank }) + 1
	t.Shared.Facts.Put(t.Rand.ID(), Fact{Text: with.Text, Kind: with.Kind, Day: with.Day, Rank: rank})
	return nil
}

func dropFact(t *turn, with struct {
	Fact rooms.ID `json:"fact"`
}) error {
	if !t.Shared.Facts.Has(with.Fact) {
		return rooms.NoSuch("fact")
	}
	t.Shared.Facts.Delete(with.Fact)
	return nil
}
