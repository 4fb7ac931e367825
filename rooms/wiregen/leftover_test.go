package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

// A catalogue that nobody weeds is translated in vain.
func TestNoWordIsLeftOver(t *testing.T) {
	for _, left := range unsaid(words.All.In(words.Source), ceremonies.All(), named(t)) {
		t.Errorf("%s is said nowhere", left)
	}
}

// inMinutes are the groups of which the kinds themselves say, by phases and minutes, what
// they need; heads besides may hang on what happened.
var inMinutes = []string{"section", "cell", "phase"}

// unsaid returns the words that nothing leads to: of phases and minutes those that no kind
// has, of all others those that neither the rules nor the page name. Refusals are
// leftOver's.
func unsaid(w *words.Words, kinds []*rooms.Kind, named map[string]bool) (left []string) {
	needed := map[*words.Message]bool{}
	for _, k := range kinds {
		for _, key := range roomstest.KeysOf(k) {
			needed[w.Find(k.Name, key)] = true
		}
	}
	for _, file := range w.Files() {
		for _, key := range w.Keys(file) {
			parts := strings.Split(key, ".")
			unnamed := slices.ContainsFunc(parts, func(part string) bool { return !named[part] }) && !named[key]
			said := needed[w.Find(file, key)] || parts[0] == "refusal" || !unnamed && !slices.Contains(inMinutes, parts[0])
			if !said {
				left = append(left, file+"/"+key)
			}
		}
	}
	return left
}

var (
	// inRules finds what the rules write in quotes, the names of JSON fields included.
	inRules = regexp.MustCompile(`"([^"\\\n]+)"`)
	// onPage finds whatever the page may look up: a property, or a key in quotes.
	onPage = regexp.MustCompile(`[\p{L}\p{N}_]+`)
)

// named are the names that sources have which may lead to a word.
func named(t *testing.T) map[string]bool {
	found := map[string]bool{}
	for _, in := range []struct {
		folder string
		finds  *regexp.Regexp
		not    []string // parts of paths
	}{
		{"rooms", inRules, []string{"_test.go", "roomstest", "wiregen"}},
		{"static/src", onPage, []string{".gen.", ".test.", "testing"}},
	} {
		err := filepath.WalkDir(filepath.Join(root, in.folder), func(path string, d fs.DirEntry, err error) error {
			skip := slices.ContainsFunc(in.not, func(part string) bool { return strings.Contains(path, part) })
			if err != nil || skip || !slices.Contains([]string{".go", ".ts", ".svelte"}, filepath.Ext(path)) {
				return err
			}
			source, err := os.ReadFile(path)
			for _, name := range in.finds.FindAllString(string(source), -1) {
				name, _, _ = strings.Cut(strings.Trim(name, `"`), ",") // "goal,omitempty"
				found[name] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// The test above is only as good as what it finds.
func TestWordsThatAreLeftOverAreFound(t *testing.T) {
	w := words.All.In(words.Source)
	left := unsaid(w, nil, nil)
	for _, file := range w.Files() {
		for _, key := range w.Keys(file) {
			if found := slices.Contains(left, file+"/"+key); found == strings.HasPrefix(key, "refusal.") {
				t.Errorf("is %s/%s found when nothing is said? %t", file, key, found)
			}
		}
	}
	known := named(t)
	if left := unsaid(w, nil, known); !slices.Contains(left, "standup/phase.round") || !slices.Contains(left, "minutes/cell.State.open") {
		t.Errorf("a phase and a cell that no kind has pass for said: %v", left)
	}
	for _, name := range []string{"Mean", "progress", "pausedWhy", "minutes.meeting"} {
		if !known[name] {
			t.Errorf("%s is not found in the sources", name)
		}
	}
}
