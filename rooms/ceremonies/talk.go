package ceremonies

import (
	"time"

	"rondo/rooms"
)

// TalkState is what everyone sees of a talk.
type TalkState struct {
	Outcome string `json:"outcome,omitempty"` // what came out of it, in a sentence or two
}

type (
	talkTurn   = rooms.Turn[TalkState, struct{}, struct{}]
	talkAction = rooms.Action[TalkState, struct{}, struct{}]
)

// conversation is the one phase of a talk that has a clock.
const conversation = "talk"

var talkPhases = []rooms.PhasePlan{
	{Key: lobby, AtZero: rooms.Advance},
	{Key: conversation, Budget: 15 * time.Minute, AtZero: rooms.Signal},
	{Key: closing, AtZero: rooms.Signal},
}

// Talk is the small room that a parked topic is followed up in, with those it
// concerns: a clock, a hand queue, and what came out of it.
func Talk() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[TalkState, struct{}, struct{}]{
		Kind: "talk", Version: 1, Budget: 15 * time.Minute, Phases: talkPhases,
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(),
			rooms.HandService(), rooms.TaskService(), rooms.ParkingService(),
		},
		Rights:  talkRights,
		Actions: map[string]talkAction{"outcome": rooms.On(sayOutcome).Undoable()},
		Opens: func(t *talkTurn, _ rooms.Brief) error {
			t.PlanAgenda(rooms.AgendaPlan{Phases: talkPhases, Quorum: everyone})
			return nil
		},
		Hears: func(*talkTurn, rooms.Event) error { return nil },
		Minutes: func(m *rooms.Meeting[TalkState, struct{}, struct{}]) rooms.Minutes {
			return m.Base.Minutes(
				rooms.Section{Key: "outcome", Title: "Outcome", Text: m.Shared.Outcome},
				m.ActionSection(), m.ParkedSection(),
			)
		},
	})
}

// talkRights: whoever was asked into a talk takes part in it, whatever the role.
var talkRights = append(roomRights(course{
	lobby: lobby, running: []string{conversation, closing}, later: []string{closing},
	done: []string{conversation}, end: closing,
}), rooms.Rights{
	{Do: "outcome", May: everyone, Why: "Everybody here writes down what came out of it."},
	{Do: "task", May: everyone, Why: "Everybody here adds actions."},
	{Do: "accept", May: everyone, Why: "Everybody accepts for themselves."},
	{Do: "ask", May: everyone, Why: "Everybody here may ask somebody."},
	{Do: "retext", May: everyone, Why: "Everybody here words actions."},
	{Do: "due", May: everyone, Why: "Everybody here says by when."},
	{Do: "how", May: everyone, Why: "Everybody here says how we will know."},
	{Do: "call_next", May: leads | rooms.Speaking, Why: "Only the speaker and the facilitator pass the floor on."},
	{Do: "finish", May: everyone, Why: "Everybody here finishes actions."},
	{Do: "drop", May: everyone, Why: "Everybody here drops actions."},
	{Do: "park", May: everyone, Why: "Everybody here parks topics."},
	{Do: "unpark", May: everyone, Why: "Everybody here parks topics."},
	{Do: "concern", May: everyone, Why: "Everybody says what concerns them."},
	{Do: "follow_up", May: everyone, Why: "Everybody here opens rooms for what was parked."},
}...)

func sayOutcome(t *talkTurn, with struct {
	Text string `json:"text"`
}) (err error) {
	t.Shared.Outcome, err = rooms.Lines("text", with.Text, 0, rooms.MaxNote)
	return err
}
