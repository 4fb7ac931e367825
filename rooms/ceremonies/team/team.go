// Package team holds the rules of a team's home: what outlives a meeting. It is a room
// like any other underneath, without an end.
package team

import "rondo/rooms"

// State is what everyone sees of a team's home, beside what every room has: who belongs
// to it, its backlog, its blockers, actions and parked topics.
type State struct {
	Sprint   Sprint                           `json:"sprint,omitzero"`
	Goals    rooms.Map[rooms.ID, Goal]        `json:"goals,omitzero"`    // what the product is to reach
	Ready    rooms.Map[rooms.ID, Criterion]   `json:"ready,omitzero"`    // the definition of ready
	Notes    rooms.Map[rooms.ID, Note]        `json:"notes,omitzero"`    // what is known of a backlog item, by the item
	Past     rooms.Map[rooms.ID, PastMeeting] `json:"past,omitzero"`     // ceremonies that were held, by their rooms
	Starters rooms.List[rooms.ID]             `json:"starters,omitzero"` // who began the last rounds of the standup, newest last
	One      rooms.ID                         `json:"one,omitempty"`     // the action that the last retrospective found the most important
	Open     rooms.Map[string, Place]         `json:"open,omitzero"`     // where the team meets, by the kind of ceremony
}

type (
	meeting = rooms.Meeting[State, struct{}, struct{}]
	turn    = rooms.Turn[State, struct{}, struct{}]
	action  = rooms.Action[State, struct{}, struct{}]
)

// home is the one phase: nobody starts a team, and it does not end.
const home = "home"

var phases = []rooms.PhasePlan{{Key: home, AtZero: rooms.Signal}}

// Kind is a team's home. Rooms without a team begin and end by themselves; what is to be
// there next time lies here.
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[State, struct{}, struct{}]{
		Kind: "team", Version: 1, Phases: phases,
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(),
			rooms.ItemService(), rooms.BlockerService(), rooms.TaskService(), rooms.ParkingService(),
		},
		Rights: rights,
		Actions: map[string]action{
			"sprint":           rooms.On(planSprint).MeantFor("/shared/sprint"),
			"goal_add":         rooms.On(addGoal),
			"goal_reword":      rooms.On(rewordGoal).MeantFor("/shared/goals/{goal}/text"),
			"goal_drop":        rooms.On(dropGoal).Always(),
			"criterion_add":    rooms.On(addCriterion),
			"criterion_reword": rooms.On(rewordCriterion).MeantFor("/shared/ready/{criterion}/text"),
			"criterion_drop":   rooms.On(dropCriterion).Always(),
			"serves":           rooms.On(serves),
			"ready":            rooms.On(sayReady),
			"flag":             rooms.On(flag).MeantFor("/shared/notes/{item}/flag"),
			"flag_answer":      rooms.On(answerFlag).MeantFor("/shared/notes/{item}/flag"),
			"gather":           rooms.On(gather).MeantFor("/shared/open/{kind}"),
		},
		Opens: opens, Gives: gives, Receives: receives, Minutes: minutes,
	})
}

// opens: a home is at work from the first moment. Whoever opened it keeps it until they
// hand it on: a team is not a meeting that has to go on within half a minute.
func opens(t *turn, _ rooms.Brief) error {
	t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: rooms.Everybody})
	t.Room.Started, t.Room.Baton.Locked = t.Now, true
	return nil
}
