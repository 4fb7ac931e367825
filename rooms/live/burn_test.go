package live

import (
	"bytes"
	"context"
	"log/slog"
	"rondo/rooms"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// roundEnded plays up to the end of a secret round, while somebody else reads
// the store: its key cannot be destroyed yet.
func roundEnded(t *testing.T, play func(s *stage, ann *screen, key string)) {
	ledByAnn(t, func(s *stage, ann *screen) {
		s.wipes.Store(true)
		key := s.secretRound(ann)
		play(s, ann, key)
	})
}

// secretRound plays a round and returns its key's id.
func (s *stage) secretRound(c *screen) (key string) {
	s.t.Helper()
	c.must("round", struct{}{})
	s.inRoom(func(r *room) { key = r.newest.doc.Common().Internal.Round })
	c.must("vote", word{"", "5"})
	c.must("end_round", struct{}{})
	return key
}

// hasKeys fails the test unless just these keys of rounds are left.
func (s *stage) hasKeys(want ...string) {
	s.t.Helper()
	for _, id := range want {
		if _, err := s.keys.Get(s.room, id); err != nil {
			s.t.Errorf("the key %s is gone", id)
		}
	}
	if got := s.countKeys(); got != len(want)+1 {
		s.t.Errorf("%d keys are left, want %d beside the room's own", got, len(want))
	}
}

func (s *stage) kernel() (k rooms.Internal) {
	s.inRoom(func(r *room) { k = r.durable.doc.Common().Internal })
	return k
}

func TestTheRoomGoesOnWhileAKeyBurns(t *testing.T) {
	roundEnded(t, func(s *stage, ann *screen, key string) {
		for range 3 {
			ann.must("say", word{"a", "on we go"})
			ann.must("whisper", word{"", "to myself"})
			time.Sleep(2 * saveAfter)
			if s.kernel().Burn != key {
				t.Error("the kernel has forgotten which key must burn")
			}
		}
		s.hasKeys(key)
		record, _ := s.journal.Read(context.Background(), s.room)
		for _, e := range record.Entries {
			if e.Key == key {
				t.Errorf("entry %d is sealed under the key that burns", e.LSN)
			}
		}
		if record.Snapshot.Key == key {
			t.Error("the snapshot is sealed under the key that burns")
		}
	})
}

func TestAKeyIsDestroyedWhenTheStoreIsWiped(t *testing.T) {
	roundEnded(t, func(s *stage, ann *screen, key string) {
		ann.must("whisper", word{"", "meanwhile"})
		s.wipes.Store(false)
		time.Sleep(2 * wipePatience)
		synctest.Wait()
		s.hasKeys()
		if burn := s.kernel().Burn; burn != "" || s.house.Stats().Burns != 0 {
			t.Errorf("the kernel still burns %q, and the house %d", burn, s.house.Stats().Burns)
		}
		ann.sameAsFresh()
		s.shutDown()
		s.boot(Limits{})
		ann.connect()
		ann.sameAsFresh()
	})
}

// TestASecondRoundEndsWhileTheFirstBurns: its key waits, and nothing else does.
func TestASecondRoundEndsWhileTheFirstBurns(t *testing.T) {
	roundEnded(t, func(s *stage, ann *screen, first string) {
		second := s.secretRound(ann)
		ann.must("say", word{"a", "on we go"})
		at := ann.at[1]
		time.Sleep(10 * time.Minute)
		if ann.at[1] != at {
			t.Errorf("%d public steps were made while nothing happened", ann.at[1]-at)
		}
		s.hasKeys(first, second)
		s.wipes.Store(false)
		time.Sleep(2 * wipePatience)
		synctest.Wait()
		s.hasKeys()
		if k := s.kernel(); k.Burn != "" || k.Round != "" {
			t.Errorf("the kernel still has %+v", k)
		}
		third := s.secretRound(ann)
		synctest.Wait()
		if s.hasKeys(); third == second {
			t.Error("a third round has the key of the second")
		}
	})
}

// TestABurnThatWasHeldUpIsFinishedByTheNextOwner, though nobody comes.
func TestABurnThatWasHeldUpIsFinishedByTheNextOwner(t *testing.T) {
	for name, leave := range map[string]func(*stage){"killed": (*stage).kill, "stopped": (*stage).shutDown} {
		t.Run(name, func(t *testing.T) {
			roundEnded(t, func(s *stage, ann *screen, key string) {
				ann.must("say", word{"a", "after"})
				second := s.secretRound(ann)
				leave(s)
				s.hasKeys(key, second)
				s.wipes.Store(false)
				s.boot(Limits{})
				time.Sleep(2 * sweepEvery)
				synctest.Wait()
				s.hasKeys()
				ann.afresh() // the second round's era ended while nobody was there
				ann.connect()
				if ann.words()["a"] != "after" {
					t.Errorf("what was said meanwhile is lost: %v", ann.words())
				}
			})
		})
	}
}

func TestARoomThatStopsDoesNotWaitForAForeignReader(t *testing.T) {
	roundEnded(t, func(s *stage, ann *screen, key string) {
		before := time.Now()
		s.shutDown()
		if took := time.Since(before); took > 2*wipePatience {
			t.Errorf("the room took %v to stop", took)
		}
		s.hasKeys(key)
		s.boot(Limits{})
	})
}

func TestAnEmptyRoomStaysUntilItsKeyIsBurned(t *testing.T) {
	roundEnded(t, func(s *stage, ann *screen, key string) {
		ann.chair.Leave()
		time.Sleep(10 * parkAfter)
		if n := s.kernel().Epochs.Len(); n != 1 {
			t.Errorf("the room was opened %d times", n)
		}
		s.wipes.Store(false)
		time.Sleep(10 * parkAfter)
		synctest.Wait()
		if s.hasKeys(); s.house.Stats().Rooms != 0 {
			t.Error("the room did not leave memory")
		}
	})
}

func TestTheOperatorHearsOnceOfABurnThatIsHeldUp(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		var log bytes.Buffer
		s.log = slog.New(slog.NewTextHandler(&log, nil))
		s.shutDown()
		s.boot(Limits{})
		s.join("ann")
		s.wipes.Store(true)
		s.secretRound(s.sit("ann"))
		time.Sleep(20 * wipePatience)
		if n := s.house.Stats().Burns; n != 1 {
			t.Errorf("the house burns %d keys", n)
		}
		s.shutDown()
		if n := strings.Count(log.String(), "cannot be destroyed"); n != 1 {
			t.Errorf("it was said %d times: %s", n, log.String())
		}
		if n := s.house.Stats().Burns; n != 0 {
			t.Errorf("a house that is closed burns %d keys", n)
		}
		s.boot(Limits{})
	})
}
