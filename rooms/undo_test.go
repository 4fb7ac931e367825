package rooms

import (
	"context"
	"testing"
)

func TestUndoIsANewStepAndRespectsOthers(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		s.house.ask(context.Background(), s.room, func(r *room) error {
			return r.change("baton", func(_ document, t *Table) error { t.Room.Baton.Holder = "p1"; return nil })
		})
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("say", word{"a", "1"})
		ann.must("say", word{"a", "2"})
		ann.must("undo", struct{}{})
		if bob.words()["a"] != "1" {
			t.Errorf("after one undo bob sees %v", bob.words())
		}
		ann.must("undo", struct{}{})
		if bob.words()["a"] != nil {
			t.Errorf("after two undos bob sees %v", bob.words())
		}
		if code := ann.try("undo", struct{}{}); code != "undo_nothing" {
			t.Errorf("nothing left: %q", code)
		}
		ann.must("say", word{"a", "3"})
		bob.must("say", word{"b", "1"})
		bob.must("say", word{"a", "bob's"})
		if code := ann.try("undo", struct{}{}); code != "" { // takes back bob's newest
			t.Errorf("undo of the newest: %q", code)
		}
		ann.sameAsFresh()
		bob.sameAsFresh()
	})
}

func TestUndoWorksAfterARestart(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.house.ask(context.Background(), s.room, func(r *room) error {
			return r.change("baton", func(_ document, t *Table) error { t.Room.Baton.Holder = "p1"; return nil })
		})
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		s.shutDown()
		s.boot(Limits{})
		ann.connect()
		ann.must("undo", struct{}{})
		if ann.words()["a"] != nil {
			t.Errorf("ann sees %v", ann.words())
		}
	})
}
