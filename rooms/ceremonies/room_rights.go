package ceremonies

import (
	"errors"
	"rondo/rooms"
)

const (
	everyone = rooms.Everyone | rooms.Leads
	work     = rooms.Team | rooms.Leads
	leads    = rooms.Leads
)

// course is where a ceremony's phases lie, for the rights that are the same in
// all of them.
type course struct {
	lobby   string
	running []string // every phase but the lobby
	later   []string // phases that one can go back from
	done    []string // phases in which "I'm done" means something
	end     string   // the phase in which a meeting that ended can be opened again
}

// roomRights are the rights that people have in every room, with a row for every action of the people, baton and agenda services.
// "co" in docs/rights.md is a right of co-facilitators, whom the facilitator
// names; a scrum master is one by being named.
func roomRights(c course) rooms.Rights {
	return rooms.Rights{
		{Do: "rename", May: everyone, Why: "Everybody names themselves."},
		{Do: "roles", May: everyone, Why: "Everybody takes their own roles."},
		{Do: "grant", May: leads, Why: "Only the facilitator grants roles."},
		{Do: "late", May: everyone, Why: "Everybody says so for themselves."},
		{Do: "away", May: everyone, Why: "Everybody says so for themselves."},
		{Do: "remove", May: rooms.Facilitator, Why: "Only the facilitator removes people."},
		{Do: "leave", May: everyone, Why: "Everybody may leave."},
		{Do: "lock", May: leads, Why: "Only the facilitator locks the room."},
		{Do: "phone", May: everyone, Why: "Everybody links their own phone."},
		{Do: "look", May: leads, Why: "Only the facilitator points for all."},
		{Do: "hand", May: everyone, Why: "Everybody may raise a hand."},

		{Do: "baton_give", May: rooms.Facilitator, Why: "Only the facilitator hands the baton on."},
		{Do: "baton_take", May: rooms.Offered, Why: "The baton is not offered to you."},
		{Do: "baton_decline", May: rooms.Offered, Why: "The baton is not offered to you."},
		{Do: "baton_co", May: rooms.Facilitator, Why: "Only the facilitator names co-facilitators."},
		{Do: "baton_lock", May: rooms.Facilitator, Why: "Only the facilitator locks the baton."},

		{Do: "start", In: []string{c.lobby}, May: leads, Why: "Only the facilitator starts the meeting."},
		{Do: "next", In: c.running, May: leads, Why: "Only the facilitator moves the meeting on."},
		{Do: "back", In: c.later, May: leads, Why: "Only the facilitator goes back."},
		{Do: "pause", In: c.running, May: leads, Why: "Only the facilitator pauses the meeting."},
		{Do: "resume", In: c.running, May: leads, Why: "Only the facilitator lets the meeting go on."},
		{Do: "extend", In: c.running, May: leads, Why: "Only the facilitator gives more time."},
		{Do: "hold", In: c.running, May: leads, Why: "Only the facilitator holds a phase."},
		{Do: "done", In: c.done, May: work, Why: "The team says when it is done."},
		{Do: "autopilot", May: leads, Why: "Only the facilitator sets the autopilot."},
		{Do: "timebox", In: []string{c.lobby}, May: leads, Why: "Only the facilitator sets the times."},
		{Do: "shift", In: []string{c.lobby}, May: leads, Why: "Only the facilitator orders the phases."},
		{Do: "end", In: c.running, May: leads, Why: "Only the facilitator ends the meeting."},
		{Do: "reopen", In: []string{c.end}, May: leads, Why: "Only the facilitator opens the meeting again."},
		{Do: "title", May: leads, Why: "Only the facilitator names the room."},
		{Do: "undo", May: leads, Why: "Only the facilitator takes a step back."},
	}
}

// Phases that a meeting of any kind begins and ends with.
const (
	lobby   = "lobby"
	closing = "close"
)

// tooFew drops the refusal of a ballot that has nobody, or too few, to ask, or that
// could be compared with an earlier one: the meeting goes on without it.
func tooFew(err error) error {
	var refusal *rooms.Error
	if errors.As(err, &refusal) && (refusal.Code == "too_few" || refusal.Code == "same_people") {
		return nil
	}
	return err
}
