package live

import (
	"context"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
	"testing"
	"testing/synctest"
	"time"
)

// asleep brings a room to the journal and out of memory, with Ann's tab left as
// it was.
func (s *stage) asleep() *screen {
	s.t.Helper()
	s.join("ann")
	ann := s.sit("ann")
	ann.must("say", word{"a", "1"})
	ann.chair.Leave()
	time.Sleep(3 * parkAfter)
	synctest.Wait()
	if n := s.house.Stats().Rooms; n != 0 {
		s.t.Fatalf("%d rooms are open", n)
	}
	return ann
}

func TestARoomIsReadOnAFullDisk(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		ann := s.asleep()
		free := s.journal.Fill()
		s.join("ann") // known here, so nothing must be kept
		ann.connect()
		ann.sameAsFresh()
		if m, err := s.house.Minutes(context.Background(), s.room, "ann"); err != nil || m.Title != "Toy" {
			t.Errorf("the minutes: %+v, %v", m, err)
		}
		for range 3 {
			if code := ann.try("say", word{"a", "2"}); code != "storage_full" {
				t.Errorf("an action: %q", code)
			}
			ann.n--
			if _, err := s.house.Join(context.Background(), s.room, Knock{Secret: toySecret, Browser: "bob", Name: "bob"}); rooms.AsError(err).Code != "storage_full" {
				t.Errorf("somebody new: %v", err)
			}
			time.Sleep(fullPause)
			synctest.Wait()
		}
		free()
		time.Sleep(fullPause)
		synctest.Wait()
		ann.must("say", word{"a", "2"})
		ann.chair.Leave()
		synctest.Wait()
		ann.connect()
		ann.sameAsFresh()
		if snapshots, _ := count(ann.frames); snapshots != 1 || ann.resets != 0 {
			t.Errorf("%d snapshots, %d resets: what was shown meanwhile is history too", snapshots, ann.resets)
		}
	})
}

func TestAPositionShownOnAFullDiskIsGoodLater(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.asleep()
		free := s.journal.Fill()
		fresh := &screen{t: t, stage: s, name: "ann", tab: "0123456789abcdef0123456789abcdef"}
		fresh.connect()
		if s.shutDown(); fresh.closed != wire.CloseRestart {
			t.Errorf("closed with %d", fresh.closed)
		}
		free()
		s.boot(Limits{})
		s.join("bob")
		s.sit("bob").must("say", word{"b", "1"})
		fresh.connect()
		fresh.sameAsFresh()
		if snapshots, patches := count(fresh.frames); snapshots != 1 || patches != 2 || fresh.resets != 0 {
			t.Errorf("%d snapshots, %d patches, %d resets", snapshots, patches, fresh.resets)
		}
	})
}

func TestAFullDiskAtTheFirstStepLosesNoHistory(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		ann := s.asleep()
		s.journal.FailNext(journal.ErrFull) // the epoch is granted, its mark is not stored
		ann.connect()
		if code := ann.try("say", word{"a", "2"}); code != "storage_full" {
			t.Errorf("an action: %q", code)
		}
		ann.n--
		fresh := &screen{t: t, stage: s, name: "ann", tab: "0123456789abcdef0123456789abcdef"}
		fresh.connect()
		time.Sleep(2 * fullPause)
		synctest.Wait()
		ann.must("say", word{"a", "2"})
		fresh.chair.Leave()
		synctest.Wait()
		fresh.connect()
		fresh.sameAsFresh()
		if fresh.resets+ann.resets != 0 {
			t.Error("a page is told that something was lost")
		}
		s.inRoom(func(r *room) {
			if epochs := r.durable.doc.Common().Internal.Epochs; epochs.At(epochs.Len()-1).Epoch != r.epoch {
				t.Errorf("epoch %d is not marked: %v", r.epoch, epochs.Slice())
			}
		})
	})
}

func TestARoomThatCouldOnlyBeReadGivesWayToAnOwner(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		ann := s.asleep()
		free := s.journal.Fill()
		ann.connect()
		free()
		other := NewHouse(Options{Journal: s.journal, Keys: s.keys}, toyKind())
		s.dead = append(s.dead, other)
		if _, err := other.Join(context.Background(), s.room, Knock{Secret: toySecret, Browser: "bob", Name: "bob"}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * fullPause)
		synctest.Wait()
		if ann.closed != wire.CloseRestart {
			t.Fatalf("closed with %d", ann.closed)
		}
		ann.connect()
		ann.sameAsFresh()
		ann.must("say", word{"a", "2"})
	})
}

func TestClocksOfARoomThatCanOnlyBeReadRingOnceLater(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("arm", after{int((4 * time.Minute).Milliseconds())})
		ann.chair.Leave()
		time.Sleep(2 * time.Minute)
		free := s.journal.Fill()
		time.Sleep(4 * time.Minute)
		ann.connect()
		if rung := ann.doc["shared"].(document.Tree)["rung"]; rung != nil {
			t.Errorf("it rang %v times, and nobody could keep that", rung)
		}
		free()
		time.Sleep(2 * fullPause)
		synctest.Wait()
		s.inRoom(func(r *room) {
			if rung := r.durable.doc.(*rooms.Meeting[toy, toyOwn, toyOwn]).Shared.Rung; rung != 1 {
				t.Errorf("it rang %d times", rung)
			}
		})
		ann.sameAsFresh()
	})
}

func TestALostRoundIsAskedAgainWhenTheDiskHasRoom(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("round", struct{}{})
		ann.must("vote", word{"", "5"})
		s.kill()
		s.loseRoundKeys()
		s.boot(Limits{})
		s.journal.FailNext(journal.ErrFull)
		s.inRoom(func(*room) {})
		time.Sleep(2 * fullPause)
		s.inRoom(func(r *room) {
			if base := r.durable.doc.Common(); base.Room.Look != "please vote again" || base.Internal.Round != "" {
				t.Errorf("nobody is told: %q, the round is %q", base.Room.Look, base.Internal.Round)
			}
		})
	})
}
