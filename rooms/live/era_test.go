package live

import (
	"context"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// endsWhileUnstored lets bob end the round, and holds the step up on its way to
// the journal while the rest of the play goes on.
func endsWhileUnstored(t *testing.T, play func(s *stage, ann, bob *screen, release func())) {
	t.Helper()
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		s.join("carl")
		ann, bob := s.sit("ann"), s.sit("bob")
		bob.must("round", struct{}{})
		release := s.journal.Hold()
		bob.do("end_round", struct{}{})
		synctest.Wait()
		play(s, ann, bob, release)
	})
}

func TestARoundEndsTheNumbersOfAll(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		was := ann.era
		for range 12 {
			ann.must("round", struct{}{})
			ann.must("vote", word{"", "5"})
		}
		ann.must("end_round", struct{}{})
		if ann.era == was || ann.era != bob.era || len(ann.era) != 8 {
			t.Errorf("ann is in era %q, bob in %q, both were in %q", ann.era, bob.era, was)
		}
		if a, b := ann.raw[len(ann.raw)-1], bob.raw[len(bob.raw)-1]; !strings.Contains(a, `"era"`) || len(a) != len(b) {
			t.Errorf("who acted is told %q, who did not %q", a, b)
		}
		bob.must("say", word{"b", "1"})
		ann.must("say", word{"a", "1"})
		s.inRoom(func(r *room) {
			if last := tabOf(r, ann).Last; last != 1 || last != tabOf(r, bob).Last {
				t.Errorf("after one act each ann's number is %d, bob's %d", last, tabOf(r, bob).Last)
			}
		})
	})
}

func tabOf(r *room, c *screen) rooms.Tab {
	tab, _ := r.newest.doc.Common().Internal.Tabs.Get(tabKey(c.you, c.tab))
	return tab
}

func TestWhatWasNumberedBeforeTheEraIsNotDoneUnderItsNumber(t *testing.T) {
	endsWhileUnstored(t, func(s *stage, ann, _ *screen, release func()) {
		ann.do("say", word{"a", "on its way"}) // her first: the number that the new era expects
		synctest.Wait()
		old := ann.era
		release()
		synctest.Wait()
		ann.chair.Act(wire.Up{N: 1, Era: old, Do: "say", With: []byte(`{"key":"a","text":"on its way"}`)})
		ann.chair.Act(wire.Up{N: 1, Do: "say", With: []byte(`{"key":"a","text":"on its way"}`)}) // without an era: of its welcome
		synctest.Wait()
		if ann.words()["a"] != nil {
			t.Error("an act of the old era was done")
		}
		frames := strings.Join(ann.raw, "\n")
		if strings.Count(frames, "stale") != 3 || !strings.Contains(frames, `"last":0}`) {
			t.Errorf("the act must be answered, and not count as done:\n%s", frames)
		}
		ann.must("say", word{"a", "sent again"})
		ann.sameAsFresh()
	})
}

func TestAnEndThatIsNotStoredEndsNoEra(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		bob.must("round", struct{}{})
		ann.must("say", word{"a", "1"})
		was := ann.era
		s.journal.FailNext(journal.ErrFull)
		release := s.journal.Hold()
		bob.do("end_round", struct{}{})
		synctest.Wait()
		ann.do("say", word{"a", "2"})
		ann.chair.Act(wire.Up{N: 1, Era: was, Do: "say", With: []byte(`{"key":"a","text":"1"}`)}) // once more
		synctest.Wait()
		release()
		time.Sleep(Beat)
		synctest.Wait()
		if code, _ := ann.answer(2); code != "storage_full" || ann.era != was {
			t.Errorf("ann is told %q and is in era %q, was in %q", code, ann.era, was)
		}
		time.Sleep(fullPause + time.Second)
		ann.n = 1
		ann.must("say", word{"a", "2"})
		s.inRoom(func(r *room) {
			if last := tabOf(r, ann).Last; last != 2 {
				t.Errorf("ann's last number is %d", last)
			}
		})
	})
}

func TestWhoComesBackWithAnOldEraIsForgotten(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		bob.must("round", struct{}{})
		ann.do("say", word{"a", "once"}) // the answer does not get through
		synctest.Wait()
		ann.chair.Leave()
		bob.must("end_round", struct{}{})
		for _, next := range []int{1, 2} {
			if _, err := ann.enters(wire.Hello{Tab: ann.tab, Next: next, Era: ann.era}); rooms.AsError(err).Code != "tab_forgotten" {
				t.Errorf("next %d: %v", next, err)
			}
		}
		if _, err := ann.enters(wire.Hello{Tab: strings.Repeat("e", 32), Next: 1}); err != nil {
			t.Errorf("as a new tab: %v", err)
		}
	})
}

func (c *screen) enters(h wire.Hello) (*Session, error) {
	return c.stage.house.Enter(context.Background(), c.stage.room, c.name, h, &screen{t: c.t, stage: c.stage, name: c.name, doc: document.Tree{}})
}

// Nobody knows the next era before it is stored: who is new is told of it then,
// and who comes back cannot know whether its numbers will still count.
func TestWhoComesWhileAnEraEnds(t *testing.T) {
	endsWhileUnstored(t, func(s *stage, ann, bob *screen, release func()) {
		was := ann.era
		if _, err := ann.enters(wire.Hello{Tab: ann.tab, Next: 1, Era: was}); rooms.AsError(err).Code != "tab_forgotten" {
			t.Errorf("who comes back: %v", err)
		}
		carl := s.sit("carl")
		if carl.era != was {
			t.Errorf("carl is told of era %q, which is not stored", carl.era)
		}
		release()
		synctest.Wait()
		if carl.era != bob.era || bob.era == was {
			t.Errorf("carl is in era %q, bob in %q, was %q", carl.era, bob.era, was)
		}
		carl.must("say", word{"c", "1"})
	})
}

func TestTheEndOfARoundIsReplayedAsItWas(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("say", word{"a", "1"})
		ann.must("round", struct{}{})
		bob.must("vote", word{"", "5"})
		s.burns.Store(true) // the closing step stays in the log
		ann.must("end_round", struct{}{})
		was := s.kernel()
		s.kill()
		s.burns.Store(false)
		s.boot(Limits{})
		is := s.kernel()
		if was.Tabs.Len() != 0 || is.Tabs.Len() != 0 || is.Era != was.Era || is.Touched != was.Touched {
			t.Errorf("in memory %s, replayed %s", document.Whole(&was), document.Whole(&is))
		}
		bob.connect()
		bob.must("say", word{"b", "1"})
	})
}

func TestALostKeyEndsTheEra(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		was := ann.era
		ann.must("round", struct{}{})
		ann.must("say", word{"a", "once"})
		s.kill()
		s.loseRoundKeys()
		s.boot(Limits{})
		for next := range 3 {
			if _, err := ann.enters(wire.Hello{Tab: ann.tab, Next: next + 1, Era: was}); rooms.AsError(err).Code != "tab_forgotten" {
				t.Errorf("next %d: %v", next+1, err)
			}
		}
	})
}

// An action that was done, and is sent again while the disk is found to be full,
// must not be done again because the answer to it could not be given then.
func TestAFullDiskTakesBackNothingThatWasStored(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("arm", after{60_000})
		ann.must("unsay", word{"a", ""})
		s.journal.FailNext(journal.ErrFull)
		release := s.journal.Hold()
		bob.do("say", word{"b", "1"})
		synctest.Wait()
		ann.chair.Act(wire.Up{N: 1, Era: ann.era, Do: "arm", With: []byte(`{"ms":60000}`)})
		synctest.Wait()
		release()
		synctest.Wait()
		s.inRoom(func(r *room) {
			if last := r.tabs[tabKey(ann.you, ann.tab)].last; last != 2 {
				t.Errorf("the room expects number %d again", last+1)
			}
		})
	})
}

// The moment at which a room counts as used is that of the end of the round, not
// that of the first vote after a day.
func TestTheStoreDoesNotSayWhenSomebodyTookPart(t *testing.T) {
	var touched []rooms.Millis
	for _, wait := range []time.Duration{time.Minute, 2 * time.Minute} {
		onStage(t, Limits{}, func(s *stage) {
			s.join("ann")
			ann := s.sit("ann")
			ann.must("round", struct{}{})
			s.change(func(t *rooms.Tx) { t.Internal.Touched -= rooms.For(24 * time.Hour) })
			time.Sleep(wait)
			synctest.Wait()
			ann.must("vote", word{"", "5"})
			time.Sleep(time.Hour - wait)
			synctest.Wait()
			ann.must("end_round", struct{}{})
			touched = append(touched, s.kernel().Touched)
		})
	}
	if touched[0] != touched[1] {
		t.Errorf("the room was touched at %v", touched)
	}
}
