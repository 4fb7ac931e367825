package review

import (
	"slices"

	"rondo/rooms"
)

const (
	// guests are all who take part: who only watches does not.
	guests = rooms.Team | rooms.ProductManagers | rooms.Stakeholders
	// presenters show what they built.
	presenters = rooms.Developers | rooms.ProductOwners
	// orderers see to the queue and its clock.
	orderers = rooms.Leading | rooms.ScrumMasters | rooms.ProductOwners
	// advisers say what matters most; nobody has to follow.
	advisers = rooms.Stakeholders | rooms.ProductManagers
)

var (
	beforeDemos = []string{rooms.Lobby, outcome, demos}
	fromDemos   = []string{demos, context, next}
	underWay    = []string{outcome, demos, context, next, rooms.Closing}
	atNext      = []string{next}
	always      = rooms.Right{In: rooms.EveryPhase, May: rooms.AtWork}
)

// rights: who built it shows it, everybody says what they think of it, and the product owner
// decides what becomes of that (Scrum Guide 2020, Sprint Review, and the accountability of each).
var rights = slices.Concat(
	rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.HandRights(),
	rooms.AgendaRights(phases, rooms.Right{In: fromDemos, May: guests}),
	rooms.Right{In: underWay, May: rooms.ProductOwners}.For("extend", "next"),
	asked(next, rooms.Right{May: advisers, Why: "dots"}),
	asked(rooms.Closing, rooms.Right{May: guests, Why: "roti"}),
	rooms.TaskRights(always, always), rooms.ParkingRights(always),
	rooms.Rights{
		{Do: "settings", In: []string{rooms.Lobby, outcome}, May: rooms.Team | rooms.Leading},
		{Do: "goal_outcome", In: rooms.EveryPhase, May: rooms.ProductOwners},
		{Do: "built", In: beforeDemos, May: presenters},

		{Do: "work_add", In: beforeDemos, May: rooms.AtWork},
		{Do: "work_drop", In: beforeDemos, May: rooms.AtWork},

		{Do: "demo_add", In: beforeDemos, May: guests | rooms.Leading},
		{Do: "demo_queue", In: beforeDemos, May: orderers},
		{Do: "demo_time", In: beforeDemos, May: orderers},
		{Do: "demo_move", In: beforeDemos, May: orderers},
		{Do: "demo_drop", In: beforeDemos, May: guests | rooms.Leading},
		{Do: "present", In: beforeDemos, May: presenters | orderers},
		{Do: "demo_start", In: []string{demos}, May: orderers},
		{Do: "demo_end", In: []string{demos}, May: guests | rooms.Leading},

		{Do: "feedback", In: fromDemos, May: guests | rooms.Leading},
		{Do: "feedback_drop", In: fromDemos, May: guests | rooms.Leading},
		{Do: "upvote", In: fromDemos, May: guests | rooms.Leading},
		{Do: "answered", In: fromDemos, May: rooms.AtWork},

		{Do: "context", In: []string{context}, May: advisers},

		{Do: "candidate_add", In: atNext, May: guests | rooms.Leading},
		{Do: "candidate_reword", In: atNext, May: rooms.ProductOwners},
		{Do: "candidate_move", In: atNext, May: rooms.ProductOwners},
		{Do: "flag", In: atNext, May: rooms.ProductManagers},
		{Do: "dots", In: atNext, May: rooms.AtWork, Why: "dots_asked"},
		{Do: "decide", In: []string{next, rooms.Closing}, May: rooms.ProductOwners},
	},
)

// asked are the rows of a ballot that is asked in one phase.
func asked(phase string, vote rooms.Right) rooms.Rights {
	vote.In = []string{phase}
	return rooms.BallotRights(vote, rooms.Right{In: vote.In, May: rooms.Leading | rooms.ProductOwners})
}
