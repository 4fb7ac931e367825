package planning

import (
	"time"

	"rondo/rooms"
)

// contextTime is what the product manager has for strategy.
const contextTime = 5 * time.Minute

const (
	mostDrafts     = 30
	mostObjections = 50
)

// takeContext gives the product manager the floor, once, to say what the sprint is for in
// the long run.
func takeContext(t *turn, _ struct{}) error {
	if t.Shared.Context {
		return rooms.Refuse("context_given")
	}
	t.Shared.Context = true
	t.GiveFloor(t.Actor, contextTime)
	return nil
}

// draftGoal proposes a version of the goal. The first of those who may edit it lies on the
// table at once.
func draftGoal(t *turn, with struct {
	Text string `json:"text" takes:"extra"`
}) error {
	if t.Shared.Drafts.Len() >= mostDrafts {
		return rooms.Refuse("too_many/drafts", "n", mostDrafts)
	}
	id := t.Rand.ID()
	rank := rooms.LastRank(t.Shared.Drafts, func(d GoalDraft) int { return d.Rank }) + 1
	t.Shared.Drafts.Put(id, GoalDraft{Text: with.Text, By: t.Actor, Rank: rank})
	if t.Shared.Goal == "" && t.WhoIs(t.Actor)&editors != 0 {
		t.Shared.Goal = id
	}
	return nil
}

// chooseGoal lays a version on the table. What developers are just asked about stays.
func chooseGoal(t *turn, with struct {
	Draft rooms.ID `json:"draft"`
}) error {
	switch {
	case !t.Shared.Drafts.Has(with.Draft):
		return rooms.NoSuch("draft")
	case isAsked(t, vetoBallot):
		return rooms.Refuse("asked_now")
	}
	t.Shared.Goal = with.Draft
	return goalReady(t)
}

// confirmGoal is the product owner's yes. It asks the developers, hidden, whether one of
// them vetoes: the goal is the whole team's.
func confirmGoal(t *turn, _ struct{}) error {
	draft, ok := t.Shared.Drafts.Get(t.Shared.Goal)
	switch {
	case !ok:
		return rooms.Refuse("no_goal")
	case isAsked(t, vetoBallot):
		return rooms.Refuse("asked_now")
	case draft.State == goalAgreed:
		return nil
	case objectionsTo(t.Shared, t.Shared.Goal) > 0:
		return rooms.Refuse("objections_open")
	}
	setGoalState(t, goalAsked)
	return askDevelopers(t, vetoBallot, rooms.BallotPlan{Kind: rooms.YesNo, Fine: 1, About: string(t.Shared.Goal)})
}

func setGoalState(t *turn, state string) {
	t.Shared.Drafts.Edit(t.Shared.Goal, func(d *GoalDraft) { d.State = state })
}

// consentSettles: nobody's veto makes it the goal, and the meeting goes on. Where nothing
// can be shown it is as if nobody had been asked.
func consentSettles(t *turn) error {
	switch r := latest(t, vetoBallot); {
	case r.Voters == 0 || r.Part:
		setGoalState(t, "")
	case r.Mood == rooms.SomeNot || r.Tally.Has("no"):
		setGoalState(t, goalVetoed)
	default:
		setGoalState(t, goalAgreed)
	}
	return goalReady(t)
}

// goalReady leads on from why once there is a goal that all stand behind.
func goalReady(t *turn) error {
	if t.Room.Agenda.Now != why {
		return nil
	}
	draft, _ := t.Shared.Drafts.Get(t.Shared.Goal)
	return t.SetReady(draft.State == goalAgreed)
}

// objectTo says what one has against the version on the table, in words and with one's
// name: what is hidden is the veto.
func objectTo(t *turn, with struct {
	Text string `json:"text" takes:"extra"`
}) error {
	switch {
	case t.Shared.Goal == "":
		return rooms.Refuse("no_goal")
	case t.Shared.Objections.Len() >= mostObjections:
		return rooms.Refuse("too_many/objections", "n", mostObjections)
	}
	rank := rooms.LastRank(t.Shared.Objections, func(o Objection) int { return o.Rank }) + 1
	t.Shared.Objections.Put(t.Rand.ID(), Objection{Draft: t.Shared.Goal, Text: with.Text, By: t.Actor, Rank: rank})
	return nil
}

// settleObjection: whoever has an objection says that it is settled, or whoever leads.
func settleObjection(t *turn, with struct {
	Objection rooms.ID `json:"objection"`
	On        bool     `json:"on"`
}) error {
	return rooms.EditIn(&t.Shared.Objections, with.Objection, "objection", func(o *Objection) error {
		if o.By != t.Actor && t.WhoIs(t.Actor)&rooms.Leading == 0 {
			return rooms.Refuse("forbidden/not_your_objection")
		}
		o.Settled = with.On
		return nil
	})
}

// objectionsTo counts what is open against a version.
func objectionsTo(s *State, draft rooms.ID) (n int) {
	for _, o := range s.Objections.All() {
		if o.Draft == draft && !o.Settled {
			n++
		}
	}
	return n
}

// goal is the text of the version on the table, and whether all stand behind it.
func (s State) goal() (text string, agreed bool) {
	draft, _ := s.Drafts.Get(s.Goal)
	return draft.Text, draft.State == goalAgreed
}
