package standup

import (
	"rondo/rooms"
	"rondo/rooms/roomstest"
	"testing"
	"time"
)

func TestAnAsynchronousStandupOpensOnlyForBlockers(t *testing.T) {
	for name, blocked := range map[string]string{rooms.Closing: "", blockers: "No test data"} {
		s := inStandup(t, "Ann", "Ben", "Cara")
		s.Does(ann, "async", roomstest.With("on", true))
		s.Does(ann, "timebox", roomstest.With("phase", rooms.Lobby, "ms", 60*60*1000))
		s.Does(ben, "note", roomstest.With("progress", "Done with it", "blocked", blocked))
		s.Wait(time.Hour + time.Second)
		if now := s.Base().Room.Agenda.Now; now != name {
			t.Errorf("with the blocker %q the window leads to %q, want %q", blocked, now, name)
		}
		if speaker := s.Base().Room.Floor.Speaker; speaker != "" {
			t.Errorf("%s has the floor in a standup where nobody speaks", speaker)
		}
		s.Wait(5 * time.Minute)
		if s.Base().Room.Ended == 0 {
			t.Error("it did not end by itself")
		}
	}
}

func TestAnAsynchronousStandupCanBecomeALiveOne(t *testing.T) {
	s := inStandup(t, "Ann", "Ben")
	s.Does(ann, "async", roomstest.With("on", true))
	s.Does(ann, "async", roomstest.With("on", false))
	if planned := s.Base().Room.Agenda.Budget.Duration(); planned != budget {
		t.Errorf("the budget is %s", planned)
	}
	s.Does(ann, "start", roomstest.With())
	if now := s.Base().Room.Agenda.Now; now != goal {
		t.Errorf("it starts with %q", now)
	}
}

// Over a window of days all write; by its end the standup is about what is in the way, and
// about who has not written.
func TestAWindowOfDaysLeadsToWhoHasNotWritten(t *testing.T) {
	for want, writers := range map[string][]rooms.ID{blockers: {ann, ben}, rooms.Closing: {ann, ben, "p3"}} {
		s := inStandup(t, "Ann", "Ben", "Cara")
		s.Does(ann, "async", roomstest.With("on", true))
		s.Does(ann, "ahead", roomstest.With("seconds", 26*60*60, "zone", "Europe/Berlin"))
		for _, who := range writers {
			s.Does(who, "note", roomstest.With("plan", "Go on"))
		}
		s.Wait(26*time.Hour + time.Second)
		if now := s.Base().Room.Agenda.Now; now != want {
			t.Errorf("%d of three wrote, and it goes to %q", len(writers), now)
		}
		if want == blockers {
			s.Does("p3", "note", roomstest.With("plan", "I was away"))
		}
	}
}
