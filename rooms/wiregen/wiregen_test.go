package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

func TestGeneratedFilesAreFresh(t *testing.T) {
	want := files()
	for path, text := range want {
		got, err := os.ReadFile(filepath.Join(root, path))
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s is not what the Go types say: run `make docs` (%v)", path, err)
		}
	}
	old, err := filepath.Glob(filepath.Join(root, "docs/schemas/*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range old {
		if want["docs/schemas/"+filepath.Base(path)] == nil {
			t.Errorf("%s is left over from something that is gone", path)
		}
	}
}

// A real room sends every frame that a standup can lead to; each must be what
// the schema says, and each kind of frame must have come.
func TestFramesOfARoomAreWhatTheirSchemasSay(t *testing.T) {
	down := compiled(t, "standup.down")
	s := playStandup(t)
	came := map[string]int{}
	for _, frame := range s.frames {
		valid(t, down, frame)
		for _, word := range []string{`"doc"`, `"patch"`, `"mine"`, `"me"`, `"here"`, `"ok"`, `"error"`, `"signal"`} {
			if strings.Contains(string(frame), word) {
				came[word]++
			}
		}
	}
	if len(came) != 8 {
		t.Errorf("not every kind of frame came: %v", came)
	}
	for _, frame := range []string{`{"bye":{"in":4200}}`, `{"era":"1f3a09c2","last":17}   `, `{"pong":7,"now":1}`, `{"here":{"p1":null}}`, `{"quiet":{"too_fast":3}}  `, `{"callers":[{"id":"c1.1","name":"Tomek","roles":["developer"]}]}`, `{"beat":"{\"me\":{}}\n"} `, `{"me":{}}`} {
		valid(t, down, []byte(frame))
	}
	if down.Validate(decoded(t, `{"at":[1,2],"patch":{"room":{"titel":"x"}}}`)) == nil {
		t.Error("a patch of a field that is not there passed: the schema says nothing")
	}
}

func TestActionsAreWhatTheirSchemasSay(t *testing.T) {
	up, actions := compiled(t, "up"), compiled(t, "standup.actions")
	for _, frame := range playStandup(t).acts {
		valid(t, up, frame)
		valid(t, actions, frame)
	}
	for _, frame := range []string{
		`{"hello":{"tab":"0123456789abcdef0123456789abcdef","next":1,"era":"1f3a09c2","since":[1,2]}}`,
		`{"n":1,"era":"1f3a09c2","do":"hand","with":{"on":true}}`,
		`{"ping":1.5}`, `{"signal":{"kind":"react","what":"clap"}}`, `{"signal":{"kind":"quiet","what":"lost","on":false}}`,
	} {
		valid(t, up, []byte(frame))
	}
	valid(t, actions, []byte(`{"n":1,"era":"1f3a09c2","do":"next","if":{"/room/agenda/now":"round"}}`))
	for _, frame := range []string{
		`{"n":1,"do":"vote","with":{"ballot":7}}`, `{"n":1,"do":"vote","with":{"ballot":"track","more":1}}`, `{"n":1,"do":"vote"}`,
		`{"n":1,"do":"vote","with":{"ballot":"track"},"more":1}`, `{"n":1,"do":"write","with":{"text":"x","column":"c"}}`,
		`{"n":1,"do":"grant","with":{"person":"p1","role":"boss","yes":true}}`,
		`{"n":1,"do":"title","with":{"title":""}}`, `{"n":1,"do":"title","with":{"title":"` + strings.Repeat("x", 121) + `"}}`,
		`{"n":1,"do":"extend","with":{"ms":1}}`, `{"n":1,"do":"today","with":{"blocker":"b","by":"9 o'clock"}}`,
		`{"n":1,"do":"due","with":{"task":"t","date":"tomorrow"}}`, `{"n":1,"do":"vote","with":{"ballot":"track","sure":"very"}}`,
	} {
		if actions.Validate(decoded(t, frame)) == nil {
			t.Errorf("the schema lets %s pass", frame)
		}
	}
}

// What the sources say above and beside types reaches whoever cannot read them.
func TestSchemasAndTypesSayWhatTheSourcesSay(t *testing.T) {
	room, ts := string(schemas(ceremonies.All())[common]), string(protocolTS(ceremonies.All()))
	for _, words := range []string{
		"Blocker is something in somebody's way.", "who sees to it; absent: nobody yet", // a type and its field
		"Parks a topic, or a blocker with all whom it concerns.", // a rule
	} {
		if !strings.Contains(room, words) || !strings.Contains(ts, "/** "+words+" */") {
			t.Errorf("nobody learns that %q", words)
		}
	}
	if words := "somebody around the actor's device"; !strings.Contains(room, words) { // an argument in the head of its rule
		t.Errorf("nobody learns that %q", words)
	}
}

// What a service does the page can ask for, whether or not a ceremony composes it.
func TestNoServiceIsMissingInTheLibrary(t *testing.T) {
	library, known := rooms.Library(), map[string]bool{}
	for verb := range library.Verbs() {
		known[library.ServiceOf(verb)] = true
	}
	sources, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range sources {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range serviceForm.FindAllSubmatch(text, -1) {
			if name := string(found[1]); !known[name] && bytes.Contains(found[2], []byte("Verbs:")) {
				t.Errorf("the library lacks the service %q of %s", name, file)
			}
		}
	}
}

// serviceForm is a service in its source: its name, and the rest of it. One without
// verbs has nothing that a page could ask for.
var serviceForm = regexp.MustCompile(`(?s)func \w+Service\(\) Service \{.*?Name:\s+"(\w+)"(.*?)\n\}`)

// A ceremony costs its own rows: what it shares with others is written once.
func TestNoDefinitionIsThereTwice(t *testing.T) {
	where := map[string]string{}
	for file, raw := range schemas(ceremonies.All()) {
		var schema struct {
			Defs map[string]json.RawMessage `json:"$defs"`
		}
		if err := json.Unmarshal(raw, &schema); err != nil {
			t.Fatal(err)
		}
		for name := range schema.Defs {
			if other, twice := where[name]; twice {
				t.Errorf("%s is in %s and in %s", name, file, other)
			}
			where[name] = file
		}
	}
}

func TestDocumentsAndMinutesAreWhatTheirSchemasSay(t *testing.T) {
	s := playStandup(t)
	var whole struct {
		Doc json.RawMessage `json:"doc"`
	}
	raw, _, err := s.house.Doc(t.Context(), s.room, "browser of p1")
	if err == nil {
		err = json.Unmarshal(raw, &whole)
	}
	if err != nil {
		t.Fatal(err)
	}
	valid(t, compiled(t, "standup.document"), whole.Doc)
	minutes, err := s.house.Minutes(t.Context(), s.room, "browser of p1")
	if err != nil {
		t.Fatal(err)
	}
	valid(t, compiled(t, "minutes"), minutes.JSON())
}

func TestEveryActionHasARowInTheTableForPeople(t *testing.T) {
	page := string(rightsPage(ceremonies.All()))
	for _, k := range ceremonies.All() {
		for verb := range k.Verbs() {
			if !strings.Contains(page, "| `"+verb+"` |") {
				t.Errorf("docs/rights.md says nothing about %s of %s", verb, k.Name)
			}
		}
	}
}

func compiled(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	for file, raw := range schemas(ceremonies.All()) {
		if err := c.AddResource(file+".schema.json", decoded(t, string(raw))); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile(name + ".schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func decoded(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

func valid(t *testing.T, s *jsonschema.Schema, frame []byte) {
	t.Helper()
	if err := s.Validate(decoded(t, string(frame))); err != nil {
		t.Errorf("%s\n%v", frame, err)
	}
}

// stage is a room of three with a tap on what reaches their browsers.
type stage struct {
	house  *live.House
	room   rooms.ID
	frames []wire.Frame
	acts   [][]byte
}

// seat keeps what it gets; answers are handed on.
type seat struct {
	all chan wire.Frame
}

func (s seat) Send(frames []wire.Frame) bool {
	for _, f := range frames {
		s.all <- f
	}
	return true
}

func (s seat) Close(int, string) {}

// playStandup lets three people hold a short standup.
func playStandup(t *testing.T) *stage {
	t.Helper()
	house := live.NewHouse(live.Options{Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys()}, ceremonies.All()...)
	t.Cleanup(func() {
		if err := house.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	s := &stage{house: house}
	var err error
	s.room, err = house.Open(t.Context(), rooms.Brief{
		Kind: "standup", Title: "Heron", Secret: "s", Browser: "browser of p1",
	})
	if err != nil {
		t.Fatal(err)
	}
	ann := s.enter(t, "p1", wire.Hello{Next: 1}, rooms.ScrumMaster, rooms.Developer)
	bob := s.enter(t, "p2", wire.Hello{Next: 1}, rooms.Developer)
	s.enter(t, "p3", wire.Hello{Next: 1}, rooms.Observer)
	s.act(t, ann, 1, "pulse", `{"on":true}`)
	s.act(t, ann, 2, "phone", `{}`)
	s.act(t, bob, 1, "note", `{"progress":"a","plan":"b","blocked":"c"}`)
	s.act(t, bob, 2, "start", `{}`) // refused
	s.act(t, bob, 3, "raise", `{"text":"no key"}`)
	s.act(t, ann, 3, "board", `{"items":[{"title":"x","owner":"p2"}]}`)
	s.act(t, ann, 4, "start", `{}`)
	s.act(t, ann, 5, "grant", `{"person":"p3","role":"developer","yes":true}`)
	s.act(t, ann, 6, "next", `{}`)
	s.act(t, ann, 7, "pass", `{}`)
	s.act(t, ann, 8, "next", `{}`)
	s.act(t, bob, 4, "park", `{"text":"later"}`)
	s.act(t, ann, 9, "next", `{}`)
	s.act(t, bob, 5, "vote", `{"ballot":"track","card":"up"}`)
	s.act(t, ann, 10, "vote", `{"ballot":"track","card":"down"}`)
	s.act(t, ann, 11, "pause", `{}`)
	bob.chair.Act(wire.Up{Gesture: &wire.Gesture{Kind: "react", What: "clap"}})
	s.enter(t, "p2", wire.Hello{Next: 6, Since: []int64{1, 3}})
	s.act(t, ann, 12, "end", `{}`)
	return s
}

type player struct {
	chair *live.Session
	all   chan wire.Frame
}

// enter lets somebody in and waits for the answer to hello.
func (s *stage) enter(t *testing.T, who string, hello wire.Hello, roles ...rooms.Role) player {
	t.Helper()
	browser := "browser of " + who
	if _, err := s.house.Join(t.Context(), s.room, live.Knock{Secret: "s", Browser: browser, Name: who, Roles: roles}); err != nil {
		t.Fatal(err)
	}
	p := player{all: make(chan wire.Frame, 1000)}
	hello.Tab = strings.Repeat("0", 31) + who[1:]
	chair, err := s.house.Enter(t.Context(), s.room, browser, hello, seat{p.all})
	if err != nil {
		t.Fatal(err)
	}
	p.chair = chair
	s.until(p, `"hello"`)
	return p
}

// act does something and waits for its answer.
func (s *stage) act(t *testing.T, p player, n int, do, with string) {
	t.Helper()
	frame := fmt.Appendf(nil, `{"n":%d,"do":%q,"with":%s}`, n, do, with)
	up, err := wire.ParseUp(frame)
	if err != nil {
		t.Fatal(err)
	}
	s.acts = append(s.acts, frame)
	p.chair.Act(up)
	s.until(p, fmt.Sprintf(`"n":%d,`, n), fmt.Sprintf(`"n":%d}`, n))
}

// until collects a player's frames up to one that has one of these words.
func (s *stage) until(p player, words ...string) {
	for f := range p.all {
		s.frames = append(s.frames, f)
		for _, word := range words {
			if strings.Contains(string(f), word) {
				return
			}
		}
	}
}

func TestEverySchemaIsOne(t *testing.T) {
	for name := range schemas(ceremonies.All()) {
		compiled(t, name)
	}
}
