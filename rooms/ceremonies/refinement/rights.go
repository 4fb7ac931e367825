package refinement

import (
	"slices"

	"rondo/rooms"
)

var (
	atWork = []string{refine}
	listed = []string{rooms.Lobby, refine}

	owner  = rooms.Right{In: listed, May: rooms.ProductOwners}
	works  = rooms.Right{In: listed, May: rooms.AtWork}
	always = rooms.Right{In: rooms.EveryPhase, May: rooms.AtWork}
	// builders are those who make the items: what they are, and whether they are ready.
	builders = rooms.Right{In: atWork, May: rooms.Developers | rooms.ProductOwners}
	// opening are those who open and end a round, and lead an item to it.
	opening = rooms.Right{In: atWork, May: rooms.Leading | rooms.ScrumMasters | rooms.ProductOwners}
	asks    = rooms.Right{In: atWork, May: rooms.Leading | rooms.ScrumMasters | rooms.Developers | rooms.ProductManagers}
)

// rights: the product owner leads, orders the backlog and words it; the developers size, and
// nobody else does (Scrum Guide: the Developers who will be doing the work are responsible for
// the sizing); the product manager brings what the market says, and orders nothing.
var rights = slices.Concat(
	rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.HandRights(),
	rooms.AgendaRights(phases, rooms.Right{In: atWork, May: rooms.AtWork}),
	rooms.ItemRights(works, owner, owner),
	rooms.SizingRights(
		rooms.Right{In: atWork, May: rooms.Developers}, opening,
		rooms.Right{In: atWork, May: rooms.Leading}, rooms.Right{In: listed, May: rooms.Leading | rooms.ProductOwners},
	),
	rooms.AheadRights(rooms.Leading|rooms.ProductOwners), rooms.Right{In: []string{rooms.Lobby}, May: rooms.Developers}.For("estimate"),
	builders.For("aside"),
	works.For("criterion_add", "criterion_reword", "criterion_drop", "acceptance_add"),
	owner.For("serves", "acceptance_accept", "acceptance_reword", "acceptance_drop", "question_answer", "question_drop", "concern_answer"),
	rooms.Right{In: listed, May: rooms.ProductManagers}.For("acceptance_add", "goal_add", "goal_reword", "goal_drop", "market_note", "market_drop", "concern_raise"),
	builders.For("ready", "item_split", "want"),
	also(asks, rooms.Speaking).For("question_add"),
	asks.For("ask_unnamed", "unask"),
	rooms.Right{In: atWork, May: rooms.ProductManagers}.For("market"),
	also(builders, rooms.Leading).For("not_ready"),
	opening.For("step"),
	rooms.Right{In: listed, May: rooms.Leading | rooms.ProductOwners}.For("item_time"),
	rooms.TaskRights(always, always), rooms.ParkingRights(always),
)

// also is a right that others have, too.
func also(r rooms.Right, more rooms.Who) rooms.Right {
	r.May |= more
	return r
}
