package rooms

import (
	"testing"
	"time"
)

func TestEveryPhaseEndsOnTimeWithEveryBrowserClosed(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ann, "start", nil)
	h.drop(ann, ben)
	h.in("warm")
	h.wait(30 * time.Second)
	h.in("talk")
	h.wait(5 * time.Minute)
	h.in("wrap") // it only signals
	h.wait(time.Hour)
	h.in("wrap")
	h.connect(ann)
	h.do(ann, "autopilot", with("on", true))
	h.do(ann, "extend", nil)
	h.drop(ann)
	h.wait(75 * time.Second)
	if h.Base().Room.Ended == 0 || !h.heard(Closed) {
		t.Fatal("the autopilot did not end the meeting")
	}
}

func TestGoingBackRestoresTheClock(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ann, "start", nil)
	h.wait(10 * time.Second)
	h.do(ann, "next", nil)
	h.wait(50 * time.Second)
	h.do(ann, "next", nil)
	h.wait(40 * time.Second)
	h.do(ann, "back", nil)
	h.in("talk")
	h.left("phase", 4*time.Minute+10*time.Second)
	h.speaks(ann)
	h.left("slot", 40*time.Second) // of 90 s, 50 s were spoken
	h.wait(10 * time.Second)
	h.do(ann, "back", nil)
	if p, _ := h.agenda().Phases.Get("talk"); p.Spent != 60_000 {
		t.Fatalf("the round took %v in two goes, want a minute", p.Spent.Duration())
	}
	h.left("phase", 30*time.Second) // 20 s were left: a phase gone back to gets half a minute
	h.refused("no_earlier_phase", ann, "back", nil)
}

// A phase began when the meeting first came to it, however often it goes back.
func TestAPhaseBeganOnce(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	began := func(phase string) Millis {
		p, _ := h.agenda().Phases.Get(phase)
		return p.Began
	}
	h.do(ann, "start", nil)
	first := began("warm")
	h.wait(10 * time.Second)
	h.do(ann, "next", nil)
	if first == 0 || began("talk") != first+10_000 || began("wrap") != 0 {
		t.Fatalf("they began at %d, %d and %d", first, began("talk"), began("wrap"))
	}
	h.wait(10 * time.Second)
	h.do(ann, "back", nil)
	if began("warm") != first {
		t.Errorf("it began at %d, then at %d", first, began("warm"))
	}
}

func TestAPauseStopsEveryClock(t *testing.T) {
	h := atTalk(t, "Ann", "Ben")
	h.wait(20 * time.Second)
	h.do(ann, "pause", nil)
	h.wait(time.Second)
	h.do(ann, "pause", nil) // another facilitator presses too
	h.wait(time.Hour)
	h.left("phase", 4*time.Minute+40*time.Second)
	h.left("slot", 70*time.Second)
	h.do(ann, "resume", nil)
	h.wait(10 * time.Second)
	h.do(ann, "pass", nil)
	turn, _ := h.floor().Turns.Get(ann)
	if turn.Used != 30_000 {
		t.Fatalf("Ann spoke for %v, want 30 s", turn.Used.Duration())
	}
	if e := h.Base().Elapsed(h.Now()); e != 30_000 {
		t.Fatalf("the meeting ran for %v, want 30 s", e.Duration())
	}
}

func TestWhatIsStartedInAPauseWaits(t *testing.T) {
	h := atTalk(t, "Ann", "Ben")
	h.wait(20 * time.Second)
	h.do(ann, "pause", nil)
	h.wait(time.Minute)
	h.do(ann, "next", nil)
	if p, _ := h.agenda().Phases.Get("talk"); p.Spent != 20_000 {
		t.Fatalf("the round took %v, want 20 s", p.Spent.Duration())
	}
	h.wait(time.Minute)
	h.left("phase", time.Minute)
	h.do(ann, "resume", nil)
	h.wait(15 * time.Second)
	h.left("phase", 45*time.Second)
	h.do(ann, "next", nil)
	if p, _ := h.agenda().Phases.Get("wrap"); p.Spent != 15_000 {
		t.Fatalf("the phase took %v, want 15 s: its pause does not count", p.Spent.Duration())
	}
}

func TestExtend(t *testing.T) {
	h := inSession(t, "Ann")
	h.refused("not_timed", ann, "extend", nil)
	h.do(ann, "start", nil)
	h.do(ann, "extend", nil)
	h.left("phase", 90*time.Second)
	h.do(ann, "extend", with("ms", 30_000))
	h.left("phase", 2*time.Minute)
	h.refused("invalid", ann, "extend", with("ms", -1000))
	h.wait(30 * time.Second)
	h.do(ann, "next", nil)
	h.do(ann, "back", nil)
	h.left("phase", 90*time.Second) // what was given stays
	h.do(ann, "next", nil)
	h.do(ann, "next", nil)
	h.wait(2 * time.Minute) // wrap has signalled
	h.do(ann, "extend", nil)
	h.left("phase", time.Minute)
}

func TestDoneCountsDownWhenAllWhoArePresentAreDone(t *testing.T) {
	h := inSession(t, "Ann", "Ben", "Cara")
	h.join("Olga", Observer)
	h.do(ann, "done", with("on", true))
	h.do(ben, "done", with("on", true))
	h.do(cara, "done", with("on", true))
	h.wait(time.Minute)
	h.in("lobby") // it waits for the facilitator
	h.do(ann, "start", nil)
	h.do(ann, "done", with("on", true))
	h.drop(cara)
	h.do(ben, "done", with("on", true))
	if h.Base().Room.Timers.Has("countdown") {
		t.Fatal("Cara's connection dropped a moment ago; she still counts")
	}
	h.wait(QuorumGrace)
	h.left("countdown", countdown)
	h.do(ben, "done", with("on", false))
	h.do(ben, "done", with("on", true))
	h.wait(5 * time.Second)
	h.in("warm")
	h.connect(cara)
	if h.Base().Room.Timers.Has("countdown") {
		t.Fatal("Cara is back and not done")
	}
	h.wait(5 * time.Second)
	h.in("talk") // by its own clock
}

func TestHoldKeepsThePhaseAndLettingGoLeadsOn(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ann, "start", nil)
	h.do(ann, "done", with("on", true))
	h.do(ben, "done", with("on", true))
	h.wait(5 * time.Second)
	h.do(ann, "hold", with("on", true))
	h.wait(10 * time.Minute)
	h.in("warm")
	h.do(ann, "hold", with("on", false))
	h.in("talk")
}

func TestTimeboxesAreOneBudget(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	budget := func(phase string) time.Duration {
		p, _ := h.agenda().Phases.Get(phase)
		return p.Budget.Duration()
	}
	total := h.agenda().Budget
	h.do(ann, "timebox", with("phase", "warm", "ms", 90_000))
	if budget("talk") != 4*time.Minute || h.agenda().Budget != total {
		t.Fatalf("the round has %v of %v", budget("talk"), h.agenda().Budget.Duration())
	}
	h.do(ann, "timebox", with("phase", "wrap", "off", true))
	if budget("talk") != 5*time.Minute || h.agenda().Budget != total {
		t.Fatalf("the round has %v once a phase is left out", budget("talk"))
	}
	h.do(ann, "timebox", with("phase", "talk", "ms", 600_000))
	if h.agenda().Budget != total+300_000 {
		t.Fatalf("the round's own timebox changes the total: %v", h.agenda().Budget.Duration())
	}
	h.refused("invalid", ann, "timebox", with("phase", "warm", "ms", 100))
	h.refused("invalid", ann, "timebox", with("phase", "warm", "ms", 3_600_000)) // nothing left for the round
	h.refused("invalid", ann, "timebox", with("phase", "nonsense", "ms", 60_000))
	h.refused("invalid", ann, "timebox", with("phase", "talk", "off", true))
	h.do(ann, "start", nil)
	h.do(ann, "next", nil)
	h.do(ann, "next", nil)
	h.in("end") // wrap is left out
}

func TestAScheduledStart(t *testing.T) {
	h := inSession(t, "Ann")
	h.do(ann, "timebox", with("phase", "lobby", "ms", 600_000))
	h.do(ann, "timebox", with("phase", "lobby", "off", true))
	h.wait(15 * time.Minute)
	h.in("lobby")
	h.do(ann, "timebox", with("phase", "lobby", "ms", 600_000))
	h.drop(ann)
	h.wait(10 * time.Minute)
	h.in("warm")
	if h.Base().Room.Started != h.Now() {
		t.Fatal("the meeting has not started")
	}
}

func TestEndAndReopen(t *testing.T) {
	h := atTalk(t, "Ann", "Ben")
	h.wait(20 * time.Second)
	h.do(ann, "pause", nil)
	h.wait(20 * time.Second)
	h.do(ann, "end", nil)
	h.in("end")
	if !h.heard("leaving talk") || !h.heard(Closed) || h.Base().Room.Timers.Len() != 0 {
		t.Fatalf("timers %v after the end", h.Base().Room.Timers)
	}
	if e := h.Base().Elapsed(h.Now() + 1_000_000); e != 20_000 {
		t.Fatalf("the meeting took %v, want 20 s", e.Duration())
	}
	for _, verb := range []string{"next", "back", "pause", "extend", "end"} {
		h.refused("meeting_over", ann, verb, nil)
	}
	h.wait(time.Hour)
	h.do(ann, "reopen", nil)
	h.refused("not_over", ann, "reopen", nil)
	h.do(ann, "back", nil)
	h.in("wrap")
	if p, _ := h.agenda().Phases.Get("end"); p.Spent != 0 {
		t.Fatalf("the hour in between counted as the last phase: %v", p.Spent.Duration())
	}
	h.do(ann, "back", nil)
	h.speaks(ann)
	if e := h.Base().Elapsed(h.Now()); e != 20_000 {
		t.Fatalf("the hour in between counted: %v", e.Duration())
	}
}

func TestTitle(t *testing.T) {
	h := inSession(t, "Ann")
	h.do(ann, "title", with("title", "  Heron   standup "))
	if got := h.Base().Room.Title; got != "Heron standup" {
		t.Fatalf("title %q", got)
	}
	h.refused("invalid", ann, "title", with("title", ""))
}
