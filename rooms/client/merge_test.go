package client

import (
	"encoding/json"
	"reflect"
	"testing"
)

// The table of RFC 7396, appendix A, as far as it is about objects: our patches
// are objects.
func TestMergeIsThatOfTheRFC(t *testing.T) {
	for _, c := range [][3]string{
		{`{"a":"b"}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":"b"}`, `{"b":"c"}`, `{"a":"b","b":"c"}`},
		{`{"a":"b"}`, `{"a":null}`, `{}`},
		{`{"a":"b","b":"c"}`, `{"a":null}`, `{"b":"c"}`},
		{`{"a":["b"]}`, `{"a":"c"}`, `{"a":"c"}`},
		{`{"a":"c"}`, `{"a":["b"]}`, `{"a":["b"]}`},
		{`{"a":{"b":"c"}}`, `{"a":{"b":"d","c":null}}`, `{"a":{"b":"d"}}`},
		{`{"a":[{"b":"c"}]}`, `{"a":[1]}`, `{"a":[1]}`},
		{`{"e":null}`, `{"a":1}`, `{"e":null,"a":1}`},
		{`{}`, `{"a":{"bb":{"ccc":null}}}`, `{"a":{"bb":{}}}`},
	} {
		old, patch, want := mustParse(t, c[0]), mustParse(t, c[1]), mustParse(t, c[2])
		if got := merge(old, patch); !reflect.DeepEqual(got, any(want)) {
			t.Errorf("%s with %s is %v", c[0], c[1], got)
		}
		if !reflect.DeepEqual(old, mustParse(t, c[0])) {
			t.Errorf("%s was changed by merging %s", c[0], c[1])
		}
	}
}

func mustParse(t *testing.T, text string) Tree {
	t.Helper()
	tree, err := parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestKeysThatReachTooFarAreRefused(t *testing.T) {
	for _, text := range []string{`{"__proto__":{}}`, `{"a":[{"b":{"__x":1}}]}`, `{} {}`, `[]`, `{`} {
		if tree, err := parse([]byte(text)); err == nil {
			t.Errorf("%s was taken: %v", text, tree)
		}
	}
}

func TestAHoleIsNoticed(t *testing.T) {
	v := View{Doc: Tree{}, At: Position{7, 4}}
	for frame, fine := range map[string]bool{
		`{"at":[7,5],"patch":{}}`: true, `{"at":[8,5],"patch":{}}`: true,
		`{"at":[7,6],"patch":{}}`: false, `{"at":[7,4],"patch":{}}`: false, `{"at":[6,5],"patch":{}}`: false,
		`{"at":[7,4],"mine":{}}`: true, `{"at":[7,5],"mine":{}}`: false,
		`{"at":[7,4],"me":{}}`: true, `{"at":[7,3],"me":{}}`: false, `{"patch":{}}`: false,
	} {
		var f down
		if err := json.Unmarshal([]byte(frame), &f); err != nil {
			t.Fatal(err)
		}
		if _, _, err := v.apply(f); (err == nil) != fine {
			t.Errorf("%s after %v: %v", frame, v.At, err)
		}
	}
}
