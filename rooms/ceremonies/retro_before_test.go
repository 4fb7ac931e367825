package ceremonies

import (
	"slices"
	"testing"
	"time"
)

func (r retro) state(text string) string {
	r.t.Helper()
	c, _ := r.shared().Old.Get(r.carried(text))
	return c.State
}

func TestWhatNobodyOwnsIsNotKept(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.do(ben, "carry", with("text", "Pair on reviews", "streak", 2))
	r.refused("invalid", ben, "carry", with("text", "Not mine", "owner", cara))
	r.refused("invalid", ben, "carry", with("text", "Long ago", "streak", -1))
	id := r.carried("Pair on reviews")
	r.to(old)
	r.refused("needs_owner", cara, "answer", with("action", id, "state", "keep"))
	r.do(cara, "carry_own", with("action", id))
	r.refused("already_owned", ben, "carry_own", with("action", id))
	r.refused("forbidden", ben, "answer", with("action", id, "state", "done"))
	r.refused("invalid", cara, "answer", with("action", id, "state", "keep", "helped", "yes"))
	r.refused("invalid", cara, "answer", with("action", id, "state", "later"))
	r.do(cara, "answer", with("action", id, "state", "keep"))
	r.do(cara, "carry_own", with("action", id, "on", false)) // given back, it is not kept
	if c, _ := r.shared().Old.Get(id); c.State != "" || c.Owner != "" || c.Streak != 2 {
		t.Fatalf("%+v", c)
	}
	r.refused("no_such_action", cara, "answer", with("action", "x", "state", "done"))
	r.do(cara, "uncarry", with("action", id))
	r.refused("no_such_action", cara, "uncarry", with("action", id))
}

func TestWhatNobodyAnsweredIsKeptByItsOwnerOrDies(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.do(ben, "carry", with("text", "Owned", "owner", ben))
	r.do(ben, "carry", with("text", "Nobody's"))
	r.do(ben, "carry", with("text", "Helped", "owner", ben))
	r.to(old)
	r.do(ben, "answer", with("action", r.carried("Helped"), "state", "done", "helped", "yes"))
	r.do(ann, "next", nil)
	for text, want := range map[string]string{"Owned": carriedKeep, "Nobody's": carriedDrop, "Helped": carriedDone} {
		if got := r.state(text); got != want {
			t.Errorf("%s became %q, want %q", text, got, want)
		}
	}
}

func TestAllAnsweredLeadsOn(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.do(ben, "carry", with("text", "One", "owner", ben))
	r.do(ben, "carry", with("text", "Two", "owner", ben))
	r.to(old)
	r.do(ben, "answer", with("action", r.carried("One"), "state", "done"))
	r.wait(20 * time.Second)
	r.in(old)
	r.do(ben, "answer", with("action", r.carried("Two"), "state", "drop"))
	r.wait(14 * time.Second)
	r.do(ben, "answer", with("action", r.carried("Two"), "state", "")) // taken back: the countdown stops
	r.wait(20 * time.Second)
	r.in(old)
	r.do(ann, "uncarry", with("action", r.carried("Two")))
	r.wait(15 * time.Second)
	r.in(facts)
}

func TestAnActionWhoseOwnerIsGoneFindsAnotherOrDies(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara", "Dan")
	r.do(ben, "carry", with("text", "Pair", "owner", ben))
	r.do(dan, "carry", with("text", "Swarm", "owner", dan))
	r.to(old)
	r.do(ben, "answer", with("action", r.carried("Pair"), "state", "keep"))
	r.do(ann, "remove", with("person", ben))
	r.do(dan, "leave", nil)
	r.do(cara, "carry_own", with("action", r.carried("Pair")))
	r.do(ann, "next", nil)
	if r.state("Pair") != carriedKeep || r.state("Swarm") != carriedDrop {
		t.Fatalf("%q, %q", r.state("Pair"), r.state("Swarm"))
	}
	r.do(ann, "remove", with("person", cara))
	if c, _ := r.shared().Old.Get(r.carried("Pair")); c.Owner != cara || c.State != carriedKeep {
		t.Fatalf("what was settled changed with who left: %+v", c)
	}
}

func TestFactsCarryNoNames(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.do(ben, "fact", with("text", "Release 4 went out", "day", "2025-11-20"))
	r.do(cara, "fact", with("text", "Goal met", "kind", "goal"))
	r.refused("invalid", cara, "fact", with("text", "x", "kind", "gossip"))
	r.refused("invalid", cara, "fact", with("text", "x", "day", "Friday"))
	r.refused("invalid", cara, "fact", with("text", ""))
	var kinds []string
	for _, id := range r.shared().Facts.Ranked(func(f Fact) int { return f.Rank }) {
		f, _ := r.shared().Facts.Get(id)
		kinds = append(kinds, f.Kind)
	}
	if !slices.Equal(kinds, []string{"event", "goal"}) {
		t.Fatalf("%v", kinds)
	}
	id := found(t, r.shared().Facts, "goal", func(f Fact) bool { return f.Kind == "goal" })
	r.do(ann, "unfact", with("fact", id))
	r.refused("no_such_fact", ann, "unfact", with("fact", id))
	r.to(facts)
	r.wait(share(5))
	r.in(write) // by the clock
}

func TestTheTimeboxGrowsWithTheSprintAndTheStartStays(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.do(ann, "timebox", with("phase", lobby, "ms", 10*60*1000))
	r.do(ann, "settings", with("weeks", 2))
	r.refused("invalid", ann, "settings", with("weeks", 5))
	a := r.Base().Room.Agenda
	writes, _ := a.Phases.Get(write)
	waits, _ := a.Phases.Get(lobby)
	if a.Budget.Duration() != 2*retroWeek || writes.Budget.Duration() != 2*share(15) || waits.Budget.Duration() != 10*time.Minute {
		t.Fatalf("%v in all, %v to write, %v to the start", a.Budget.Duration(), writes.Budget.Duration(), waits.Budget.Duration())
	}
	r.wait(10 * time.Minute)
	r.in(stage)
	r.refused("too_late", ann, "settings", with("weeks", 1))
}

func TestSettingsHoldUntilTheyMeanSomething(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	for field, bad := range map[string]any{"template": "moon", "dots": 0, "stack": 7, "least": 6} {
		r.refusedAt("/"+field, ann, "settings", with(field, bad))
	}
	r.refusedAt("/columns", ann, "columns", with("columns", []any{}))
	r.refusedAt("/columns/0/title", ann, "columns", with("columns", []any{with("title", "")}))
	r.do(ann, "columns", with("columns", []any{with("title", "Ours"), with("title", "Theirs", "hint", "Who?")}))
	if s := r.shared(); s.Template != templateCustom || s.Columns.Len() != 2 {
		t.Fatalf("%+v", s)
	}
	for _, tmpl := range retroTemplates {
		r.do(ann, "settings", with("template", tmpl.Key))
		if n := r.shared().Columns.Len(); n != len(tmpl.Columns) {
			t.Errorf("%s has %d columns", tmpl.Key, n)
		}
	}
	r.written(ben, "Alpha wall")
	r.refused("too_late", ann, "settings", with("template", "glad"))
	r.refused("too_late", ann, "settings", with("aside", true))
	r.to2(facts)
	r.refused("too_late", ann, "settings", with("template", "glad")) // a note lies in a drawer
	r.refused("too_late", ann, "columns", with("columns", []any{with("title", "Ours")}))
	r.to(dots)
	r.refused("phase_closed", ann, "settings", with("dots", 3))
}

func TestNobodyTakesAnothersActionOffTheList(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	for _, text := range []string{"Ben's", "Also Ben's"} {
		r.do(ben, "carry", with("text", text, "owner", ben))
	}
	r.do(ben, "carry", with("text", "Nobody's"))
	r.refused("forbidden", cara, "uncarry", with("action", r.carried("Ben's")))
	r.do(cara, "uncarry", with("action", r.carried("Nobody's")))
	r.do(ben, "uncarry", with("action", r.carried("Ben's")))
	r.do(ann, "uncarry", with("action", r.carried("Also Ben's"))) // who facilitates
	if r.shared().Old.Len() != 0 || !Retrospective().Undoable("uncarry") {
		t.Fatalf("%d are left, or what is gone cannot come back", r.shared().Old.Len())
	}
}
