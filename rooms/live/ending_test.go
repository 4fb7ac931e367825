package live

import (
	"context"
	"errors"
	"fmt"
	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhoEntersWhileTheHouseClosesDoesNotKeepItOpen(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		var r *room
		s.inRoom(func(it *room) { r = it })
		busy, entered := make(chan struct{}), make(chan error, 1)
		go func() { _ = r.ask(context.Background(), func(*room) error { <-busy; return nil }) }()
		synctest.Wait()
		r.inbox <- stop{}
		go func() {
			hello := wire.Hello{Tab: fmt.Sprintf("%032x", 7), Next: 1}
			_, err := s.house.Enter(context.Background(), s.room, "ann", hello, &slowSeat{})
			entered <- err
		}()
		synctest.Wait()
		close(busy)
		select {
		case <-r.stopped:
		case <-time.After(10 * time.Second):
			t.Fatal("the room does not stop")
		}
		if err := <-entered; rooms.AsError(err).Code != "draining" {
			t.Errorf("who entered got %v", err)
		}
	})
}

// TestWhoIsHereWhenTheHouseClosesIsTold is for connections within this process:
// nobody but the room closes those.
func TestWhoIsHereWhenTheHouseClosesIsTold(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		if err := s.house.Close(context.Background()); err != nil {
			t.Error(err)
		}
		if ann.closed != wire.CloseRestart {
			t.Errorf("the connection was closed with %d, want %d: come back after a restart", ann.closed, wire.CloseRestart)
		}
	})
}

// stuckJournal does not answer Acquire.
type stuckJournal struct {
	journal.Journal
	stuck chan struct{}
}

func (j stuckJournal) Acquire(ctx context.Context, room rooms.ID) (epoch, lsn int64, err error) {
	<-j.stuck
	return j.Journal.Acquire(ctx, room)
}

func TestClosingDoesNotWaitForAJournalThatDoesNotAnswer(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		j := stuckJournal{s.journal, make(chan struct{})}
		house := NewHouse(Options{Journal: j, Keys: s.keys}, toyKind())
		go func() { _, _, _ = house.WhoIs(context.Background(), s.room, "ann") }()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(context.Background(), 25*time.Second)
		defer cancel()
		begun := time.Now()
		if err := house.Close(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("closing answered %v", err)
		}
		if took := time.Since(begun); took > 26*time.Second {
			t.Errorf("closing took %v", took)
		}
		close(j.stuck)
		if err := house.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

func TestWhoJoinsARoomThatIsDeletedIsTold(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.giveBaton()
		release := s.journal.Hold()
		joined := make(chan error, 1)
		go func() {
			_, err := s.house.Join(context.Background(), s.room, Knock{Secret: toySecret, Browser: "bob", Name: "bob"})
			joined <- err
		}()
		synctest.Wait()
		go func() { _ = s.house.Remove(context.Background(), s.room, "ann") }()
		synctest.Wait()
		release()
		select {
		case err := <-joined:
			if rooms.AsError(err).Code != "no_room" {
				t.Errorf("joining answered %v", err)
			}
		case <-time.After(time.Minute):
			t.Error("joining does not end")
			// Let the test end: the room is gone, and nobody else will answer.
			panic("stuck")
		}
	})
}

// TestAMeetingThatIsOverKeepsNoLog: what it forgot at its end stands in no entry
// from before.
func TestAMeetingThatIsOverKeepsNoLog(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "while it ran"})
		kept := func() int {
			time.Sleep(saveAfter + time.Second)
			synctest.Wait()
			record, err := s.journal.Read(t.Context(), s.room)
			if err != nil {
				t.Fatal(err)
			}
			return len(record.Entries)
		}
		if kept() == 0 {
			t.Error("nobody can resume while the meeting runs")
		}
		ann.must("close", struct{}{})
		if n := kept(); n != 0 {
			t.Errorf("%d entries are left of a meeting that is over", n)
		}
		ann.sameAsFresh()
	})
}
