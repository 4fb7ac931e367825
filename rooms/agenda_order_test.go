package rooms

import (
	"slices"
	"testing"
	"time"
)

// bound is a talk of which wrap needs warm, and cheer needs wrap.
func bound(t *testing.T) session {
	t.Helper()
	h := inSession(t, "Ann", "Ben")
	h.plan(func(t *talkTurn) {
		t.Room.Agenda = Agenda{}
		t.PlanAgenda(AgendaPlan{Quorum: Developers, Rest: "talk", Phases: []PhasePlan{
			{Key: "lobby", AtZero: Advance},
			{Key: "warm", Budget: 30 * time.Second, AtZero: Advance},
			{Key: "talk", Budget: 5 * time.Minute, AtZero: PassOn},
			{Key: "wrap", Budget: time.Minute, AtZero: Signal, Needs: "warm"},
			{Key: "cheer", Budget: time.Minute, AtZero: Signal, Needs: "wrap"},
			{Key: "end", Budget: 15 * time.Second, AtZero: Advance},
		}})
	})
	return h
}

func (h session) order(want ...string) {
	h.t.Helper()
	if got := h.Base().phases(); !slices.Equal(got, want) {
		h.t.Errorf("the phases are %v, want %v", got, want)
	}
}

func TestAPhaseMovesBehindAnother(t *testing.T) {
	h := bound(t)
	h.do(ann, "shift", with("phase", "talk", "after", "cheer"))
	h.order("lobby", "warm", "wrap", "cheer", "talk", "end")
	h.do(ann, "shift", with("phase", "talk", "after", "lobby"))
	h.order("lobby", "talk", "warm", "wrap", "cheer", "end")
	h.do(ann, "start", nil)
	h.in("talk")
}

func TestSomePhasesDoNotMove(t *testing.T) {
	h := bound(t)
	for _, way := range [][2]string{{"lobby", "warm"}, {"end", "lobby"}, {"end", "cheer"}, {"talk", "end"}, {"warm", "warm"}, {"x", "warm"}, {"warm", "x"}, {"warm", ""}} {
		h.refused("invalid", ann, "shift", with("phase", way[0], "after", way[1]))
	}
	h.order("lobby", "warm", "talk", "wrap", "cheer", "end")
}

func TestAPhaseStaysBehindWhatItNeeds(t *testing.T) {
	h := bound(t)
	for _, way := range [][2]string{{"wrap", "lobby"}, {"warm", "wrap"}, {"cheer", "talk"}} {
		err := h.Do(ann, "shift", with("phase", way[0], "after", way[1]))
		if e := AsError(err); err == nil || e.Code != "wrong_order" || e.Field != "/after" {
			t.Errorf("%s behind %s: %v", way[0], way[1], err)
		}
	}
	h.do(ann, "shift", with("phase", "wrap", "after", "warm"))
	h.order("lobby", "warm", "wrap", "talk", "cheer", "end")
}

func TestWhatNeedsAPhaseIsLeftOutWithIt(t *testing.T) {
	h := bound(t)
	total := h.agenda().Budget
	rests := func(want time.Duration) {
		t.Helper()
		if p, _ := h.agenda().Phases.Get("talk"); p.Budget.Duration() != want || h.agenda().Budget != total {
			t.Errorf("the round has %v of %v", p.Budget.Duration(), h.agenda().Budget.Duration())
		}
	}
	h.do(ann, "timebox", with("phase", "warm", "off", true))
	h.order("lobby", "talk", "end")
	rests(7*time.Minute + 30*time.Second)
	h.refused("wrong_order", ann, "timebox", with("phase", "wrap", "ms", 60_000))
	h.do(ann, "timebox", with("phase", "warm"))
	h.order("lobby", "warm", "talk", "end") // nothing comes in again by itself
	h.refused("wrong_order", ann, "timebox", with("phase", "cheer"))
	h.do(ann, "timebox", with("phase", "wrap"))
	h.do(ann, "timebox", with("phase", "cheer"))
	rests(5 * time.Minute)
}

func TestNoMeetingWithoutThePhaseThatAllNeeds(t *testing.T) {
	h := bound(t)
	h.plan(func(t *talkTurn) { t.Room.Agenda.Phases.Edit("talk", func(p *Phase) { p.Needs = "warm" }) })
	h.refused("invalid", ann, "timebox", with("phase", "warm", "off", true))
	h.order("lobby", "warm", "talk", "wrap", "cheer", "end")
}
