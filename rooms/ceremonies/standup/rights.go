package standup

import (
	"slices"

	"rondo/rooms"
)

// Phases in groups, as the table names them.
var (
	before  = []string{rooms.Lobby, goal, round}
	running = []string{goal, round, blockers, plan, rooms.Closing}
	talking = []string{goal, round, blockers, plan}
	later   = []string{round, blockers, plan, rooms.Closing}
	asking  = []string{goal, plan}
)

// rights is printed into docs/rights.md.
var rights = slices.Concat(rooms.RoomRights(rooms.Course{
	Lobby: rooms.Lobby, Running: running, Later: later, End: rooms.Closing,
	Done: []string{rooms.Lobby, goal, blockers, plan, rooms.Closing},
}), rooms.ParkingRights(rooms.Right{May: rooms.AtWork}), rooms.Rights{
	{Do: "pass", In: []string{round}, May: rooms.Leading | rooms.Speaking},
	{Do: "later", In: []string{round}, May: rooms.Leading | rooms.Developers},
	{Do: "skip", In: []string{round}, May: rooms.Leading},
	{Do: "more", In: []string{round}, May: rooms.Leading},
	{Do: "order", In: before, May: rooms.Leading},
	{Do: "reorder", In: []string{round}, May: rooms.Leading},
	{Do: "hard", In: before, May: rooms.Leading},
	{Do: "call_in", In: talking, May: rooms.Developers | rooms.ProductOwners | rooms.Leading},
	{Do: "call_out", In: talking, May: rooms.Developers | rooms.ProductOwners | rooms.Leading | rooms.CalledIn},

	{Do: "vote", In: []string{goal}, May: rooms.Team, Why: "vote_pulse"},
	{Do: "vote", In: []string{plan}, May: rooms.Developers, Why: "vote_goal"},
	{Do: "unvote", In: []string{goal}, May: rooms.Team, Why: "vote_pulse"},
	{Do: "unvote", In: []string{plan}, May: rooms.Developers, Why: "vote_goal"},
	{Do: "reveal", In: asking, May: rooms.Leading},
	{Do: "revote", In: asking, May: rooms.Leading},

	{Do: "raise", May: rooms.AtWork},
	{Do: "own", May: rooms.AtWork},
	{Do: "help", May: rooms.AtWork},
	{Do: "today", May: rooms.AtWork},
	{Do: "solve", May: rooms.AtWork},
	{Do: "reword", May: rooms.AtWork},
	{Do: "note", In: before, May: rooms.Developers},
	{Do: "goal", In: []string{rooms.Lobby, goal}, May: rooms.Developers | rooms.ProductOwners | rooms.Leading},
	{Do: "pulse", In: []string{rooms.Lobby}, May: rooms.Leading},
	{Do: "async", In: []string{rooms.Lobby}, May: rooms.Leading},
	{Do: "remote", In: before, May: rooms.Developers},
	{Do: "board", In: []string{rooms.Lobby, goal}, May: rooms.Leading},
})
