// Package review holds the rules of the sprint review: the team and its stakeholders look at
// what the sprint came to, and at what is worth doing next.
package review

import (
	"time"

	"rondo/rooms"
)

// State is what everyone sees of a sprint review.
type State struct {
	Number int    `json:"number,omitempty"` // of the sprint that is looked at
	From   string `json:"from,omitempty"`   // its first day, YYYY-MM-DD
	To     string `json:"to,omitempty"`     // its last day
	Weeks  int    `json:"weeks"`            // its length; the timebox is an hour for each

	Goal    string                    `json:"goal,omitempty"`    // what the sprint was for
	Outcome string                    `json:"outcome,omitempty"` // what came of it, one of the words below; absent: not said yet
	Said    string                    `json:"said,omitempty"`    // and in a sentence
	Means   rooms.List[string]        `json:"means,omitzero"`    // what an item meets before it counts as done, as the team has it
	Work    rooms.Map[rooms.ID, Work] `json:"work,omitzero"`     // the items of the sprint

	Demos rooms.Map[rooms.ID, Demo] `json:"demos,omitzero"` // the queue, and what was shown
	Demo  rooms.ID                  `json:"demo,omitempty"` // what is shown now
	Soon  bool                      `json:"soon,omitempty"` // its time is nearly up: who is next gets ready
	Over  bool                      `json:"over,omitempty"` // its time is up: a clock tells for how long

	Feedback rooms.Map[rooms.ID, Feedback] `json:"feedback,omitzero"`
	Heard    rooms.List[rooms.ID]          `json:"heard,omitzero"` // who has had the time for market and roadmap

	Candidates rooms.Map[rooms.ID, Candidate] `json:"candidates,omitzero"` // for the backlog
}

// Work is an item of the sprint.
type Work struct {
	Title   string   `json:"title"`
	Link    string   `json:"link,omitempty"`
	Size    string   `json:"size,omitempty"`
	Goal    rooms.ID `json:"goal,omitempty"`    // the product goal that it serves
	Planned bool     `json:"planned,omitempty"` // it was forecast
	Was     bool     `json:"was,omitempty"`     // it was done when the review was opened
	Done    bool     `json:"done,omitempty"`    // it meets the definition of done
	Here    bool     `json:"here,omitempty"`    // it was named here: no home knows it
	Rank    int      `json:"rank"`
}

func (w Work) rank() int { return w.Rank }

// Demo is something that is shown.
type Demo struct {
	Title  string       `json:"title"`
	Item   rooms.ID     `json:"item,omitempty"`  // of the sprint; absent: something else
	By     rooms.ID     `json:"by,omitempty"`    // who shows it; absent: nobody has said to
	Asked  bool         `json:"asked,omitempty"` // by somebody who waits to be let into the queue
	Rank   int          `json:"rank"`
	Budget rooms.Millis `json:"budget"`          // ms
	Spent  rooms.Millis `json:"spent,omitempty"` // ms
	State  string       `json:"state"`           // one of the words below
}

func (d Demo) rank() int { return d.Rank }

// Feedback is what somebody says of what they saw.
type Feedback struct {
	Kind  string               `json:"kind"` // one of the words below
	Text  string               `json:"text,omitempty"`
	By    rooms.ID             `json:"by"`
	Demo  rooms.ID             `json:"demo,omitempty"` // absent: of the whole
	Votes rooms.List[rooms.ID] `json:"votes,omitzero"` // who wants to know it, too
	Done  bool                 `json:"done,omitempty"` // a question that was answered
	Rank  int                  `json:"rank"`
}

func (f Feedback) rank() int { return f.Rank }

// Candidate is what may become an item of the backlog.
type Candidate struct {
	Title string   `json:"title"`
	From  rooms.ID `json:"from,omitempty"` // the feedback that it came of
	By    rooms.ID `json:"by"`
	Flag  string   `json:"flag,omitempty"`  // what strategy or the market say of it, by the product manager
	State string   `json:"state"`           // one of the words below
	Why   string   `json:"why,omitempty"`   // so, in one line
	Topic rooms.ID `json:"topic,omitempty"` // under which it is parked
	Rank  int      `json:"rank"`
}

func (c Candidate) rank() int { return c.Rank }

type (
	turn    = rooms.Turn[State, struct{}, struct{}]
	meeting = rooms.Meeting[State, struct{}, struct{}]
	action  = rooms.Action[State, struct{}, struct{}]
)

// Phases of the review, beside the lobby and the close.
const (
	outcome = "outcome"
	demos   = "demos"
	context = "context"
	next    = "next"
)

// Ballots of the review.
const (
	dotsBallot = "dots"
	worth      = "roti"
)

// What came of the sprint's goal.
const (
	goalMet    = "met"
	goalPartly = "partly"
	goalNot    = "not"
)

// States of a demo.
const (
	demoWaits = "waits"
	demoNow   = "now"
	demoShown = "shown"
)

// Kinds of feedback.
const (
	liked    = "like"
	question = "question"
	idea     = "idea"
	risk     = "risk"
)

// States of a candidate.
const (
	candidateOpen     = "open"
	candidateAccepted = "accepted" // it goes to the backlog
	candidateParked   = "parked"   // it is talked about another time
	candidateDeclined = "declined"
)

// week is the timebox for each week of the sprint (Scrum Guide 2020: at most four hours for a
// month).
const week = time.Hour

// share is a part of the timebox, in percent.
func share(percent int) time.Duration { return week * time.Duration(percent) / 100 }

var phases = []rooms.PhasePlan{
	{Key: rooms.Lobby, AtZero: rooms.Advance},
	{Key: outcome, Budget: share(8), AtZero: rooms.Signal},
	{Key: demos, Budget: share(50), AtZero: rooms.Signal, Follows: outcome},
	{Key: context, Budget: share(12), AtZero: rooms.Signal, Follows: demos},
	{Key: next, Budget: share(25), AtZero: rooms.Signal, Ballot: dotsBallot, Follows: context},
	{Key: rooms.Closing, Budget: share(5), AtZero: rooms.Signal, Ballot: worth},
}

// Kind is the sprint review (Scrum Guide 2020: inspect the outcome of the Sprint and determine
// future adaptations; a working session, not a presentation).
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[State, struct{}, struct{}]{
		Kind: "review", Version: 1, Budget: week, Phases: phases, Ballots: []string{dotsBallot, worth},
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(), rooms.HandService(),
			rooms.BallotService(), rooms.TaskService(), rooms.ParkingService(),
		},
		Rights: rights,
		Actions: map[string]action{
			"settings":     rooms.On(setSettings).Undoable(),
			"goal_outcome": rooms.On(sayOutcome).MeantFor("/shared/outcome", "/shared/said"),
			"built":        rooms.On(sayBuilt),

			"work_add":  rooms.On(addWork),
			"work_drop": rooms.On(dropWork).Undoable().Always(),

			"demo_add":   rooms.On(addDemo),
			"demo_queue": rooms.On(queueDemo),
			"demo_time":  rooms.On(timeDemo),
			"demo_move":  rooms.On(moveDemo).Undoable(),
			"demo_drop":  rooms.On(dropDemo).Undoable().Always(),
			"present":    rooms.On(present).MeantFor("/shared/demos/{demo}/by"),
			"demo_start": rooms.On(startDemo).MeantFor("/shared/demo"),
			"demo_end":   rooms.On(endDemo).MeantFor("/shared/demo"),

			"feedback":      rooms.On(giveFeedback),
			"feedback_drop": rooms.On(dropFeedback).Undoable().Always(),
			"upvote":        rooms.On(upvote),
			"answered":      rooms.On(sayAnswered),

			"context": rooms.On(takeContext),

			"candidate_add":    rooms.On(addCandidate),
			"candidate_reword": rooms.On(rewordCandidate).MeantFor("/shared/candidates/{candidate}/title"),
			"candidate_move":   rooms.On(moveCandidate).Undoable(),
			"flag":             rooms.On(flagCandidate),
			"dots":             rooms.On(askDots).MeantFor("/room/ballots/" + dotsBallot + "/round"),
			"decide":           rooms.On(decide).MeantFor("/shared/candidates/{candidate}/state"),
		},
		Opens: opens, GoesOn: goesOn, Hears: hears, Gives: gives, Minutes: minutes,
	})
}

func opens(t *turn, b rooms.Brief) error {
	t.Room.Baton.Lead = rooms.ScrumMaster
	t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: guests, Rest: demos})
	t.LastWeeks(&t.Shared.Weeks, 1)
	beginWith(t, b.Given)
	return nil
}

// goesOn has from the review before how long the team's sprints are; the timeboxes of that one
// come by themselves.
func goesOn(t *turn, was *meeting) error {
	t.LastWeeks(&t.Shared.Weeks, was.Shared.Weeks)
	return nil
}

// setSettings says which sprint is looked at. What is absent stays as it is.
func setSettings(t *turn, with struct {
	Number *int    `json:"number,omitempty" takes:"1..9999"`
	Weeks  *int    `json:"weeks,omitempty" takes:"1..4"`
	Goal   *string `json:"goal,omitempty" takes:"card?"`
}) error {
	if err := t.SetWeeks(&t.Shared.Weeks, with.Weeks); err != nil {
		return err
	}
	if with.Number != nil {
		t.Shared.Number = *with.Number
	}
	if with.Goal != nil {
		t.Shared.Goal = *with.Goal
	}
	return nil
}

func hears(t *turn, e rooms.Event) error {
	switch e.What {
	case rooms.Entered:
		return enters(t, e.Of)
	case rooms.Leaving, rooms.Closed:
		shown(t)
	case rooms.Rang:
		demoRings(t, e.Of)
	case rooms.Joined, rooms.Changed:
		return askWorth(t)
	case rooms.Left:
		return forget(t, e.ID())
	}
	return nil
}

func enters(t *turn, phase string) error {
	switch phase {
	case demos:
		return demosLeft(t)
	case next:
		layCandidates(t)
	case rooms.Closing:
		return askWorth(t)
	}
	return nil
}

// forget frees what somebody was to show who is gone for good.
func forget(t *turn, person rooms.ID) error {
	if t.Room.Ended != 0 {
		return nil // leaving is going home, and what was said stays
	}
	for id, d := range t.Shared.Demos.All() {
		if d.By != person || d.State == demoShown {
			continue
		}
		if id == t.Shared.Demo {
			shown(t)
			continue
		}
		t.Shared.Demos.Edit(id, func(d *Demo) { d.By, d.Asked = "", false })
	}
	return demosLeft(t)
}
