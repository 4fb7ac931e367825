package ceremonies

import "rondo/rooms"

// Phases in groups, as the table names them.
var (
	before  = []string{lobby, goal, round}
	running = []string{goal, round, blockers, plan, closing}
	talking = []string{goal, round, blockers, plan}
	later   = []string{round, blockers, plan, closing}
	asking  = []string{goal, plan}
)

const (
	everyone = rooms.Everyone | rooms.Leads
	work     = rooms.Team | rooms.Leads
	leads    = rooms.Leads
)

// standupRights is the table of ceremonies, section 2, with a row for every
// action. "co" in that table is a right of co-facilitators, whom the
// facilitator names; a scrum master is one by being named.
var standupRights = rooms.Rights{
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

	{Do: "baton_give", May: rooms.Facilitator, Why: "Only the facilitator hands the baton on."},
	{Do: "baton_take", May: rooms.Offered, Why: "The baton is not offered to you."},
	{Do: "baton_decline", May: rooms.Offered, Why: "The baton is not offered to you."},
	{Do: "baton_co", May: rooms.Facilitator, Why: "Only the facilitator names co-facilitators."},
	{Do: "baton_lock", May: rooms.Facilitator, Why: "Only the facilitator locks the baton."},

	{Do: "start", In: []string{lobby}, May: leads, Why: "Only the facilitator starts the meeting."},
	{Do: "next", In: running, May: leads, Why: "Only the facilitator moves the meeting on."},
	{Do: "back", In: later, May: leads, Why: "Only the facilitator goes back."},
	{Do: "pause", In: running, May: leads, Why: "Only the facilitator pauses the meeting."},
	{Do: "resume", In: running, May: leads, Why: "Only the facilitator lets the meeting go on."},
	{Do: "extend", In: running, May: leads, Why: "Only the facilitator gives more time."},
	{Do: "hold", In: running, May: leads, Why: "Only the facilitator holds a phase."},
	{Do: "done", In: []string{lobby, goal, blockers, plan, closing}, May: work, Why: "The team says when it is done."},
	{Do: "autopilot", May: leads, Why: "Only the facilitator sets the autopilot."},
	{Do: "timebox", In: []string{lobby}, May: leads, Why: "Only the facilitator sets the times."},
	{Do: "end", In: running, May: leads, Why: "Only the facilitator ends the meeting."},
	{Do: "reopen", In: []string{closing}, May: leads, Why: "Only the facilitator opens the meeting again."},
	{Do: "title", May: leads, Why: "Only the facilitator names the room."},
	{Do: "undo", May: leads, Why: "Only the facilitator takes a step back."},

	{Do: "pass", In: []string{round}, May: leads | rooms.Speaking, Why: "Only the speaker and the facilitator pass the floor on."},
	{Do: "later", In: []string{round}, May: leads | rooms.Developers, Why: "Only developers have a turn to put off."},
	{Do: "skip", In: []string{round}, May: leads, Why: "Only the facilitator skips a turn."},
	{Do: "more", In: []string{round}, May: leads, Why: "Only the facilitator extends a turn."},
	{Do: "order", In: before, May: leads, Why: "Only the facilitator chooses the order."},
	{Do: "reorder", In: []string{round}, May: leads, Why: "Only the facilitator changes the order."},
	{Do: "hard", In: before, May: leads, Why: "Only the facilitator says what happens when the bank is empty."},
	{Do: "hand", May: everyone, Why: "Everybody may raise a hand."},
	{Do: "call_in", In: talking, May: rooms.Developers | rooms.ProductOwners | leads,
		Why: "Only a developer, the product owner or the facilitator calls a product manager in."},
	{Do: "call_out", In: talking, May: rooms.Developers | rooms.ProductOwners | leads | rooms.CalledIn,
		Why: "Only whoever called a guest in, the guest and the facilitator end the guest's time."},

	{Do: "vote", In: []string{goal}, May: rooms.Team, Why: "The pulse is the team's."},
	{Do: "vote", In: []string{plan}, May: rooms.Developers, Why: "Only developers say whether the goal is still in reach."},
	{Do: "unvote", In: []string{goal}, May: rooms.Team, Why: "The pulse is the team's."},
	{Do: "unvote", In: []string{plan}, May: rooms.Developers, Why: "Only developers say whether the goal is still in reach."},
	{Do: "reveal", In: asking, May: leads, Why: "Only the facilitator ends a vote early."},
	{Do: "revote", In: asking, May: leads, Why: "Only the facilitator asks again."},

	{Do: "raise", May: work, Why: "The team raises blockers."},
	{Do: "own", May: work, Why: "The team sees to blockers."},
	{Do: "help", May: work, Why: "The team helps with blockers."},
	{Do: "today", May: work, Why: "The team says by when."},
	{Do: "solve", May: work, Why: "The team solves blockers."},
	{Do: "reword", May: work, Why: "The team words its blockers."},
	{Do: "park", May: work, Why: "The team parks topics."},
	{Do: "unpark", May: work, Why: "The team parks topics."},
	{Do: "concern", May: everyone, Why: "Everybody says what concerns them."},

	{Do: "note", In: before, May: rooms.Developers, Why: "Only developers write notes for the round."},
	{Do: "goal", In: []string{lobby, goal}, May: rooms.Developers | rooms.ProductOwners | leads,
		Why: "Only developers, the product owner and the facilitator word the goal."},
	{Do: "pulse", In: []string{lobby}, May: leads, Why: "Only the facilitator asks for a pulse."},
	{Do: "remote", In: before, May: rooms.Developers, Why: "Only developers have a place in the order."},
	{Do: "board", In: []string{lobby, goal}, May: leads, Why: "Only the facilitator fills the board."},
}
