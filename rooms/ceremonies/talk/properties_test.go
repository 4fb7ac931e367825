package talk

import (
	"rondo/rooms"
	"testing"

	"rondo/rooms/roomstest"
)

func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{"shift.phase": {conversation}, "shift.after": {rooms.Lobby}})
}
