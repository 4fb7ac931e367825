package rooms

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"rondo/rooms/words"
)

var english, german = words.All.In("en"), words.All.In("de")

// heron is the minutes of a meeting with everything in it, and with people who
// try things.
func heron(t *testing.T) Minutes {
	h := newHall(t, "p1", "p2", "p3", "p4")
	h.must(h.change("", func(t *Tx) error {
		t.Room.Title, t.Room.Kind = "Heron *daily* | 23 Nov", "standup"
		t.Room.Started = 1_763_884_800_000
		for id, name := range map[ID]string{"p1": "Ann", "p2": "=HYPERLINK(\"x\")", "p3": "Bo <b>", "p4": "Cy, 陳"} {
			t.Room.People.Edit(id, func(p *Person) { p.Name = name })
		}
		t.Room.People.Edit("p4", func(p *Person) { p.Left = true })
		t.RaiseBlocker("Build is red\n- since \"noon\"", "p2")
		owned := t.RaiseBlocker("No test data", "p1")
		t.Room.Block.Edit(owned, func(b *Blocker) {
			b.Owner, b.Today, b.Helpers, b.State = "p4", "14:00-05:00", ListOf[ID]("p1", "p3"), stateSolved
		})
		t.ParkTopic("@all: rename #12?", "p3")
		t.ParkFirst("1. Re-plan", "")
		t.Room.Actions.Put("a", Task{Text: "+1 server", By: "p1", Owner: "p3", Due: "2026-11-30", State: stateOpen})
		t.Room.Actions.Put("b", Task{Text: "never mind", By: "p1", State: stateDropped})
		if err := t.OpenBallot("track", BallotPlan{Kind: Roman, Secrecy: Hidden, Who: Developers}); err != nil {
			return err
		}
		return t.OpenBallot("pulse", BallotPlan{Kind: Scale, Secrecy: Named, Who: Developers})
	}))
	for _, v := range []struct{ who, ballot, card string }{{"p1", "track", "up"}, {"p2", "track", "side"}, {"p1", "pulse", "4"}, {"p3", "pulse", "3"}} {
		h.vote(ID(v.who), v.ballot, v.card)
	}
	h.must(h.do("p1", "reveal", `{"ballot":"track"}`))
	h.must(h.do("p1", "revote", `{"ballot":"track"}`)) // open: not in the minutes
	h.must(h.do("p1", "reveal", `{"ballot":"pulse"}`))
	b := h.doc.Common()
	b.Room.Ended = 1_763_885_640_123
	return b.Minutes(
		Section{Key: "log", Title: "Log", Rows: [][]string{{"- a", "b"}, {"c\nd"}}},
		Section{Key: "goal", Title: "Sprint goal", Text: "Ship it.\n\n# Not a heading\n* nor a list"},
		b.BallotSection("pulse", "Pulse", nil), b.BallotSection("track", "On track?", strings.ToUpper),
		b.BlockerSection(), b.ParkedSection(), b.ActionSection(), Section{Key: "empty", Title: "Nothing"},
	)
}

func TestMinutesLookAsExpected(t *testing.T) {
	m := heron(t)
	for name, got := range map[string][]byte{"minutes.md": m.Markdown(english), "minutes.csv": m.CSV(english), "minutes.json": m.JSON()} {
		file := filepath.Join("testdata", name)
		if os.Getenv("UPDATE") != "" {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s differs (UPDATE=1 rewrites it):\n%s", name, got)
		}
	}
}

// What the program says is said in the reader's language, and what people wrote is
// left alone, were it the same word.
func TestMinutesInAnotherLanguage(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.change("", func(t *Tx) error {
		t.Room.Kind, t.Room.Title, t.Room.Started, t.Room.Ended = "standup", "Heron", 1_763_884_800_000, 1_763_885_640_123
		t.Room.People.Edit("p2", func(p *Person) { p.Name = "open" })
		t.RaiseBlocker("open", "p2")
		t.Room.Actions.Put("a", Task{Text: "done", Owner: "p2", Due: "2026-11-30", How: "open", State: stateOpen})
		return nil
	}))
	b := h.doc.Common()
	took := Section{Key: "saved", Title: "Time", Text: "Took 1:00 of 2:00.", Says: Word{"minutes.took", Args{"took": "1:00", "of": "2:00"}}}
	m := b.Minutes(b.BlockerSection(), b.ActionSection(), took)
	for form, c := range map[string]struct {
		file []byte
		want []string
	}{
		"Markdown": {m.Markdown(german), []string{
			"# Heron\n\nStandup, 2025-11-23 08:00 bis 08:14 UTC\n", "## Hindernisse", "| Hindernis | Genannt von | Wer |",
			"| open | open | niemand |  |  | offen |", "| done | open | 2026-11-30 | open | offen |", "1:00 von 2:00 gebraucht.",
		}},
		"CSV":      {m.CSV(german), []string{"\ufeffMeeting;Art;Standup", "Hindernisse;open;open;niemand;;;offen", "Zeit;1:00 von 2:00 gebraucht."}},
		"JSON":     {m.In(german).JSON(), []string{`"title": "Hindernisse"`, `"niemand"`, `"key": "blockers"`}},
		"programs": {m.JSON(), []string{`"title": "Action items"`, `"nobody"`, `"Took 1:00 of 2:00."`}},
	} {
		for _, want := range c.want {
			if !strings.Contains(string(c.file), want) {
				t.Errorf("%s has no %q:\n%s", form, want, c.file)
			}
		}
	}
}

func TestMinutesJSONIsLossless(t *testing.T) {
	m := heron(t)
	var back Minutes
	if err := json.Unmarshal(m.JSON(), &back); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(back.JSON(), m.JSON()) || back.Started != m.Started || back.Ended != m.Ended {
		t.Errorf("came back as %s", back.JSON())
	}
	m.Ended = m.Started // over at the moment at which it began
	if err := json.Unmarshal(m.JSON(), &back); err != nil || back.Started != m.Started || back.Ended != m.Ended {
		t.Errorf("%v: it began at %d and ended at %d, both were %d", err, back.Started, back.Ended, m.Started)
	}
	if got := string(Minutes{Kind: "standup"}.JSON()); strings.Contains(got, "null") || strings.Contains(got, "started") {
		t.Errorf("empty minutes: %s", got)
	}
}

func TestMinutesOfAnonymousBallots(t *testing.T) {
	h := newHall(t, voters...)
	h.must(h.open("q", BallotPlan{Kind: Scale, Secrecy: Anonymous, Who: Developers}))
	for _, n := range []int{2, 3} {
		for i := range n {
			h.vote(voters[i], "q", "2")
		}
		h.must(h.do("p1", "reveal", `{"ballot":"q"}`))
		h.must(h.change("", func(t *Tx) error { t.Internal.Burn = ""; return nil }))
		if n < FewestInCrowd {
			h.must(h.do("p1", "revote", `{"ballot":"q"}`))
		}
	}
	want := `[["2","3","","","","","","2"]]` // the newest alone
	if got := toJSON(t, h.doc.Common().BallotSection("q", "Pulse", nil).Rows); got != want {
		t.Errorf("rows %s, want %s", got, want)
	}
}

func TestMarkdownEscapes(t *testing.T) {
	for in, want := range map[string]string{
		"plain, it's 14:00 (ok)": "plain, it's 14:00 (ok)",
		"<script>&amp;":          "&lt;script&gt;&amp;amp;",
		"*a* _b_ `c` ~d~ |e|":    `\*a\* \_b\_ \` + "`c\\`" + ` \~d\~ \|e\|`,
		"![x](y) [z]: w":         `\!\[x\](y) \[z\]: w`,
		"# a\n- b\n+ c\n1. d":    "\\# a\\\n\\- b\\\n\\+ c\\\n1\\. d",
		"a\n===\n---\n12) e":     "a\\\n\\===\\\n\\---\\\n12\\) e",
		"@ann \\ $x$":            `&#64;ann \\ \$x\$`,
		"a\n\nb":                 "a\\\n&nbsp;\\\nb",
	} {
		if got := markdownText(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
	if got := markdownCell("a|b\nc"); got != `a\|b<br>c` {
		t.Errorf("cell %q", got)
	}
}

// A spreadsheet that is set up for German takes 3.5 for the third of May, and a line with
// commas for one cell.
func TestNumbersAreWrittenAsTheLanguageHasThem(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.open("pulse", hidden(Scale)))
	h.vote("p1", "pulse", "3")
	h.vote("p2", "pulse", "4")
	h.must(h.do("p1", "reveal", `{"ballot":"pulse"}`))
	m := h.doc.Common().Minutes(h.doc.Common().BallotSection("pulse", "Pulse", nil), Section{Key: "x", Head: []string{"Version"}, Rows: [][]string{{"3.5"}}})
	for _, c := range []struct{ form, got, want string }{
		{"English CSV", string(m.CSV(english)), "Pulse,1,2,0,0,1,1,0,3.5\r\n"},
		{"German CSV", string(m.CSV(german)), ";1;2;0;0;1;1;0;3,5\r\n"},
		{"what people wrote", string(m.CSV(german)), ";3.5;"},
		{"Markdown", string(m.Markdown(german)), "| 3,5 |"},
		{"the page", string(m.In(german).JSON()), `"3,5"`},
		{"programs", string(m.JSON()), `"3.5"`},
	} {
		if !strings.Contains(c.got, c.want) {
			t.Errorf("%s has no %q:\n%s", c.form, c.want, c.got)
		}
	}
}

func TestCSVDisarmsFormulas(t *testing.T) {
	for in, want := range map[string]string{
		"=1+1": "'=1+1", "+49": "'+49", "-x": "'-x", "@sum": "'@sum", "  =1": "'  =1", "\u00a0=1": "'\u00a0=1",
		"\t1": "'\t1", "\r1": "'\r1", "\n1": "'\n1", "\x001": "'\x001", "＝1": "'＝1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a",
		"\u200d=1": "'\u200d=1", "-3": "-3", "-0.5": "-0.5", "-1e9": "'-1e9", "--1": "'--1", "a=1": "a=1", "'x": "'x", "": "",
	} {
		if got := csvCell(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// FuzzCSV: whatever people write, every line has as many fields, the fields come
// back as they were, and none begins a formula.
func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"", "a,b", "say \"hi\"", "=cmd|' /C calc'!A0", "\ufeff@x", "a\nb", "\\.", " \u3000+1", "'", "-12.50"} {
		f.Add(seed, "Ann")
	}
	f.Fuzz(func(t *testing.T, text, name string) {
		if !utf8.ValidString(text) || !utf8.ValidString(name) || strings.Contains(text+name, "\r") {
			t.Skip() // Line and Lines let none of these through
		}
		m := Minutes{Title: text, People: []string{name}, Sections: []Section{{Key: "k", Text: name, Rows: [][]string{{text, name}, {name}}}}}
		for comma, w := range map[rune]*words.Words{',': english, ';': german} {
			comesBack(t, m, w, comma)
		}
	})
}

// comesBack reads what was written for a language.
func comesBack(t *testing.T, m Minutes, w *words.Words, comma rune) {
	t.Helper()
	read := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(m.CSV(w), []byte("\ufeff"))))
	read.Comma = comma
	lines, err := read.ReadAll() // refuses lines of different lengths
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range m.lines(w) {
		for j, cell := range line {
			got := lines[i][j]
			if strings.TrimPrefix(got, "'") != strings.TrimPrefix(cell, "'") {
				t.Fatalf("%q came back as %q", cell, got)
			}
			if startsFormula(got) && !plainNumber(got) {
				t.Fatalf("%q begins a formula", got)
			}
		}
	}
}

func TestTheMinutesOfARehearsalSaySo(t *testing.T) {
	b := &Base{}
	marked := func(want bool) {
		t.Helper()
		m := b.Minutes()
		if got := len(m.Sections) == 1 && m.Sections[0].Key == "rehearsal"; got != want {
			t.Errorf("marked as a rehearsal: %t, want %t", got, want)
		}
	}
	b.Room.People.Put("p1", Person{Name: "Ann"})
	marked(false)
	b.Room.People.Put("p2", Person{Name: "Robo", Bot: true})
	marked(true)
	b.Room.People.Put("p3", Person{Name: "Bo", Left: true}) // what they wrote is there
	marked(false)
}
