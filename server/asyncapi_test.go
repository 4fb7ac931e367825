package main

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"rondo/rooms"
)

// socketContract is asyncapi.json: what its operations say may come from browsers and go to
// them, by the kind of meeting.
var socketContract = sync.OnceValues(func() (func(operation string) (*jsonschema.Schema, error), error) {
	var mu sync.Mutex
	known := map[string]*jsonschema.Schema{}
	whole, err := jsonschema.UnmarshalJSON(bytes.NewReader(asyncAPI))
	if err != nil {
		return nil, err
	}
	var doc struct {
		Operations map[string]struct {
			Messages []struct {
				Ref string `json:"$ref"`
			}
		}
	}
	if err := json.Unmarshal(asyncAPI, &doc); err != nil {
		return nil, err
	}
	return func(operation string) (*jsonschema.Schema, error) {
		mu.Lock()
		defer mu.Unlock()
		if s := known[operation]; s != nil {
			return s, nil
		}
		// A frame is one of the operation's messages. They are named as the components are.
		var messages []any
		for _, m := range doc.Operations[operation].Messages {
			messages = append(messages, map[string]any{"$ref": "asyncapi.json#/components/messages/" + path.Base(m.Ref) + "/payload"})
		}
		c := jsonschema.NewCompiler()
		c.DefaultDraft(jsonschema.Draft7)
		if err := c.AddResource("asyncapi.json", whole); err != nil {
			return nil, err
		}
		if err := c.AddResource(operation, map[string]any{"anyOf": messages}); err != nil {
			return nil, err
		}
		s, err := c.Compile(operation)
		known[operation] = s
		return s, err
	}, nil
})

// heard is what a test's socket knows of the conversation it holds against asyncapi.json.
type heard struct {
	mu   sync.Mutex
	kind string         // of the meeting, once a snapshot has said it
	sent map[int][]byte // actions that have no answer yet, by number
}

// said notes an action that was sent; whether it is one, the room says.
func (h *heard) said(frame []byte) {
	var act struct{ N int }
	if json.Unmarshal(frame, &act) != nil || act.N == 0 {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.sent == nil {
		h.sent = map[int][]byte{}
	}
	h.sent[act.N] = frame
}

// came holds a frame that came against asyncapi.json, and with an "ok" the action that it
// answers: what the file takes for wrong, the room must refuse.
func (h *heard) came(t testing.TB, frame []byte) {
	t.Helper()
	var is struct {
		N   int
		OK  bool
		Doc struct{ Room struct{ Kind string } }
	}
	err := json.Unmarshal(frame, &is)
	h.mu.Lock()
	if name := is.Doc.Room.Kind; slices.ContainsFunc(kinds(), func(k *rooms.Kind) bool { return k.Name == name }) {
		h.kind = name // not one that a test made up, as houses that are fakes send frames that are none
	}
	kind, act := h.kind, h.sent[is.N]
	h.mu.Unlock()
	switch {
	case kind == "":
		return
	case err != nil:
		t.Errorf("a frame that is none: %.300s", frame)
		return
	}
	holds(t, kind+".send", frame)
	if is.OK && act != nil {
		holds(t, kind+".receive", act)
	}
}

// holds holds a frame against an operation of asyncapi.json.
func holds(t testing.TB, operation string, frame []byte) {
	t.Helper()
	of, err := socketContract()
	if err != nil {
		t.Fatal(err)
	}
	schema, err := of(operation)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(frame))
	if err == nil {
		err = schema.Validate(value)
	}
	if err != nil {
		t.Errorf("asyncapi.json has no such frame in %s: %.300s", operation, frame)
	}
}

func TestAsyncAPIIsServed(t *testing.T) {
	got := realWorld(t).browser().get("/api/asyncapi.json").must(t, 200)
	if string(got.body) != string(asyncAPI) || got.Header.Get("Content-Type") != "application/json" {
		t.Errorf("it is another file, or of another kind: %s", got.Header.Get("Content-Type"))
	}
}

// A frame that nobody described is found, both ways.
func TestSocketsAreHeldAgainstAsyncAPI(t *testing.T) {
	found := &fails{TB: t}
	h := &heard{}
	h.said([]byte(`{"n":1,"do":"hand","with":{"on":"yes"}}`))
	h.came(found, []byte(`{"n":1,"ok":true}`)) // the kind is not known yet
	if found.n != 0 {
		t.Error("a frame is held against nothing")
	}
	h.kind = "standup"
	for _, frame := range []string{`{"n":1,"ok":true}`, `{"at":[1,2],"patch":{"room":{"people":{"p1":{"cookie":"x"}}}}}`, `{"what":1}`} {
		before := found.n
		if h.came(found, []byte(frame)); found.n != before+1 {
			t.Errorf("nobody says that %s is wrong", frame)
		}
	}
}

// fails counts errors instead of failing.
type fails struct {
	testing.TB
	n int
}

func (f *fails) Errorf(string, ...any) { f.n++ }
func (f *fails) Helper()               {}
