package live

import (
	"fmt"
	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
	"testing"
	"testing/synctest"
	"time"
)

func TestATabThatIsConnectedIsNotForgotten(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		s.sit("bob")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		ann.chair.Leave()
		synctest.Wait()
		s.journal.FailNext(journal.ErrFull) // that the tab is back is not kept
		ann.connect()
		time.Sleep(2 * TabMemory)
		s.inRoom(func(*room) {}) // the room looks at the clock
		ann.must("say", word{"a", "2"})
	})
}

func TestATabThatNeverComesBackAfterARestartIsForgotten(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		s.sit("ann").must("say", word{"a", "1"})
		s.shutDown()
		s.boot(Limits{})
		s.sit("bob")
		for range 2 { // the first look finds that it is gone, the second forgets it
			time.Sleep(2 * TabMemory)
			s.inRoom(func(*room) {})
		}
		s.inRoom(func(r *room) {
			if n := r.newest.doc.Common().Internal.Tabs.Len(); n != 0 {
				t.Errorf("%d tabs are remembered for ever", n)
			}
		})
	})
}

func TestTabsThatOnlyEverWereRefusedAreForgotten(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		s.sit("bob")
		ann := s.sit("ann")
		ann.try("fly", struct{}{})
		ann.chair.Leave()
		time.Sleep(2 * TabMemory)
		s.inRoom(func(*room) {})
		s.inRoom(func(r *room) {
			if len(r.tabs) != 1 {
				t.Errorf("%d tabs are known, want Bob's", len(r.tabs))
			}
		})
	})
}

func TestNobodyIsRememberedWithMoreTabsThanMayBeConnected(t *testing.T) {
	onStage(t, Limits{Tabs: 3}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		for i := range 20 {
			ann.must("say", word{"a", fmt.Sprint(i)})
			ann.chair.Leave()
			time.Sleep(time.Second)
			ann.tab, ann.n, ann.at = fmt.Sprintf("%032x", i), 0, nil
			ann.connect()
		}
		ann.must("say", word{"a", "last"})
		s.inRoom(func(r *room) {
			if n := r.newest.doc.Common().Internal.Tabs.Len(); n > 3 || len(r.tabs) > 3 {
				t.Errorf("%d tabs are kept, %d known", n, len(r.tabs))
			}
		})
	})
}

func TestAPageThatSkipsNumbersLeavesNoAnswersBehind(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		for i := range 20 {
			ann.n = i * 1000
			ann.connect()
			for range 5 {
				ann.try("fly", struct{}{})
			}
		}
		s.inRoom(func(r *room) {
			if n := len(r.tabs[tabKey(ann.you, ann.tab)].answers); n > keptAnswers {
				t.Errorf("%d answers are kept", n)
			}
		})
	})
}

func TestTakingBackCostsWhatIsKept(t *testing.T) {
	tab := &tabState{answers: map[int]answer{}}
	tab.keep(wire.Up{N: 1, Do: "say"}, nil)
	tab.skip(rooms.MaxNumber - 1) // as the page may say
	tab.takeBack(1)
	if tab.last != 0 || len(tab.answers) != 0 {
		t.Errorf("left: %+v", tab)
	}
}
