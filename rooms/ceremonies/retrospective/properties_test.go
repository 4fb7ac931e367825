package retrospective

import (
	"testing"

	"rondo/rooms/roomstest"
)

func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"do":         {"write", "group", "merge", "tighten", "accept", "due", "how", "pick", "one"},
		"settings":   {"named"}, // without it no promise can be made stricter
		"write.text": {"No test database", "No database for the tests", "The test database"},
	})
}
