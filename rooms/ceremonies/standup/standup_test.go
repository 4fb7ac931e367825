package standup

import (
	"slices"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestTheBudgetIsFifteenMinutes(t *testing.T) {
	s := inStandup(t, "Ann")
	a := s.Base().Room.Agenda
	if a.Budget.Duration() != 15*time.Minute {
		t.Fatalf("budget %v", a.Budget.Duration())
	}
	if p, _ := a.Phases.Get(round); p.Budget.Duration() != 11*time.Minute+15*time.Second {
		t.Fatalf("the round has %v", p.Budget.Duration())
	}
}

func TestNotesGoToTheTeamAndOthersSeeThatThereAreSome(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.Does(ben, "note", roomstest.With("progress", "the parser", "plan", "the printer", "blocked", "no access to the build"))
	drawer, _ := s.meeting().Audience.Get(team)
	if note, _ := drawer.Notes.Get(ben); note.Plan != "the printer" {
		t.Fatalf("the team reads %+v", note)
	}
	if wrote, _ := s.shared().Wrote.Get(ben); !wrote.Blocked || wrote.At != s.Now() {
		t.Fatalf("others see %+v", wrote)
	}
	s.Refused("invalid", ben, "note", roomstest.With("plan", strings.Repeat("x", 1001)))
	s.Does(ben, "note", roomstest.With())
	drawer, _ = s.meeting().Audience.Get(team)
	if s.shared().Wrote.Has(ben) || drawer.Notes.Has(ben) {
		t.Fatal("empty notes are no notes")
	}
}

func TestFlaggedBlockersAreRaisedOnceWhenTheRoundStarts(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.Does(ben, "note", roomstest.With("blocked", "no access to the build"))
	s.GoTo(round)
	s.Does(ben, "note", roomstest.With("blocked", "still no access"))
	s.Does(ann, "next", nil)
	s.Does(ann, "back", nil)
	block := s.Base().Room.Block
	if block.Len() != 1 {
		t.Fatalf("%d blockers", block.Len())
	}
	for _, b := range block.All() {
		if b.By != ben || b.Text != "no access to the build" || b.State != "open" {
			t.Fatalf("%+v", b)
		}
	}
}

func TestGoal(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.Does(ben, "goal", roomstest.With("text", "Checkout works offline", "by", "2025-12-05"))
	if s.shared().Goal != "Checkout works offline" || s.shared().GoalBy != "2025-12-05" {
		t.Fatalf("%+v", s.shared())
	}
	s.Refused("invalid", ben, "goal", roomstest.With("text", "x", "by", "Friday"))
}

func TestBoard(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	items := []map[string]any{
		{"title": "Pay", "owner": cara}, {"title": "Search", "owner": ben}, {"title": "Sort", "owner": cara}, {"title": "Help"},
	}
	s.Does(ann, "board", roomstest.With("items", items))
	s.Does(ann, "order", roomstest.With("mode", rooms.Board))
	s.Refused("invalid", ann, "board", roomstest.With("items", []map[string]any{{"title": ""}}))
	s.Refused("invalid", ann, "board", roomstest.With("items", []map[string]any{{"title": "x", "owner": "p9"}}))
	s.GoTo(round)
	if got := s.Floor().Order.Slice(); !slices.Equal(got, []rooms.ID{cara, ben, ann}) {
		t.Fatalf("order %v", got)
	}
	titles := []string{"Pay", "Search", ""} // nearest to done first; Ann has no item
	for _, title := range titles {
		item, _ := s.shared().Board.Get(s.Floor().Item)
		if item.Title != title {
			t.Fatalf("%s speaks about %q, want %q", s.Floor().Speaker, item.Title, title)
		}
		s.Does(ann, "pass", nil)
	}
}

func TestBlockedAndRemoteComeFirst(t *testing.T) {
	for mode, flag := range map[string]func(standup){
		rooms.Blocked: func(s standup) { s.Does(dan, "note", roomstest.With("blocked", "waiting")) },
		rooms.Remote:  func(s standup) { s.Does(dan, "remote", roomstest.With("on", true)) },
	} {
		s := inStandup(t, "Ann", "Ben", "Cara", "Dan")
		flag(s)
		s.GoTo(goal)
		s.Does(ann, "order", roomstest.With("mode", mode))
		s.GoTo(round)
		if s.Floor().Speaker != dan {
			t.Errorf("%s: %s starts", mode, s.Floor().Speaker)
		}
	}
}

func TestNobodyStartsTwoDaysRunning(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	s.Does(ann, "order", roomstest.With("mode", rooms.Fixed))
	s.GoTo(round)
	if got := s.shared().Started.Slice(); !slices.Equal(got, []rooms.ID{ann}) {
		t.Fatalf("remembered %v", got)
	}
	s.Does(ann, "next", nil)
	s.Does(ann, "back", nil)
	if got := s.shared().Started.Len(); got != 1 {
		t.Fatalf("going back counted as another day: %d", got)
	}
}

func TestPulseIsAnonymousAndAskedOnce(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara")
	s.Does(ann, "pulse", roomstest.With("on", true))
	s.GoTo(goal)
	b, _ := s.Base().Room.Ballots.Get(pulseBallot)
	if b.Secrecy != rooms.Anonymous || b.Kind != rooms.Scale || !b.IsOpen() {
		t.Fatalf("%+v", b)
	}
	for _, id := range []rooms.ID{ann, ben, cara} {
		s.Does(id, "vote", roomstest.With("ballot", pulseBallot, "card", "4"))
	}
	s.Passes(30 * time.Second)
	b, _ = s.Base().Room.Ballots.Get(pulseBallot)
	if r, _ := b.Latest(); b.IsOpen() || r.Voters != 3 || r.Mood != rooms.AllFine || r.Mean != 0 || r.Tally.Len() != 0 {
		t.Fatalf("%+v", b)
	}
	s.Does(ann, "back", nil)
	if b, _ := s.Base().Room.Ballots.Get(pulseBallot); b.IsOpen() {
		t.Fatal("asked again on going back")
	}
}

func TestThePulseClosesWithItsPhaseAlthoughNotAllAnswered(t *testing.T) {
	s := inStandup(t, "Ann", "Ben", "Cara", "Dan")
	s.Does(ann, "pulse", roomstest.With("on", true))
	s.GoTo(goal)
	for _, id := range []rooms.ID{ann, ben, cara} {
		s.Does(id, "vote", roomstest.With("ballot", pulseBallot, "card", "2"))
	}
	s.Passes(30 * time.Second)
	s.IsIn(round)
	if b, _ := s.Base().Room.Ballots.Get(pulseBallot); b.IsOpen() {
		t.Fatal("the pulse is still open")
	}
}

func TestWithTwoPeopleThereIsNoPulse(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.Does(ann, "pulse", roomstest.With("on", true))
	s.GoTo(goal)
	s.Passes(30 * time.Second)
	s.IsIn(round)
}
