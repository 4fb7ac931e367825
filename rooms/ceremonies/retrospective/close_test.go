package retrospective

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestThanksAreShownTogetherAtTheEnd(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.GoTo(rooms.Closing)
	r.Does(ben, "thank", roomstest.With("to", cara, "text", "For the tests"))
	r.Does(cara, "thank", roomstest.With("to", ann, "text", "For the talk", "signed", true))
	r.Does(cara, "thank", roomstest.With("to", ben, "text", "Never mind"))
	r.refusedAt("/to", ben, "thank", roomstest.With("to", "p99", "text", "x"))
	r.refusedAt("/text", ben, "thank", roomstest.With("to", cara, "text", ""))
	mind := found(t, r.own(cara).Kudos, "Never mind", func(k OwnKudo) bool { return k.Text == "Never mind" })
	r.Refused("no_such_kudo", ben, "unthank", roomstest.With("kudo", mind))
	r.Does(cara, "unthank", roomstest.With("kudo", mind))
	r.Does(ann, "back", nil) // nothing is lost
	r.Does(ann, "next", nil)
	if r.shared().Kudos.Len() != 0 {
		t.Fatal("shown before the end")
	}
	r.Does(ann, "end", nil)
	by := map[string]rooms.ID{}
	for _, k := range r.shared().Kudos.All() {
		by[k.Text] = k.By
	}
	if len(by) != 2 || by["For the tests"] != "" || by["For the talk"] != cara || r.meeting().Private.Len() != 0 || r.holds(heldKudos) {
		t.Fatalf("%v", by)
	}
	r.Refused("meeting_over", ben, "thank", roomstest.With("to", cara, "text", "Late"))
	r.Does(ann, "reopen", nil)
	r.Does(ben, "thank", roomstest.With("to", cara, "text", "Late"))
	if !r.holds(heldKudos) {
		t.Fatal("thanks lie under the room's key")
	}
	r.Passes(rooms.LeastStay)
	r.Does(ann, "end", nil)
	if r.shared().Kudos.Len() != 3 || r.shared().Unthanked {
		t.Fatal("the late thanks are lost")
	}
}

// To end, reopen and end again would show each when it is given.
func TestThanksAreNotShownOneByOne(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.GoTo(rooms.Closing)
	r.Does(ann, "end", nil)
	for _, signed := range []bool{false, true} {
		r.Does(ann, "reopen", nil)
		r.Passes(rooms.LeastStay - time.Second)
		r.Does(ben, "thank", roomstest.With("to", cara, "text", "Late", "signed", signed))
		r.Does(ann, "end", nil)
		if shown := r.shared().Kudos.Len() == 1; shown != signed || !r.shared().Unthanked {
			t.Fatalf("signed %v, shown %v, told %v", signed, shown, r.shared().Unthanked)
		}
		if r.meeting().Private.Len() != 0 || r.holds(heldKudos) {
			t.Fatal("something is left in the drawers")
		}
	}
}

// Whoever is thanked has not thanked themselves, and hides nobody.
func TestWhoIsThankedHidesNobody(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(rooms.Closing)
	r.refusedAt("/signed", ben, "thank", roomstest.With("to", cara, "text", "For the tests"))
	dan := r.Enter("Dan")
	r.Does(ben, "thank", roomstest.With("to", cara, "text", "For the tests"))
	r.Passes(time.Second)
	r.Does(dan, "leave", nil) // at once: three are left, and one of them is thanked
	r.Passes(20 * time.Second)
	r.refusedAt("/signed", ben, "thank", roomstest.With("to", cara, "text", "For the talk"))
	r.Does(ann, "end", nil)
	if r.shared().Kudos.Len() != 0 {
		t.Fatal("it can be of two")
	}
}

func TestTheCloseAsksWhatTheTimeWasWorth(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(rooms.Closing)
	if b := r.ballot(roti); b.Secrecy != rooms.Anonymous || b.Kind != rooms.Scale {
		t.Fatalf("%+v", b)
	}
	r.cards(roti, "4", "5", "5")
	r.Passes(9 * time.Second)
	if got := r.result(roti); got.Voters != 3 || got.Mean != 4.5 || got.Tally.Len() != 0 {
		t.Fatalf("%+v", got)
	}
	r.Passes(share(4))
	if r.Base().Room.Ended == 0 {
		t.Fatal("it did not end")
	}
}

func TestWhoFacilitatesNextGoesRound(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.GoTo(rooms.Closing)
	if next := r.shared().NextLead; next != ben {
		t.Fatalf("%s is next", next)
	}
	r.Refused("no_such_person", ann, "next_lead", roomstest.With("person", "p99"))
	r.Does(ann, "next_lead", roomstest.With("person", dan))
	r.Does(ann, "back", nil)
	r.Does(ann, "next", nil)
	if next := r.shared().NextLead; next != dan {
		t.Fatalf("%s is next, who was not chosen", next)
	}
	r.Does(dan, "leave", nil)
	if next := r.shared().NextLead; next != ann {
		t.Fatalf("%s is next", next)
	}
}

// A whole retrospective runs by its clocks with every browser closed.
func TestTheAutopilotBringsARetrospectiveToItsEnd(t *testing.T) {
	for _, written := range []bool{false, true} {
		r := inRetro(t, "Ann", "Ben", "Cara")
		r.Does(ann, "autopilot", roomstest.With("on", true))
		r.Does(ann, "settings", roomstest.With("aloud", true))
		r.Does(ann, "start", nil)
		if written {
			r.written(ben, "a", "b")
		}
		r.Must(r.Drop(ann, ben, cara))
		r.Passes(week + time.Minute)
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
	for _, phase := range running {
		r := inRetro(t, "Ann", "Ben", "Cara", "Dan", "Eve")
		r.Does(ann, "settings", roomstest.With("aloud", true))
		r.Does(ben, "carry", roomstest.With("text", "Pair", "owner", ben))
		r.written(ben, "by ben")
		r.written(dan, "by dan")
		r.to2(phase)
		left := r.Base().TimerLeft("phase", r.Now())
		r.Does(ann, "pause", nil)
		r.Does(ann, "remove", roomstest.With("person", ben))
		r.Does(dan, "leave", nil)
		r.Passes(time.Hour)
		r.IsIn(phase)
		r.Does(ann, "resume", nil)
		if got := r.Base().TimerLeft("phase", r.Now()); got != left {
			t.Errorf("%s: %v is left after a pause, before it %v", phase, got.Duration(), left.Duration())
		}
		r.Does(ann, "end", nil)
		r.note("by ben")
		r.note("by dan")
		if r.meeting().Private.Len() != 0 || r.meeting().Internal.Holds.Len() != 0 {
			t.Errorf("%s: something is left in the drawers", phase)
		}
	}
}

// What is being typed at zero still counts, as in the writing.
func TestThanksInFlightAtZeroCount(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.GoTo(rooms.Closing)
	r.Passes(share(4) + writeGrace - time.Millisecond)
	r.Does(ben, "thank", roomstest.With("to", cara, "text", "In flight"))
	if b := r.ballot(roti); b.IsOpen() {
		t.Fatal("the vote has a grace of its own, which is over")
	}
	r.Passes(time.Millisecond)
	if r.Base().Room.Ended == 0 || r.shared().Kudos.Len() != 1 {
		t.Fatal("it has not ended with all thanks")
	}
}

func TestThanksWithoutANameNeedThree(t *testing.T) {
	r := inRetro(t, "Ann", "Ben")
	r.GoTo(rooms.Closing)
	r.refusedAt("/signed", ben, "thank", roomstest.With("to", ann, "text", "For the tests"))
	r.Does(ben, "thank", roomstest.With("to", ann, "text", "For the tests", "signed", true))
}

func TestAReopenedMeetingStaysOpen(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.GoTo(rooms.Closing)
	for _, who := range []rooms.ID{ann, ben, cara, dan} {
		r.Does(who, "done", roomstest.With("on", true))
	}
	r.Passes(25 * time.Second)
	if r.Base().Room.Ended == 0 {
		t.Fatal("all are done, and it goes on")
	}
	r.Refused("meeting_over", ann, "revote", roomstest.With("ballot", roti))
	before := public(r)
	r.Does(ann, "reopen", nil)
	if !r.holds(heldKudos) || public(r) == before {
		t.Fatal("the box for thanks is not open")
	}
	before = public(r)
	r.Does(ben, "thank", roomstest.With("to", cara, "text", "Late"))
	if public(r) != before {
		t.Fatal("all learn that somebody gives thanks")
	}
	r.Must(r.Drop(cara))
	r.Passes(time.Minute)
	r.Must(r.Connect(cara))
	r.Passes(time.Hour)
	if r.Base().Room.Ended != 0 {
		t.Fatal("it has ended by itself")
	}
}

func TestARetrospectiveThatIsOverLocksItself(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(rooms.Closing)
	if r.Base().Room.Locked {
		t.Fatal("locked while it runs")
	}
	r.Does(ann, "end", nil)
	if _, err := r.Join("Eve"); rooms.AsError(err).Code != "room_locked" {
		t.Fatalf("whoever has the link reads the board: %v", err)
	}
	r.Does(ann, "lock", roomstest.With("on", false))
	if _, err := r.Join("Ben's substitute"); err != nil {
		t.Fatal(err)
	}
}
