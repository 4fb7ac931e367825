package ceremonies

import (
	"testing"

	"rondo/rooms"
)

// standup is a rehearsal of a standup.
type standup struct{ Rehearsed }

const ann, ben, cara, dan = "p1", "p2", "p3", "p4"

// inStandup opens a standup; names join as developers, the first as the opener.
func inStandup(t *testing.T, names ...string) standup {
	t.Helper()
	return standup{Rehearse(t, Standup(), names...)}
}

func (s standup) meeting() *rooms.Meeting[StandupState, StandupOwn, TeamNotes] {
	return s.Meeting().(*rooms.Meeting[StandupState, StandupOwn, TeamNotes])
}

func (s standup) shared() StandupState { return s.meeting().Shared }
