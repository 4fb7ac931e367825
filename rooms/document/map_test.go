package document

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Keys drawn from a small set meet each other often; "collide" keys share their
// place in the trie for several levels.
func drawKey(t *rapid.T) string { return fmt.Sprint("k", rapid.IntRange(0, 60).Draw(t, "key")) }

func TestMapBehavesAsAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var m Map[string, int]
		model := map[string]int{}
		for i := range rapid.IntRange(1, 120).Draw(t, "steps") {
			before, copyOf := m, maps.Clone(model)
			key := drawKey(t)
			switch rapid.IntRange(0, 3).Draw(t, "do") {
			case 0, 1:
				m.Put(key, i)
				model[key] = i
			case 2:
				m.Delete(key)
				delete(model, key)
			case 3:
				m.Edit(key, func(v *int) { *v++ })
				model[key]++
			}
			if got := maps.Collect(m.All()); !maps.Equal(got, model) || m.Len() != len(model) {
				t.Fatalf("got %v, want %v", got, model)
			}
			if got := maps.Collect(before.All()); !maps.Equal(got, copyOf) {
				t.Fatalf("the version before changed: %v, was %v", got, copyOf)
			}
		}
	})
}

func TestMapOrderDependsOnKeysAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfNDistinct(rapid.StringN(1, 6, -1), 1, 80, rapid.ID[string]).Draw(t, "keys")
		var one, other Map[string, int]
		for _, k := range keys {
			one.Put(k, 1)
		}
		for _, k := range rapid.Permutation(append(keys, "gone")).Draw(t, "order") {
			other.Put(k, 1)
		}
		other.Delete("gone")
		a, b := slices.Collect(maps.Keys(maps.Collect(one.All()))), other
		if !slices.Equal(slices.Collect(seqKeys(one)), slices.Collect(seqKeys(other))) {
			t.Fatalf("the order differs: %v, %v", a, b)
		}
	})
}

func seqKeys(m Map[string, int]) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m.All() {
			if !yield(k) {
				return
			}
		}
	}
}

func TestMapKeepsKeysWhoseHashesAreEqual(t *testing.T) {
	var root *node[int]
	for i, key := range []string{"b", "a", "c"} {
		root, _ = root.put(&leaf[int]{hash: 7, key: key, value: i}, 0)
	}
	root, added := root.put(&leaf[int]{hash: 7, key: "a", value: 9}, 0)
	if added || root.find(7, 0, "a").value != 9 || root.find(7, 0, "c").value != 2 || root.find(7, 0, "d") != nil {
		t.Error("colliding keys got lost or doubled")
	}
	root = root.delete(7, 0, "b")
	if root.find(7, 0, "b") != nil || root.find(7, 0, "c") == nil {
		t.Error("deleting one colliding key touched another")
	}
}

func TestMapRefusesKeysThatReachThePrototype(t *testing.T) {
	var m Map[string, int]
	if err := json.Unmarshal([]byte(`{"__proto__":1}`), &m); err == nil {
		t.Error("a key that starts with __ was taken")
	}
}

// thing has every kind of field that a document may have.
type thing struct {
	Word  string              `json:"word,omitempty"`
	Count int                 `json:"count"`
	Share float64             `json:"share,omitempty"`
	On    bool                `json:"on,omitempty"`
	Order List[string]        `json:"order,omitzero"`
	Inner inner               `json:"inner,omitzero"`
	Parts Map[string, inner]  `json:"parts"`
	Plain Map[string, string] `json:"plain,omitzero"`
}

type inner struct {
	A int              `json:"a,omitempty"`
	B Map[string, int] `json:"b,omitzero"`
}

func drawInner(t *rapid.T) inner {
	in := inner{A: rapid.IntRange(0, 2).Draw(t, "a")}
	for range rapid.IntRange(0, 2).Draw(t, "nb") {
		in.B.Put(drawKey(t), rapid.IntRange(0, 1).Draw(t, "b"))
	}
	return in
}

func changeThing(t *rapid.T, v *thing) {
	switch rapid.IntRange(0, 8).Draw(t, "field") {
	case 0:
		v.Word = rapid.SampledFrom([]string{"", "ä<b>", "\"\\\u2028", "x"}).Draw(t, "word")
	case 1:
		v.Count = rapid.IntRange(-1, 1).Draw(t, "count")
	case 2:
		v.Share = rapid.SampledFrom([]float64{0, 0.5, 1e21, -3}).Draw(t, "share")
	case 3:
		v.On = !v.On
	case 4:
		v.Order = ListOf(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b"}), 0, 3).Draw(t, "order")...)
	case 5:
		v.Inner = drawInner(t)
	case 6:
		v.Parts.Put(drawKey(t), drawInner(t))
	case 7:
		v.Parts.Delete(drawKey(t))
	case 8:
		v.Plain.Put(drawKey(t), "p")
	}
}

// The master property of patches: whoever has the old JSON and gets the patch
// has the new JSON, byte for byte once keys are sorted.
func TestPatchedJSONIsTheNewJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var doc thing
		for range rapid.IntRange(1, 40).Draw(t, "steps") {
			before, text := doc, sortedJSON(t, Whole(&doc))
			for range rapid.IntRange(1, 3).Draw(t, "changes") {
				changeThing(t, &doc)
			}
			patch := Diff(&before, &doc)
			if got := sortedJSON(t, Whole(&before)); got != text {
				t.Fatalf("a committed document changed: %s, was %s", got, text)
			}
			want := sortedJSON(t, Whole(&doc))
			if patch == nil && want == text {
				continue
			}
			old, _ := ParseTree([]byte(text))
			change, err := ParseTree(patch)
			if err != nil {
				t.Fatalf("the patch %s is no JSON: %v", patch, err)
			}
			raw, _ := json.Marshal(Merge(old, change))
			if got := sortedJSON(t, raw); got != want {
				t.Fatalf("patch %s\nleads to %s\nnot to   %s", patch, got, want)
			}
		}
	})
}

func TestOwnWriterWritesWhatTheStandardLibraryReads(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var doc, read thing
		for range 10 {
			changeThing(t, &doc)
		}
		standard, err := json.Marshal(doc)
		if err != nil {
			t.Fatal(err)
		}
		if sortedJSON(t, Whole(&doc)) != sortedJSON(t, standard) {
			t.Fatalf("%s\nis not %s", Whole(&doc), standard)
		}
		if err := json.Unmarshal(standard, &read); err != nil || sortedJSON(t, Whole(&read)) != sortedJSON(t, standard) {
			t.Fatalf("%v: %s", err, Whole(&read))
		}
	})
}

func sortedJSON(t rapid.TB, raw []byte) string {
	content, err := ParseTree(raw)
	if err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	sorted, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	return string(sorted)
}

func TestRegistrationRefusesWhatCannotBeDiffed(t *testing.T) {
	for name, v := range map[string]any{
		"slice": struct {
			A []int `json:"a"`
		}{}, "map": struct {
			A map[string]int `json:"a"`
		}{}, "pointer": struct {
			A *int `json:"a"`
		}{}, "any": struct {
			A any `json:"a"`
		}{}, "embedded": struct{ inner }{}, "no tag": struct{ A int }{}, "omitempty struct": struct {
			A inner `json:"a,omitempty"`
		}{},
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			makeShape(reflect.TypeOf(v))
		})
	}
}
