package poker

import (
	"slices"

	"rondo/rooms"
)

// leads are those who say what is sized next, and what size it is.
const leads = rooms.ProductOwners | rooms.Leading

var (
	atTable = []string{sizing}
	playing = []string{rooms.Lobby, sizing}
)

// own is the row of the poker's own cards; that only who builds it sizes it is the Scrum
// Guide's: the Developers who will be doing the work are responsible for the sizing.
var own = slices.Concat(
	rooms.Rights{{Do: "deck", In: playing, May: leads}, {Do: "settle", In: atTable, May: leads}},
	rooms.BallotRights(rooms.Right{In: atTable, May: rooms.Developers}, rooms.Right{In: atTable, May: leads}),
)

var rights = slices.Concat(
	rooms.RoomRights(rooms.Course{
		Lobby: rooms.Lobby, Running: []string{sizing, rooms.Closing}, Later: []string{rooms.Closing},
		Done: atTable, End: rooms.Closing,
	}),
	rooms.ItemRights(rooms.Right{May: rooms.AtWork}, rooms.Right{May: leads}),
	rooms.TaskRights(rooms.Right{May: rooms.AtWork}), rooms.ParkingRights(rooms.Right{May: rooms.AtWork}),
	own, rooms.Rights{{Do: "call_next", May: rooms.Leading | rooms.Speaking}},
)
