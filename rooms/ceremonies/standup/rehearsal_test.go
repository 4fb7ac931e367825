package standup

import (
	"testing"

	"rondo/rooms/roomstest"
)

// standup is a rehearsal of a standup.
type standup struct{ roomstest.Rehearsed }

const ann, ben, cara, dan = "p1", "p2", "p3", "p4"

// inStandup opens a standup; names join as developers, the first as the opener.
func inStandup(t *testing.T, names ...string) standup {
	t.Helper()
	return standup{roomstest.Rehearse(t, Kind(), names...)}
}

func (s standup) meeting() *meeting {
	return s.Meeting().(*meeting)
}

func (s standup) shared() State { return s.meeting().Shared }
