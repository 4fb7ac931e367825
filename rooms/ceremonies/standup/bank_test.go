package standup

import (
	"math/rand/v2"
	"testing"
	"time"

	"rondo/rooms"
)

// talks lets everybody speak as long as says, the server's own acts included,
// until the round is over. It calls after whenever the floor has changed hands.
func (s standup) talks(says func(rooms.ID) time.Duration, after func()) {
	s.T.Helper()
	for s.Base().Room.Agenda.Now == round {
		speaker, since := s.Floor().Speaker, s.Floor().Since
		s.Passes(says(speaker))
		if f := s.Floor(); f.Speaker == speaker && f.Since == since {
			s.Does(speaker, "pass", nil)
		}
		after()
	}
}

// TestTimeBank is the promise of the time bank: nine people, two of whom go
// over. Once that is known, the forecast stays within 5 s of the real end; the
// real end is never outside what was forecast; no slot falls below its floor.
func TestTimeBank(t *testing.T) {
	s := inStandup(t, nine...)
	s.GoTo(goal)
	var forecasts []rooms.Forecast
	known, over := 0, map[rooms.ID]time.Duration{"p3": 25 * time.Second, "p7": 40 * time.Second}
	look := func() { forecasts = append(forecasts, s.Base().Forecast(s.Now())) }
	look()
	s.Passes(30 * time.Second)
	slot := s.Floor().Slot.Duration()
	if slot != 67500*time.Millisecond {
		t.Fatalf("a slot is %v", slot)
	}
	gone := 0
	s.talks(func(id rooms.ID) time.Duration {
		if over[id] > 0 {
			gone++
		}
		return slot + over[id]
	}, func() {
		look()
		if gone == len(over) && known == 0 {
			known = len(forecasts) - 1
		}
	})
	turns := s.Floor().Turns // before the end, which forgets
	s.Passes(4 * time.Minute)
	end := s.Base().Room.Ended
	if end == 0 || known == 0 {
		t.Fatal("the standup did not end")
	}
	for i, f := range forecasts {
		if end < f.Ends-5000 || end > f.Latest+5000 {
			t.Errorf("forecast %d: %v to %v before the end", i, (end - f.Ends).Duration(), (end - f.Latest).Duration())
		}
		if off := (end - f.Ends).Duration().Abs(); i >= known && off > 5*time.Second {
			t.Errorf("forecast %d is off by %v although the over-runs are known", i, off)
		}
	}
	for id, turn := range turns.All() {
		if turn.State != "spoken" || turn.Used.Duration() < slot {
			t.Errorf("%s %s after %v", id, turn.State, turn.Used.Duration())
		}
	}
	if took := (end - s.Base().Room.Started).Duration(); took > 15*time.Minute+5*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestTheRoundEndsInTimeWhateverPeopleDo: any number of people who speak as long
// as they like end in the round's time, and each could have had half a minute.
func TestTheRoundEndsInTimeWhateverPeopleDo(t *testing.T) {
	for seed := range uint64(100) {
		dice := rand.New(rand.NewPCG(seed, 1))
		n := 1 + dice.IntN(22)
		s := inStandup(t, nine[0])
		for range n - 1 {
			s.Enter("Somebody")
		}
		s.GoTo(round)
		began := s.Now()
		s.talks(func(rooms.ID) time.Duration { return time.Duration(1+dice.IntN(150)) * time.Second }, func() {
			if slot := s.Floor().Slot.Duration(); slot < rooms.SlotLeast || slot > rooms.SlotMost {
				t.Fatalf("seed %d: a slot of %v", seed, slot)
			}
		})
		if took := (s.Now() - began).Duration(); took > 11*time.Minute+15*time.Second+150*time.Second {
			t.Fatalf("seed %d: %d people took %v", seed, n, took)
		}
		spent, _ := s.Base().Room.Agenda.Phases.Get(round)
		if spent.Spent > spent.Budget+rooms.For(rooms.SlotLeast) {
			t.Fatalf("seed %d: the round of %d took %v", seed, n, spent.Spent.Duration())
		}
	}
}
