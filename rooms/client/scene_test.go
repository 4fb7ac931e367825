package client

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"go.uber.org/goleak"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/live"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// tally is a ceremony that counts how often each thing was done.
type tally struct {
	Did rooms.Map[string, int] `json:"did"`
}

type tallyOwn struct {
	Did int `json:"did"`
}

type tallyTurn = rooms.Turn[tally, tallyOwn, struct{}]

type key struct {
	Key string `json:"key" takes:"any"`
}

func tallyKind() *rooms.Kind {
	anybody := rooms.Right{In: rooms.EveryPhase, May: rooms.Everyone | rooms.Facilitator}
	return rooms.Register(rooms.Ceremony[tally, tallyOwn, struct{}]{
		Kind: "tally", Version: 1,
		Rights: append(anybody.For("count", "begin", "end"), rooms.Right{Do: "undo", In: rooms.EveryPhase, May: rooms.ScrumMasters}),
		Actions: map[string]rooms.Action[tally, tallyOwn, struct{}]{
			"count": rooms.On(func(t *tallyTurn, k key) error {
				t.Shared.Did.Edit(k.Key, func(n *int) { *n++ })
				t.Private.Edit(t.Actor, func(o *tallyOwn) { o.Did++ })
				return nil
			}),
			"begin": rooms.On(func(t *tallyTurn, _ struct{}) error { t.HoldRound("tally"); return nil }),
			"end":   rooms.On(func(t *tallyTurn, _ struct{}) error { t.ReleaseRound("tally"); return nil }),
		},
		Opens: func(*tallyTurn, rooms.Brief) error { return nil },
		Hears: func(*tallyTurn, rooms.Event) error { return nil },
		Minutes: func(*rooms.Meeting[tally, tallyOwn, struct{}]) rooms.Minutes {
			return rooms.Minutes{}
		},
	})
}

// scene is a house with one room, in virtual time.
type scene struct {
	t       *testing.T
	journal *journal.Memory
	keys    *journal.MemoryKeys
	house   atomic.Pointer[live.House]
	room    rooms.ID
}

const secret = "open sesame"

func play(t *testing.T, act func(*scene)) {
	synctest.Test(t, func(t *testing.T) {
		s := &scene{t: t, journal: journal.NewMemory(), keys: journal.NewMemoryKeys()}
		s.boot()
		id, err := s.house.Load().Open(t.Context(), rooms.Brief{Kind: "tally", Title: "T", Secret: secret})
		if err != nil {
			t.Fatal(err)
		}
		s.room = id
		act(s)
		s.halt()
	})
}

// playAnn plays with ann, who is in the room from the first to the last.
func playAnn(t *testing.T, act func(s *scene, ann *Client)) {
	play(t, func(s *scene) {
		s.join("ann")
		ann := s.sit("ann", Options{})
		act(s, ann)
		ann.Close()
	})
}

func (s *scene) boot() {
	s.house.Store(live.NewHouse(live.Options{Journal: s.journal, Keys: s.keys, Build: "b1", Fatal: func(error) {}}, tallyKind()))
}

func (s *scene) halt() {
	if err := s.house.Load().Close(context.Background()); err != nil {
		s.t.Error(err)
	}
}

func (s *scene) join(name string) {
	s.t.Helper()
	if _, err := s.house.Load().Join(s.t.Context(), s.room, live.Knock{Secret: secret, Browser: name, Name: name}); err != nil {
		s.t.Fatal(err)
	}
}

// dialer reaches whatever house is up now.
func (s *scene) dialer(browser string) Dialer {
	return func(ctx context.Context) (Conn, error) {
		house := s.house.Load()
		if house == nil {
			return nil, &unreachable{err: errors.New("nobody is home")}
		}
		return house.Dial(s.room, browser)(ctx)
	}
}

func (s *scene) sit(name string, with Options) *Client {
	s.t.Helper()
	c := New(s.t.Context(), s.dialer(name), with)
	if _, err := c.Ready(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	return c
}

func (s *scene) count(c *Client, what string) {
	s.t.Helper()
	if err := c.Act(s.t.Context(), "count", key{what}); err != nil {
		s.t.Fatalf("count %s: %v", what, err)
	}
}

func did(v View) map[string]int {
	m := map[string]int{}
	raw, _ := json.Marshal(v.Get("shared", "did"))
	_ = json.Unmarshal(raw, &m)
	return m
}

// sameAsFresh fails unless patches led to what a newcomer would see.
func (s *scene) sameAsFresh(c *Client, browser string) {
	s.t.Helper()
	raw, _, err := s.house.Load().Doc(s.t.Context(), s.room, browser)
	if err != nil {
		s.t.Fatal(err)
	}
	var fresh struct {
		At  Position
		Doc json.RawMessage
	}
	if err := json.Unmarshal(raw, &fresh); err != nil {
		s.t.Fatal(err)
	}
	doc, err := parse(fresh.Doc)
	if v := c.View(); err != nil || fresh.At != v.At || !reflect.DeepEqual(doc, v.Doc) {
		s.t.Errorf("%s sees at %v\n%v\nand a newcomer at %v\n%v", browser, v.At, v.Doc, fresh.At, doc)
	}
}
