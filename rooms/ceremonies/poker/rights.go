package poker

import (
	"slices"

	"rondo/rooms"
)

// leads are those who say what is sized next, and what size it is.
const leads = rooms.ProductOwners | rooms.Leading

var (
	atTable = []string{sizing}
	always  = rooms.Right{In: rooms.EveryPhase, May: rooms.AtWork}
	listed  = []string{rooms.Lobby, sizing} // afterwards the list says what came out
	settles = rooms.Right{In: atTable, May: leads}
	fills   = rooms.Right{In: listed, May: rooms.AtWork}
)

// rights: that only who builds it sizes it is the Scrum Guide's: the Developers who will be
// doing the work are responsible for the sizing.
var rights = slices.Concat(
	rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.HandRights(),
	rooms.AgendaRights(phases, rooms.Right{In: atTable, May: rooms.AtWork}),
	rooms.ItemRights(fills, fills, rooms.Right{In: listed, May: leads}),
	rooms.SizingRights(rooms.Right{In: atTable, May: rooms.Developers}, settles, settles, rooms.Right{In: listed, May: leads}),
	rooms.TaskRights(always, always), rooms.ParkingRights(always),
)
