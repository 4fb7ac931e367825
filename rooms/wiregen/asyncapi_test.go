package main

import (
	"compress/gzip"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"rondo/rooms/ceremonies"
)

// The file is what AsyncAPI's own schema says such a file is.
func TestTheSocketIsDescribedAsAsyncAPIHasIt(t *testing.T) {
	packed, err := os.Open("testdata/asyncapi/3.0.0.json.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	plain, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	rules, err := jsonschema.UnmarshalJSON(plain)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("asyncapi.json", rules); err != nil {
		t.Fatal(err)
	}
	valid(t, c.MustCompile("asyncapi.json"), asyncAPI(ceremonies.All()))
}

type asyncDoc struct {
	Channels   map[string]struct{ Messages map[string]json.RawMessage }
	Operations map[string]struct {
		Action   string
		Messages []struct {
			Ref string `json:"$ref"`
		}
	}
	Closes map[string]any    `json:"x-close-codes"`
	Errors map[string]string `json:"x-errors"`
}

func TestTheSocketsFileHasEveryAction(t *testing.T) {
	raw := asyncAPI(ceremonies.All())
	var doc asyncDoc
	if err := json.Unmarshal(raw, &doc); err != nil {
		t.Fatal(err)
	}
	whole := decoded(t, string(raw))
	for _, k := range ceremonies.All() {
		taken := map[string]bool{}
		for _, m := range doc.Operations[k.Name+".receive"].Messages {
			message := pointed(t, whole, pointed(t, whole, m.Ref).(map[string]any)["$ref"].(string)).(map[string]any)
			if do := verbOf(t, whole, message); do != "" {
				taken[do] = true
			}
		}
		n := 0
		for verb := range k.Verbs() {
			if n++; !taken[verb] {
				t.Errorf("%s: %s is not in it", k.Name, verb)
			}
		}
		if len(taken) != n {
			t.Errorf("%s: %d actions are in it, of %d", k.Name, len(taken), n)
		}
		for _, part := range []string{"doc", "patch", "mine", "me"} {
			if doc.Channels[k.Name].Messages[k.Name+"."+part] == nil {
				t.Errorf("%s: no %s comes down", k.Name, part)
			}
		}
	}
	if doc.Closes["4029"] == nil || doc.Errors["no_room"] == "" || doc.Errors["not_eligible/late"] == "" {
		t.Error("close codes or refusals are missing")
	}
}

// verbOf is the action that a message is; "" when it is another frame.
func verbOf(t *testing.T, whole any, message map[string]any) string {
	t.Helper()
	schema := pointed(t, whole, message["payload"].(map[string]any)["$ref"].(string)).(map[string]any)
	parts, _ := schema["allOf"].([]any)
	for _, part := range parts {
		properties, _ := part.(map[string]any)["properties"].(map[string]any)
		do, _ := properties["do"].(map[string]any)
		if verb, ok := do["const"].(string); ok {
			return verb
		}
	}
	return ""
}

// Nothing in the file points out of it or into the void.
func TestTheSocketsFileStandsByItself(t *testing.T) {
	whole := decoded(t, string(asyncAPI(ceremonies.All())))
	var walk func(any)
	n := 0
	walk = func(node any) {
		switch node := node.(type) {
		case []any:
			for _, item := range node {
				walk(item)
			}
		case map[string]any:
			if ref, ok := node["$ref"].(string); ok {
				n++
				pointed(t, whole, ref)
			}
			for _, item := range node {
				walk(item)
			}
		}
	}
	if walk(whole); n < 1000 {
		t.Errorf("only %d references were followed", n)
	}
}

// pointed is what a reference within the file leads to.
func pointed(t *testing.T, whole any, ref string) any {
	t.Helper()
	path, ok := strings.CutPrefix(ref, "#/")
	at := whole
	for _, key := range strings.Split(path, "/") {
		object, _ := at.(map[string]any)
		there := false
		if at, there = object[key]; !there || !ok {
			t.Fatalf("%s leads nowhere", ref)
		}
	}
	return at
}
