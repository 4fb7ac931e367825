package rooms

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// toy is a ceremony that has a bit of everything the kernel promises something
// about: public words, private ones, an audience, clocks, a secret round.
type toy struct {
	Words Map[string] `json:"words"`
	Rung  int         `json:"rung,omitempty"`
}

type toyOwn struct {
	Secret string `json:"secret,omitempty"`
}

type toyTurn = Turn[toy, toyOwn, toyOwn]

type word struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

type after struct {
	MS int `json:"ms"`
}

var everybody = Everyone | Facilitator

func toyKind() *Kind {
	return Register(Ceremony[toy, toyOwn, toyOwn]{
		Kind: "toy", Version: 1,
		Services:  []Service{toyRound()},
		Audiences: map[string]Who{"devs": Developers},
		Rights: Rights{
			{Do: "say", May: everybody, Why: "Everybody may."}, {Do: "whisper", May: everybody, Why: "Everybody may."},
			{Do: "tell_devs", May: everybody, Why: "Everybody may."}, {Do: "arm", May: everybody, Why: "Everybody may."},
			{Do: "panic", May: everybody, Why: "Everybody may."}, {Do: "nothing", May: everybody, Why: "Everybody may."},
			{Do: "round", May: everybody, Why: "Everybody may."}, {Do: "vote", May: everybody, Why: "Everybody may."},
			{Do: "end_round", May: everybody, Why: "Everybody may."}, {Do: "out", May: everybody, Why: "Everybody may."},
			{Do: "become", May: everybody, Why: "Everybody may."},
			{Do: "undo", May: Facilitator, Why: "Only the facilitator takes back."},
			{Do: "unsay", May: everybody, Why: "Everybody may."},
			{Do: "lead", May: Facilitator, Why: "Only the facilitator leads."},
		},
		Actions: map[string]Action[toy, toyOwn, toyOwn]{
			"say":   On(func(t *toyTurn, w word) error { t.Shared.Words.Put(w.Key, w.Text); return nil }).Undoable(),
			"unsay": On(func(t *toyTurn, w word) error { t.Shared.Words.Delete(w.Key); return nil }),
			"whisper": On(func(t *toyTurn, w word) error {
				t.Private.Edit(t.Actor, func(o *toyOwn) { o.Secret = w.Text })
				return nil
			}),
			"tell_devs": On(func(t *toyTurn, w word) error {
				t.Audience.Edit("devs", func(o *toyOwn) { o.Secret = w.Text })
				return nil
			}),
			"arm":     On(func(t *toyTurn, a after) error { t.SetTimer("toy", time.Duration(a.MS)*time.Millisecond); return nil }).Undoable(),
			"panic":   On(func(t *toyTurn, _ struct{}) error { t.Shared.Rung = 99; panic("a bug in a rule") }),
			"nothing": On(func(*toyTurn, struct{}) error { return nil }),
			"lead":    On(func(t *toyTurn, _ struct{}) error { t.Shared.Rung = -1; return nil }),
			"out": On(func(t *toyTurn, w word) error {
				t.Room.People.Edit(w.Key, func(p *Person) { p.Left = true })
				return nil
			}),
			"become": On(func(t *toyTurn, w word) error {
				t.Room.People.Edit(t.Actor, func(p *Person) { p.Roles = ListOf(w.Text) })
				return nil
			}),
		},
		Opens: func(t *toyTurn, b Brief) error { return nil },
		Hears: func(t *toyTurn, e Event) error {
			if e.What == Rang {
				t.Shared.Rung++
			}
			return nil
		},
		Minutes: func(m *Meeting[toy, toyOwn, toyOwn]) Minutes { return Minutes{Title: m.Room.Title} },
	})
}

// toyRound is a secret round without the ballot service: what is sealed and
// burned must not depend on who opens the round.
func toyRound() Service {
	empty := func(b *Base) {
		for person, held := range b.Held.All() {
			held.Votes = Map[Choice]{}
			b.Held.Put(person, held)
		}
	}
	return Service{
		Name: "round",
		Verbs: map[string]Verb{
			"round": Do(func(t *Table, _ struct{}) error { t.Kernel.Round = t.Rand.ID(); return nil }),
			"vote": Do(func(t *Table, w word) error {
				t.Held.Edit(t.Actor, func(h *Held) { h.Votes.Put("b", Choice{Card: w.Text}) })
				return nil
			}),
			"end_round": Do(func(t *Table, _ struct{}) error {
				t.Kernel.Burn, t.Kernel.Round = t.Kernel.Round, ""
				t.Room.Look = "the round is over"
				empty(t.Base)
				return nil
			}),
		},
		Tidies: func(b *Base) {
			if b.Kernel.Round == "" {
				empty(b)
			}
		},
		Hears: func(t *Table, e Event) error {
			if e.What == Voided {
				t.Room.Look = "please vote again"
			}
			return nil
		},
	}
}

// stage is a house with one toy room.
type stage struct {
	t       *testing.T
	journal *MemoryJournal
	keys    *MemoryKeys
	house   *House
	room    ID
	fatal   error
	burns   atomic.Bool // while true, no burn is answered
	dead    []*House    // were killed
}

const toySecret = "open sesame"

func onStage(t *testing.T, limits Limits, play func(*stage)) {
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t, journal: NewMemoryJournal(), keys: NewMemoryKeys()}
		s.boot(limits)
		id, err := s.house.Open(context.Background(), Brief{Kind: "toy", Title: "Toy", Secret: toySecret, Browser: "ann"})
		if err != nil {
			t.Fatal(err)
		}
		s.room = id
		defer func() { s.shutDown() }()
		play(s)
	})
}

func (s *stage) boot(limits Limits) {
	s.house = NewHouse(Options{Journal: stuckBurns{s.journal, &s.burns}, Keys: s.keys, Limits: limits, Build: "b1", Fatal: func(err error) { s.fatal = err }}, toyKind())
}

func (s *stage) shutDown() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	for _, house := range append(s.dead, s.house) {
		if err := house.Close(ctx); err != nil {
			s.t.Errorf("the house did not close: %v", err)
		}
	}
	s.dead = nil
}

// join lets a browser in; its name is the person's.
func (s *stage) join(name string, roles ...Role) ID {
	s.t.Helper()
	if len(roles) == 0 {
		roles = []Role{Developer}
	}
	id, err := s.house.Join(context.Background(), s.room, Knock{Secret: toySecret, Browser: name, Name: name, Roles: roles})
	if err != nil {
		s.t.Fatalf("%s could not join: %v", name, err)
	}
	return id
}

// giveBaton makes the first to come the facilitator.
func (s *stage) giveBaton() { s.change(func(t *Table) { t.Room.Baton.Holder = "p1" }) }

// change makes a step from outside.
func (s *stage) change(do func(*Table)) {
	s.inRoom(func(r *room) {
		if err := r.change("test", func(_ document, t *Table) error { do(t); return nil }); err != nil {
			s.t.Error(err)
		}
	})
}

// inRoom looks at a room from its own goroutine.
func (s *stage) inRoom(look func(*room)) {
	s.t.Helper()
	if err := s.house.ask(context.Background(), s.room, func(r *room) error { look(r); return nil }); err != nil {
		s.t.Fatal(err)
	}
	synctest.Wait()
}

// slowSeat takes a number of batches, and then none.
type slowSeat struct {
	takes  atomic.Int64
	docs   int    // snapshots among them
	missed func() // runs while the next batch is dropped
}

func (s *slowSeat) Send(frames []Frame) bool {
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
func (s *stage) slow(name string, takes int64) (*slowSeat, *Chair) {
	s.t.Helper()
	seat := &slowSeat{}
	seat.takes.Store(takes)
	chair, err := s.house.Enter(context.Background(), s.room, name, Hello{Tab: fmt.Sprintf("%032x", 1), Next: 1}, seat)
	if err != nil {
		s.t.Fatal(err)
	}
	synctest.Wait()
	return seat, chair
}

// screen is a browser's side: it applies patches as the page does, and fails
// the test on a gap.
type screen struct {
	t      *testing.T
	stage  *stage
	name   string
	you    ID
	tab    string
	n      int
	at     []int64
	doc    tree
	here   tree
	chair  *Chair
	frames []tree
	raw    []string
	closed int
	deaf   bool
	resets int
}

func (s *stage) sit(name string) *screen {
	c := &screen{t: s.t, stage: s, name: name, tab: fmt.Sprintf("%032x", len(name)*1000+int(name[0]))}
	c.connect()
	return c
}

func (c *screen) connect() {
	c.t.Helper()
	chair, err := c.stage.house.Enter(context.Background(), c.stage.room, c.name, Hello{Tab: c.tab, Next: c.n + 1, Since: c.at}, c)
	if err != nil {
		c.t.Fatalf("%s could not enter: %v", c.name, err)
	}
	c.chair = chair
	synctest.Wait()
}

// Send is the Seat of this screen. The room's goroutine calls it; tests look
// after synctest.Wait.
func (c *screen) Send(frames []Frame) bool {
	if c.deaf {
		return false
	}
	for _, f := range frames {
		t, err := parseTree(f)
		if err != nil {
			c.t.Errorf("%s got a frame that is no JSON: %s", c.name, f)
			return true
		}
		c.raw = append(c.raw, string(f))
		c.frames = append(c.frames, t)
		c.apply(t)
	}
	return true
}

func (c *screen) Close(code int, reason string) { c.closed = code }

func (c *screen) apply(f tree) {
	at := positionOf(f["at"])
	switch {
	case f["doc"] != nil:
		c.doc, c.at = f["doc"].(tree), at
		c.here, _ = f["here"].(tree)
		if f["reset"] == true {
			c.resets++
		}
	case f["hello"] != nil:
		c.here, _ = f["here"].(tree)
	case f["patch"] != nil:
		if at[1] != c.at[1]+1 {
			c.t.Errorf("%s is at %v and got a patch for %v", c.name, c.at, at)
		}
		merge(c.doc, f["patch"])
		c.at = at
	case f["mine"] != nil:
		merge(c.doc, tree{"me": f["mine"]})
	case f["me"] != nil:
		c.doc["me"], c.at = f["me"], at
	case f["here"] != nil:
		merge(c.here, f["here"])
	}
	if hello, ok := f["hello"].(tree); ok {
		c.you = hello["you"].(string)
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

// do sends an action and does not wait.
func (c *screen) do(verb string, with any) {
	c.n++
	raw, _ := json.Marshal(with)
	c.chair.Act(Up{N: c.n, Do: verb, With: raw})
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
	c.do(verb, with)
	synctest.Wait()
	code, answered := c.answer(c.n)
	if !answered {
		c.t.Fatalf("%s %s: no answer", c.name, verb)
	}
	return code
}

// answer looks for the newest answer to action n.
func (c *screen) answer(n int) (code string, answered bool) {
	for _, f := range slices.Backward(c.frames) {
		if f["n"] == json.Number(fmt.Sprint(n)) {
			if e, ok := f["error"].(tree); ok {
				return e["code"].(string), true
			}
			return "", true
		}
	}
	return "", false
}

// words is what the screen shows of the toy's public words.
func (c *screen) words() tree { return c.doc["shared"].(tree)["words"].(tree) }

// sameAs fails the test unless the screen shows what a fresh snapshot says.
func (c *screen) sameAsFresh() {
	c.t.Helper()
	raw, err := c.stage.house.Doc(context.Background(), c.stage.room, c.name)
	if err != nil {
		c.t.Fatal(err)
	}
	fresh, _ := parseTree(raw)
	want, _ := json.Marshal(fresh["doc"])
	got, _ := json.Marshal(c.doc)
	if string(got) != string(want) {
		c.t.Errorf("%s shows  %s\nfresh is %s", c.name, got, want)
	}
}
