package retrospective

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/ceremonies/standup"
	"rondo/rooms/roomstest"
	catalogue "rondo/rooms/words"
)

// exported is what the server would send as minutes.json.
func exported(t *testing.T, m rooms.Minutes) map[string]any {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(m.JSON(), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// brought is what there is, in order, in a few words.
func (r retro) brought() (lines []string) {
	for _, id := range r.shared().Old.Ranked(func(c Carried) int { return c.Rank }) {
		c, _ := r.shared().Old.Get(id)
		lines = append(lines, fmt.Sprintf("%s/%s%s/%d", c.Text, c.Owner, c.State, c.Streak))
	}
	for _, id := range r.shared().Facts.Ranked(func(f Fact) int { return f.Rank }) {
		f, _ := r.shared().Facts.Get(id)
		lines = append(lines, fmt.Sprintf("%s: %s/%s/%s", f.Kind, f.Text, f.State, f.Day))
	}
	return lines
}

func (r retro) has(want ...string) {
	r.T.Helper()
	if got := r.brought(); !slices.Equal(got, want) {
		r.T.Fatalf("there is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTheLastRetrospectiveIsBroughtAlong(t *testing.T) {
	last := inRetro(t, "Ann", "Ben", "Cara")
	for _, text := range []string{"Keep notes short", "Ask earlier"} {
		last.Does(ben, "carry", roomstest.With("text", text, "owner", ben, "streak", 2))
	}
	last.GoTo(old)
	last.Does(ben, "answer", roomstest.With("action", last.carried("Ask earlier"), "state", "done"))
	last.GoTo(decide)
	for _, text := range []string{"Tidy the board", "Cache the modules", "Call the support"} {
		last.Does(ann, "pick", roomstest.With("task", last.fitTask(cara, text), "on", true))
	}
	last.Does(ann, "one", roomstest.With("task", last.task("Cache the modules")))
	last.Does(ann, "task", roomstest.With("text", "Not chosen at all"))
	last.GoTo(rooms.Closing)
	last.Does(cara, "finish", roomstest.With("task", last.task("Call the support"), "on", true))
	last.Does(ann, "end", nil)

	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ben, "carry", roomstest.With("text", "Tidy the board"))
	r.Does(ben, "bring", roomstest.With("minutes", exported(t, last.Minutes())))
	r.has("Tidy the board//0", "Cache the modules//0", "Keep notes short//3")
	r.Refused("nothing_new", ben, "bring", roomstest.With("minutes", exported(t, last.Minutes())))
}

func TestAStandupIsBroughtAlongWithoutNames(t *testing.T) {
	s := roomstest.Rehearse(t, standup.Kind(), "Canary Ann", "Canary Ben")
	s.Does(ann, "goal", roomstest.With("text", "Offers in two clicks"))
	for _, text := range []string{"No test data", "Red build", "Slow laptop"} {
		s.Does(ben, "raise", roomstest.With("text", text))
		s.Does(ann, "own", roomstest.With("blocker", s.Blocker(text)))
	}
	s.Does(ben, "solve", roomstest.With("blocker", s.Blocker("Red build"), "on", true))
	s.Does(ben, "park", roomstest.With("blocker", s.Blocker("Slow laptop")))
	s.Does(ben, "park", roomstest.With("text", "Safari 15?"))
	s.GoTo("blockers")

	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(facts)
	r.Does(cara, "bring", roomstest.With("minutes", exported(t, s.Minutes())))
	r.has("goal: Offers in two clicks//2025-11-24", "blocker: No test data/open/2025-11-24", "blocker: Red build/solved/2025-11-24",
		"blocker: Slow laptop/parked/2025-11-24", "parked: Safari 15?//2025-11-24")
	if all, _ := json.Marshal(r.shared()); strings.Contains(string(all), "Canary") {
		t.Errorf("a name came along: %s", all)
	}
	if md := string(r.Minutes().Markdown(catalogue.All.In(catalogue.Source))); !strings.Contains(md, "| 2025-11-24 | Blocker, solved | Red build |") {
		t.Error(md)
	}
}

func TestATalkIsBroughtAlong(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ben, "bring", roomstest.With("minutes", minutesOf("talk", section("actions", "State", "Tell support", "open", "Call them", "done"))))
	r.has("Tell support//0")
}

// minutesOf and section make minutes by hand; the table has two columns.
func minutesOf(kind string, sections ...any) map[string]any {
	return roomstest.With("kind", kind, "sections", sections)
}

func section(key, column string, cells ...string) map[string]any {
	var rows [][]string
	for i := 0; i < len(cells); i += 2 {
		rows = append(rows, cells[i:i+2])
	}
	return roomstest.With("key", key, "title", "", "head", []string{"Text", column}, "rows", rows)
}

// Where open actions are behind, nobody could be asked what became of them.
func TestActionsAreBroughtAsLongAsSomebodyIsAsked(t *testing.T) {
	minutes := minutesOf("retrospective", section("picked", "The one", "Tidy the board", "yes"))
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(facts)
	r.Refused("nothing_new", ben, "bring", roomstest.With("minutes", minutes))
	r.Does(ann, "back", nil)
	r.Does(ben, "bring", roomstest.With("minutes", minutes))
	r.has("Tidy the board//0")
	r.GoTo(write)
	r.Refused("phase_closed", ben, "bring", roomstest.With("minutes", minutes))
}

func TestWhatIsBroughtAlongWaitsForItsAnswer(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ben, "carry", roomstest.With("text", "Pair", "owner", ben))
	r.GoTo(old)
	r.Does(ben, "answer", roomstest.With("action", r.carried("Pair"), "state", "done"))
	r.Does(ben, "bring", roomstest.With("minutes", minutesOf("retrospective", section("picked", "The one", "Tidy the board", ""))))
	r.Passes(20e9)
	r.IsIn(old)
}

func TestMinutesThatAreNoneChangeNothing(t *testing.T) {
	many := func(key string, n int) map[string]any {
		var cells []string
		for i := range n {
			cells = append(cells, fmt.Sprint("Do thing ", i), "keep")
		}
		return section(key, "Became", cells...)
	}
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ben, "carry", roomstest.With("text", "One"))
	r.Does(ben, "fact", roomstest.With("text", "Another"))
	for name, c := range map[string]struct {
		code    string
		minutes any
	}{
		"nothing":           {"invalid", nil},
		"a word":            {"invalid", "minutes"},
		"a poker":           {"invalid", minutesOf("planning", section("picked", "x", "a b", ""))},
		"no kind":           {"invalid", roomstest.With("sections", []any{section("picked", "x", "a b", "")})},
		"more than minutes": {"invalid", roomstest.With("kind", "standup", "sections", []any{}, "secret", "x")},
		"no table":          {"invalid", roomstest.With("kind", "standup", "sections", []any{roomstest.With("key", "goal", "rows", "x")})},
		"a key twice":       {"invalid", json.RawMessage(`{"kind":"standup","kind":"talk","sections":[]}`)},
		"empty":             {"nothing_new", minutesOf("standup")},
		"empty rows":        {"nothing_new", minutesOf("standup", roomstest.With("key", "blockers", "rows", []any{[]any{}, []any{}}))},
		"other sections":    {"nothing_new", minutesOf("standup", section("picked", "The one", "a b", "yes"), roomstest.With("key", "notes", "text", "x"))},
		"nothing to do":     {"invalid", minutesOf("retrospective", section("picked", "The one", " ", "yes"))},
		"only controls":     {"invalid", minutesOf("standup", section("blockers", "State", "\x01\u202e", "open"))},
		"accents":           {"invalid", minutesOf("standup", roomstest.With("key", "goal", "text", "a"+strings.Repeat("\u0307", 12)))},
		"too long":          {"invalid", minutesOf("standup", section("parked", "State", strings.Repeat("x", rooms.MaxCard+1), ""))},
		"too many actions":  {"too_many", minutesOf("retrospective", many("carried", mostCarried))},
		"too many facts":    {"too_many", minutesOf("standup", many("blockers", mostFacts))},
	} {
		t.Run(name, func(t *testing.T) {
			r.Refused(c.code, ben, "bring", roomstest.With("minutes", c.minutes))
			r.has("One//0", "event: Another//")
		})
	}
	r.refusedAt("/minutes/sections/1/rows/0/0", ben, "bring",
		roomstest.With("minutes", minutesOf("standup", roomstest.With("key", "goal", "text", "x"), section("parked", "State", "\x00", ""))))
	r.Does(ben, "bring", roomstest.With("minutes", minutesOf("retrospective", many("carried", mostCarried-1))))
}

// Heads that are not there, rows that are too short, and numbers that are none.
func TestMinutesThatLackSomethingAreReadAsFarAsTheyGo(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.Does(ben, "bring", roomstest.With("minutes", roomstest.With("kind", "retrospective", "started", "yesterday", "people", []string{"Eve"}, "sections", []any{
		roomstest.With("key", "carried", "head", []string{"Action", "Became", "Kept before"}, "rows", []any{
			[]string{"Short"}, []string{"Many", "keep", "1000000"}, []string{"None", "keep", "-3"}, []string{"Word", "keep", "x"}, []string{"Gone", "drop", "1"},
		}),
		roomstest.With("key", "picked", "rows", []any{[]string{"Twice over"}, []string{"Twice over", "x", "y"}}),
	})))
	r.Does(ben, "bring", roomstest.With("minutes", roomstest.With("kind", "standup", "started", "yesterday", "sections", []any{
		roomstest.With("key", "blockers", "head", []string{"Blocker", "State"}, "rows", []any{[]string{"Short"}, []string{"Odd", "melted"}}),
	})))
	r.has("Many//99", "None//0", "Word//0", "Twice over//0", "blocker: Short//", "blocker: Odd//")
}
