package live

import (
	"context"
	"log/slog"
	"rondo/rooms"
	"rondo/rooms/journal"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// stage is a house with one room, a toy mostly.
type stage struct {
	t       *testing.T
	kind    func() *rooms.Kind
	journal *journal.Memory
	keys    *journal.MemoryKeys
	house   *House
	room    rooms.ID
	fatal   error
	seed    uint64
	log     *slog.Logger
	passOn  func(rooms.ID) bool
	burns   atomic.Bool // while true, no burn is answered
	wipes   atomic.Bool // while true, somebody else reads the store
	dead    []*House    // were killed
}

const toySecret = "open sesame"

func onStage(t *testing.T, limits Limits, play func(*stage)) {
	t.Helper()
	onStageWith(t, toyKind, limits, play)
}

func onStageWith(t *testing.T, kind func() *rooms.Kind, limits Limits, play func(*stage)) {
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t, kind: kind, journal: journal.NewMemory(), keys: journal.NewMemoryKeys()}
		s.boot(limits)
		id, err := s.house.Open(context.Background(), rooms.Brief{Kind: kind().Name, Title: "Toy", Secret: toySecret, Browser: "ann"})
		if err != nil {
			t.Fatal(err)
		}
		s.room = id
		defer func() { s.shutDown() }()
		play(s)
	})
}

func (s *stage) boot(limits Limits) {
	s.house = NewHouse(Options{Journal: stuckBurns{s.journal, &s.burns, &s.wipes}, Keys: s.keys, Dice: s.fall, Log: s.log, Limits: limits, Build: "b1", Fatal: func(err error) { s.fatal = err }}, s.kind())
}

// fall gives each house other dice, and each run of a test the same.
func (s *stage) fall() *rooms.Dice {
	s.seed++
	return rooms.SeededDice(s.seed)
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
func (s *stage) join(name string, roles ...rooms.Role) rooms.ID {
	s.t.Helper()
	if len(roles) == 0 {
		roles = []rooms.Role{rooms.Developer}
	}
	id, err := s.house.Join(context.Background(), s.room, Knock{Secret: toySecret, Browser: name, Name: name, Roles: roles})
	if err != nil {
		s.t.Fatalf("%s could not join: %v", name, err)
	}
	return id
}

// giveBaton makes the first to come the facilitator.
func (s *stage) giveBaton() { s.change(func(t *rooms.Tx) { t.Room.Baton.Holder = "p1" }) }

// change makes a step from outside.
func (s *stage) change(do func(*rooms.Tx)) {
	s.inRoom(func(r *room) {
		if err := r.change("test", func(_ rooms.Document, t *rooms.Tx) error { do(t); return nil }); err != nil {
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
