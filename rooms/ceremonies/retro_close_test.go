package ceremonies

import (
	"testing"
	"time"

	"rondo/rooms"
)

func TestThanksAreShownTogetherAtTheEnd(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.to(closing)
	r.do(ben, "thank", with("to", cara, "text", "For the tests"))
	r.do(cara, "thank", with("to", ann, "text", "For the talk", "signed", true))
	r.do(cara, "thank", with("to", ben, "text", "Never mind"))
	r.refusedAt("/to", ben, "thank", with("to", "p99", "text", "x"))
	r.refusedAt("/text", ben, "thank", with("to", cara, "text", ""))
	mind := found(t, r.own(cara).Kudos, "Never mind", func(k OwnKudo) bool { return k.Text == "Never mind" })
	r.refused("no_such_kudo", ben, "unthank", with("kudo", mind))
	r.do(cara, "unthank", with("kudo", mind))
	r.do(ann, "back", nil) // nothing is lost
	r.do(ann, "next", nil)
	if r.shared().Kudos.Len() != 0 {
		t.Fatal("shown before the end")
	}
	r.do(ann, "end", nil)
	by := map[string]rooms.ID{}
	for _, k := range r.shared().Kudos.All() {
		by[k.Text] = k.By
	}
	if len(by) != 2 || by["For the tests"] != "" || by["For the talk"] != cara || r.meeting().Private.Len() != 0 || r.holds(heldKudos) {
		t.Fatalf("%v", by)
	}
	r.refused("meeting_over", ben, "thank", with("to", cara, "text", "Late"))
	r.do(ann, "reopen", nil)
	r.do(ben, "thank", with("to", cara, "text", "Late"))
	if !r.holds(heldKudos) {
		t.Fatal("thanks lie under the room's key")
	}
	r.do(ann, "end", nil)
	if r.shared().Kudos.Len() != 3 {
		t.Fatal("the late thanks are lost")
	}
}

func TestTheCloseAsksWhatTheTimeWasWorth(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.to(closing)
	if b := r.ballot(roti); b.Secrecy != rooms.Anonymous || b.Kind != rooms.Scale {
		t.Fatalf("%+v", b)
	}
	r.cards(roti, "4", "5", "5")
	r.wait(9 * time.Second)
	if got := r.result(roti); got.Voters != 3 || got.Mean != 4.5 || got.Tally.Len() != 0 {
		t.Fatalf("%+v", got)
	}
	r.wait(share(4))
	if r.Base().Room.Ended == 0 {
		t.Fatal("it did not end")
	}
}

func TestWhoFacilitatesNextGoesRound(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.to(closing)
	if next := r.shared().NextLead; next != ben {
		t.Fatalf("%s is next", next)
	}
	r.refused("no_such_person", ann, "next_lead", with("person", "p99"))
	r.do(ann, "next_lead", with("person", dan))
	r.do(ann, "back", nil)
	r.do(ann, "next", nil)
	if next := r.shared().NextLead; next != dan {
		t.Fatalf("%s is next, who was not chosen", next)
	}
	r.do(dan, "leave", nil)
	if next := r.shared().NextLead; next != ann {
		t.Fatalf("%s is next", next)
	}
}

// A whole retrospective runs by its clocks with every browser closed.
func TestTheAutopilotBringsARetrospectiveToItsEnd(t *testing.T) {
	for _, written := range []bool{false, true} {
		r := inRetro(t, "Ann", "Ben", "Cara")
		r.do(ann, "autopilot", with("on", true))
		r.do(ann, "settings", with("aloud", true))
		r.do(ann, "start", nil)
		if written {
			r.written(ben, "a", "b")
		}
		r.must(r.Drop(ann, ben, cara))
		r.wait(retroWeek + time.Minute)
		if r.Base().Room.Ended == 0 || r.meeting().Private.Len() != 0 || r.meeting().Internal.Holds.Len() != 0 {
			t.Fatalf("written %v: it is in %q, held by %v", written, r.Base().Room.Agenda.Now, r.meeting().Internal.Holds)
		}
		if left := r.Base().Room.Timers; left.Len() > 0 {
			t.Fatalf("%d clocks still run", left.Len())
		}
	}
}

// Somebody goes, or is removed, in every phase, and a pause comes in every phase:
// the meeting goes on, and what was written and chosen is there.
func TestGoingAndPausingInEveryPhase(t *testing.T) {
	for _, phase := range retroRunning {
		r := inRetro(t, "Ann", "Ben", "Cara", "Dan", "Eve")
		r.do(ann, "settings", with("aloud", true))
		r.do(ben, "carry", with("text", "Pair", "owner", ben))
		r.written(ben, "by ben")
		r.written(dan, "by dan")
		r.to2(phase)
		left := r.Base().TimerLeft("phase", r.Now())
		r.do(ann, "pause", nil)
		r.do(ann, "remove", with("person", ben))
		r.do(dan, "leave", nil)
		r.wait(time.Hour)
		r.in(phase)
		r.do(ann, "resume", nil)
		if got := r.Base().TimerLeft("phase", r.Now()); got != left {
			t.Errorf("%s: %v is left after a pause, before it %v", phase, got.Duration(), left.Duration())
		}
		r.do(ann, "end", nil)
		r.note("by ben")
		r.note("by dan")
		if r.meeting().Private.Len() != 0 || r.meeting().Internal.Holds.Len() != 0 {
			t.Errorf("%s: something is left in the drawers", phase)
		}
	}
}

// What is being typed at zero still counts, as in the writing.
func TestThanksInFlightAtZeroCount(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.to(closing)
	r.wait(share(4) + writeGrace - time.Millisecond)
	r.do(ben, "thank", with("to", cara, "text", "In flight"))
	if b := r.ballot(roti); b.IsOpen() {
		t.Fatal("the vote has a grace of its own, which is over")
	}
	r.wait(time.Millisecond)
	if r.Base().Room.Ended == 0 || r.shared().Kudos.Len() != 1 {
		t.Fatal("it has not ended with all thanks")
	}
}

func TestThanksWithoutANameNeedThree(t *testing.T) {
	r := inRetro(t, "Ann", "Ben")
	r.to(closing)
	r.refusedAt("/signed", ben, "thank", with("to", ann, "text", "For the tests"))
	r.do(ben, "thank", with("to", ann, "text", "For the tests", "signed", true))
}

func TestAReopenedMeetingStaysOpen(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.to(closing)
	for _, who := range []rooms.ID{ann, ben, cara} {
		r.do(who, "done", with("on", true))
	}
	r.wait(25 * time.Second)
	if r.Base().Room.Ended == 0 {
		t.Fatal("all are done, and it goes on")
	}
	r.refused("meeting_over", ann, "revote", with("ballot", roti))
	before := public(r)
	r.do(ann, "reopen", nil)
	if !r.holds(heldKudos) || public(r) == before {
		t.Fatal("the box for thanks is not open")
	}
	before = public(r)
	r.do(ben, "thank", with("to", cara, "text", "Late"))
	if public(r) != before {
		t.Fatal("all learn that somebody gives thanks")
	}
	r.must(r.Drop(cara))
	r.wait(time.Minute)
	r.must(r.Connect(cara))
	r.wait(time.Hour)
	if r.Base().Room.Ended != 0 {
		t.Fatal("it has ended by itself")
	}
}
