package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"rondo/rooms"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// tally is a ceremony that counts how often each thing was done.
type tally struct {
	Did rooms.Map[int] `json:"did"`
}

type tallyOwn struct {
	Did int `json:"did"`
}

type tallyTurn = rooms.Turn[tally, tallyOwn, struct{}]

type key struct {
	Key string `json:"key"`
}

func tallyKind() *rooms.Kind {
	all := rooms.Everyone | rooms.Facilitator
	return rooms.Register(rooms.Ceremony[tally, tallyOwn, struct{}]{
		Kind: "tally", Version: 1,
		Rights: rooms.Rights{
			{Do: "count", May: all, Why: "Everybody may."},
			{Do: "undo", May: rooms.ScrumMasters, Why: "Only scrum masters take back."},
		},
		Actions: map[string]rooms.Action[tally, tallyOwn, struct{}]{
			"count": rooms.On(func(t *tallyTurn, k key) error {
				t.Shared.Did.Edit(k.Key, func(n *int) { *n++ })
				t.Private.Edit(t.Actor, func(o *tallyOwn) { o.Did++ })
				return nil
			}),
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
	journal *rooms.MemoryJournal
	keys    *rooms.MemoryKeys
	house   atomic.Pointer[rooms.House]
	room    rooms.ID
}

const secret = "open sesame"

func play(t *testing.T, act func(*scene)) {
	synctest.Test(t, func(t *testing.T) {
		s := &scene{t: t, journal: rooms.NewMemoryJournal(), keys: rooms.NewMemoryKeys()}
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

func (s *scene) boot() {
	s.house.Store(rooms.NewHouse(rooms.Options{Journal: s.journal, Keys: s.keys, Build: "b1", Fatal: func(error) {}}, tallyKind()))
}

func (s *scene) halt() {
	if err := s.house.Load().Close(context.Background()); err != nil {
		s.t.Error(err)
	}
}

func (s *scene) join(name string) {
	s.t.Helper()
	if _, err := s.house.Load().Join(s.t.Context(), s.room, rooms.Knock{Secret: secret, Browser: name, Name: name}); err != nil {
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
		return Local(house, s.room, browser)(ctx)
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
	raw, err := s.house.Load().Doc(s.t.Context(), s.room, browser)
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

func TestAnActionIsAnsweredAndSeen(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann", Options{}), s.sit("bob", Options{})
		s.count(ann, "x")
		if n := did(ann.View())["x"]; n != 1 {
			t.Errorf("when the answer is there ann sees %d", n)
		}
		if _, err := bob.Until(s.t.Context(), func(v View) bool { return did(v)["x"] == 1 }); err != nil {
			t.Error(err)
		}
		own, err := Decode[tallyOwn](ann.View(), "me", "own")
		if err != nil || own.Did != 1 {
			t.Errorf("ann's own drawer has %v, %v", own, err)
		}
		room, err := ann.View().Room()
		if p, _ := room.People.Get(ann.View().You); err != nil || p.Name != "ann" {
			t.Errorf("the room, typed: %+v, %v", room, err)
		}
		ann.Close()
		bob.Close()
	})
}

func TestARefusalIsAnError(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		ann := s.sit("ann", Options{})
		var refused *rooms.Error
		if err := ann.Act(s.t.Context(), "undo", nil); !errors.As(err, &refused) || refused.Code != "forbidden" {
			t.Errorf("undo: %v", err)
		}
		if err := ann.Act(s.t.Context(), "count", map[string]any{"key": "x", "more": 1}); !errors.As(err, &refused) || refused.Field != "/more" {
			t.Errorf("a field too many: %v", err)
		}
		s.count(ann, "x")
		ann.Close()
	})
}

func TestWhatWasSaidInATunnelIsDoneOnce(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		ann := s.sit("ann", Options{})
		s.count(ann, "before")
		release := s.journal.Hold()
		done := make(chan error, 1)
		go func() { done <- ann.Act(s.t.Context(), "count", key{"during"}) }()
		synctest.Wait()
		ann.Drop() // the action is with the room, the answer is not on its way
		if _, err := ann.Until(s.t.Context(), func(v View) bool { return !v.Online }); err != nil {
			t.Fatal(err)
		}
		release()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if n := did(ann.View())["during"]; n != 1 {
			t.Errorf("done %d times", n)
		}
		s.sameAsFresh(ann, "ann")
		ann.Close()
	})
}

func TestARestartIsResumedWithoutASnapshot(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		snapshots := 0
		ann := s.sit("ann", Options{OnFrame: func(dir Direction, raw []byte) {
			var f down
			if dir == Down && json.Unmarshal(raw, &f) == nil && f.Doc != nil {
				snapshots++
			}
		}})
		s.count(ann, "x")
		s.halt()
		s.house.Store(nil)
		ann.Drop() // as the end of the process would
		done := make(chan error, 1)
		go func() { done <- ann.Act(s.t.Context(), "count", key{"y"}) }()
		time.Sleep(3 * time.Second)
		s.boot()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if v := ann.View(); snapshots != 1 || v.Resets != 0 || did(v)["y"] != 1 {
			t.Errorf("%d snapshots, %d resets, %v", snapshots, v.Resets, did(v))
		}
		s.sameAsFresh(ann, "ann")
		ann.Close()
	})
}

func TestAForgottenTabIsToldAndStartsAfresh(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		ann := s.sit("ann", Options{})
		s.count(ann, "x")
		ann.tab = newTab() // as if the room had forgotten it
		ann.Drop()
		if err := ann.Act(s.t.Context(), "count", key{"y"}); rooms.AsError(err).Code != "tab_forgotten" && err != nil {
			t.Errorf("what waited was told %v", err)
		}
		s.count(ann, "z")
		ann.Close()
	})
}

func TestTheServersClockIsKnown(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		ann := s.sit("ann", Options{})
		time.Sleep(5 * time.Second)
		if off := ann.Now() - rooms.MillisOf(time.Now()); off < -1 || off > 1 {
			t.Errorf("the clock is off by %d ms", off)
		}
		ann.Close()
	})
}

func TestWhoIsRemovedDoesNotComeBack(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		one := s.sit("ann", Options{})
		two := New(s.t.Context(), s.dialer("nobody"), Options{})
		<-two.Done()
		var ended *Ended
		if !errors.As(two.Err(), &ended) || ended.Code != rooms.CloseNoSession {
			t.Errorf("without a seat: %v", two.Err())
		}
		if err := two.Act(s.t.Context(), "count", key{"x"}); !errors.As(err, &ended) {
			t.Errorf("an action afterwards: %v", err)
		}
		one.Close()
		if err := one.Act(s.t.Context(), "count", key{"x"}); !errors.Is(err, ErrClosed) {
			t.Errorf("an action after Close: %v", err)
		}
	})
}

func TestManyAtOnceKeepTheirOrderAndTheRate(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		ann := s.sit("ann", Options{})
		start := time.Now()
		errs := make(chan error)
		for i := range 130 {
			go func() { errs <- ann.Act(s.t.Context(), "count", key{fmt.Sprint(i)}) }()
		}
		for range 130 {
			if err := <-errs; err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(start); took < 9*time.Second || took > 11*time.Second {
			t.Errorf("130 actions took %v; 30 may come at once and then 10 a second", took)
		}
		if n := len(did(ann.View())); n != 130 {
			t.Errorf("%d were done", n)
		}
		ann.Close()
	})
}
