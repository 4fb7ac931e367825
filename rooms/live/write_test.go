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

func TestNothingIsShownBeforeItIsDurable(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		release := s.journal.Hold()
		ann.do("say", word{"a", "early"})
		ann.do("lead", struct{}{})
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if _, answered := ann.answer(ann.n); answered || ann.words()["a"] != nil || bob.words()["a"] != nil {
			t.Error("something was shown or answered before the journal had it")
		}
		release()
		synctest.Wait()
		if bob.words()["a"] != "early" {
			t.Error("it never arrived")
		}
	})
}

func TestOneJournalAnswerLostIsNoActionLostOrDoubled(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		s.journal.LoseNext()
		ann.do("say", word{"a", "1"})
		time.Sleep(time.Second)
		synctest.Wait()
		if code, ok := ann.answer(1); !ok || code != "" || ann.words()["a"] != "1" {
			t.Errorf("answered %v with %q, ann sees %v", ok, code, ann.words())
		}
		ann.must("say", word{"a", "2"})
		ann.sameAsFresh()
	})
}

func TestAFullDiskLosesNothingAndRecovers(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		s.journal.FailNext(journal.ErrFull)
		ann.do("say", word{"a", "2"})
		ann.do("say", word{"a", "3"})
		synctest.Wait()
		for n := 2; n <= 3; n++ {
			if code, _ := ann.answer(n); code != "storage_full" && code != "out_of_order" {
				t.Errorf("action %d was answered with %q", n, code)
			}
		}
		ann.sameAsFresh()
		time.Sleep(fullPause + time.Second)
		ann.n = 1
		ann.must("say", word{"a", "2"}) // the same number: it was not used up
		if ann.words()["a"] != "2" {
			t.Error("the room did not recover")
		}
	})
}

func TestAFailedDiskStopsTheProcess(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		s.journal.FailNext(journal.ErrBroken)
		ann.do("say", word{"a", "1"})
		synctest.Wait()
		if code, _ := ann.answer(1); code != "storage_failed" || !errors.Is(s.fatal, journal.ErrBroken) {
			t.Errorf("answered with %q, fatal is %v", code, s.fatal)
		}
	})
}

func TestASecondOwnerFencesTheFirst(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		if _, _, err := s.journal.Acquire(context.Background(), s.room); err != nil {
			t.Fatal(err)
		}
		ann.do("say", word{"a", "stale"})
		synctest.Wait()
		if code, _ := ann.answer(2); code != "moved" || ann.closed != wire.CloseRestart {
			t.Errorf("the first owner answered with %q and closed with %d", code, ann.closed)
		}
		ann.n = 1
		ann.connect()
		if ann.words()["a"] != "1" {
			t.Errorf("a stale write was kept: %v", ann.words())
		}
	})
}

func TestABusyRoomSaysSoAndLosesNothing(t *testing.T) {
	onStage(t, Limits{Inbox: 4, Ahead: 2, Unacked: 100}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		release := s.journal.Hold()
		for i := range 20 {
			ann.do("say", word{fmt.Sprint(i), "x"})
			synctest.Wait()
		}
		busy := 0
		for n := 1; n <= 20; n++ {
			if code, ok := ann.answer(n); ok && code == "busy" {
				busy++
			}
		}
		if busy == 0 {
			t.Error("nobody was told that the room is busy")
		}
		release()
		synctest.Wait()
		ann.sameAsFresh()
		if len(ann.words()) != 20-busy {
			t.Errorf("%d words were kept, %d refused", len(ann.words()), busy)
		}
	})
}

func TestAfterAFullDiskTheRoomSleepsAgain(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		time.Sleep(2 * saveAfter)
		s.journal.FailNext(journal.ErrFull)
		if code := ann.try("say", word{"a", "2"}); code != "storage_full" {
			t.Errorf("got %q", code)
		}
		time.Sleep(fullPause + time.Second)
		s.inRoom(func(r *room) {
			if r.unsaved != 0 {
				t.Fatal("the room waits to save what is not there; once that is due it never sleeps again")
			}
		})
	})
}

func TestAPhoneGetsInAsSoonAsTheDiskHasRoom(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		you := s.join("ann")
		ann := s.sit("ann")
		s.change(func(t *rooms.Tx) {
			t.Door.Phones.Put(rooms.DigestOf("phone", "pass"), rooms.PhonePass{Person: you, Until: t.Now + rooms.For(time.Hour)})
		})
		s.journal.FailNext(journal.ErrFull)
		ann.try("say", word{"a", "1"})
		begun := time.Now()
		_, err := s.house.Join(context.Background(), s.room, Knock{Phone: "pass", Browser: "phone"})
		if took := time.Since(begun); err != nil || took > fullPause+time.Second {
			t.Errorf("after %v: %v", took, err)
		}
	})
}

func TestARefusalThatASlowReaderMissedEndsInASnapshot(t *testing.T) {
	onStage(t, Limits{Unacked: 1}, func(s *stage) {
		s.join("ann")
		seat, ann := s.slow("ann", 1000)
		busy := make(chan struct{})
		go func() {
			_ = s.house.ask(context.Background(), s.room, func(*room) error { <-busy; return nil })
		}()
		synctest.Wait()
		ann.Act(wire.Up{N: 1, Do: "nothing"})
		seat.missed = func() { // the connection drops the refusal, and catches up before Act knows
			close(busy)
			synctest.Wait()
			ann.Ready()
			synctest.Wait()
		}
		ann.Act(wire.Up{N: 2, Do: "nothing"})
		synctest.Wait()
		if seat.docs != 2 {
			t.Errorf("%d snapshots, want one more than hello's", seat.docs)
		}
		before := seat.takes.Load()
		ann.Act(wire.Up{N: 2, Do: "nothing"})
		synctest.Wait()
		if seat.takes.Load() == before {
			t.Error("from then on nothing comes")
		}
	})
}

func TestNobodyHasMoreUnansweredThanTheLimit(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		release := s.journal.Hold()
		ann.do("say", word{"a", "1"})
		for range 100 { // a refusal too waits for what it could have seen
			ann.do("fly", struct{}{})
			synctest.Wait()
		}
		held := 0
		s.inRoom(func(r *room) { held = len(r.writing.answers) })
		if most := s.house.with.Limits.Unacked; held > most {
			t.Errorf("%d answers are held, at most %d may be", held, most)
		}
		release()
		synctest.Wait()
		ann.n = held
		for range 100 { // what was answered counts no more
			ann.try("fly", struct{}{})
		}
		if code, _ := ann.answer(ann.n); code != "unknown_action" {
			t.Errorf("the last was answered with %q", code)
		}
	})
}
