package roomstest

import (
	"context"
	"log/slog"
	"maps"
	"reflect"
	"sync"
	"sync/atomic"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/journal"
	"rondo/rooms/live"
)

// stage is a house with one room of a kind and some people in it, in virtual time.
type stage struct {
	knocked bool // somebody has come to the door; a crowd of them would fill the room
	t       rapid.TB
	kind    *rooms.Kind
	limits  live.Limits
	seed    uint64
	loads   atomic.Uint64 // how often dice were asked for
	journal *journal.Memory
	keys    *journal.MemoryKeys
	house   *live.House
	process *process      // the house's
	old     []*live.House // that were taken over from
	room    rooms.ID
	people  []*viewer
	common  *rooms.Base // what base made of the newest view that it was asked for
	at      client.Position
	atOnce  map[string]client.Tree // what all saw before the newest act was answered by the beat; nil: it was answered at once
	faults  *faults
	did     map[string]int // how often each action was done
	hints   Hints
	types   map[string]reflect.Type // of the arguments of every action
	read    map[string]bool         // texts that people were seen to see
	log     slog.Handler            // instead of faults, or nil
	turn    sync.Mutex              // see sleep
}

const stageSecret = "open sesame"

func newStage(t rapid.TB, kind *rooms.Kind, limits live.Limits) *stage {
	return stageOf(cast[0].Name, t, kind, limits)
}

func stageOf(opener string, t rapid.TB, kind *rooms.Kind, limits live.Limits) *stage {
	s := &stage{
		t: t, kind: kind, limits: limits, seed: 1, faults: &faults{}, read: map[string]bool{}, did: map[string]int{}, types: maps.Collect(kind.Verbs()),
		journal: journal.NewMemory(), keys: journal.NewMemoryKeys(),
	}
	s.open(opener)
	return s
}

// open boots the house and opens the room, for somebody.
func (s *stage) open(opener string) {
	s.boot()
	id, err := s.house.Open(context.Background(), rooms.Brief{
		Kind: s.kind.Name, Title: "Heron", Secret: stageSecret, Browser: opener,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.room = id
}

func (s *stage) boot() {
	var log slog.Handler = s.faults
	if s.log != nil {
		log = s.log
	}
	s.process = &process{Memory: s.journal}
	s.house = live.NewHouse(live.Options{
		Journal: s.process, Keys: s.keys, Limits: s.limits, Log: slog.New(log), Build: "test",
		Dice:  s.dice,
		Fatal: func(err error) { s.faults.add("fatal: " + err.Error()) },
	}, s.kind)
}

// dice fall otherwise whenever the room is loaded again: no id may be given out
// twice. The first two are for making the room and for loading it first.
func (s *stage) dice() *rooms.Dice { return rooms.SeededDice(s.seed + (max(s.loads.Add(1), 2)-2)<<32) }

// sleep lets time pass. Seats are written to meanwhile, by rooms that the test
// has not spoken to since it looked at them: the lock says, to the race
// detector too, that the test has finished looking.
func (s *stage) sleep(d time.Duration) {
	s.turn.Lock()
	s.turn.Unlock() //nolint:staticcheck // only hands over
	time.Sleep(d)
}

// end closes every house; a bubble must have no goroutine left.
func (s *stage) end() {
	for _, h := range append(s.old, s.house) {
		if err := h.Close(context.Background()); err != nil {
			s.t.Errorf("the house did not close: %v", err)
		}
	}
	s.noFaults()
}

// cast is who comes in, and as what. The first opens the room and grants the
// roles that others may only ask for.
var cast = []client.Guest{
	{Name: "ann", Roles: []rooms.Role{rooms.Developer, rooms.ScrumMaster}},
	{Name: "bob", Roles: []rooms.Role{rooms.Developer}},
	{Name: "cyd", Roles: []rooms.Role{rooms.Developer}},
	{Name: "dan", Roles: []rooms.Role{rooms.ProductOwner}},
	{Name: "eve", Roles: []rooms.Role{rooms.ProductManager}},
	{Name: "fay", Roles: []rooms.Role{rooms.Stakeholder}},
}

// enter lets everybody in.
func (s *stage) enter() {
	for _, guest := range cast {
		s.bring(guest)
	}
	synctest.Wait()
	s.looksTheSame()
}

// bring lets somebody in, as what they want to be.
func (s *stage) bring(guest client.Guest) {
	s.admit(guest.Roles)
	v := s.join(guest)
	v.sit()
	for _, role := range guest.Roles {
		_ = s.people[0].do("grant", map[string]any{"person": v.you, "role": role, "yes": true}) // refused where nothing was asked for
	}
}

// knock brings somebody to the door who has no link, until they are let in or the house closes.
func (s *stage) knock() {
	go func() {
		_ = s.house.Knock(context.Background(), s.room, live.Knock{Browser: rooms.NewSecret(), Name: "gus", Roles: []rooms.Role{rooms.Developer}})
	}()
	synctest.Wait()
}

// admit opens the door of a meeting that is the team's own.
func (s *stage) admit(roles []rooms.Role) {
	if len(s.people) == 0 || s.people[0].base().Room.Barred == 0 {
		return
	}
	for _, role := range roles {
		_ = s.people[0].do("admit", map[string]any{"role": role, "on": true}) // refused for roles that come in anyway
	}
}

func (s *stage) join(guest client.Guest) *viewer {
	s.t.Helper()
	you, err := s.house.Join(context.Background(), s.room, live.Knock{
		Secret: stageSecret, Browser: guest.Name, Name: guest.Name, Roles: guest.Roles,
	})
	if err != nil {
		s.t.Fatalf("%s could not join: %v", guest.Name, err)
	}
	v := &viewer{stage: s, name: guest.Name, you: you, answers: map[int]*rooms.Error{}}
	s.people = append(s.people, v)
	return v
}

// wait lets time pass, from an instant to more than any phase has.
func (s *stage) wait(dice draw) {
	for _, d := range []time.Duration{time.Second, 16 * time.Second, 31 * time.Second, 2 * time.Minute} {
		if dice(2, "longer") == 0 {
			s.say("%v pass", d)
			s.sleep(d)
			break
		}
	}
	synctest.Wait()
	s.noFaults()
}

// faults is a log that keeps what went wrong on our side: a rule that panicked,
// a step of the room itself that failed.
type faults struct {
	mu  sync.Mutex
	all []string
}

func (f *faults) add(what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all = append(f.all, what)
}

// Enabled implements slog.Handler: what is not an error is nobody's fault.
func (f *faults) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelError }

// WithAttrs implements slog.Handler; what a logger adds to every line tells a test nothing.
func (f *faults) WithAttrs([]slog.Attr) slog.Handler { return f }

// WithGroup implements slog.Handler.
func (f *faults) WithGroup(string) slog.Handler { return f }

// Handle implements slog.Handler.
func (f *faults) Handle(_ context.Context, r slog.Record) error {
	text := r.Message
	r.Attrs(func(a slog.Attr) bool { text += " " + a.String(); return true })
	f.add(text)
	return nil
}

// say tells the story of a sequence that fails.
func (s *stage) say(format string, args ...any) {
	s.t.Helper()
	s.t.Logf("%s  "+format, append([]any{time.Now().Format("15:04:05.000")}, args...)...)
}

func (s *stage) noFaults() {
	s.t.Helper()
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	for _, fault := range s.faults.all {
		s.t.Errorf("a fault of ours: %s", fault)
	}
	s.faults.all = nil
}
