package retrospective

import (
	"fmt"
	"rondo/rooms"
	"rondo/rooms/roomstest"
	"slices"
	"testing"
)

// hinted is a retrospective in its grouping, with these notes.
func hinted(t *testing.T, texts ...string) retro {
	t.Helper()
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(write)
	for _, text := range texts {
		r.Does(ben, "write", roomstest.With("column", r.column(0), "text", text))
	}
	r.GoTo(read)
	return r
}

// hints are the texts that are proposed to be together.
func (r retro) hints() (all [][]string) {
	for _, id := range r.shared().Hints.Ranked(func(h GroupHint) int { return h.Rank }) {
		hint, _ := r.shared().Hints.Get(id)
		var texts []string
		for _, note := range hint.Notes.All() {
			n, _ := r.shared().Notes.Get(note)
			texts = append(texts, n.Text)
		}
		slices.Sort(texts)
		all = append(all, texts)
	}
	return all
}

// wholeHints are the hints as they are in the document, with texts for ids: notes and
// words in their order, the most alike first.
func (r retro) wholeHints() (all []string) {
	for _, id := range r.shared().Hints.Ranked(func(h GroupHint) int { return h.Rank }) {
		hint, _ := r.shared().Hints.Get(id)
		var texts []string
		for _, note := range hint.Notes.All() {
			n, _ := r.shared().Notes.Get(note)
			texts = append(texts, n.Text)
		}
		all = append(all, fmt.Sprintf("%d: %q by %q", hint.Rank, texts, hint.Words.Slice()))
	}
	return all
}

func TestNotesWithTheSameWordsAreProposedTogether(t *testing.T) {
	r := hinted(t, "The deployments are slow", "slow deployment again!", "Code reviews take days", "Reviewing code: days of waiting",
		"Die Besprechungen sind zu lang", "Besprechung: immer lang", "Free lunch")
	r.GoTo(group)
	want := [][]string{
		{"The deployments are slow", "slow deployment again!"},
		{"Besprechung: immer lang", "Die Besprechungen sind zu lang"},
		{"Code reviews take days", "Reviewing code: days of waiting"},
	}
	got := r.hints()
	for _, pair := range want {
		if !slices.ContainsFunc(got, func(h []string) bool { return slices.Equal(h, pair) }) {
			t.Errorf("%v is not proposed, but %v", pair, got)
		}
	}
	if len(got) != 3 {
		t.Errorf("%v", got)
	}
}

func TestHintsAreAlwaysTheSame(t *testing.T) {
	texts := []string{"slow build server", "build server slow again", "server build breaks", "tests break the build", "flaky tests break", "flaky tests"}
	var first []string
	for i := range 10 {
		r := hinted(t, texts...)
		r.GoTo(group)
		if i == 0 {
			first = r.wholeHints()
		}
		if got := r.wholeHints(); !slices.Equal(got, first) {
			t.Fatalf("%v, before it was %v", got, first)
		}
	}
	if len(first) < 2 {
		t.Fatalf("only %v is proposed: that would always be the same", first)
	}
}

func TestAHintIsAcceptedOrRefusedOrOverdue(t *testing.T) {
	r := hinted(t, "slow build", "slow builds", "flaky test", "flaky tests", "late lunch", "late lunches")
	r.GoTo(group)
	ids := r.shared().Hints.Ranked(func(h GroupHint) int { return h.Rank })
	if len(ids) != 3 {
		t.Fatalf("%v", r.hints())
	}
	first := r.hints()[0]
	r.Does(ben, "hint", roomstest.With("hint", ids[0], "yes", true))
	if g := r.groupOf(first[0]); g == "" || g != r.groupOf(first[1]) || r.shared().Groups.Len() != 1 {
		t.Fatal("they are not together")
	}
	r.Does(ben, "hint", roomstest.With("hint", ids[1], "yes", false))
	last := r.hints()[0]
	r.Does(ben, "group", roomstest.With("note", r.note(last[0]), "onto", r.groupOf(first[0])))
	if r.shared().Hints.Len() != 0 || r.shared().Groups.Len() != 1 {
		t.Fatalf("still proposed: %v", r.hints())
	}
	r.Refused("no_such_hint", ben, "hint", roomstest.With("hint", ids[2], "yes", true))
}

// BenchmarkHints is the worst that people can write: as many notes as there can
// be, each as long as it can be, of words that many others have.
func BenchmarkHints(b *testing.B) {
	var texts []string
	for i := range 1500 {
		text := ""
		for j := 0; len(text) < 990; j++ {
			text += fmt.Sprintf("w%d ", (i/25*200+j)%20000)
		}
		texts = append(texts, text)
	}
	state := State{}
	state.Columns.Put("c", Column{Rank: 1})
	for i, text := range texts {
		state.Notes.Put(rooms.ID(fmt.Sprint("n", i)), Note{Text: text, Column: "c", Rank: i})
	}
	t := &turn{Shared: &state}
	ids := onBoard(t)
	for b.Loop() {
		alike(t, ids)
	}
}
