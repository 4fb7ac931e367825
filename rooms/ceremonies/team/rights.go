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
	rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(),
	rooms.ItemRights(team, owner, owner),
	rooms.BlockerRights(team), rooms.TaskRights(team, team), rooms.ParkingRights(team),
	rooms.Right{In: rooms.EveryPhase, May: rooms.ProductManagers}.For("goal_add", "goal_reword", "goal_drop", "flag"),
	owner.For("serves", "flag_answer"),
	team.For("sprint", "gather", "criterion_add", "criterion_reword", "criterion_drop"),
	rooms.Right{In: rooms.EveryPhase, May: rooms.Developers | rooms.ProductOwners}.For("ready"),
)
