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

// standupRights is printed into docs/rights.md.
var standupRights = append(roomRights(course{
	lobby: lobby, running: running, later: later, end: closing,
	done: []string{lobby, goal, blockers, plan, closing},
}), rooms.Rights{
	{Do: "pass", In: []string{round}, May: leads | rooms.Speaking, Why: "Only the speaker and the facilitator pass the floor on."},
	{Do: "later", In: []string{round}, May: leads | rooms.Developers, Why: "Only developers have a turn to put off."},
	{Do: "skip", In: []string{round}, May: leads, Why: "Only the facilitator skips a turn."},
	{Do: "more", In: []string{round}, May: leads, Why: "Only the facilitator extends a turn."},
	{Do: "order", In: before, May: leads, Why: "Only the facilitator chooses the order."},
	{Do: "reorder", In: []string{round}, May: leads, Why: "Only the facilitator changes the order."},
	{Do: "hard", In: before, May: leads, Why: "Only the facilitator says what happens when the bank is empty."},
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
	{Do: "follow_up", May: work, Why: "The team opens rooms for what it parked."},

	{Do: "note", In: before, May: rooms.Developers, Why: "Only developers write notes for the round."},
	{Do: "goal", In: []string{lobby, goal}, May: rooms.Developers | rooms.ProductOwners | leads,
		Why: "Only developers, the product owner and the facilitator word the goal."},
	{Do: "pulse", In: []string{lobby}, May: leads, Why: "Only the facilitator asks for a pulse."},
	{Do: "async", In: []string{lobby}, May: leads, Why: "Only the facilitator chooses whether people speak or write."},
	{Do: "remote", In: before, May: rooms.Developers, Why: "Only developers have a place in the order."},
	{Do: "board", In: []string{lobby, goal}, May: leads, Why: "Only the facilitator fills the board."},
}...)
