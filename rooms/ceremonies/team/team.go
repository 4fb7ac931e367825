// Package team holds the rules of a team's home: what outlives a meeting. It is a room
// like any other underneath, without an end.
package team

import "rondo/rooms"

// State is what everyone sees of a team's home, beside what every room has: who belongs
// to it, its backlog, its blockers, actions and parked topics.
type State struct {
	Sprint   rooms.Sprint                      `json:"sprint,omitzero"`   // the one in progress
	Sprints  rooms.Map[string, rooms.Sprint]   `json:"sprints,omitzero"`  // those before, by their numbers
	Risks    rooms.Map[rooms.ID, rooms.Risk]   `json:"risks,omitzero"`    // what may come between the plan of the sprint and its goal
	Past     rooms.Map[rooms.ID, PastMeeting]  `json:"past,omitzero"`     // ceremonies that were held, by their rooms
	Starters rooms.List[rooms.ID]              `json:"starters,omitzero"` // who began the last rounds of the standup, newest last
	Skipped  rooms.Map[rooms.ID, rooms.Millis] `json:"skipped,omitzero"`  // when it was somebody's turn to facilitate, and was not taken
	One      rooms.ID                          `json:"one,omitempty"`     // the action that the last retrospective found the most important
	Open     rooms.Map[string, Place]          `json:"open,omitzero"`     // where the team meets, by the kind of ceremony
}

// Moods are what the team answered without names, meeting by meeting. They are the drawer of
// the audience "team": whoever only visits the home was in none of these meetings.
type Moods struct {
	Safety rooms.Map[rooms.ID, rooms.Mood] `json:"safety,omitzero"` // how openly people could speak in the retrospective
	Worth  rooms.Map[rooms.ID, rooms.Mood] `json:"worth,omitzero"`  // whether it was worth their time
	Review rooms.Map[rooms.ID, rooms.Mood] `json:"review,omitzero"` // whether the review was
}

// theTeam is the audience that sees what the team answered.
const theTeam = "team"

type (
	meeting = rooms.Meeting[State, struct{}, Moods]
	turn    = rooms.Turn[State, struct{}, Moods]
	action  = rooms.Action[State, struct{}, Moods]
)

// home is the one phase: nobody starts a team, and it does not end.
const home = "home"

var phases = []rooms.PhasePlan{{Key: home, AtZero: rooms.Signal}}

// mostBytes is room for as many lines as a backlog has, and as much as any other room for the rest.
const mostBytes = 3 << 20

// Kind is a team's home. Rooms without a team begin and end by themselves; what is to be
// there next time lies here.
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[State, struct{}, Moods]{
		Kind: "team", Version: 2, Phases: phases, Bytes: mostBytes,
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.LinkService(),
			rooms.ItemService(), rooms.BacklogService(), rooms.BlockerService(), rooms.TaskService(), rooms.ParkingService(),
		},
		Rights:    rights,
		Audiences: map[string]rooms.Who{theTeam: rooms.Team},
		Actions: map[string]action{
			"sprint":      rooms.On(planSprint).MeantFor("/shared/sprint"),
			"lead_skip":   rooms.On(skipLead).MeantFor("/shared/skipped/{person}"),
			"rhythm":      rooms.On(setRhythm),
			"schedule":    rooms.On(schedule).MeantFor("/room/schedule/{kind}"),
			"unschedule":  rooms.On(unschedule).Undoable().Always(),
			"built":       rooms.On(sayBuilt),
			"risk_add":    rooms.On(addRisk),
			"risk_drop":   rooms.On(dropRisk).Undoable().Always(),
			"done_add":    rooms.On(addDone),
			"done_reword": rooms.On(rewordDone).MeantFor("/room/backlog/done/{criterion}/text"),
			"done_drop":   rooms.On(dropDone).Undoable().Always(),
			"item_import": rooms.On(importItems).Undoable(),
			"gather":      rooms.On(gather).MeantFor("/shared/open/{kind}"),
		},
		Opens: opens, Gives: gives, Receives: receives, Minutes: minutes, Detaches: detach, Upgrade: upgrade,
	})
}

// opens: a home is at work from the first moment. Whoever opened it keeps it until they
// hand it on: a team is not a meeting that has to go on within half a minute.
func opens(t *turn, _ rooms.Brief) error {
	t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: rooms.Everybody})
	t.Room.Started, t.Room.Baton.Locked = t.Now, true
	return nil
}
