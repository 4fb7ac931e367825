// Package ceremonies holds the rules of each kind of meeting, one file each:
// pure functions over plain structs.
package ceremonies

import (
	"rondo/rooms"
	"rondo/rooms/ceremonies/planning"
	"rondo/rooms/ceremonies/poker"
	"rondo/rooms/ceremonies/refinement"
	"rondo/rooms/ceremonies/retrospective"
	"rondo/rooms/ceremonies/review"
	"rondo/rooms/ceremonies/standup"
	"rondo/rooms/ceremonies/talk"
	"rondo/rooms/ceremonies/team"
)

// All returns every kind of meeting that a house can hold.
func All() []*rooms.Kind {
	return []*rooms.Kind{standup.Kind(), retrospective.Kind(), planning.Kind(), poker.Kind(), refinement.Kind(), review.Kind(), talk.Kind(), team.Kind()}
}
