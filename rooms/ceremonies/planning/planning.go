// Package planning holds the rules of sprint planning: why the sprint is worth it, what can be
// done in it, and how.
package planning

import (
	"time"

	"rondo/rooms"
)

// State is what everyone sees of a sprint planning.
type State struct {
	Number int    `json:"number,omitempty"` // of the sprint that is planned
	From   string `json:"from,omitempty"`   // its first day, YYYY-MM-DD
	To     string `json:"to,omitempty"`     // its last day
	Weeks  int    `json:"weeks"`            // its length; the timebox is two hours for each
	Focus  int    `json:"focus"`            // percent of a day that is left for the sprint
	Pace   int    `json:"pace"`             // points that the team does in a day of it, in hundredths
	Least  int    `json:"least"`            // a fist below this is low, 1 to 5

	Available rooms.Map[rooms.ID, int] `json:"available,omitzero"` // by person: half days; absent: not said yet
	Past      rooms.List[PastSprint]   `json:"past,omitzero"`      // the last sprints of the team, oldest first, three at most
	One       rooms.ID                 `json:"one,omitempty"`      // the action that the last retrospective found the most important

	Context    bool                           `json:"context,omitempty"` // the product manager has had the time for strategy
	Drafts     rooms.Map[rooms.ID, GoalDraft] `json:"drafts,omitzero"`   // versions of the sprint goal
	Goal       rooms.ID                       `json:"goal,omitempty"`    // the version that lies on the table
	Objections rooms.Map[rooms.ID, Objection] `json:"objections,omitzero"`

	Plans rooms.Map[rooms.ID, ItemPlan]   `json:"plans,omitzero"` // what is planned of an item, by the item
	Steps rooms.Map[rooms.ID, PlanStep]   `json:"steps,omitzero"` // how the items of the forecast will be built
	Risks rooms.Map[rooms.ID, rooms.Risk] `json:"risks,omitzero"`
	Paged rooms.ID                        `json:"paged,omitempty"` // who asked the product owner to come

	Asked      int                       `json:"asked,omitempty"`      // for which time confidence is asked
	Confidence string                    `json:"confidence,omitempty"` // what it came to: one of the words below
	Accepted   rooms.ID                  `json:"accepted,omitempty"`   // which product owner goes on although somebody doubts
	Reworks    rooms.Map[string, Rework] `json:"reworks,omitzero"`     // by number: how often, and why, the plan was changed after that
}

// PastSprint is how much a team forecast and did in a sprint.
type PastSprint struct {
	Number   int     `json:"number"`
	Forecast float64 `json:"forecast"` // points
	Done     float64 `json:"done"`     // points
}

// GoalDraft is a version of the sprint goal.
type GoalDraft struct {
	Text  string   `json:"text"`
	By    rooms.ID `json:"by"`
	Rank  int      `json:"rank"`
	State string   `json:"state,omitempty"` // one of the words below; absent: nobody was asked
}

// Objection is what somebody has against a version of the goal.
type Objection struct {
	Draft   rooms.ID `json:"draft"`
	Text    string   `json:"text"`
	By      rooms.ID `json:"by"`
	Rank    int      `json:"rank"`
	Settled bool     `json:"settled,omitempty"`
}

// ItemPlan is what planning says of an item.
type ItemPlan struct {
	In      bool   `json:"in,omitempty"`      // developers pulled it into the forecast
	Wish    string `json:"wish,omitempty"`    // what the product owner asks for: "in" or "out"
	Over    bool   `json:"over,omitempty"`    // was talked about for longer than an item has
	Carried string `json:"carried,omitempty"` // it was left undone in the sprint before: what becomes of it, one of the words below
	Resize  bool   `json:"resize,omitempty"`  // less than its size is left of it: it is to be sized anew
}

// PlanStep is one part of the work on an item.
type PlanStep struct {
	Item rooms.ID `json:"item"`
	Text string   `json:"text"`
	By   rooms.ID `json:"by"`
	Rank int      `json:"rank"`
}

// Rework is why the team went back to what it forecasts, and what it had forecast by then.
type Rework struct {
	Why      string               `json:"why"`
	By       rooms.ID             `json:"by"`
	Forecast rooms.List[rooms.ID] `json:"forecast,omitzero"`
}

type (
	turn    = rooms.Turn[State, struct{}, struct{}]
	meeting = rooms.Meeting[State, struct{}, struct{}]
	action  = rooms.Action[State, struct{}, struct{}]
)

// Phases of the planning, beside the lobby, in which people say what they bring, and the
// close (Scrum Guide: why is this Sprint valuable, what can be Done, how will it get done).
const (
	why        = "why"
	what       = "what"
	how        = "how"
	confidence = "confidence"
)

// Ballots of the planning.
const (
	vetoBallot       = "veto"
	confidenceBallot = "confidence"
	adviceBallot     = "advice" // of the product owner and the scrum master, apart from the developers'
)

// States of a version of the goal.
const (
	goalAsked  = "asked"  // developers may veto it
	goalVetoed = "vetoed" // somebody did
	goalAgreed = "agreed" // nobody did
)

// What becomes of an item that was carried over from the sprint before.
const (
	carriedOpen = "open" // nobody has said it
	carriedKept = "kept" // developers go on with it: it is in the forecast
	carriedBack = "back" // it waits on the backlog again
)

// What confidence comes to.
const (
	confident = "met"
	doubted   = "low" // somebody has a low fist
)

// week is the timebox for each week of the sprint (Scrum Guide: at most eight hours for a
// month).
const week = 2 * time.Hour

// share is a part of the timebox, in percent.
func share(percent int) time.Duration { return week * time.Duration(percent) / 100 }

var phases = []rooms.PhasePlan{
	{Key: rooms.Lobby, AtZero: rooms.Advance},
	{Key: why, Budget: share(15), AtZero: rooms.Signal, Ballot: vetoBallot},
	{Key: what, Budget: share(45), AtZero: rooms.Signal, Ballot: rooms.SizeBallot, Follows: why},
	{Key: how, Budget: share(30), AtZero: rooms.Signal, Follows: what},
	{Key: confidence, Budget: share(5), AtZero: rooms.Close, Ballot: confidenceBallot, Follows: how},
	{Key: rooms.Closing, Budget: share(5), AtZero: rooms.Signal},
}

// Kind is sprint planning (Scrum Guide 2020: the whole Scrum Team lays out the work to be
// performed for the Sprint).
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[State, struct{}, struct{}]{
		Kind: "planning", Version: 1, Budget: week, Phases: phases,
		Ballots: []string{vetoBallot, rooms.SizeBallot, confidenceBallot, adviceBallot},
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(), rooms.HandService(),
			rooms.BallotService(), rooms.SizingService(), rooms.AheadService(nothingToSettle), rooms.ItemService(), rooms.BacklogService(), rooms.TaskService(), rooms.ParkingService(),
		},
		Rights: rights,
		Actions: map[string]action{
			"settings":  rooms.On(setSettings).Undoable(),
			"available": rooms.On(sayAvailable),

			"context":          rooms.On(takeContext),
			"goal_draft":       rooms.On(draftGoal),
			"goal_choose":      rooms.On(chooseGoal).MeantFor("/shared/goal"),
			"goal_confirm":     rooms.On(confirmGoal).MeantFor("/shared/goal"),
			"objection":        rooms.On(objectTo),
			"objection_settle": rooms.On(settleObjection),

			"carried": rooms.On(noteCarried).Undoable(),
			"resize":  rooms.On(resizeCarried).Undoable(),

			"size": rooms.On(sizeItem).MeantFor("/room/ballots/" + rooms.SizeBallot + "/round"),
			"pull": rooms.On(pullItem).Undoable(),
			"wish": rooms.On(wishItem),

			"step_add":  rooms.On(addStep),
			"step_drop": rooms.On(dropStep).Undoable().Always(),
			"risk_add":  rooms.On(addRisk),
			"risk_own":  rooms.On(ownRisk),
			"risk_drop": rooms.On(dropRisk).Undoable().Always(),
			"page":      rooms.On(pageOwner),

			"speak":       rooms.On(speakUp).MeantFor("/room/floor/speaker"),
			"rework":      rooms.On(rework).MeantFor("/room/agenda/now"),
			"accept_risk": rooms.On(acceptRisk),
		},
		Opens: opens, GoesOn: goesOn, Hears: hears, Gives: gives, Minutes: minutes,
	})
}

func opens(t *turn, b rooms.Brief) error {
	t.Room.Baton.Lead = rooms.ScrumMaster
	t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: rooms.Developers, Rest: what, Whole: true})
	*t.Shared = State{Weeks: 1, Focus: 70, Pace: 100, Least: 3}
	t.LastWeeks(&t.Shared.Weeks, t.Shared.Weeks)
	beginWith(t, b.Given)
	return t.PlanSizing("fibonacci")
}

// goesOn has from the planning before how the team reckons, and how long its sprints are.
func goesOn(t *turn, was *meeting) error {
	t.Room.Sizing.Deck, t.Room.Sizing.Sure = was.Room.Sizing.Deck, was.Room.Sizing.Sure
	t.Shared.Focus, t.Shared.Least = was.Shared.Focus, was.Shared.Least
	t.LastWeeks(&t.Shared.Weeks, was.Shared.Weeks) // the timeboxes of that one come by themselves
	if t.Shared.Past.Len() == 0 {
		t.Shared.Pace = was.Shared.Pace
	}
	return nil
}

func hears(t *turn, e rooms.Event) error {
	switch e.What {
	case rooms.Entered:
		return enters(t, e.Of)
	case rooms.Leaving:
		t.StopTimer(itemClock)
		return leavesConfidence(t, e.Of)
	case rooms.Picked:
		startItem(t, e.ID())
		return sizesNow(t, e.ID())
	case rooms.Asked:
		return sizedAgain(t, e.Of)
	case rooms.Sized:
		sizedCarried(t, e.ID())
	case rooms.Rang:
		itemRings(t, e.Of)
	case rooms.Settled:
		return settles(t, e.Of)
	case rooms.Joined, rooms.Changed:
		return askConfidence(t)
	case rooms.Left:
		forget(t, e.ID())
	}
	return nil
}

func enters(t *turn, phase string) error {
	switch phase {
	case why:
		return goalReady(t)
	case what:
		t.HideWhoIsDone()
		return pickFirst(t)
	case confidence:
		return askConfidence(t)
	}
	return nil
}

func settles(t *turn, ballot string) error {
	switch ballot {
	case vetoBallot:
		return consentSettles(t)
	case confidenceBallot:
		return confidenceSettles(t)
	}
	return nil
}

// forget frees what somebody was to do who is gone for good.
func forget(t *turn, person rooms.ID) {
	if t.Room.Ended != 0 {
		return // leaving is going home, and what was agreed stays
	}
	t.Shared.Available.Delete(person)
	for id, risk := range t.Shared.Risks.All() {
		if risk.Owner == person {
			t.Shared.Risks.Edit(id, func(r *rooms.Risk) { r.Owner = "" })
		}
	}
}
