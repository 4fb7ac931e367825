package live

import (
	"context"
	"fmt"
	"rondo/rooms"
	"rondo/rooms/journal"
	"testing"
	"testing/synctest"
)

// spoilt is a journal in which what it has of a room is found damaged by an append.
type spoilt struct {
	journal.Journal
	of rooms.ID
}

func (s *spoilt) Append(ctx context.Context, room rooms.ID, epoch, prev int64, entries []journal.Entry, due journal.Due) error {
	if room == s.of {
		return fmt.Errorf("%w: a page", journal.ErrDamaged)
	}
	return s.Journal.Append(ctx, room, epoch, prev, entries, due)
}

// Damage that shows while a room is open sets it aside: what was not stored is refused,
// its people are sent away, and it is not tried for ever.
func TestARoomFoundDamagedByAWriteIsSetAside(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		at := &spoilt{Journal: s.house.with.Journal}
		s.inRoom(func(*room) { s.house.with.Journal, at.of = at, s.room })
		n := ann.do("say", word{"a", "lost"})
		synctest.Wait()
		if code, _ := ann.answerSince(0, n); code != "room_damaged" {
			t.Errorf("what cannot be stored is answered with %q", code)
		}
		if stats := s.house.Stats(); stats.Damaged != 1 || stats.Rooms != 0 {
			t.Errorf("%d rooms are set aside, %d open", stats.Damaged, stats.Rooms)
		}
		s.house.with.Journal = at.Journal
	})
}
