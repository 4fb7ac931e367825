package live

import (
	"fmt"
	"rondo/rooms"
	"testing"
	"time"
)

func TestUndoIsANewStepAndRespectsOthers(t *testing.T) {
	ledByAnn(t, func(s *stage, ann *screen) {
		s.join("bob")
		bob := s.sit("bob")
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
		if code := ann.try("undo", map[string]int{"step": 1}); code != "invalid" {
			t.Errorf("undo with an argument: %q", code)
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
	ledByAnn(t, func(s *stage, ann *screen) {
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

func TestWhatWasTakenBackIsNotTakenBackAgainAfterARestart(t *testing.T) {
	ledByAnn(t, func(s *stage, ann *screen) {
		ann.must("say", word{"a", "1"})
		ann.must("say", word{"a", "2"})
		ann.must("undo", struct{}{})
		s.shutDown()
		s.boot(Limits{})
		ann.connect()
		ann.must("undo", struct{}{})
		if ann.words()["a"] != nil {
			t.Errorf("ann sees %v", ann.words())
		}
	})
}

// Whose removal is taken back has the seat again, at the same browser, with all that went.
func TestARemovalIsTakenBack(t *testing.T) {
	onStageWith(t, pollKind, Limits{}, func(s *stage) {
		s.join("ann")
		ben, cara := s.join("ben"), s.join("cara")
		ann := s.sit("ann")
		remove, back := map[string]rooms.ID{"person": ben}, map[string]rooms.ID{"removed": ben}
		isBack := func(co bool) {
			t.Helper()
			seat := s.sit("ben") // at the same browser
			seat.must("rename", map[string]string{"name": "Ben"})
			s.inRoom(func(r *room) {
				p, _ := r.newest.doc.Common().Room.People.Get(ben)
				if p.Left || !p.Is(rooms.Developer) || r.newest.doc.Common().Room.Baton.Co.Has(ben) != co {
					t.Errorf("ben is back as %+v; to help to lead: %v", p, !co)
				}
			})
			seat.sameAsFresh()
		}
		ann.must("baton_co", map[string]any{"person": ben, "on": true})
		ann.must("remove", remove)
		if _, err := s.house.Join(s.t.Context(), s.room, Knock{Secret: toySecret, Browser: "ben", Name: "Ben"}); rooms.AsError(err).Code != "removed" {
			t.Fatalf("ben comes in again: %v", err)
		}
		ann.must("undo", back)
		isBack(true)

		ann.must("remove", remove)
		s.shutDown()
		s.boot(Limits{})
		ann.connect()
		ann.must("undo", struct{}{}) // the newest step, whatever it was
		isBack(true)

		ann.must("remove", remove)
		ann.must("baton_co", map[string]any{"person": cara, "on": true}) // who helps is other than it was
		if code := ann.try("undo", struct{}{}); code != "undo_impossible" {
			t.Errorf("the step is taken back over a newer one: %q", code)
		}
		ann.must("undo", back)
		isBack(false)
		if code := ann.try("undo", back); code != "not_removed" {
			t.Errorf("twice: %q", code)
		}
	})
}

// Else whoever removes chooses whom somebody hides among, and nobody sees it later.
func TestWhoseRemovalIsTakenBackHidesNobodyForTheTimeBefore(t *testing.T) {
	onStageWith(t, pollKind, Limits{}, func(s *stage) {
		s.join("ann")
		ben := s.join("ben")
		ann := s.sit("ann")
		s.sit("ben")
		ann.must("hide", nil)
		time.Sleep(time.Hour)
		ann.must("remove", map[string]rooms.ID{"person": ben})
		if code := ann.try("undo", struct{}{}); code != "undo_impossible" {
			t.Errorf("as if it had not been: %q", code)
		}
		ann.must("undo", map[string]rooms.ID{"removed": ben})
		s.sit("ben")
		s.inRoom(func(r *room) {
			crowd, _ := r.newest.doc.Common().Room.Crowds.Get("notes")
			if stay, _ := crowd.Stays.Get(ben); stay.Since != r.now() || stay.Ran != 0 {
				t.Errorf("ben has been there since %d and for %d ms before", stay.Since, stay.Ran)
			}
		})
	})
}

// Somebody who was removed reads nothing any more, as those do who left.
func TestWhoWasRemovedReadsNoMinutes(t *testing.T) {
	onStageWith(t, pollKind, Limits{}, func(s *stage) {
		s.join("ann")
		ben := s.join("ben")
		s.sit("ann").must("remove", map[string]rooms.ID{"person": ben})
		s.change(func(t *rooms.Tx) { t.Room.Ended = t.Now })
		if _, err := s.house.Minutes(s.t.Context(), s.room, "ben"); rooms.AsError(err).Code != "no_room" {
			t.Errorf("ben reads the minutes: %v", err)
		}
	})
}

func TestUndoWhenTheHistoryIsCutShort(t *testing.T) {
	ledByAnn(t, func(s *stage, ann *screen) {
		for full := false; !full; {
			ann.must("say", word{"a", fmt.Sprint(ann.n)})
			s.inRoom(func(r *room) { full = len(r.history.steps) == 2*maxHistory-1 })
		}
		last := ann.n - 1
		ann.must("undo", struct{}{})
		if ann.words()["a"] != fmt.Sprint(last-1) {
			t.Errorf("ann sees %v, want %d", ann.words(), last-1)
		}
		ann.must("undo", struct{}{})
		if ann.words()["a"] != fmt.Sprint(last-2) {
			t.Errorf("ann sees %v, want %d", ann.words(), last-2)
		}
	})
}

func TestUndoIsRefusedOverWhatOneDidOneselfSince(t *testing.T) {
	ledByAnn(t, func(s *stage, ann *screen) {
		ann.must("say", word{"a", "1"})
		ann.must("unsay", word{"a", ""}) // cannot be taken back itself
		if code := ann.try("undo", struct{}{}); code != "undo_impossible" {
			t.Errorf("got %q; ann sees %v", code, ann.words())
		}
	})
}

func TestAClockThatComesBackKeepsToThePause(t *testing.T) {
	ledByAnn(t, func(s *stage, ann *screen) {
		pause := func() {
			s.change(func(t *rooms.Tx) {
				clock, _ := t.Room.Timers.Get("toy")
				t.Room.Timers.Put("toy", rooms.Timer{Of: clock.Of, Left: clock.Remains(t.Now)})
				t.Room.Agenda.Paused = t.Now
			})
		}
		resume := func() {
			s.change(func(t *rooms.Tx) {
				clock, _ := t.Room.Timers.Get("toy")
				t.Room.Timers.Put("toy", rooms.Timer{Of: clock.Of, Due: t.Now + clock.Left})
				t.Room.Agenda.Paused = 0
			})
		}
		timer := func() (is rooms.Timer, left rooms.Millis) {
			s.inRoom(func(r *room) { is, _ = r.newest.doc.Common().Room.Timers.Get("toy"); left = is.Remains(r.now()) })
			return is, left
		}
		ann.must("arm", after{60_000})
		time.Sleep(10 * time.Second)
		ann.must("arm", after{300_000})
		pause()
		ann.must("undo", struct{}{})
		if is, left := timer(); is.Due != 0 || left != 50_000 {
			t.Errorf("taken back in a pause: %+v", is)
		}
		ann.must("arm", after{300_000})
		resume()
		ann.must("undo", struct{}{})
		if is, left := timer(); is.Due == 0 || is.Left != 0 || left != 50_000 {
			t.Errorf("taken back after a pause: %+v", is)
		}
	})
}

// How far back the facilitator can go would tell how much others did in secret.
func TestUndoDoesNotCountWhatIsDoneInSecret(t *testing.T) {
	ledByAnn(t, func(s *stage, ann *screen) {
		s.join("bob")
		bob := s.sit("bob")
		ann.must("round", struct{}{})
		ann.must("say", word{"a", "1"})
		remembered := func() (n int) {
			s.inRoom(func(r *room) { n = len(r.history.steps) })
			return n
		}
		before := remembered()
		for range 5 {
			bob.must("vote", word{"", "5"})
		}
		if now := remembered(); now != before {
			t.Errorf("%d steps are remembered, before the votes %d", now, before)
		}
		s.shutDown()
		s.boot(Limits{})
		ann.connect()
		if now := remembered(); now > before {
			t.Errorf("%d steps are remembered after a restart, before the votes %d", now, before)
		}
		ann.must("undo", struct{}{})
		if ann.words()["a"] != nil {
			t.Errorf("ann sees %v", ann.words())
		}
	})
}
