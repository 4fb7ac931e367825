package live

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/wire"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// screen is a browser's side: it applies patches as the page does, and fails
// the test on a gap.
type screen struct {
	mu     sync.Mutex // orders what a test reads before what the room writes by itself later
	t      *testing.T
	stage  *stage
	name   string
	you    rooms.ID
	tab    string
	n      int
	era    string
	at     []int64
	doc    document.Tree
	here   document.Tree
	chair  *Session
	frames []document.Tree
	raw    []string
	when   []time.Time // each of raw came
	heard  wire.Heard  // by the beat
	closed int
	deaf   bool
	resets int
}

func (s *stage) sit(name string) *screen {
	c := &screen{t: s.t, stage: s, name: name, tab: fmt.Sprintf("%032x", len(name)*1000+int(name[0]))}
	c.connect()
	return c
}

// ledByAnn plays with a room of ann's, who is there and facilitates.
func ledByAnn(t *testing.T, play func(s *stage, ann *screen)) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.giveBaton()
		play(s, s.sit("ann"))
	})
}

func (c *screen) connect() {
	c.t.Helper()
	chair, err := c.stage.house.Enter(context.Background(), c.stage.room, c.name, wire.Hello{Tab: c.tab, Next: c.n + 1, Era: c.era, Since: c.at}, c)
	if err != nil {
		c.t.Fatalf("%s could not enter: %v", c.name, err)
	}
	c.chair = chair
	synctest.Wait()
}

// afresh makes the screen a new tab, as a page becomes that was forgotten.
func (c *screen) afresh() { c.tab, c.n, c.era, c.at = fmt.Sprintf("%032x", len(c.raw)), 0, "", nil }

// Send is the Seat of this screen. The room's goroutine calls it; tests look
// after synctest.Wait.
func (c *screen) Send(frames []wire.Frame) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.deaf {
		return false
	}
	for _, f := range frames {
		t, err := document.ParseTree(f)
		if err != nil {
			c.t.Errorf("%s got a frame that is no JSON: %s", c.name, f)
			return true
		}
		c.raw, c.when = append(c.raw, string(f)), append(c.when, time.Now())
		c.take(t)
	}
	return true
}

// take takes a frame, or those that come by the beat.
func (c *screen) take(f document.Tree) {
	beat, ok := f["beat"].(string)
	if !ok {
		c.frames = append(c.frames, f)
		c.apply(f)
		return
	}
	lines, err := c.heard.Add(beat)
	if err != nil {
		c.t.Error(err)
	}
	for _, line := range lines {
		t, err := document.ParseTree(line)
		if err != nil {
			c.t.Errorf("%s got a line that is no JSON: %s", c.name, line)
			return
		}
		c.take(t)
	}
}

// volumes are when something came, and how much, as a network between sees it.
func (c *screen) volumes() (all []string) {
	for i, f := range c.raw {
		all = append(all, fmt.Sprint(c.when[i].Format("05.000 "), len(f)))
	}
	return all
}

// wire returns every frame so far, as it came.
func (c *screen) wire() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Clone(c.raw)
}

func (c *screen) Close(code int, reason string) { c.closed = code }

func (c *screen) apply(f document.Tree) {
	at := positionOf(f["at"])
	if f["hello"] != nil {
		c.heard = wire.Heard{}
	}
	switch {
	case f["doc"] != nil:
		c.doc, c.at = f["doc"].(document.Tree), at
		c.here, _ = f["here"].(document.Tree)
		if f["reset"] == true {
			c.resets++
		}
	case f["hello"] != nil:
		c.here, _ = f["here"].(document.Tree)
	case f["patch"] != nil:
		if at[1] != c.at[1]+1 {
			c.t.Errorf("%s is at %v and got a patch for %v", c.name, c.at, at)
		}
		document.Merge(c.doc, f["patch"])
		c.at = at
	case f["mine"] != nil:
		document.Merge(c.doc, document.Tree{"me": f["mine"]})
	case f["me"] != nil:
		c.doc["me"] = f["me"]
		if at != nil {
			c.at = at
		}
	case f["here"] != nil:
		document.Merge(c.here, f["here"])
	case f["era"] != nil:
		c.era, c.n = f["era"].(string), 0
	}
	if hello, ok := f["hello"].(document.Tree); ok {
		c.you, c.era = rooms.ID(hello["you"].(string)), hello["era"].(string)
	}
}

func positionOf(v any) []int64 {
	list, ok := v.([]any)
	if !ok {
		return nil
	}
	var at []int64
	for _, x := range list {
		n, _ := x.(json.Number).Int64()
		at = append(at, n)
	}
	return at
}

// do sends an action, does not wait, and returns its number.
func (c *screen) do(verb string, with any) (n int) {
	c.n++
	n = c.n // an answer may bring another era before this returns
	raw, _ := json.Marshal(with)
	c.chair.Act(wire.Up{N: n, Era: c.era, Do: verb, With: raw})
	return n
}

// must sends an action and expects it done.
func (c *screen) must(verb string, with any) {
	c.t.Helper()
	if code := c.try(verb, with); code != "" {
		c.t.Fatalf("%s %s: refused with %q", c.name, verb, code)
	}
}

// try sends an action and returns the code of the refusal, "" if it was done.
func (c *screen) try(verb string, with any) string {
	c.t.Helper()
	before := c.heardSoFar()
	n := c.do(verb, with)
	synctest.Wait()
	code, answered := c.answerSince(before, n)
	if !answered { // in a round it comes by the beat
		time.Sleep(Beat)
		synctest.Wait()
		code, answered = c.answerSince(before, n)
	}
	if !answered {
		c.t.Fatalf("%s %s: no answer", c.name, verb)
	}
	return code
}

// heardSoFar is how many frames have come.
func (c *screen) heardSoFar() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.frames)
}

// answer looks for the newest answer to action n.
func (c *screen) answer(n int) (code string, answered bool) { return c.answerSince(0, n) }

func (c *screen) answerSince(frame, n int) (code string, answered bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range slices.Backward(c.frames[frame:]) {
		if f["n"] == json.Number(fmt.Sprint(n)) {
			if e, ok := f["error"].(document.Tree); ok {
				return e["code"].(string), true
			}
			return "", true
		}
	}
	return "", false
}

// words is what the screen shows of the toy's public words.
func (c *screen) words() document.Tree {
	return c.doc["shared"].(document.Tree)["words"].(document.Tree)
}

// sameAs fails the test unless the screen shows what a fresh snapshot says.
func (c *screen) sameAsFresh() {
	c.t.Helper()
	raw, _, err := c.stage.house.Doc(context.Background(), c.stage.room, c.name)
	if err != nil {
		c.t.Fatal(err)
	}
	fresh, _ := document.ParseTree(raw)
	want, _ := json.Marshal(fresh["doc"])
	got, _ := json.Marshal(c.doc)
	if string(got) != string(want) {
		c.t.Errorf("%s shows  %s\nfresh is %s", c.name, got, want)
	}
}

// slowSeat takes a number of batches, and then none.
type slowSeat struct {
	takes  atomic.Int64
	docs   int    // snapshots among them
	missed func() // runs while the next batch is dropped
}

func (s *slowSeat) Send(frames []wire.Frame) bool {
	if missed := s.missed; missed != nil {
		s.missed = nil
		missed()
		return false
	}
	for _, f := range frames {
		if bytes.Contains(f, []byte(`"doc":`)) {
			s.docs++
		}
	}
	return s.takes.Add(-1) >= 0
}

func (s *slowSeat) Close(int, string) {}

// slow seats somebody who reads only so much.
func (s *stage) slow(name string, takes int64) (*slowSeat, *Session) {
	s.t.Helper()
	seat := &slowSeat{}
	seat.takes.Store(takes)
	chair, err := s.house.Enter(context.Background(), s.room, name, wire.Hello{Tab: fmt.Sprintf("%032x", 1), Next: 1}, seat)
	if err != nil {
		s.t.Fatal(err)
	}
	synctest.Wait()
	return seat, chair
}
