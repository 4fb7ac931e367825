package standup

import (
	"slices"

	"rondo/rooms"
)

// Phases in groups, as the table names them.
var (
	before    = []string{rooms.Lobby, goal, round}
	talking   = []string{goal, round, blockers, plan}
	notSpoken = []string{rooms.Lobby, goal, blockers, plan, rooms.Closing} // every phase but the round
	spoken    = []string{round}
)

// rights is printed into docs/rights.md.
var rights = slices.Concat(
	rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.AheadRights(rooms.Leading),
	rooms.AgendaRights(phases, rooms.Right{In: notSpoken, May: rooms.AtWork}),
	rooms.FloorRights(
		rooms.Right{In: spoken, May: rooms.Developers},
		rooms.Right{In: before, May: rooms.Leading},
		rooms.Right{In: talking, May: rooms.Developers | rooms.ProductOwners | rooms.Leading},
	),
	asked(goal, rooms.Right{May: rooms.Team, Why: "vote_pulse"}),
	asked(plan, rooms.Right{May: rooms.Developers, Why: "vote_goal"}),
	rooms.BlockerRights(rooms.Right{In: rooms.EveryPhase, May: rooms.AtWork}),
	rooms.ParkingRights(rooms.Right{In: rooms.EveryPhase, May: rooms.AtWork}),
	rooms.Rights{
		{Do: "note", In: append(before[:len(before):len(before)], blockers), May: rooms.Developers},
		{Do: "goal", In: []string{rooms.Lobby, goal}, May: rooms.Developers | rooms.ProductOwners | rooms.Leading},
		{Do: "pulse", In: []string{rooms.Lobby}, May: rooms.Leading},
		{Do: "async", In: []string{rooms.Lobby}, May: rooms.Leading},
		{Do: "remote", In: before, May: rooms.Developers},
		{Do: "board", In: []string{rooms.Lobby, goal}, May: rooms.Leading},
	},
)

// asked are the rows of the ballot that is asked in one phase.
func asked(phase string, vote rooms.Right) rooms.Rights {
	vote.In = []string{phase}
	return rooms.BallotRights(vote, rooms.Right{In: vote.In, May: rooms.Leading})
}
