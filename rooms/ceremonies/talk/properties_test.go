package talk

import (
	"testing"

	"rondo/rooms/roomstest"
)

func TestProperties(t *testing.T) { roomstest.Ceremony(t, Kind()) }
