package standup

import "rondo/rooms"

// Phases in groups, as the table names them.
var (
	before  = []string{rooms.Lobby, goal, round}
	running = []string{goal, round, blockers, plan, rooms.Closing}
	talking = []string{goal, round, blockers, plan}
	later   = []string{round, blockers, plan, rooms.Closing}
	asking  = []string{goal, plan}
)

// standupRights is printed into docs/rights.md.
var rights = append(rooms.RoomRights(rooms.Course{
	Lobby: rooms.Lobby, Running: running, Later: later, End: rooms.Closing,
	Done: []string{rooms.Lobby, goal, blockers, plan, rooms.Closing},
}), rooms.Rights{
	{Do: "pass", In: []string{round}, May: rooms.Leading | rooms.Speaking, Why: "Only the speaker and the facilitator pass the floor on."},
	{Do: "later", In: []string{round}, May: rooms.Leading | rooms.Developers, Why: "Only developers have a turn to put off."},
	{Do: "skip", In: []string{round}, May: rooms.Leading, Why: "Only the facilitator skips a turn."},
	{Do: "more", In: []string{round}, May: rooms.Leading, Why: "Only the facilitator extends a turn."},
	{Do: "order", In: before, May: rooms.Leading, Why: "Only the facilitator chooses the order."},
	{Do: "reorder", In: []string{round}, May: rooms.Leading, Why: "Only the facilitator changes the order."},
	{Do: "hard", In: before, May: rooms.Leading, Why: "Only the facilitator says what happens when the bank is empty."},
	{Do: "call_in", In: talking, May: rooms.Developers | rooms.ProductOwners | rooms.Leading,
		Why: "Only a developer, the product owner or the facilitator calls a product manager in."},
	{Do: "call_out", In: talking, May: rooms.Developers | rooms.ProductOwners | rooms.Leading | rooms.CalledIn,
		Why: "Only whoever called a guest in, the guest and the facilitator end the guest's time."},

	{Do: "vote", In: []string{goal}, May: rooms.Team, Why: "The pulse is the team's."},
	{Do: "vote", In: []string{plan}, May: rooms.Developers, Why: "Only developers say whether the goal is still in reach."},
	{Do: "unvote", In: []string{goal}, May: rooms.Team, Why: "The pulse is the team's."},
	{Do: "unvote", In: []string{plan}, May: rooms.Developers, Why: "Only developers say whether the goal is still in reach."},
	{Do: "reveal", In: asking, May: rooms.Leading, Why: "Only the facilitator ends a vote early."},
	{Do: "revote", In: asking, May: rooms.Leading, Why: "Only the facilitator asks again."},

	{Do: "raise", May: rooms.AtWork, Why: "The team raises blockers."},
	{Do: "own", May: rooms.AtWork, Why: "The team sees to blockers."},
	{Do: "help", May: rooms.AtWork, Why: "The team helps with blockers."},
	{Do: "today", May: rooms.AtWork, Why: "The team says by when."},
	{Do: "solve", May: rooms.AtWork, Why: "The team solves blockers."},
	{Do: "reword", May: rooms.AtWork, Why: "The team words its blockers."},
	{Do: "park", May: rooms.AtWork, Why: "The team parks topics."},
	{Do: "unpark", May: rooms.AtWork, Why: "The team parks topics."},
	{Do: "concern", May: rooms.Everybody, Why: "Everybody says what concerns them."},
	{Do: "follow_up", May: rooms.AtWork, Why: "The team opens rooms for what it parked."},

	{Do: "note", In: before, May: rooms.Developers, Why: "Only developers write notes for the round."},
	{Do: "goal", In: []string{rooms.Lobby, goal}, May: rooms.Developers | rooms.ProductOwners | rooms.Leading,
		Why: "Only developers, the product owner and the facilitator word the goal."},
	{Do: "pulse", In: []string{rooms.Lobby}, May: rooms.Leading, Why: "Only the facilitator asks for a pulse."},
	{Do: "async", In: []string{rooms.Lobby}, May: rooms.Leading, Why: "Only the facilitator chooses whether people speak or write."},
	{Do: "remote", In: before, May: rooms.Developers, Why: "Only developers have a place in the order."},
	{Do: "board", In: []string{rooms.Lobby, goal}, May: rooms.Leading, Why: "Only the facilitator fills the board."},
}...)
