package standup

import (
	"slices"
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestAStandupHeldAgainKeepsItsGoalAndItsStarters(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	s.Does(ann, "goal", roomstest.With("text", "Ship it", "by", "2025-12-05"))
	s.Does(ann, "pulse", roomstest.With("on", true))
	s.Does(ann, "board", roomstest.With("items", []any{roomstest.With("title", "Retry", "owner", ben)}))
	s.Does(ben, "note", roomstest.With("progress", "For the team alone"))
	s.GoTo(round)
	s.Does(ann, "end", nil)
	was := s.Meeting().(*meeting)
	next, err := rooms.Rehearse(Kind(), rooms.Brief{Kind: "standup", Title: "Heron", Given: Kind().Handover(was, "first"), Before: was}, 2)
	s.Must(err)
	is := next.Meeting().(*meeting)
	if is.Shared.Goal != "Ship it" || is.Shared.GoalBy != "2025-12-05" || !is.Shared.Pulse || is.Shared.Board.Len() != 1 {
		t.Errorf("it is held for %+v", is.Shared)
	}
	if started := is.Shared.Started; started.Len() != 1 || !slices.Equal(started.Slice(), was.Shared.Started.Slice()) {
		t.Errorf("the last starters were %v", started.Slice())
	}
	if is.Audience.Len() != 0 || is.Shared.Wrote.Len() != 0 {
		t.Error("what was written before came along")
	}
}
