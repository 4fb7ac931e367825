package planning

import (
	"slices"

	"rondo/rooms"
)

// editors are those whose version of the goal counts; all others suggest.
const editors = rooms.Developers | rooms.ProductOwners | rooms.Leading

var (
	reckoned = []string{rooms.Lobby, why, what} // until it is planned how
	inputs   = []string{rooms.Lobby, why}
	listed   = []string{rooms.Lobby, why, what, how}
	atGoal   = []string{why}
	atItems  = []string{what}
	planned  = []string{what, how}
	doubting = []string{confidence}
	always   = rooms.Right{In: rooms.EveryPhase, May: rooms.AtWork}
)

// rights: developers say how much they can do and pull it, the product owner says what is
// worth it and orders it, the product manager gives context (Scrum Guide 2020, Sprint
// Planning; and the accountability of each).
var rights = slices.Concat(
	rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.HandRights(), rooms.AheadRights(rooms.Leading),
	rooms.AgendaRights(phases, rooms.Right{In: planned, May: rooms.Developers}),
	rooms.ItemRights(
		rooms.Right{In: listed, May: rooms.AtWork},
		rooms.Right{In: listed, May: rooms.ProductOwners},
		rooms.Right{In: listed, May: rooms.ProductOwners},
	),
	rooms.BacklogRights(
		rooms.Right{In: listed, May: rooms.AtWork},
		rooms.Right{In: listed, May: rooms.ProductOwners},
		rooms.Right{In: listed, May: rooms.ProductManagers},
		rooms.Right{In: listed, May: rooms.Developers | rooms.ProductOwners},
	),
	rooms.SizingRights( // as in a refinement
		rooms.Right{In: atItems, May: rooms.Developers},
		rooms.Right{In: atItems, May: rooms.ProductOwners | rooms.ScrumMasters | rooms.Leading},
		rooms.Right{In: atItems, May: rooms.Leading},
		rooms.Right{In: reckoned, May: rooms.ProductOwners | rooms.Leading},
	),
	rooms.Right{In: atItems, May: rooms.Developers | rooms.ProductOwners}.For("aside"),
	asked(why, rooms.Right{May: rooms.Developers, Why: "veto"}),
	asked(confidence, rooms.Right{May: rooms.Team, Why: "fist"}),
	rooms.TaskRights(always, always), rooms.ParkingRights(always),
	rooms.Rights{
		{Do: "settings", In: reckoned, May: rooms.Team | rooms.Leading},
		{Do: "available", In: reckoned, May: rooms.Developers | rooms.ScrumMasters | rooms.Leading},

		{Do: "carried", In: inputs, May: rooms.ScrumMasters | rooms.Leading},
		{Do: "resize", In: inputs, May: editors},

		{Do: "context", In: atGoal, May: rooms.ProductManagers},
		{Do: "goal_draft", In: atGoal, May: rooms.AtWork | rooms.ProductManagers},
		{Do: "goal_choose", In: atGoal, May: editors},
		{Do: "goal_confirm", In: atGoal, May: rooms.ProductOwners},
		{Do: "objection", In: atGoal, May: rooms.AtWork | rooms.ProductManagers},
		{Do: "objection_settle", In: atGoal, May: rooms.AtWork | rooms.ProductManagers},

		{Do: "acceptance_add", In: listed, May: rooms.ProductManagers},
		{Do: "acceptance_reword", In: listed, May: rooms.Leading}, // as a note-taker

		{Do: "size", In: atItems, May: editors | rooms.ScrumMasters},
		{Do: "pull", In: reckoned, May: rooms.Developers},
		{Do: "wish", In: reckoned, May: rooms.ProductOwners},

		{Do: "step_add", In: planned, May: rooms.Developers},
		{Do: "step_drop", In: planned, May: rooms.Developers},
		{Do: "risk_add", In: []string{what, how, confidence}, May: rooms.AtWork},
		{Do: "risk_own", In: []string{what, how, confidence, rooms.Closing}, May: rooms.AtWork},
		{Do: "risk_drop", In: []string{what, how, confidence}, May: rooms.AtWork},
		{Do: "page", In: []string{what, how, confidence}, May: editors},

		{Do: "speak", In: doubting, May: rooms.Developers},
		{Do: "rework", In: doubting, May: rooms.ProductOwners | rooms.Leading},
		{Do: "accept_risk", In: doubting, May: rooms.ProductOwners},
	},
)

// asked are the rows of the ballots that are asked in one phase.
func asked(phase string, vote rooms.Right) rooms.Rights {
	vote.In = []string{phase}
	return rooms.BallotRights(vote, rooms.Right{In: vote.In, May: rooms.Leading, Why: "asked"})
}
