package rooms

import (
	"fmt"
	"strings"
	"testing"
)

// Nobody passes for another, however the name is written.
func TestANameThatLooksLikeAnothersIsMarked(t *testing.T) {
	for what, c := range map[string]struct{ first, second, shown string }{
		"the same":             {"Ann", "Ann", "Ann · 2"},
		"another case":         {"Ann", "ANN", "ANN · 2"},
		"Cyrillic":             {"Ann", "Аnn", "Аnn · 2"},
		"Greek":                {"Nora", "Νora", "Νora · 2"},
		"l for I":              {"Ian", "lan", "lan · 2"},
		"rn for m":             {"Tom", "Torn", "Torn · 2"},
		"wide letters":         {"Ann", "Ａｎｎ", "Ａｎｎ · 2"},
		"mathematical letters": {"Ann", "𝐀𝐧𝐧", "𝐀𝐧𝐧 · 2"},
		"a joiner":             {"Ann", "An\u200dn", "An\u200dn · 2"},
		"a filler":             {"Ann", "Ann\u3164", "Ann\u3164 · 2"},
		"an empty pattern":     {"Ann B", "Ann\u2800B", "Ann\u2800B · 2"},
		"an empty note":        {"Ann B", "Ann\U0001d159B", "Ann\U0001d159B · 2"},
		"a direction":          {"Ann", "Ann\u200e", "Ann\u200e · 2"},
		"a selector":           {"Ann", "Ann\ufe0e", "Ann\ufe0e · 2"},
		"decomposed":           {"Zoë", "Zoe\u0308", "Zoë · 2"},
		"emoji":                {"👩\u200d💻", "👩💻", "👩💻 · 2"},
		"a mark typed by hand": {"Ann · 2", "Ann · 2", "Ann · 3"},
		"another accent":       {"Zoe", "Zoë", "Zoë"},
		"another one":          {"Ann", "Anna", "Anna"},
		"a number":             {"Guest 1", "Guest 2", "Guest 2"},
		"alone":                {"Ben", "Ann · 2", "Ann · 2"},
	} {
		h := inSession(t, c.first)
		if got := h.person(h.join(c.second)).Name; got != c.shown {
			t.Errorf("%s: beside %q stands %q, want %q", what, c.first, got, c.shown)
		}
	}
}

func TestMarksOfNamesCount(t *testing.T) {
	h := inSession(t, "Ann", "Ann", "Cara")
	h.do(cara, "rename", with("name", "ann"))
	h.do(ben, "rename", with("name", "Ann · 2")) // as the page offers it again
	h.do(ann, "rename", with("name", "Ann"))
	h.do(cara, "leave", nil)
	h.join("Ann") // in the minutes she must not be one with those who left
	var names []string
	for _, id := range []ID{ann, ben, cara, "p4"} {
		names = append(names, h.person(id).Name)
	}
	if got := strings.Join(names, ", "); got != "Ann, Ann · 2, ann · 3, Ann · 4" {
		t.Error(got)
	}
	h.do(ann, "rename", with("name", "Eve"))
	h.do(ben, "rename", with("name", "Ann"))
	if got := h.person(ben).Name; got != "Ann" {
		t.Errorf("the name is free again, and Ben is %q", got)
	}
}

// Marks that are heaped up cover what others wrote; what languages need stays.
func TestMarksOnOneLetter(t *testing.T) {
	for name, ok := range map[string]bool{
		"Ng\u0323\u0302uyệt\u0323": true, "שָּׁל\u05B9ום": true, "བསྒྲུབས": true, "5\ufe0f\u20e3": true,
		"A" + strings.Repeat("\u0300", 6): false, "A\u20dd\u20dd": false, "A\u20dd\u200d\u20de": false,
		"A\u0300\u0301\u200d\u0302\u0303\u0304\u0306": false,
	} {
		h := inSession(t, "Ben")
		if _, err := h.Join(name); (err == nil) != ok {
			t.Errorf("%+q: %v", name, err)
		}
	}
	if _, err := Lines("text", "A\u20dd\u20dd", 1, MaxCard); err == nil {
		t.Error("a letter is enclosed twice")
	}
}

// Whoever comes into a full room, or takes another name there, costs no more than a look at
// each of the others: their names are not worked out again.
func TestNamesInAFullRoomAreWorkedOutOnce(t *testing.T) {
	for what, name := range map[string]func(int) string{
		"all different": func(n int) string { return fmt.Sprint("Somebody ", n) },
		"all the same":  func(int) string { return "Ann Example" },
	} {
		room := Base{}
		tx := &Tx{Base: &room}
		for n := range MostPeople - 1 {
			given, err := tx.nameFor("", name(n))
			if err != nil {
				t.Fatal(err)
			}
			room.Room.People.Put(ID(fmt.Sprint("p", n)), Person{Name: given})
		}
		each := testing.AllocsPerRun(10, func() { _, _ = tx.nameFor("", "Ann Example") })
		if most := 4.0 * MostPeople; each > most {
			t.Errorf("%s: a name takes %v pieces of memory, at most %v are for looking at each", what, each, most)
		}
	}
}

func BenchmarkNameInAFullRoom(b *testing.B) {
	room := Base{}
	for n := range MostPeople {
		room.Room.People.Put(ID(fmt.Sprint("p", n)), Person{Name: fmt.Sprint("Somebody ", n)})
	}
	t := &Tx{Base: &room}
	for b.Loop() {
		if _, err := t.nameFor("", "Ann Example"); err != nil {
			b.Fatal(err)
		}
	}
}
