package client

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
)

// inFlight lets bob end an anonymous round, and ann count while the step is on
// its way to the journal: numbered in an era that will be over.
func inFlight(t *testing.T, on func(s *scene, ann *Client, done chan error, release func())) {
	t.Helper()
	play(t, func(s *scene) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann", Options{}), s.sit("bob", Options{})
		s.act(bob, "begin")
		s.count(ann, "before")
		release := s.journal.Hold()
		done := make(chan error, 2)
		go func() { done <- bob.Act(s.t.Context(), "end", nil) }()
		time.Sleep(live.Beat)
		synctest.Wait()
		go func() { done <- ann.Act(s.t.Context(), "count", key{"during"}) }()
		time.Sleep(live.Beat)
		synctest.Wait()
		on(s, ann, done, release)
		for _, c := range []*Client{ann, bob} { // both can go on
			s.count(c, "after")
		}
		synctest.Wait()
		s.sameAsFresh(ann, "ann")
		ann.Close()
		bob.Close()
	})
}

func (s *scene) act(c *Client, verb string) {
	s.t.Helper()
	if err := c.Act(s.t.Context(), verb, nil); err != nil {
		s.t.Fatalf("%s: %v", verb, err)
	}
}

func TestWhatIsOnItsWayWhenAnEraEndsIsDoneOnce(t *testing.T) {
	inFlight(t, func(s *scene, ann *Client, done chan error, release func()) {
		release()
		if err := errors.Join(<-done, <-done); err != nil {
			t.Fatal(err)
		}
		if n := did(ann.View())["during"]; n != 1 {
			t.Errorf("done %d times", n)
		}
	})
}

func TestWhoIsCutAfterTheEraEndedGoesOn(t *testing.T) {
	inFlight(t, func(s *scene, ann *Client, done chan error, release func()) {
		tab := ann.tab
		release()
		<-done
		<-done
		ann.Drop()
		s.count(ann, "cut")
		if did(ann.View())["cut"] != 1 || ann.tab != tab {
			t.Errorf("%v, and it is another tab: %v", did(ann.View()), ann.tab != tab)
		}
	})
}

func TestWhoIsCutBeforeTheEraEndedIsTold(t *testing.T) {
	inFlight(t, func(s *scene, ann *Client, done chan error, release func()) {
		ann.Drop()
		time.Sleep(soon) // ann says hello with numbers that are about to end
		release()
		told := 0
		for range 2 {
			if err := <-done; rooms.AsError(err).Code == "tab_forgotten" {
				told++
			} else if err != nil {
				t.Error(err)
			}
		}
		if n := did(ann.View())["during"]; n != 0 || told != 1 {
			t.Errorf("done %d times, and %d were told that nobody knows", n, told)
		}
	})
}

// What was done and answered on a connection that broke is not done again when
// it meets the new era on the next one.
func TestAnAnswerThatWasLostIsNotAskedForInTheNextEra(t *testing.T) {
	q := queue{}
	var acts []*act
	for range 4 {
		a := &act{do: "count", done: make(chan error, 1)}
		acts = append(acts, a)
		q.add(a)
	}
	q.sent = 3
	lost := q.renumber(2)
	if fmt.Sprint(lost) != fmt.Sprint(acts[:2]) || q.next() != 1 || q.last != 2 || q.unsent() != acts[2] || acts[2].n != 1 {
		t.Errorf("lost %v, left %+v", lost, q)
	}
}

func TestWhatWasNeverSentOutlivesItsTab(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann", Options{}), s.sit("bob", Options{})
		s.act(bob, "begin")
		s.count(ann, "before")
		ann.Drop()
		if _, err := ann.Until(s.t.Context(), func(v View) bool { return !v.Online }); err != nil {
			t.Fatal(err)
		}
		s.act(bob, "end")
		s.count(ann, "while away") // comes back with an era that is over
		if n := did(ann.View())["while away"]; n != 1 {
			t.Errorf("done %d times", n)
		}
		ann.Close()
		bob.Close()
	})
}

func TestInAStormOfErasNothingIsDoneTwice(t *testing.T) {
	for seed := range uint64(*storms) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { play(t, func(s *scene) { eras(s, seed) }) })
	}
}

// eras lets rounds begin and end while connections break: what was answered was
// done once, and what nobody knows about was not done twice.
func eras(s *scene, seed uint64) {
	s.join("leader")
	leader := s.sit("leader", Options{})
	clients := map[string]*Client{}
	for i, name := range []string{"ann", "bob", "cyd"} {
		clients[name] = s.sitInStorm(name, 100+seed*3+uint64(i))
	}
	known := map[string]bool{}
	var mu sync.Mutex
	var acting, leading sync.WaitGroup
	for name, c := range clients {
		for thread := range 3 {
			acting.Go(func() {
				for n := range 10 {
					what := fmt.Sprint(name, thread, ".", n)
					err := c.Act(s.t.Context(), "count", key{what})
					if err != nil && rooms.AsError(err).Code != "tab_forgotten" {
						s.t.Errorf("%s: %v", what, err)
					}
					mu.Lock()
					known[what] = err == nil
					mu.Unlock()
				}
			})
		}
	}
	over := make(chan struct{})
	leading.Go(func() { s.lead(leader, over) })
	acting.Wait()
	close(over)
	leading.Wait()
	done := did(leader.View())
	for what, n := range done {
		if n != 1 {
			s.t.Errorf("%s was done %d times", what, n)
		}
	}
	sure := 0
	for what, ok := range known {
		if ok && done[what] != 1 {
			s.t.Errorf("%s was answered, and is not there", what)
		}
		if ok {
			sure++
		}
	}
	if sure < len(known)/10 {
		s.t.Errorf("only %d of %d were answered", sure, len(known))
	}
	for _, c := range clients {
		c.Close()
	}
	leader.Close()
}

// lead opens one round after the other.
func (s *scene) lead(c *Client, over chan struct{}) {
	for {
		select {
		case <-over:
			return
		case <-time.After(300 * time.Millisecond):
		}
		s.act(c, "begin")
		time.Sleep(300 * time.Millisecond)
		s.act(c, "end")
	}
}
