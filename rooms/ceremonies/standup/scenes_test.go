package standup

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

// Whole standups, in virtual time.

var nine = []string{"Ann", "Ben", "Cara", "Dan", "Eve", "Finn", "Gita", "Hugo", "Ida"}

func TestEverybodysBrowserClosed(t *testing.T) {
	s := inStandup(t, nine...)
	s.Does(ann, "start", nil)
	for i := range nine {
		s.Must(s.Drop(rooms.ID("p" + string(rune('1'+i)))))
	}
	for _, step := range []struct {
		in    string
		lasts time.Duration
	}{
		{goal, 30 * time.Second}, {round, 9 * 67500 * time.Millisecond}, {blockers, 2 * time.Minute},
		{plan, time.Minute + time.Second}, {rooms.Closing, 15 * time.Second},
	} {
		s.IsIn(step.in)
		s.Passes(step.lasts)
	}
	if s.Base().Room.Ended == 0 {
		t.Fatal("the standup did not end")
	}
	if left := s.Base().Room.Timers; left.Len() != 0 {
		t.Fatalf("%d clocks still run", left.Len())
	}
}

func TestFacilitatorGoneAndBack(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	sam := s.EnterAs("Sam", rooms.ScrumMaster)
	s.Does(sam, "baton_decline", nil) // Ann runs it today
	s.Does(ann, "order", roomstest.With("mode", rooms.Fixed))
	s.GoTo(round)
	s.Must(s.Drop(ann))
	s.Passes(rooms.QuorumGrace)
	if s.Floor().Speaker != ben {
		t.Fatal("Ann's turn was not deferred")
	}
	s.Passes(rooms.BatonGrace - rooms.QuorumGrace)
	s.Refused("forbidden", ben, "skip", roomstest.With("person", cara))
	s.Does(cara, "baton_take", nil) // Ben speaks
	s.Does(cara, "skip", roomstest.With("person", cara))
	s.Must(s.Connect(ann))
	if b := s.Base().Room.Baton; b.Holder != ann {
		t.Fatalf("%q facilitates", b.Holder)
	}
	s.Does(ben, "pass", nil)
	if s.Floor().Speaker != ann {
		t.Fatal("Ann's turn was lost")
	}
}

func TestALateJoinerSpeaksLastAndTheForecastKnows(t *testing.T) {
	s := inStandup(t, nine[:5]...)
	s.GoTo(round)
	s.Passes(40 * time.Second)
	before := s.Base().Forecast(s.Now())
	late := s.Enter("Late")
	if order := s.Floor().Order; order.At(order.Len()-1) != late {
		t.Fatalf("order %v", order)
	}
	if after := s.Base().Forecast(s.Now()); after.Ends <= before.Ends {
		t.Fatal("one more speaker takes time")
	}
	for range 5 {
		s.Does(ann, "pass", nil)
	}
	if s.Floor().Speaker != late {
		t.Fatalf("%s speaks last", s.Floor().Speaker)
	}
}

func TestAPopcornRoundWithAQuestionToTheProductManager(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	pam := s.EnterAs("Pam", rooms.ProductManager)
	s.Does(ann, "order", roomstest.With("mode", rooms.Popcorn))
	s.GoTo(round)
	first := s.Floor().Speaker
	s.Passes(30 * time.Second)
	s.Does(first, "call_in", roomstest.With("person", pam))
	s.Passes(time.Minute)
	if left := s.Base().TimerLeft("slot", s.Now()).Duration(); left != time.Minute {
		t.Fatalf("%v is left of the slot: the question cost the speaker time", left)
	}
	if f := s.Floor(); f.Guest.Person != "" || f.Bank.Duration() != 7500*time.Millisecond {
		t.Fatalf("guest %q, bank %v", f.Guest.Person, f.Bank.Duration())
	}
	next := map[rooms.ID]rooms.ID{ann: cara, ben: ann, cara: ben}[first]
	s.Does(first, "pass", roomstest.With("to", next))
	if s.Floor().Speaker != next {
		t.Fatal("popcorn")
	}
}

func TestPauseBackAndExtend(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.GoTo(round)
	s.Passes(20 * time.Second)
	s.Does(ann, "pause", nil)
	s.Passes(5 * time.Minute)
	s.Does(ann, "resume", nil)
	s.Does(ann, "next", nil)
	s.Does(ben, "raise", roomstest.With("text", "no test data"))
	s.Does(ann, "extend", nil)
	s.Passes(30 * time.Second)
	s.Does(ann, "back", nil)
	if b := s.Base(); b.Room.Block.Len() != 1 || b.TimerLeft("phase", s.Now()).Duration() != 11*time.Minute-5*time.Second {
		t.Fatalf("%v is left of the round", b.TimerLeft("phase", s.Now()).Duration())
	}
	s.Does(ann, "next", nil)
	if left := s.Base().TimerLeft("phase", s.Now()).Duration(); left != 150*time.Second {
		t.Fatalf("%v is left of the blockers", left)
	}
	if e := s.Base().Elapsed(s.Now()).Duration(); e != 50*time.Second {
		t.Fatalf("the standup has run for %v", e)
	}
}

func TestMinutes(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	s.Does(ann, "goal", roomstest.With("text", "Checkout works offline", "by", "2025-12-05"))
	s.Does(ben, "note", roomstest.With("progress", "secret of the team", "blocked", "no access"))
	s.Does(ann, "away", roomstest.With("person", cara, "on", true))
	s.GoTo(blockers)
	s.Does(cara, "park", roomstest.With("text", "Lunch"))
	s.Does(ann, "next", nil)
	s.votes("up", "down")
	s.Passes(time.Minute)
	if s.shared().Saved.Duration() < 10*time.Minute {
		t.Fatalf("saved %v", s.shared().Saved.Duration())
	}
	m := s.Minutes()
	if len(m.People) != 2 || m.Kind != "standup" || m.Ended == 0 {
		t.Fatalf("%+v", m)
	}
	var keys []string
	for _, section := range m.Sections {
		keys = append(keys, section.Key)
		for _, row := range append(section.Rows, section.Head, []string{section.Text}) {
			for _, cell := range row {
				if cell == "secret of the team" {
					t.Fatal("who may not read the notes may read the minutes")
				}
			}
		}
	}
	want := []string{"goal", "blockers", "parked", "ballot_track", "saved"}
	if len(keys) != len(want) {
		t.Fatalf("sections %v, want %v", keys, want)
	}
	if text := m.Sections[4].Text; text != "Took 0:33 of 15:00." {
		t.Fatalf("%q", text)
	}
	if doc := m.Markdown(words.All.In(words.Source)); len(doc) == 0 {
		t.Fatal("no page")
	}
}

func TestReopen(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.GoTo(rooms.Closing)
	s.Passes(15 * time.Second)
	if s.Base().Room.Ended == 0 {
		t.Fatal("the close ends the standup")
	}
	s.Does(ben, "raise", roomstest.With("text", "one more"))
	s.Does(ann, "reopen", nil)
	s.Does(ann, "back", nil)
	s.IsIn(plan)
	s.Passes(time.Hour)
	if s.Base().Room.Ended == 0 {
		t.Fatal("it ends by its clocks again")
	}
}
