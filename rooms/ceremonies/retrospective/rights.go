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
	{Do: "call_next", May: rooms.Leading | rooms.Speaking, Why: "Only the speaker and the facilitator pass the floor on."},
	{Do: "undo", In: []string{group}, May: participants, Why: "Only participants take a step of the grouping back."},

	{Do: "admit", May: rooms.Leading, Why: "Only the facilitator opens the door for guests."},
	{Do: "invite", May: rooms.Leading, Why: "Only the facilitator invites guests to take part."},
	{Do: "around", May: rooms.AtWork, Why: "Only the team shares a device."},
	{Do: "not_around", May: rooms.AtWork, Why: "Only the team shares a device."},
	{Do: "team_only", May: rooms.Leading, Why: "Only the facilitator asks guests to leave."},

	{Do: "settings", In: untilVote, May: rooms.Leading, Why: "Only the facilitator says how the retrospective is held."},
	{Do: "columns", In: untilWriting, May: rooms.Leading, Why: "Only the facilitator lays the board."},
	{Do: "check_in", In: []string{stage}, May: rooms.Leading, Why: "Only the facilitator asks another question."},
	{Do: "tighten", In: running, May: participants | rooms.Leading, Why: "Only participants ask for a stricter promise."},

	{Do: "carry", In: []string{rooms.Lobby, stage, old}, May: rooms.AtWork, Why: "The team says what is still open."},
	{Do: "carry_own", In: []string{rooms.Lobby, stage, old}, May: rooms.AtWork, Why: "Only the team and the facilitator own actions."},
	{Do: "answer", In: []string{old}, May: rooms.AtWork, Why: "The team says what became of its actions."},
	{Do: "uncarry", In: []string{rooms.Lobby, stage, old}, May: rooms.AtWork, Why: "The team says what is still open."},
	{Do: "bring", In: untilWriting, May: rooms.AtWork, Why: "The team brings along what an earlier meeting left."},
	{Do: "fact", In: []string{rooms.Lobby, stage, old, facts}, May: rooms.AtWork, Why: "The team collects the facts."},
	{Do: "unfact", In: []string{rooms.Lobby, stage, old, facts}, May: rooms.AtWork, Why: "The team collects the facts."},

	{Do: "write", In: []string{write}, May: participants, Why: "Only participants write."},
	{Do: "rewrite", In: []string{write}, May: participants, Why: "Only participants write."},
	{Do: "unwrite", In: []string{write}, May: participants, Why: "Only participants write."},
	{Do: "read", In: []string{read}, May: participants | rooms.Leading, Why: "Only participants read aloud."},

	{Do: "group", In: []string{group}, May: participants | rooms.Leading, Why: "Only participants group notes."},
	{Do: "move", In: []string{group}, May: participants | rooms.Leading, Why: "Only participants group notes."},
	{Do: "name_group", In: []string{group}, May: participants | rooms.Leading, Why: "Only participants group notes."},
	{Do: "merge", In: []string{group}, May: participants | rooms.Leading, Why: "Only participants group notes."},
	{Do: "split", In: []string{group}, May: participants | rooms.Leading, Why: "Only participants group notes."},
	{Do: "hint", In: []string{group}, May: participants | rooms.Leading, Why: "Only participants group notes."},

	{Do: "vote", In: running, May: participants, Why: "Only participants vote."},
	{Do: "unvote", In: running, May: participants, Why: "Only participants vote."},
	{Do: "let_vote", In: running, May: rooms.Leading, Why: "Only the facilitator lets latecomers vote."},
	{Do: "done", In: []string{old, facts, write, read, group, dots, discuss, decide, rooms.Closing}, May: rooms.Invited, Why: "Participants say when they are done."},
	{Do: "reveal", In: voting, May: rooms.Leading, Why: "Only the facilitator ends a vote early."},
	{Do: "revote", In: voting, May: rooms.Leading, Why: "Only the facilitator asks again."},

	{Do: "topic", In: []string{discuss}, May: rooms.AtWork | rooms.Invited, Why: "Only participants bring up topics."},
	{Do: "discuss", In: []string{discuss}, May: rooms.Leading, Why: "Only the facilitator chooses the topic."},
	{Do: "topic_done", In: []string{discuss}, May: rooms.Leading, Why: "Only the facilitator ends a topic."},
	{Do: "scribe", In: []string{discuss, decide}, May: rooms.AtWork | rooms.Invited, Why: "Only participants write down what is said."},
	{Do: "said", In: []string{discuss, decide, rooms.Closing}, May: rooms.AtWork | rooms.Invited, Why: "Only the scribe and the facilitator write down what is said."},

	{Do: "task", In: fromActions, May: participants | rooms.ProductManagers | rooms.Leading, Why: "Only participants and product managers propose actions."},
	{Do: "accept", In: fromActions, May: rooms.AtWork, Why: "Only the team and the facilitator own actions, each for themselves."},
	{Do: "ask", In: fromActions, May: rooms.AtWork, Why: "The team asks who takes an action."},
	{Do: "retext", In: fromActions, May: rooms.AtWork, Why: "The team words its actions."},
	{Do: "due", In: fromActions, May: rooms.AtWork, Why: "The team says by when."},
	{Do: "how", In: fromActions, May: rooms.AtWork, Why: "The team says how it will know."},
	{Do: "finish", In: []string{rooms.Closing}, May: rooms.AtWork, Why: "The team finishes its actions."},
	{Do: "drop", In: fromActions, May: rooms.AtWork, Why: "The team drops actions."},
	{Do: "pick", In: []string{decide, rooms.Closing}, May: rooms.AtWork, Why: "The team decides what it will do."},
	{Do: "one", In: []string{decide, rooms.Closing}, May: rooms.AtWork, Why: "The team decides what matters most."},

	{Do: "thank", In: []string{rooms.Closing}, May: participants | rooms.Leading, Why: "Only participants give thanks here."},
	{Do: "unthank", In: []string{rooms.Closing}, May: participants | rooms.Leading, Why: "Only participants give thanks here."},
	{Do: "next_lead", In: []string{rooms.Closing}, May: rooms.Leading, Why: "Only the facilitator says who is next."},

	{Do: "park", May: rooms.AtWork | rooms.Invited, Why: "Participants park topics."},
	{Do: "unpark", May: rooms.AtWork | rooms.Invited, Why: "Participants park topics."},
	{Do: "concern", May: rooms.Everybody, Why: "Everybody says what concerns them."},
	{Do: "follow_up", May: rooms.AtWork, Why: "The team opens rooms for what it parked."},
}...)
