package client

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/wire"
)

func TestAnActionIsAnsweredAndSeen(t *testing.T) {
	playAnn(t, func(s *scene, ann *Client) {
		s.join("bob")
		bob := s.sit("bob", Options{})
		s.count(ann, "x")
		if n := did(ann.View())["x"]; n != 1 {
			t.Errorf("when the answer is there ann sees %d", n)
		}
		if _, err := bob.Until(s.t.Context(), func(v View) bool { return did(v)["x"] == 1 }); err != nil {
			t.Error(err)
		}
		own, err := Decode[tallyOwn](ann.View(), "me", "own")
		if err != nil || own.Did != 1 {
			t.Errorf("ann's own drawer has %v, %v", own, err)
		}
		room, err := ann.View().Room()
		if p, _ := room.People.Get(ann.View().You); err != nil || p.Name != "ann" {
			t.Errorf("the room, typed: %+v, %v", room, err)
		}
		bob.Close()
	})
}

func TestARefusalIsAnError(t *testing.T) {
	playAnn(t, func(s *scene, ann *Client) {
		var refused *rooms.Error
		if err := ann.Act(s.t.Context(), "undo", nil); !errors.As(err, &refused) || refused.Code != "forbidden" {
			t.Errorf("undo: %v", err)
		}
		if err := ann.Act(s.t.Context(), "count", map[string]any{"key": "x", "more": 1}); !errors.As(err, &refused) || refused.Field != "/more" {
			t.Errorf("a field too many: %v", err)
		}
		s.count(ann, "x")
	})
}

func TestWhatWasSaidInATunnelIsDoneOnce(t *testing.T) {
	playAnn(t, func(s *scene, ann *Client) {
		s.count(ann, "before")
		release := s.journal.Hold()
		done := make(chan error, 1)
		go func() { done <- ann.Act(s.t.Context(), "count", key{"during"}) }()
		synctest.Wait()
		ann.Drop() // the action is with the room, the answer is not on its way
		if _, err := ann.Until(s.t.Context(), func(v View) bool { return !v.Online }); err != nil {
			t.Fatal(err)
		}
		release()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if n := did(ann.View())["during"]; n != 1 {
			t.Errorf("done %d times", n)
		}
		s.sameAsFresh(ann, "ann")
	})
}

func TestARestartIsResumedWithoutASnapshot(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		snapshots := 0
		ann := s.sit("ann", Options{OnFrame: func(dir Direction, raw []byte) {
			var f down
			if dir == Down && json.Unmarshal(raw, &f) == nil && f.Doc != nil {
				snapshots++
			}
		}})
		s.count(ann, "x")
		s.halt()
		s.house.Store(nil)
		ann.Drop() // as the end of the process would
		done := make(chan error, 1)
		go func() { done <- ann.Act(s.t.Context(), "count", key{"y"}) }()
		time.Sleep(3 * time.Second)
		s.boot()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if v := ann.View(); snapshots != 1 || v.Resets != 0 || did(v)["y"] != 1 {
			t.Errorf("%d snapshots, %d resets, %v", snapshots, v.Resets, did(v))
		}
		s.sameAsFresh(ann, "ann")
		ann.Close()
	})
}

func TestAForgottenTabIsToldAndStartsAfresh(t *testing.T) {
	playAnn(t, func(s *scene, ann *Client) {
		s.count(ann, "x")
		ann.tab = newTab() // as if the room had forgotten it
		ann.Drop()
		if err := ann.Act(s.t.Context(), "count", key{"y"}); rooms.AsError(err).Code != "tab_forgotten" && err != nil {
			t.Errorf("what waited was told %v", err)
		}
		s.count(ann, "z")
	})
}

func TestTheServersClockIsKnown(t *testing.T) {
	playAnn(t, func(s *scene, ann *Client) {
		time.Sleep(5 * time.Second)
		if off := ann.Now() - rooms.MillisOf(time.Now()); off < -1 || off > 1 {
			t.Errorf("the clock is off by %d ms", off)
		}
	})
}

func TestWhoIsRemovedDoesNotComeBack(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		one := s.sit("ann", Options{})
		two := New(s.t.Context(), s.dialer("nobody"), Options{})
		<-two.Done()
		var ended *Ended
		if !errors.As(two.Err(), &ended) || ended.Code != wire.CloseNoSession {
			t.Errorf("without a seat: %v", two.Err())
		}
		if err := two.Act(s.t.Context(), "count", key{"x"}); !errors.As(err, &ended) {
			t.Errorf("an action afterwards: %v", err)
		}
		one.Close()
		if err := one.Act(s.t.Context(), "count", key{"x"}); !errors.Is(err, ErrClosed) {
			t.Errorf("an action after Close: %v", err)
		}
	})
}

func TestManyAtOnceKeepTheirOrderAndTheRate(t *testing.T) {
	playAnn(t, func(s *scene, ann *Client) {
		start := time.Now()
		errs := make(chan error)
		for i := range 130 {
			go func() { errs <- ann.Act(s.t.Context(), "count", key{fmt.Sprint(i)}) }()
		}
		for range 130 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(start); took < 9*time.Second || took > 11*time.Second {
			t.Errorf("130 actions took %v; 30 may come at once and then 10 a second", took)
		}
		if n := len(did(ann.View())); n != 130 {
			t.Errorf("%d were done", n)
		}
	})
}
