package rooms

import (
	"errors"
)

// Sets that rows of rights name again and again.
const (
	Everybody = Everyone | Leads
	AtWork    = Team | Leads
	Leading   = Leads
)

// Course is where a ceremony's phases lie, for the rights that are the same in
// all of them.
type Course struct {
	Lobby   string
	Running []string // every phase but the lobby
	Later   []string // phases that one can go back from
	Done    []string // phases in which "I'm done" means something
	End     string   // the phase in which a meeting that ended can be opened again
}

// RoomRights are the rights that people have in every room, with a row for every action of the people, baton and agenda services.
// "co" in docs/rights.md is a right of co-facilitators, whom the facilitator
// names; a scrum master is one by being named.
func RoomRights(c Course) Rights {
	return Rights{
		{Do: "rename", May: Everybody, Why: "Everybody names themselves."},
		{Do: "roles", May: Everybody, Why: "Everybody takes their own roles."},
		{Do: "grant", May: Leading, Why: "Only the facilitator grants roles."},
		{Do: "late", May: Everybody, Why: "Everybody says so for themselves."},
		{Do: "away", May: Everybody, Why: "Everybody says so for themselves."},
		{Do: "remove", May: Facilitator, Why: "Only the facilitator removes people."},
		{Do: "leave", May: Everybody, Why: "Everybody may leave."},
		{Do: "lock", May: Leading, Why: "Only the facilitator locks the room."},
		{Do: "phone", May: Everybody, Why: "Everybody links their own phone."},
		{Do: "look", May: Leading, Why: "Only the facilitator points for all."},
		{Do: "hand", May: Everybody, Why: "Everybody may raise a hand."},

		{Do: "baton_give", May: Facilitator, Why: "Only the facilitator hands the baton on."},
		{Do: "baton_take", May: Offered, Why: "The baton is not offered to you."},
		{Do: "baton_decline", May: Offered, Why: "The baton is not offered to you."},
		{Do: "baton_co", May: Facilitator, Why: "Only the facilitator names co-facilitators."},
		{Do: "baton_lock", May: Facilitator, Why: "Only the facilitator locks the baton."},

		{Do: "start", In: []string{c.Lobby}, May: Leading, Why: "Only the facilitator starts the meeting."},
		{Do: "next", In: c.Running, May: Leading, Why: "Only the facilitator moves the meeting on."},
		{Do: "back", In: c.Later, May: Leading, Why: "Only the facilitator goes back."},
		{Do: "pause", In: c.Running, May: Leading, Why: "Only the facilitator pauses the meeting."},
		{Do: "resume", In: c.Running, May: Leading, Why: "Only the facilitator lets the meeting go on."},
		{Do: "extend", In: c.Running, May: Leading, Why: "Only the facilitator gives more time."},
		{Do: "hold", In: c.Running, May: Leading, Why: "Only the facilitator holds a phase."},
		{Do: "done", In: c.Done, May: AtWork, Why: "The team says when it is done."},
		{Do: "autopilot", May: Leading, Why: "Only the facilitator sets the autopilot."},
		{Do: "timebox", In: []string{c.Lobby}, May: Leading, Why: "Only the facilitator sets the times."},
		{Do: "shift", In: []string{c.Lobby}, May: Leading, Why: "Only the facilitator orders the phases."},
		{Do: "end", In: c.Running, May: Leading, Why: "Only the facilitator ends the meeting."},
		{Do: "reopen", In: []string{c.End}, May: Leading, Why: "Only the facilitator opens the meeting again."},
		{Do: "title", May: Leading, Why: "Only the facilitator names the room."},
		{Do: "undo", May: Leading, Why: "Only the facilitator takes a step back."},
	}
}

// Phases that a meeting of any kind begins and ends with.
const (
	Lobby   = "lobby"
	Closing = "close"
)

// UnlessTooFew drops the refusal of a ballot that has nobody, or too few, to ask, or that
// could be compared with an earlier one: the meeting goes on without it.
func UnlessTooFew(err error) error {
	var refusal *Error
	if errors.As(err, &refusal) && (refusal.Code == "too_few" || refusal.Code == "same_people") {
		return nil
	}
	return err
}
