package live

import (
	"context"
	"rondo/rooms"
	"rondo/rooms/wire"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhoIsRemovedIsShownOut(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		bobID := s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("out", word{Key: string(bobID)})
		if bob.closed != wire.CloseRemoved {
			t.Errorf("bob's connection was closed with %d", bob.closed)
		}
	})
}

func TestARoomThatNobodyUsesIsDeletedForGood(t *testing.T) {
	onStage(t, Limits{Keep: 48 * time.Hour}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		time.Sleep(47 * time.Hour)
		ann.must("say", word{"a", "2"}) // it is used: the time starts again
		ann.chair.Leave()
		time.Sleep(47 * time.Hour)
		if _, _, err := s.house.Doc(context.Background(), s.room, "ann"); err != nil {
			t.Errorf("the room went too early: %v", err)
		}
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if _, _, err := s.house.Doc(context.Background(), s.room, "ann"); rooms.AsError(err).Code != "no_room" || s.countKeys() != 0 {
			t.Errorf("the room is still there (%v), with %d keys", err, s.countKeys())
		}
	})
}

func TestARoomIsKeptAsLongAsItsTeamSays(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.change(func(t *rooms.Tx) { t.Room.Keeping.Days = 3 })
		time.Sleep(3 * 24 * time.Hour)
		if _, _, err := s.house.Doc(context.Background(), s.room, "ann"); err != nil {
			t.Errorf("the room went too early: %v", err)
		}
		time.Sleep(25 * time.Hour)
		s.isGone("ann")
	})
}

func TestNoRoomIsKeptForLongerThanTheServerDoes(t *testing.T) {
	onStage(t, Limits{Keep: 48 * time.Hour}, func(s *stage) {
		s.join("ann")
		s.change(func(t *rooms.Tx) { t.Room.Keeping.Days = 3650 })
		time.Sleep(49 * time.Hour)
		s.isGone("ann")
	})
}

// Whoever took part has an hour for the minutes; then the room goes, also where somebody left
// its page open, or where nobody is there and it is not in memory.
func TestARoomGoesAtItsEnd(t *testing.T) {
	for name, stays := range map[string]bool{"with a page open": true, "empty": false} {
		t.Run(name, func(t *testing.T) {
			onStage(t, Limits{}, func(s *stage) {
				s.join("ann")
				ann := s.sit("ann")
				s.change(func(t *rooms.Tx) { t.Room.Keeping.AtEnd = true })
				time.Sleep(2 * time.Hour) // it has not ended: nothing goes
				s.change(func(t *rooms.Tx) { t.Room.Ended = t.Now })
				if !stays {
					ann.chair.Leave()
				}
				time.Sleep(time.Hour - time.Minute)
				if _, _, err := s.house.Doc(context.Background(), s.room, "ann"); err != nil {
					t.Errorf("the room went too early: %v", err)
				}
				time.Sleep(2 * time.Minute)
				s.isGone("ann")
				if stays && ann.closed != wire.CloseGone {
					t.Errorf("who is there hears %d", ann.closed)
				}
			})
		})
	}
}

// isGone fails the test unless nothing of the room is left.
func (s *stage) isGone(browser string) {
	s.t.Helper()
	synctest.Wait()
	if _, _, err := s.house.Doc(context.Background(), s.room, browser); rooms.AsError(err).Code != "no_room" || s.countKeys() != 0 {
		s.t.Errorf("the room is still there (%v), with %d keys", err, s.countKeys())
	}
}

func TestOnlyTheFacilitatorDeletesARoom(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		s.change(func(t *rooms.Tx) { t.Room.Baton.Co = rooms.ListOf[rooms.ID]("p2") }) // to help is not to own
		bob := s.sit("bob")
		if err := s.house.Remove(context.Background(), s.room, "bob"); rooms.AsError(err).Code != "forbidden" {
			t.Errorf("bob: %v", err)
		}
		if err := s.house.Remove(context.Background(), s.room, "ann"); err != nil {
			t.Errorf("ann: %v", err)
		}
		synctest.Wait()
		if bob.closed != wire.CloseGone || s.countKeys() != 0 {
			t.Errorf("bob's connection was closed with %d, %d keys are left", bob.closed, s.countKeys())
		}
		if _, _, err := s.house.Doc(context.Background(), s.room, "ann"); rooms.AsError(err).Code != "no_room" {
			t.Errorf("the room is still there: %v", err)
		}
	})
}

func TestWhoGaveTheRoomAwayComesBackAsAnybody(t *testing.T) {
	onStageWith(t, pollKind, Limits{}, func(s *stage) {
		s.join("ann")
		bobID := s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("baton_give", map[string]rooms.ID{"to": bobID})
		bob.must("baton_lock", map[string]bool{"on": true})
		ann.must("leave", nil)
		s.join("ann", rooms.ScrumMaster)
		s.inRoom(func(r *room) {
			base := r.newest.doc.Common()
			if again, _ := base.Room.People.Get("p3"); base.Room.Baton.Holder != bobID || again.Is(rooms.ScrumMaster) {
				t.Errorf("%s facilitates, and ann is %v again", base.Room.Baton.Holder, again.Roles.Slice())
			}
		})
	})
}
