package talk

import (
	"testing"

	"rondo/rooms/roomstest"
)

func TestPlays(t *testing.T) { roomstest.Plays(t, Kind()) }
