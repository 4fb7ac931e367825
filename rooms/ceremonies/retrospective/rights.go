package retrospective

import "rondo/rooms"

// participants write, group and vote: the team, and listeners who were invited
// to take part. A facilitator who only facilitates is none (Person.Aside).
const participants = rooms.Team | rooms.Invited

var (
	running      = []string{stage, old, facts, write, read, group, dots, discuss, decide, rooms.Closing}
	later        = running[1:]
	untilVote    = []string{rooms.Lobby, stage, old, facts, write, read, group}
	untilWriting = []string{rooms.Lobby, stage, old, facts}
	fromActions  = []string{discuss, decide, rooms.Closing}
	voting       = []string{stage, dots, discuss, rooms.Closing}
)

// retroRights is printed into docs/rights.md. Nobody has a right to see
// authors, because there are none to see, and nobody one to weaken the promise.
var rights = append(rooms.RoomRights(rooms.Course{
	Lobby: rooms.Lobby, Running: running, Later: later, End: rooms.Closing,
	Done: []string{old, facts, write, read, group, dots, discuss, decide, rooms.Closing},
}), rooms.Rights{
	{Do: "call_next", May: rooms.Leading | rooms.Speaking},
	{Do: "undo", In: []string{group}, May: participants, Why: "undo_group"},

	{Do: "admit", May: rooms.Leading},
	{Do: "invite", May: rooms.Leading},
	{Do: "around", May: rooms.AtWork},
	{Do: "not_around", May: rooms.AtWork},
	{Do: "team_only", May: rooms.Leading},

	{Do: "settings", In: untilVote, May: rooms.Leading},
	{Do: "columns", In: untilWriting, May: rooms.Leading},
	{Do: "check_in", In: []string{stage}, May: rooms.Leading},
	{Do: "tighten", In: running, May: participants | rooms.Leading},

	{Do: "carry", In: []string{rooms.Lobby, stage, old}, May: rooms.AtWork},
	{Do: "carry_own", In: []string{rooms.Lobby, stage, old}, May: rooms.AtWork},
	{Do: "answer", In: []string{old}, May: rooms.AtWork},
	{Do: "uncarry", In: []string{rooms.Lobby, stage, old}, May: rooms.AtWork},
	{Do: "bring", In: untilWriting, May: rooms.AtWork},
	{Do: "fact", In: []string{rooms.Lobby, stage, old, facts}, May: rooms.AtWork},
	{Do: "unfact", In: []string{rooms.Lobby, stage, old, facts}, May: rooms.AtWork},

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

	{Do: "vote", In: running, May: participants},
	{Do: "unvote", In: running, May: participants},
	{Do: "let_vote", In: running, May: rooms.Leading},
	{Do: "done", In: []string{old, facts, write, read, group, dots, discuss, decide, rooms.Closing}, May: rooms.Invited},
	{Do: "reveal", In: voting, May: rooms.Leading},
	{Do: "revote", In: voting, May: rooms.Leading},

	{Do: "topic", In: []string{discuss}, May: rooms.AtWork | rooms.Invited},
	{Do: "discuss", In: []string{discuss}, May: rooms.Leading},
	{Do: "topic_done", In: []string{discuss}, May: rooms.Leading},
	{Do: "scribe", In: []string{discuss, decide}, May: rooms.AtWork | rooms.Invited},
	{Do: "said", In: []string{discuss, decide, rooms.Closing}, May: rooms.AtWork | rooms.Invited},

	{Do: "task", In: fromActions, May: participants | rooms.ProductManagers | rooms.Leading},
	{Do: "accept", In: fromActions, May: rooms.AtWork},
	{Do: "ask", In: fromActions, May: rooms.AtWork},
	{Do: "retext", In: fromActions, May: rooms.AtWork},
	{Do: "due", In: fromActions, May: rooms.AtWork},
	{Do: "how", In: fromActions, May: rooms.AtWork},
	{Do: "finish", In: []string{rooms.Closing}, May: rooms.AtWork},
	{Do: "drop", In: fromActions, May: rooms.AtWork},
	{Do: "pick", In: []string{decide, rooms.Closing}, May: rooms.AtWork},
	{Do: "one", In: []string{decide, rooms.Closing}, May: rooms.AtWork},

	{Do: "thank", In: []string{rooms.Closing}, May: participants | rooms.Leading},
	{Do: "unthank", In: []string{rooms.Closing}, May: participants | rooms.Leading},
	{Do: "next_lead", In: []string{rooms.Closing}, May: rooms.Leading},

	{Do: "park", May: rooms.AtWork | rooms.Invited},
	{Do: "unpark", May: rooms.AtWork | rooms.Invited},
	{Do: "concern", May: rooms.Everybody},
	{Do: "follow_up", May: rooms.AtWork},
}...)
