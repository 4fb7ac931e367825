package main

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/words"
)

// pageAlone are the refusals that no source makes: the page tells of an answer that has
// no code.
var pageAlone = []string{"refusal.http_404"}

// refusable is what anybody may be told here; the rights of lists included, which no
// ceremony has to word.
func refusable() []refusal {
	all := refusalsOf(ceremonies.All())
	for _, row := range rooms.ItemRights(rooms.Right{}, rooms.Right{}, rooms.Right{}) {
		all = append(all, refusal{code: "forbidden", reason: row.Reason(), at: "rooms.ItemRights"})
	}
	return all
}

func TestEveryRefusalHasItsWords(t *testing.T) {
	for _, tag := range words.All.Tags() {
		w := words.All.In(tag.String())
		for _, r := range refusable() {
			for _, fault := range wordless(w, r) {
				t.Errorf("%s: %s", tag, fault)
			}
		}
	}
}

// wordless returns what a refusal lacks: a sentence with the arguments that it is
// given, and one for its code alone, which needs no others.
func wordless(w *words.Words, r refusal) (faults []string) {
	exact, rough := w.Find(r.kind, r.key()), w.Find(r.kind, "refusal."+r.code)
	if exact == nil {
		faults = append(faults, r.String()+" has no words")
	} else if wants := namesIn(exact); !slices.Equal(wants, r.args) {
		faults = append(faults, r.String()+" is given "+strings.Join(r.args, ", ")+", its words want "+strings.Join(wants, ", "))
	}
	if rough == nil {
		faults = append(faults, "refusal."+r.code+" ("+r.at+") has no words")
	} else if r.reason != "" && slices.ContainsFunc(namesIn(rough), func(name string) bool { return !slices.Contains(r.args, name) }) {
		faults = append(faults, "refusal."+r.code+" wants what "+r.String()+" is not given")
	}
	return faults
}

func namesIn(m *words.Message) []string { return slices.Sorted(maps.Keys(m.Arguments())) }

func TestNoRefusalIsLeftOver(t *testing.T) {
	w := words.All.In(words.Source)
	for _, left := range leftOver(w, refusable()) {
		t.Errorf("%s is said to nobody", left)
	}
}

// leftOver returns the sentences that no refusal leads to.
func leftOver(w *words.Words, all []refusal) (left []string) {
	used := map[*words.Message]bool{}
	for _, r := range all {
		for _, key := range []string{r.key(), "refusal." + r.code} {
			used[w.Find(r.kind, key)] = true
			for _, kind := range w.Kinds() {
				used[w.Find(kind, key)] = used[w.Find(kind, key)] || r.kind == "" // a kind may say it otherwise
			}
		}
	}
	for _, file := range w.Files() {
		for _, key := range w.Keys(file) {
			if strings.HasPrefix(key, "refusal.") && !used[w.Find(file, key)] && !slices.Contains(pageAlone, key) {
				left = append(left, file+"/"+key)
			}
		}
	}
	return left
}

// The two tests above are only as good as what they find.
func TestRefusalsWithoutWordsAreFound(t *testing.T) {
	w := words.All.In(words.Source)
	for _, r := range []refusal{
		{code: "invalid", reason: "never_seen"}, {code: "never_seen"}, {kind: "standup", code: "too_late", reason: "promise"},
		{code: "room_full"}, {code: "room_full", args: []string{"m"}}, {code: "not_over", args: []string{"n"}},
	} {
		if wordless(w, r) == nil {
			t.Errorf("%v passes", r)
		}
	}
	if left := leftOver(w, nil); len(left) < 200 || !slices.Contains(left, "standup/refusal.forbidden/pass") {
		t.Errorf("%d are left over: %v", len(left), left)
	}
	made := refusalsIn("testdata/refuses.go")
	want := []string{"refusal.code", "refusal.code/reason", "refusal.invalid/reason", "refusal.no_such_thing", "refusal.no_such_part"}
	var keys []string
	for _, r := range made {
		keys = append(keys, r.key())
	}
	if !slices.Equal(keys, want) || !slices.Equal(made[1].args, []string{"a", "b"}) {
		t.Errorf("found %v", made)
	}
}

// Every role is called something where somebody is told what they are here as.
func TestEveryRoleIsCalledSomething(t *testing.T) {
	for _, tag := range words.All.Tags() {
		for _, role := range append(rooms.Everyone.Names(), "nobody", "here", "and") {
			if words.All.In(tag.String()).Find("", "as."+role) == nil {
				t.Errorf("%s: as.%s is missing", tag, role)
			}
		}
	}
}
