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

// own are the rows of the cards: only who builds it sizes it (Scrum Guide 2020: the
// Developers who will be doing the work are responsible for the sizing).
var own = rooms.Rights{
	{Do: "deck", In: playing, May: leads},
	{Do: "vote", In: atTable, May: rooms.Developers},
	{Do: "unvote", In: atTable, May: rooms.Developers},
	{Do: "reveal", In: atTable, May: leads},
	{Do: "revote", In: atTable, May: leads},
	{Do: "settle", In: atTable, May: leads},
}

var rights = slices.Concat(
	rooms.RoomRights(rooms.Course{
		Lobby: rooms.Lobby, Running: []string{sizing, rooms.Closing}, Later: []string{rooms.Closing},
		Done: atTable, End: rooms.Closing,
	}),
	rooms.ItemRights(rooms.Right{May: rooms.AtWork}, rooms.Right{May: leads}),
	own,
	rooms.Rights{
		{Do: "call_next", May: rooms.Leading | rooms.Speaking},
		{Do: "task", May: rooms.AtWork},
		{Do: "accept", May: rooms.AtWork},
		{Do: "ask", May: rooms.AtWork},
		{Do: "retext", May: rooms.AtWork},
		{Do: "due", May: rooms.AtWork},
		{Do: "how", May: rooms.AtWork},
		{Do: "finish", May: rooms.AtWork},
		{Do: "drop", May: rooms.AtWork},
		{Do: "park", May: rooms.AtWork},
		{Do: "unpark", May: rooms.AtWork},
		{Do: "concern", May: rooms.Everybody},
		{Do: "follow_up", May: rooms.AtWork},
	},
)
