// Package standup holds the rules of the daily standup: everybody speaks in turn, and what is in
// the way finds an owner.
package standup

import (
	"time"

	"rondo/rooms"
)

// State is what everyone sees of a daily standup.
type State struct {
	Goal    string                         `json:"goal,omitempty"`
	GoalBy  string                         `json:"goal_by,omitempty"` // last day of the sprint, YYYY-MM-DD
	One     Improvement                    `json:"one,omitzero"`      // what the last retrospective found the most important to change
	Pulse   bool                           `json:"pulse,omitempty"`   // ask for a pulse in the goal phase
	Async   bool                           `json:"async,omitempty"`   // people write instead of speaking; only blockers are talked about
	Wrote   rooms.Map[rooms.ID, Wrote]     `json:"wrote,omitzero"`    // by person: that notes are there, not what they say
	Board   rooms.Map[rooms.ID, BoardItem] `json:"board,omitzero"`    // items, for walking the board
	Started rooms.List[rooms.ID]           `json:"started,omitzero"`  // who started the last rounds, newest last
	Remote  rooms.Map[rooms.ID, bool]      `json:"remote,omitzero"`   // who is not in the room today
	Replan  rooms.ID                       `json:"replan,omitempty"`  // the topic parked because the goal is in danger
	Saved   rooms.Millis                   `json:"saved,omitempty"`   // ms unspent, once closed
}

// Own is the drawer of one person; the standup keeps nothing in it.
type Own struct{}

// Wrote is the summary of somebody's notes that listeners see.
type Wrote struct {
	At      rooms.Millis `json:"at"`
	Blocked bool         `json:"blocked,omitempty"`
	Raised  bool         `json:"raised,omitempty"` // the blocker is among the room's blockers
}

// Improvement is an action of the team that is asked about every day.
type Improvement struct {
	Text  string   `json:"text,omitempty"`
	How   string   `json:"how,omitempty"`   // we will know that it helped
	Owner rooms.ID `json:"owner,omitempty"` // who accepted it
}

// BoardItem is one item of the sprint board.
type BoardItem struct {
	Title string   `json:"title"`
	Owner rooms.ID `json:"owner,omitempty"`
	Rank  int      `json:"rank"` // right to left: the nearest to done first
	Done  bool     `json:"done,omitempty"`
}

// TeamNotes is the drawer of the audience "team": what people wrote before.
type TeamNotes struct {
	Notes rooms.Map[rooms.ID, Note] `json:"notes,omitzero"` // by person
}

// Note is what somebody wrote before the meeting.
type Note struct {
	Progress string       `json:"progress,omitempty"` // since yesterday
	Plan     string       `json:"plan,omitempty"`     // today
	Blocked  string       `json:"blocked,omitempty"`  // what is in the way
	At       rooms.Millis `json:"at"`
}

type (
	turn    = rooms.Turn[State, Own, TeamNotes]
	meeting = rooms.Meeting[State, Own, TeamNotes]
	action  = rooms.Action[State, Own, TeamNotes]
)

// Phases of the standup, and its ballots.
const (
	goal     = "goal"
	round    = "round"
	blockers = "blockers"
	plan     = "plan"

	pulseBallot = "pulse"
	trackBallot = "track"

	team = "team" // the audience that reads the notes
)

// standupBudget is the timebox of the Daily Scrum (Scrum Guide 2020: 15
// minutes); the round gets what the other phases leave of it.
const budget = 15 * time.Minute

var phases = []rooms.PhasePlan{
	{Key: rooms.Lobby, AtZero: rooms.Advance},
	{Key: goal, Budget: 30 * time.Second, AtZero: rooms.Advance, Ballot: pulseBallot},
	{Key: round, Budget: budget - 3*time.Minute - 45*time.Second, AtZero: rooms.PassOn},
	{Key: blockers, Budget: 2 * time.Minute, AtZero: rooms.Advance},
	{Key: plan, Budget: time.Minute, AtZero: rooms.Close, Ballot: trackBallot},
	{Key: rooms.Closing, Budget: 15 * time.Second, AtZero: rooms.Advance},
}

// Kind is the daily standup (Scrum Guide 2020: the Daily Scrum).
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[State, Own, TeamNotes]{
		Kind: "standup", Version: 1, Budget: budget, Phases: phases,
		Ballots: []string{pulseBallot, trackBallot},
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(), rooms.AheadService(nothingToSettle), rooms.FloorService(),
			rooms.BallotService(), rooms.BlockerService(), rooms.ParkingService(),
		},
		Rights:    rights,
		Audiences: map[string]rooms.Who{team: rooms.Team | rooms.ProductManagers | rooms.Leads},
		Actions: map[string]action{
			"note": rooms.On(writeNote), "goal": rooms.On(setGoal).MeantFor("/shared/goal", "/shared/goal_by"), "pulse": rooms.On(askPulse),
			"async": rooms.On(setAsync), "remote": rooms.On(setRemote), "board": rooms.On(setBoard).MeantFor("/shared/board"),
		},
		Opens: opens, GoesOn: goesOn, Hears: hears, Gives: gives, Minutes: minutes,
	})
}

func opens(t *turn, b rooms.Brief) error {
	t.Room.Baton.Lead = rooms.ScrumMaster
	t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: rooms.Team | rooms.Facilitator, Rest: round})
	t.PlanFloor(rooms.FloorPlan{Phase: round, Speakers: rooms.Developers, Guests: rooms.ProductManagers, Mode: rooms.Shuffle})
	t.Shared.Goal, t.Shared.GoalBy = b.Given.Goal, b.Given.By
	t.Shared.Started = b.Given.Starters
	if one, there := b.Given.Tasks.Get(b.Given.One); there && one.State == "open" {
		t.Shared.One = Improvement{one.Text, one.How, one.Owner}
	}
	return nil
}

// gives tells what the sprint is for, and who began the rounds, so that nobody starts two
// days running.
func gives(m *meeting, h *rooms.Handover) {
	h.Goal, h.By, h.Starters = m.Shared.Goal, m.Shared.GoalBy, m.Shared.Started
}

func hears(t *turn, e rooms.Event) error {
	switch e.What {
	case rooms.AheadOver:
		t.MoveOn() // nobody need come for what is written
	case rooms.Entered:
		return enters(t, e.Of)
	case rooms.Speaks:
		t.Room.Floor.Item = itemOf(t, e.ID())
	case rooms.Reordered:
		t.Reseat(seating(t))
	case rooms.Spoken:
		t.MoveOn()
	case rooms.Asked:
		return trackLeads(t, e.Of, false)
	case rooms.Settled:
		trackSettles(t, e.Of)
		return trackLeads(t, e.Of, true)
	case rooms.Hindered:
		return blockersReady(t)
	case rooms.Joined, rooms.Changed:
		return openTrack(t)
	case rooms.Closed:
		t.Shared.Saved = unspent(t)
	}
	return nil
}

func enters(t *turn, phase string) error {
	switch phase {
	case goal:
		return openPulse(t)
	case round:
		raiseFromNotes(t)
		openRound(t)
	case blockers:
		return openBlockers(t)
	case plan:
		return openTrack(t)
	case rooms.Closing:
		t.Shared.Saved = max(0, unspent(t)-t.Phase().Budget)
	}
	return nil
}

// openBlockers: of an asynchronous standup this is the whole live part, and it
// opens only when somebody wrote that something is in the way, or has not written by the
// time that all were given.
func openBlockers(t *turn) error {
	if t.Shared.Async {
		raiseFromNotes(t)
		if !t.HasOpenBlockers() && (t.Room.Ahead.Until == 0 || allWrote(t)) {
			t.MoveOn()
			return nil
		}
	}
	return blockersReady(t)
}

// blockersReady leads on from the blockers when each is owned, parked or solved.
// Where there are none the clock runs: somebody may still name one.
func blockersReady(t *turn) error {
	if t.Room.Agenda.Now != blockers {
		return nil
	}
	return t.SetReady(t.BlockersSettled())
}

// unspent is what the meeting did not use of its budget.
func unspent(t *turn) rooms.Millis {
	return max(0, t.Room.Agenda.Budget-t.Elapsed(t.Now))
}
