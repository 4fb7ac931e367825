package retrospective

import (
	"slices"

	"rondo/rooms"
)

// participants write, group and vote: the team, and listeners who were invited
// to take part. A facilitator who only facilitates is none (Person.Aside).
const participants = rooms.Team | rooms.Invited

var (
	running      = []string{stage, old, facts, write, read, group, dots, discuss, decide, rooms.Closing}
	untilVote    = []string{rooms.Lobby, stage, old, facts, write, read, group}
	untilWriting = []string{rooms.Lobby, stage, old, facts}
	untilFacts   = []string{rooms.Lobby, stage, old}
	fromActions  = []string{discuss, decide, rooms.Closing}
	voting       = []string{stage, dots, discuss, rooms.Closing}
)

// rights is printed into docs/rights.md. Nobody has a right to see authors, because there
// are none to see, and nobody one to weaken the promise.
var rights = slices.Concat(
	rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.HandRights(),
	rooms.AgendaRights(phases, rooms.Right{In: running[1:], May: rooms.AtWork | rooms.Invited}),
	rooms.InvitationRights(), rooms.DeviceRights(),
	rooms.BallotRights(rooms.Right{In: running, May: participants}, rooms.Right{In: voting, May: rooms.Leading}),
	rooms.TaskRights(rooms.Right{In: fromActions, May: rooms.AtWork}, rooms.Right{In: []string{rooms.Closing}, May: rooms.AtWork}),
	rooms.ParkingRights(rooms.Right{In: rooms.EveryPhase, May: rooms.AtWork}),
	listeners, own,
)

// listeners are the rows of those who only listen in most meetings, beside what the bundles
// give to the team.
var listeners = rooms.Rights{
	{Do: "task", In: fromActions, May: rooms.Invited | rooms.ProductManagers},
	{Do: "park", In: rooms.EveryPhase, May: rooms.Invited},
	{Do: "unpark", In: rooms.EveryPhase, May: rooms.Invited},
}

var own = rooms.Rights{
	{Do: "undo", In: []string{group}, May: participants, Why: "undo_group"},

	{Do: "settings", In: untilVote, May: rooms.Leading},
	{Do: "columns", In: untilWriting, May: rooms.Leading},
	{Do: "check_in", In: []string{stage}, May: rooms.Leading},
	{Do: "tighten", In: running, May: participants | rooms.Leading},

	{Do: "carry", In: untilFacts, May: rooms.AtWork},
	{Do: "carry_own", In: untilFacts, May: rooms.AtWork},
	{Do: "answer", In: []string{old}, May: rooms.AtWork},
	{Do: "uncarry", In: untilFacts, May: rooms.AtWork},
	{Do: "bring", In: untilWriting, May: rooms.AtWork},
	{Do: "fact", In: untilWriting, May: rooms.AtWork},
	{Do: "unfact", In: untilWriting, May: rooms.AtWork},

	{Do: "write", In: []string{write}, May: participants},
	{Do: "rewrite", In: []string{write}, May: participants},
	{Do: "unwrite", In: []string{write}, May: participants},
	{Do: "read", In: []string{read}, May: participants | rooms.Leading},

	{Do: "group", In: []string{group}, May: participants | rooms.Leading},
	{Do: "move", In: []string{group}, May: participants | rooms.Leading},
	{Do: "name_group", In: []string{group}, May: participants | rooms.Leading},
	{Do: "merge", In: []string{group}, May: participants | rooms.Leading},
	{Do: "split", In: []string{group}, May: participants | rooms.Leading},
	{Do: "hint", In: []string{group}, May: participants | rooms.Leading},
	{Do: "let_vote", In: running, May: rooms.Leading},
	{Do: "topic", In: []string{discuss}, May: participants | rooms.Leading},
	{Do: "discuss", In: []string{discuss}, May: rooms.Leading},
	{Do: "topic_done", In: []string{discuss}, May: rooms.Leading},
	{Do: "scribe", In: []string{discuss, decide}, May: participants | rooms.Leading},
	{Do: "said", In: fromActions, May: participants | rooms.Leading},

	{Do: "pick", In: []string{decide, rooms.Closing}, May: rooms.AtWork},
	{Do: "one", In: []string{decide, rooms.Closing}, May: rooms.AtWork},

	{Do: "thank", In: []string{rooms.Closing}, May: participants | rooms.Leading},
	{Do: "unthank", In: []string{rooms.Closing}, May: participants | rooms.Leading},
	{Do: "next_lead", In: []string{rooms.Closing}, May: rooms.Leading},
}
