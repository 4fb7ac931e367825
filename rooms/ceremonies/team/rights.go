package team

import (
	"slices"

	"rondo/rooms"
)

var (
	team  = rooms.Right{In: rooms.EveryPhase, May: rooms.AtWork}
	owner = rooms.Right{In: rooms.EveryPhase, May: rooms.ProductOwners}
)

// rights: the product owner orders the backlog and words it, the team proposes; the
// product manager sets the goals and raises concerns, and orders nothing (Scrum Guide: the
// Product Owner is accountable for the Product Backlog; one person, not a committee).
var rights = slices.Concat(
	rooms.PeopleRights(), rooms.BatonRights(), rooms.LinkRights(), rooms.UndoRights(),
	rooms.ItemRights(team, owner, owner),
	rooms.BacklogRights(team, owner, rooms.Right{In: rooms.EveryPhase, May: rooms.ProductManagers}, rooms.Right{In: rooms.EveryPhase, May: rooms.Developers | rooms.ProductOwners}),
	rooms.BlockerRights(team), rooms.TaskRights(team, team), rooms.ParkingRights(team),
	team.For("sprint", "built", "risk_add", "risk_drop", "gather", "rhythm", "schedule", "unschedule", "lead_skip", "done_add", "done_reword", "done_drop"),
	owner.For("item_import"),
)
