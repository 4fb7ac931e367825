package ceremonies

import (
	"testing"
	"time"

	"rondo/rooms"
)

// Whole standups, in virtual time.

var nine = []string{"Ann", "Ben", "Cara", "Dan", "Eve", "Finn", "Gita", "Hugo", "Ida"}

func TestEverybodysBrowserClosed(t *testing.T) {
	s := inStandup(t, nine...)
	s.do(ann, "start", nil)
	for i := range nine {
		s.must(s.Drop("p" + string(rune('1'+i))))
	}
	for _, step := range []struct {
		in    string
		lasts time.Duration
	}{
		{goal, 30 * time.Second}, {round, 9 * 67500 * time.Millisecond}, {blockers, 2 * time.Minute},
		{plan, time.Minute + time.Second}, {closing, 15 * time.Second},
	} {
		s.in(step.in)
		s.wait(step.lasts)
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
	sam := s.as("Sam", rooms.ScrumMaster)
	s.do(sam, "baton_decline", nil) // Ann runs it today
	s.do(ann, "order", with("mode", rooms.Fixed))
	s.to(round)
	s.must(s.Drop(ann))
	s.wait(rooms.QuorumGrace)
	if s.floor().Speaker != ben {
		t.Fatal("Ann's turn was not deferred")
	}
	s.wait(rooms.BatonGrace - rooms.QuorumGrace)
	s.refused("forbidden", ben, "skip", with("person", cara))
	s.do(ben, "baton_take", nil)
	s.do(ben, "skip", with("person", cara))
	s.must(s.Connect(ann))
	if b := s.Base().Room.Baton; b.Holder != ann {
		t.Fatalf("%q facilitates", b.Holder)
	}
	s.do(ben, "pass", nil)
	if s.floor().Speaker != ann {
		t.Fatal("Ann's turn was lost")
	}
}

func TestALateJoinerSpeaksLastAndTheForecastKnows(t *testing.T) {
	s := inStandup(t, nine[:5]...)
	s.to(round)
	s.wait(40 * time.Second)
	before := s.Base().Forecast(s.Now())
	late := s.join("Late")
	if order := s.floor().Order; order.At(order.Len()-1) != late {
		t.Fatalf("order %v", order)
	}
	if after := s.Base().Forecast(s.Now()); after.Ends <= before.Ends {
		t.Fatal("one more speaker takes time")
	}
	for range 5 {
		s.do(ann, "pass", nil)
	}
	if s.floor().Speaker != late {
		t.Fatalf("%s speaks last", s.floor().Speaker)
	}
}

func TestAPopcornRoundWithAQuestionToTheProductManager(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	pam := s.as("Pam", rooms.ProductManager)
	s.do(ann, "order", with("mode", rooms.Popcorn))
	s.to(round)
	first := s.floor().Speaker
	s.wait(30 * time.Second)
	s.do(first, "call_in", with("person", pam))
	s.wait(time.Minute)
	if left := s.Base().TimerLeft("slot", s.Now()).Duration(); left != time.Minute {
		t.Fatalf("%v is left of the slot: the question cost the speaker time", left)
	}
	if f := s.floor(); f.Guest.Person != "" || f.Bank.Duration() != 7500*time.Millisecond {
		t.Fatalf("guest %q, bank %v", f.Guest.Person, f.Bank.Duration())
	}
	next := map[rooms.ID]rooms.ID{ann: cara, ben: ann, cara: ben}[first]
	s.do(first, "pass", with("to", next))
	if s.floor().Speaker != next {
		t.Fatal("popcorn")
	}
}

func TestPauseBackAndExtend(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.to(round)
	s.wait(20 * time.Second)
	s.do(ann, "pause", nil)
	s.wait(5 * time.Minute)
	s.do(ann, "resume", nil)
	s.do(ann, "next", nil)
	s.do(ben, "raise", with("text", "no test data"))
	s.do(ann, "extend", nil)
	s.wait(30 * time.Second)
	s.do(ann, "back", nil)
	if b := s.Base(); b.Room.Block.Len() != 1 || b.TimerLeft("phase", s.Now()).Duration() != 11*time.Minute-5*time.Second {
		t.Fatalf("%v is left of the round", b.TimerLeft("phase", s.Now()).Duration())
	}
	s.do(ann, "next", nil)
	if left := s.Base().TimerLeft("phase", s.Now()).Duration(); left != 150*time.Second {
		t.Fatalf("%v is left of the blockers", left)
	}
	if e := s.Base().Elapsed(s.Now()).Duration(); e != 50*time.Second {
		t.Fatalf("the standup has run for %v", e)
	}
}

func TestMinutes(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	s.do(ann, "goal", with("text", "Checkout works offline", "by", "2025-12-05"))
	s.do(ben, "note", with("progress", "secret of the team", "blocked", "no access"))
	s.do(ann, "away", with("person", cara, "on", true))
	s.to(blockers)
	s.do(cara, "park", with("text", "Lunch"))
	s.do(ann, "next", nil)
	s.votes("up", "down")
	s.wait(time.Minute)
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
	if doc := m.Markdown(); len(doc) == 0 {
		t.Fatal("no page")
	}
}

func TestReopen(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.to(closing)
	s.wait(15 * time.Second)
	if s.Base().Room.Ended == 0 {
		t.Fatal("the close ends the standup")
	}
	s.do(ben, "raise", with("text", "one more"))
	s.do(ann, "reopen", nil)
	s.do(ann, "back", nil)
	s.in(plan)
	s.wait(time.Hour)
	if s.Base().Room.Ended == 0 {
		t.Fatal("it ends by its clocks again")
	}
}
