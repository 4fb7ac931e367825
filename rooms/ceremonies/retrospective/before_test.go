package retrospective

import (
	"rondo/rooms"
	"rondo/rooms/roomstest"
	"slices"
	"testing"
	"time"
)

func (r retro) state(text string) string {
	r.T.Helper()
	c, _ := r.shared().Old.Get(r.carried(text))
	return c.State
}

func TestWhatNobodyOwnsIsNotKept(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ben, "carry", roomstest.With("text", "Pair on reviews", "streak", 2))
	r.Refused("invalid", ben, "carry", roomstest.With("text", "Not mine", "owner", cara))
	r.Refused("invalid", ben, "carry", roomstest.With("text", "Long ago", "streak", -1))
	id := r.carried("Pair on reviews")
	r.GoTo(old)
	r.Refused("needs_owner", cara, "answer", roomstest.With("action", id, "state", "keep"))
	r.Does(cara, "carry_own", roomstest.With("action", id))
	r.Refused("already_owned", ben, "carry_own", roomstest.With("action", id))
	r.Refused("forbidden", ben, "answer", roomstest.With("action", id, "state", "done"))
	r.Refused("invalid", cara, "answer", roomstest.With("action", id, "state", "keep", "helped", "yes"))
	r.Refused("invalid", cara, "answer", roomstest.With("action", id, "state", "later"))
	r.Does(cara, "answer", roomstest.With("action", id, "state", "keep"))
	r.Does(cara, "carry_own", roomstest.With("action", id, "on", false)) // given back, it is not kept
	if c, _ := r.shared().Old.Get(id); c.State != "" || c.Owner != "" || c.Streak != 2 {
		t.Fatalf("%+v", c)
	}
	r.Refused("no_such_action", cara, "answer", roomstest.With("action", "x", "state", "done"))
	r.Does(cara, "uncarry", roomstest.With("action", id))
	r.Refused("no_such_action", cara, "uncarry", roomstest.With("action", id))
}

func TestWhatNobodyAnsweredIsKeptByItsOwnerOrDies(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ben, "carry", roomstest.With("text", "Owned", "owner", ben))
	r.Does(ben, "carry", roomstest.With("text", "Nobody's"))
	r.Does(ben, "carry", roomstest.With("text", "Helped", "owner", ben))
	r.GoTo(old)
	r.Does(ben, "answer", roomstest.With("action", r.carried("Helped"), "state", "done", "helped", "yes"))
	r.Does(ann, "next", nil)
	for text, want := range map[string]string{"Owned": carriedKeep, "Nobody's": carriedDrop, "Helped": carriedDone} {
		if got := r.state(text); got != want {
			t.Errorf("%s became %q, want %q", text, got, want)
		}
	}
}

func TestAllAnsweredLeadsOn(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ben, "carry", roomstest.With("text", "One", "owner", ben))
	r.Does(ben, "carry", roomstest.With("text", "Two", "owner", ben))
	r.GoTo(old)
	r.Does(ben, "answer", roomstest.With("action", r.carried("One"), "state", "done"))
	r.Passes(20 * time.Second)
	r.IsIn(old)
	r.Does(ben, "answer", roomstest.With("action", r.carried("Two"), "state", "drop"))
	r.Passes(14 * time.Second)
	r.Does(ben, "answer", roomstest.With("action", r.carried("Two"), "state", "")) // taken back: the countdown stops
	r.Passes(20 * time.Second)
	r.IsIn(old)
	r.Does(ann, "uncarry", roomstest.With("action", r.carried("Two")))
	r.Passes(15 * time.Second)
	r.IsIn(facts)
}

func TestAnActionWhoseOwnerIsGoneFindsAnotherOrDies(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.Does(ben, "carry", roomstest.With("text", "Pair", "owner", ben))
	r.Does(dan, "carry", roomstest.With("text", "Swarm", "owner", dan))
	r.GoTo(old)
	r.Does(ben, "answer", roomstest.With("action", r.carried("Pair"), "state", "keep"))
	r.Does(ann, "remove", roomstest.With("person", ben))
	r.Does(dan, "leave", nil)
	r.Does(cara, "carry_own", roomstest.With("action", r.carried("Pair")))
	r.Does(ann, "next", nil)
	if r.state("Pair") != carriedKeep || r.state("Swarm") != carriedDrop {
		t.Fatalf("%q, %q", r.state("Pair"), r.state("Swarm"))
	}
	r.Does(ann, "remove", roomstest.With("person", cara))
	if c, _ := r.shared().Old.Get(r.carried("Pair")); c.Owner != cara || c.State != carriedKeep {
		t.Fatalf("what was settled changed with who left: %+v", c)
	}
}

func TestFactsCarryNoNames(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ben, "fact", roomstest.With("text", "Release 4 went out", "day", "2025-11-20"))
	r.Does(cara, "fact", roomstest.With("text", "Goal met", "kind", "goal"))
	r.Refused("invalid", cara, "fact", roomstest.With("text", "x", "kind", "gossip"))
	r.Refused("invalid", cara, "fact", roomstest.With("text", "x", "day", "Friday"))
	r.Refused("invalid", cara, "fact", roomstest.With("text", ""))
	var kinds []string
	for _, id := range r.shared().Facts.Ranked(func(f Fact) int { return f.Rank }) {
		f, _ := r.shared().Facts.Get(id)
		kinds = append(kinds, f.Kind)
	}
	if !slices.Equal(kinds, []string{"event", "goal"}) {
		t.Fatalf("%v", kinds)
	}
	id := found(t, r.shared().Facts, "goal", func(f Fact) bool { return f.Kind == "goal" })
	r.Does(ann, "unfact", roomstest.With("fact", id))
	r.Refused("no_such_fact", ann, "unfact", roomstest.With("fact", id))
	r.GoTo(facts)
	r.Passes(share(5))
	r.IsIn(write) // by the clock
}

func TestTheTimeboxGrowsWithTheSprintAndTheStartStays(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ann, "timebox", roomstest.With("phase", rooms.Lobby, "ms", 10*60*1000))
	r.Does(ann, "settings", roomstest.With("weeks", 2))
	r.Refused("invalid", ann, "settings", roomstest.With("weeks", 5))
	a := r.Base().Room.Agenda
	writes, _ := a.Phases.Get(write)
	waits, _ := a.Phases.Get(rooms.Lobby)
	if a.Budget.Duration() != 2*week || writes.Budget.Duration() != 2*share(15) || waits.Budget.Duration() != 10*time.Minute {
		t.Fatalf("%v in all, %v to write, %v to the start", a.Budget.Duration(), writes.Budget.Duration(), waits.Budget.Duration())
	}
	r.Passes(10 * time.Minute)
	r.IsIn(stage)
	r.Refused("too_late", ann, "settings", roomstest.With("weeks", 1))
}

func TestSettingsHoldUntilTheyMeanSomething(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	for field, bad := range map[string]any{"template": "moon", "dots": 0, "stack": 7, "least": 6} {
		r.refusedAt("/"+field, ann, "settings", roomstest.With(field, bad))
	}
	r.refusedAt("/columns", ann, "columns", roomstest.With("columns", []any{}))
	r.refusedAt("/columns/0/title", ann, "columns", roomstest.With("columns", []any{roomstest.With("title", "")}))
	r.Does(ann, "columns", roomstest.With("columns", []any{roomstest.With("title", "Ours"), roomstest.With("title", "Theirs", "hint", "Who?")}))
	if s := r.shared(); s.Template != templateCustom || s.Columns.Len() != 2 {
		t.Fatalf("%+v", s)
	}
	for _, tmpl := range templates {
		r.Does(ann, "settings", roomstest.With("template", tmpl.Key))
		if n := r.shared().Columns.Len(); n != len(tmpl.Columns) {
			t.Errorf("%s has %d columns", tmpl.Key, n)
		}
	}
	r.written(ben, "Alpha wall")
	r.Refused("too_late", ann, "settings", roomstest.With("template", "glad"))
	r.Refused("too_late", ann, "settings", roomstest.With("aside", true))
	r.to2(facts)
	r.Refused("too_late", ann, "settings", roomstest.With("template", "glad")) // a note lies in a drawer
	r.Refused("too_late", ann, "columns", roomstest.With("columns", []any{roomstest.With("title", "Ours")}))
	r.GoTo(dots)
	r.Refused("phase_closed", ann, "settings", roomstest.With("dots", 3))
}

func TestNobodyTakesAnothersActionOffTheList(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	for _, text := range []string{"Ben's", "Also Ben's"} {
		r.Does(ben, "carry", roomstest.With("text", text, "owner", ben))
	}
	r.Does(ben, "carry", roomstest.With("text", "Nobody's"))
	r.Refused("forbidden", cara, "uncarry", roomstest.With("action", r.carried("Ben's")))
	r.Does(cara, "uncarry", roomstest.With("action", r.carried("Nobody's")))
	r.Does(ben, "uncarry", roomstest.With("action", r.carried("Ben's")))
	r.Does(ann, "uncarry", roomstest.With("action", r.carried("Also Ben's"))) // who facilitates
	if r.shared().Old.Len() != 0 || !Kind().Undoable("uncarry") {
		t.Fatalf("%d are left, or what is gone cannot come back", r.shared().Old.Len())
	}
}
