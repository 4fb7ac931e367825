package talk

import (
	"slices"
	"time"

	"rondo/rooms"
)

// State is what everyone sees of a talk.
type State struct {
	Outcome string `json:"outcome,omitempty"` // what came out of it, in a sentence or two
}

type (
	turn    = rooms.Turn[State, struct{}, struct{}]
	meeting = rooms.Meeting[State, struct{}, struct{}]
	action  = rooms.Action[State, struct{}, struct{}]
)

// conversation is the one phase of a talk that has a clock.
const conversation = "talk"

var phases = []rooms.PhasePlan{
	{Key: rooms.Lobby, AtZero: rooms.Advance},
	{Key: conversation, Budget: 15 * time.Minute, AtZero: rooms.Signal},
	{Key: rooms.Closing, AtZero: rooms.Signal},
}

// Kind is the small room that a parked topic is followed up in, with those it
// concerns: a clock, a hand queue, and what came out of it.
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[State, struct{}, struct{}]{
		Kind: "talk", Version: 1, Budget: 15 * time.Minute, Phases: phases,
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(),
			rooms.HandService(), rooms.TaskService(), rooms.ParkingService(),
		},
		Rights:  rights,
		Actions: map[string]action{"outcome": rooms.On(sayOutcome).Undoable().MeantFor("/shared/outcome")},
		Opens: func(t *turn, _ rooms.Brief) error {
			t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: rooms.Everybody})
			return nil
		},
		Hears: func(*turn, rooms.Event) error { return nil },
		Gives: func(m *meeting, h *rooms.Handover) { h.Outcome = m.Shared.Outcome },
		Minutes: func(m *meeting) rooms.Minutes {
			return m.Base.Minutes(
				rooms.Section{Key: "outcome", Title: "Outcome", Text: m.Shared.Outcome},
				m.ActionSection(), m.ParkedSection(),
			)
		},
	})
}

// always is what holds for whoever was asked into a talk: all take part in it, whatever
// their roles.
var always = rooms.Right{In: rooms.EveryPhase, May: rooms.Everybody}

var rights = slices.Concat(
	rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.HandRights(),
	rooms.AgendaRights(phases, rooms.Right{In: []string{conversation}, May: rooms.Everybody}),
	rooms.TaskRights(always, always), rooms.ParkingRights(always),
	rooms.Rights{{Do: "outcome", In: rooms.EveryPhase, May: rooms.Everybody}},
)

func sayOutcome(t *turn, with struct {
	Text string `json:"text" takes:"note?"`
}) error {
	t.Shared.Outcome = with.Text
	return nil
}
