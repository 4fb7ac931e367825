// Package ceremonies holds the rules of each kind of meeting, one file each:
// pure functions over plain structs.
package ceremonies

import "rondo/rooms"

// All returns every kind of meeting that a house can hold.
func All() []*rooms.Kind {
	return []*rooms.Kind{Standup(), Retrospective(), Talk()}
}
