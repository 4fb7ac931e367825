package live

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

const canary = "canary: what somebody wrote"

// mine panics when it is stepped on, if it is armed.
type mine struct{ armed atomic.Bool }

func (m *mine) step() {
	if m.armed.Load() {
		panic(canary)
	}
}

// mines lie wherever a room's goroutine, and what works for it, calls what may fail.
type mines struct{ tidies, minutes, upgrade, append, wipe, seat mine }

func (m *mines) clear() {
	for _, one := range []*mine{&m.tidies, &m.minutes, &m.upgrade, &m.append, &m.wipe, &m.seat} {
		one.armed.Store(false)
	}
}

// kind is the toy with its mines.
func (m *mines) kind() *rooms.Kind {
	c := toyCeremony()
	c.Version = 2
	c.Upgrade = func(map[string]any, int) error { m.upgrade.step(); return nil }
	c.Tidies = func(*rooms.Map[rooms.ID, toyOwn]) { m.tidies.step() }
	minutes := c.Minutes
	c.Minutes = func(d *rooms.Meeting[toy, toyOwn, toyOwn]) rooms.Minutes { m.minutes.step(); return minutes(d) }
	return rooms.Register(c)
}

type minedJournal struct {
	*journal.Memory
	*mines
	reads atomic.Int64
}

func (j *minedJournal) Read(ctx context.Context, room rooms.ID) (journal.Record, error) {
	j.reads.Add(1)
	return j.Memory.Read(ctx, room)
}

func (j *minedJournal) Append(ctx context.Context, room rooms.ID, epoch, prev int64, entries []journal.Entry, due journal.Due) error {
	j.append.step()
	return j.Memory.Append(ctx, room, epoch, prev, entries, due)
}

func (j *minedJournal) Wipe(ctx context.Context) error {
	j.wipe.step()
	return j.Memory.Wipe(ctx)
}

// minedSeat is a subscriber that fails.
type minedSeat struct{ *mine }

func (s minedSeat) Send([]wire.Frame) bool { s.step(); return true }
func (s minedSeat) Close(int, string)      { s.step() }

// enter takes a seat whose code fails.
func (m *mines) enter(s *stage) error {
	_, err := s.house.Enter(context.Background(), s.room, "ann", wire.Hello{Tab: fmt.Sprintf("%032x", 77), Next: 1}, minedSeat{&m.seat})
	return err
}

// onMines plays in a house with mines in it.
func onMines(t *testing.T, play func(s *stage, m *mines, j *minedJournal, log *bytes.Buffer)) {
	onStage(t, Limits{}, func(s *stage) {
		s.shutDown()
		m, log := &mines{}, &bytes.Buffer{}
		j := &minedJournal{Memory: s.journal, mines: m}
		s.house = NewHouse(Options{Journal: j, Keys: s.keys, Log: slog.New(slog.NewTextHandler(log, nil))}, m.kind())
		play(s, m, j, log)
	})
}

// A panic outside a step costs its own room its connections, and nobody anything else.
func TestARoomThatPanicsOpensAgainAndNobodyElseNotices(t *testing.T) {
	for name, blow := range map[string]func(s *stage, m *mines, ann *screen){
		"when a secret round is tidied up": func(_ *stage, m *mines, ann *screen) {
			ann.must("round", struct{}{})
			m.tidies.armed.Store(true)
			ann.do("end_round", struct{}{})
		},
		"when a step is written": func(_ *stage, m *mines, ann *screen) {
			m.append.armed.Store(true)
			ann.do("say", word{"b", "lost"})
		},
		"when the store is wiped": func(_ *stage, m *mines, ann *screen) {
			m.wipe.armed.Store(true)
			ann.must("round", struct{}{})
			ann.do("end_round", struct{}{})
		},
		"when frames are sent": func(s *stage, m *mines, ann *screen) {
			if err := m.enter(s); err != nil {
				s.t.Fatal(err)
			}
			m.seat.armed.Store(true)
			ann.do("say", word{"b", "kept"})
		},
		"when somebody enters": func(s *stage, m *mines, _ *screen) {
			m.seat.armed.Store(true)
			if err := m.enter(s); rooms.AsError(err).Code != "internal" {
				s.t.Errorf("who entered was answered %v", err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			onMines(t, func(s *stage, m *mines, _ *minedJournal, log *bytes.Buffer) {
				s.join("ann")
				s.join("bob")
				ann, bob := s.sit("ann"), s.sit("bob")
				ann.must("say", word{"a", "kept"})
				there := s.elsewhere("zoe")
				blow(s, m, ann)
				synctest.Wait()
				m.clear()
				if ann.closed != wire.CloseRestart || bob.closed != wire.CloseRestart {
					t.Errorf("closed with %d and %d", ann.closed, bob.closed)
				}
				there.must("say", word{"z", "still here"})
				if there.closed != 0 {
					t.Errorf("another room's connection was closed with %d", there.closed)
				}
				told(t, s, log.String())
				for _, c := range []*screen{ann, bob} {
					c.afresh()
					c.connect()
				}
				ann.must("say", word{"c", "goes on"})
				bob.sameAsFresh()
				if words := bob.words(); words["a"] != "kept" || words["c"] != "goes on" {
					t.Errorf("it opened again as %v", words)
				}
				if stats := s.house.Stats(); stats.Rooms != 2 || stats.Seats != 3 || stats.Bugs != 1 {
					t.Errorf("the figures are %+v", stats)
				}
			})
		})
	}
}

// elsewhere sits down in another room of the house.
func (s *stage) elsewhere(name string) *screen {
	s.t.Helper()
	here := s.room
	defer func() { s.room = here }()
	var err error
	if s.room, err = s.house.Open(context.Background(), rooms.Brief{Kind: "toy", Title: "Toy", Secret: toySecret, Browser: name}); err != nil {
		s.t.Fatal(err)
	}
	s.join(name)
	return s.sit(name)
}

// told fails unless the log tells once where it happened, and nothing that it must not.
func told(t *testing.T, s *stage, log string) {
	t.Helper()
	if strings.Count(log, "level=ERROR") != 1 || !strings.Contains(log, "bug_test.go") {
		t.Errorf("the log says: %s", log)
	}
	if strings.Contains(log, canary) || strings.Contains(log, string(s.room)) {
		t.Errorf("the log says too much: %s", log)
	}
}

// Minutes are made for whoever asks for them: the meeting does not pay for a bug there.
func TestMinutesThatPanicAreTheAskersAlone(t *testing.T) {
	onMines(t, func(s *stage, m *mines, _ *minedJournal, log *bytes.Buffer) {
		s.join("ann")
		ann := s.sit("ann")
		m.minutes.armed.Store(true)
		if _, err := s.house.Minutes(context.Background(), s.room, "ann"); rooms.AsError(err).Code != "internal" {
			t.Errorf("answered %v", err)
		}
		ann.must("say", word{"a", "goes on"})
		if ann.closed != 0 || s.house.Stats().Bugs != 1 {
			t.Errorf("closed with %d, the figures are %+v", ann.closed, s.house.Stats())
		}
		told(t, s, log.String())
	})
}

// Who asks what makes the room panic is answered, and does not ask it again of the
// room that opens; who asked something else is asked again for.
func TestAQuestionThatPanicsIsAskedOnce(t *testing.T) {
	onMines(t, func(s *stage, _ *mines, _ *minedJournal, _ *bytes.Buffer) {
		s.join("ann")
		asked, busy := 0, make(chan struct{})
		bad, good := make(chan error, 1), make(chan error, 1)
		go func() {
			bad <- s.house.ask(context.Background(), s.room, func(*room) error { asked++; <-busy; panic(canary) })
		}()
		synctest.Wait()
		go func() {
			_, _, err := s.house.WhoIs(context.Background(), s.room, "ann")
			good <- err
		}()
		synctest.Wait()
		close(busy)
		if err := <-bad; !errors.Is(err, errBug) || asked != 1 {
			t.Errorf("asked %d times, answered %v", asked, err)
		}
		if err := <-good; err != nil {
			t.Errorf("who asked something else is told %v", err)
		}
	})
}

// Who comes in while the room panics is told, wherever the news of it was then, and
// can come again.
func TestWhoJoinsARoomThatPanicsIsTold(t *testing.T) {
	onMines(t, func(s *stage, m *mines, _ *minedJournal, _ *bytes.Buffer) {
		join := func(name string, told chan<- error) {
			_, err := s.house.Join(context.Background(), s.room, Knock{Secret: toySecret, Browser: name, Name: name})
			told <- err
		}
		s.join("ann")
		bob, cid := make(chan error, 1), make(chan error, 1)
		m.append.armed.Store(true)
		join("bob", bob) // fails as it is written
		if err := <-bob; rooms.AsError(err).Code != "internal" {
			t.Errorf("whose joining panics is told %v", err)
		}
		m.clear()
		s.inRoom(func(*room) {}) // it opens again
		release := s.journal.Hold()
		go join("bob", bob)
		synctest.Wait()
		go join("cid", cid)
		synctest.Wait()
		go func() {
			_ = s.house.ask(context.Background(), s.room, func(*room) error { panic(canary) })
		}()
		synctest.Wait()
		release()
		if err := <-bob; err != nil {
			t.Errorf("whose joining was being written is told %v", err)
		}
		if err := <-cid; rooms.AsError(err).Code != "internal" {
			t.Errorf("whose joining waited is told %v", err)
		}
		s.join("cid")
	})
}

// A room that opens, and panics whenever somebody comes, is set aside as well.
func TestARoomThatPanicsWhenItIsOpenIsSetAside(t *testing.T) {
	onMines(t, func(s *stage, m *mines, _ *minedJournal, _ *bytes.Buffer) {
		s.join("ann")
		m.seat.armed.Store(true)
		for range mostBugs {
			if err := m.enter(s); rooms.AsError(err).Code != "internal" {
				t.Errorf("a try was answered %v", err)
			}
		}
		if err := m.enter(s); rooms.AsError(err).Code != "unavailable" {
			t.Errorf("it was tried again: %v", err)
		}
	})
}

// A room that does nothing but panic is left alone, longer each time, and opens
// once it can.
func TestARoomThatPanicsAgainAndAgainIsSetAside(t *testing.T) {
	onMines(t, func(s *stage, m *mines, j *minedJournal, log *bytes.Buffer) {
		m.upgrade.armed.Store(true)
		knock := func() *rooms.Error {
			_, _, err := s.house.WhoIs(context.Background(), s.room, "ann")
			return rooms.AsError(err)
		}
		for range mostBugs {
			if code := knock().Code; code != "internal" {
				t.Errorf("a try was answered %q", code)
			}
		}
		reads := j.reads.Load()
		refusal := knock()
		if refusal.Code != "unavailable" || refusal.Retry <= 0 || refusal.Retry > leastPause || j.reads.Load() != reads {
			t.Errorf("it was tried again: %v, to come back in %v", refusal, refusal.Retry)
		}
		for range 3600 { // people go on knocking
			time.Sleep(time.Second)
			knock()
		}
		if n := j.reads.Load() - reads; n < 12 || n > 25 {
			t.Errorf("it was tried %d times within an hour", n)
		}
		told(t, s, log.String()[strings.LastIndex(log.String(), "level=ERROR"):])
		m.upgrade.armed.Store(false)
		time.Sleep(mostPause)
		if code := knock().Code; code != "no_room" { // nobody has a seat there
			t.Errorf("it does not open: %q", code)
		}
		time.Sleep(3 * mostPause)
		synctest.Wait()
		s.house.mu.Lock()
		defer s.house.mu.Unlock()
		if f, known := s.house.failed[s.room]; known {
			t.Errorf("it has been well for long, and still counts as failing: %+v", f)
		}
	})
}
