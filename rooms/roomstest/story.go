package roomstest

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
)

// writeStories tells whether stories are to be written anew: `make stories`.
var writeStories = flag.Bool("stories", false, "write the stories that plays name, into static/stories/")

// story is a moment of a play as one person has it: what the page draws without a
// server. A play names it with
//
//	story round as ann
//	story round as ann, after a while     what is told only after a while is told
//
// Whoever has dropped is offline in it, with what they did since waiting.
type story struct {
	Play    string           `json:"play"` // that tells it
	Now     rooms.Millis     `json:"now"`
	You     rooms.ID         `json:"you"`
	Here    map[rooms.ID]int `json:"here"`
	Status  string           `json:"status,omitempty"`
	Waiting []deed           `json:"waiting,omitempty"`
	Late    bool             `json:"late,omitempty"`
	Doc     client.Tree      `json:"doc"`
}

// deed is an action that somebody did without a connection.
type deed struct {
	N    int            `json:"n"`
	Do   string         `json:"do"`
	With map[string]any `json:"with"`
}

// tell keeps what one person has now as a story: "round as ann".
func (p *performance) tell(line string) error {
	name, rest, ok := strings.Cut(line, " as ")
	who, while, long := strings.Cut(rest, ", ")
	switch {
	case !ok || strings.ContainsAny(name, " /."):
		return errors.New("a story is told as: story NAME as PERSON")
	case long && while != "after a while":
		return fmt.Errorf("nobody knows how to tell a story %q", while)
	case p.stories[p.kind.Name+"/"+name] != nil:
		return fmt.Errorf("the story %s is told already", name)
	}
	v := p.named(who)
	told := story{
		Play: p.kind.Name + "/" + p.name, Now: rooms.MillisOf(time.Now()), You: v.you, Late: long,
		Here: maps.Clone(v.view.Here), Doc: v.view.Doc, Waiting: p.waiting[v],
	}
	if v.seat == nil {
		told.Status = "offline"
	}
	p.stories[p.kind.Name+"/"+name] = told.laidOut(p.t)
	return nil
}

// laidOut is a story with a line for each part of the room and of the drawers, so
// that a difference shows where it is.
func (s story) laidOut(t interface{ Fatal(...any) }) []byte {
	raw, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	var tree client.Tree
	if err := json.Unmarshal(raw, &tree); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	layOut(&b, tree, "", 3)
	b.WriteByte('\n')
	return b.Bytes()
}

func layOut(b *bytes.Buffer, v any, indent string, deep int) {
	object, ok := v.(client.Tree)
	if !ok || deep == 0 || len(object) == 0 {
		enc := json.NewEncoder(b)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(v) // was JSON before
		b.Truncate(b.Len() - 1)
		return
	}
	b.WriteByte('{')
	for i, key := range slices.Sorted(maps.Keys(object)) {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(b, "\n%s  %q: ", indent, key)
		layOut(b, object[key], indent+"  ", deep-1)
	}
	b.WriteString("\n" + indent + "}")
}

// storyFile is where the page looks for a story.
func storyFile(t *testing.T, name string) string {
	return filepath.Join(top(t), "static/stories", name+".json")
}

// freshStories compares the stories that plays told with the page's, or writes them.
func freshStories(t *testing.T, told map[string][]byte) {
	t.Helper()
	for name, want := range told {
		file := storyFile(t, name)
		if got, err := os.ReadFile(file); err == nil && bytes.Equal(got, want) {
			continue
		}
		if !*writeStories {
			t.Errorf("the story %s is not what its play tells: run `make stories`", name)
			continue
		}
		err := os.MkdirAll(filepath.Dir(file), 0o755)
		if err == nil {
			err = os.WriteFile(file, want, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// noStoryLeftOver finds stories that no play tells any more, or removes them.
func noStoryLeftOver(t *testing.T, kinds []*rooms.Kind, told map[string][]byte) {
	t.Helper()
	for _, kind := range kinds {
		files, err := filepath.Glob(storyFile(t, kind.Name+"/*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			switch {
			case told[kind.Name+"/"+strings.TrimSuffix(filepath.Base(file), ".json")] != nil, byHand(file):
			case !*writeStories:
				t.Errorf("%s is left over: no play tells it", file)
			case os.Remove(file) != nil:
				t.Errorf("%s is left over and cannot be removed", file)
			}
		}
	}
}

// byHand tells whether no play has told a story so far.
func byHand(file string) bool {
	var told story
	raw, err := os.ReadFile(file)
	return err == nil && json.Unmarshal(raw, &told) == nil && told.Play == ""
}
