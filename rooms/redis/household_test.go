package redis

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/redis/redistest"
)

// quickTTL is a lease that a test can wait for.
const quickTTL = 600 * time.Millisecond

// member is a node of a test, with what it lost.
type member struct {
	*Node
	mu   sync.Mutex
	lost []rooms.ID
}

func join(t *testing.T, url string) *member {
	t.Helper()
	return joinReading(t, url, 0)
}

// joinReading is join of a program that reads so much.
func joinReading(t *testing.T, url string, reads int) *member {
	t.Helper()
	m := &member{}
	var err error
	m.Node, err = Open(t.Context(), Options{URL: url, Secret: secret, TTL: quickTTL, Reads: reads, Lost: func(room rooms.ID) {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.lost = append(m.lost, room)
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, m.Node) })
	return m
}

// settled is a Redis that runs for so long that nobody waits for owners from before. The
// tests with one wait most of the time, so they do it together.
func settled(t *testing.T) *redistest.Server {
	t.Helper()
	t.Parallel()
	s := redistest.Start(t)
	until(t, "Redis is old enough", func() bool {
		return fieldOf(s.Do("INFO", "server"), "uptime_in_seconds") >= "2"
	})
	return s
}

// until waits for something that has to come.
func until(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !is(); {
		if time.Now().After(end) {
			t.Fatalf("waited in vain: %s", what)
		}
		<-time.After(2 * time.Millisecond)
	}
}

func (m *member) room(t *testing.T, room, home rooms.ID) (epoch int64) {
	t.Helper()
	if err := m.Journal().Create(t.Context(), room, home, journal.Snapshot{Kind: "k", Version: 1}, journal.Due{}); err != nil {
		t.Fatal(err)
	}
	return m.acquire(t, room)
}

func (m *member) acquire(t *testing.T, room rooms.ID) (epoch int64) {
	t.Helper()
	epoch, _, err := m.Journal().Acquire(t.Context(), room)
	if err != nil {
		t.Fatal(err)
	}
	return epoch
}

func (m *member) add(t *testing.T, room rooms.ID, epoch int64, lsns ...int64) error {
	t.Helper()
	for _, lsn := range lsns {
		e := journal.Entry{LSN: lsn, Epoch: epoch, Seq: lsn, Open: []byte(`{}`), Key: "room", Sealed: []byte("sealed"), Format: 2, MAC: []byte("mac")}
		if err := m.Journal().Append(t.Context(), room, epoch, lsn-1, []journal.Entry{e}, journal.Due{}); err != nil {
			return err
		}
	}
	return nil
}

func (m *member) mustAdd(t *testing.T, room rooms.ID, epoch int64, lsns ...int64) {
	t.Helper()
	if err := m.add(t, room, epoch, lsns...); err != nil {
		t.Fatal(err)
	}
}

// end is where the log of a room ends as Redis has it, and how many entries that is.
func (m *member) end(t *testing.T, room rooms.ID) (last int64, entries int) {
	t.Helper()
	record, err := m.Journal().Read(t.Context(), room)
	if err != nil {
		return -1, 0
	}
	return record.Last, len(record.Entries)
}

// crash is the end of a process without a word.
func (m *member) crash() {
	m.quit()
	m.work.Wait()
	m.post.close()
	_ = m.client.Close()
}

func TestAHouseholdIsAtOneNode(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	a.room(t, "home", "")
	if _, _, err := b.Journal().Acquire(t.Context(), "home"); !errors.Is(err, journal.ErrElsewhere) {
		t.Errorf("a second node gets the home: %v", err)
	}
	if err := b.Journal().Create(t.Context(), "meeting", "home", journal.Snapshot{}, journal.Due{At: 5}); err != nil {
		t.Fatal(err)
	}
	if node, err := b.Owner(t.Context(), "meeting"); err != nil || node != a.ID() {
		t.Errorf("the meeting is at %q, %v, and its home at %q", node, err, a.ID())
	}
	if due, err := b.Journal().Due(t.Context(), 10, 10); err != nil || len(due) != 0 {
		t.Errorf("b is told to open %v, %v, which is at a", due, err)
	}
	if due, err := a.Journal().Due(t.Context(), 10, 10); err != nil || len(due) != 1 {
		t.Errorf("a is told to open %v, %v", due, err)
	}
	epoch := a.acquire(t, "meeting")
	if err := errors.Join(a.Journal().Release(t.Context(), "meeting", epoch)); err != nil {
		t.Fatal(err)
	}
	if node, _ := b.Owner(t.Context(), "meeting"); node != a.ID() {
		t.Errorf("the meeting went to %q, though its home is still open", node)
	}
	if _, err := b.Owner(t.Context(), "nothing"); !errors.Is(err, journal.ErrNoRoom) {
		t.Errorf("no room has an owner: %v", err)
	}
}

// A node that dies is taken over from when its lease has run out, and not before; what it
// says later is refused, and it learns that it has lost.
func TestADeadNodeIsTakenOverFrom(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	epoch := a.room(t, "r", "")
	a.mustAdd(t, "r", epoch, 1, 2)
	a.quit() // it renews nothing more
	a.work.Wait()
	began := time.Now()
	until(t, "b has the room", func() bool {
		node, err := b.Owner(t.Context(), "r")
		return err == nil && node == ""
	})
	if took := time.Since(began); took < quickTTL/2 || took > 3*quickTTL {
		t.Errorf("it took %v with a lease of %v", took, quickTTL)
	}
	next := b.acquire(t, "r")
	if next <= epoch {
		t.Errorf("epoch %d after %d", next, epoch)
	}
	// The new owner has done nothing yet: the log ends where the dead node thinks.
	if err := a.Journal().Snapshot(t.Context(), "r", epoch, journal.Snapshot{LSN: 2, Kind: "old"}, journal.Keep{}); !errors.Is(err, journal.ErrFenced) {
		t.Errorf("the dead node stores a snapshot: %v", err)
	}
	if record, err := b.Journal().Read(t.Context(), "r"); err != nil || record.Snapshot.Kind != "k" || len(record.Entries) != 2 {
		t.Errorf("the room is %+v, %v", record, err)
	}
	b.mustAdd(t, "r", next, 3)
	if err := a.add(t, "r", epoch, 3); !errors.Is(err, journal.ErrFenced) {
		t.Errorf("the dead node appends: %v", err)
	}
	if last, n := b.end(t, "r"); last != 3 || n != 3 {
		t.Errorf("the log ends at %d with %d entries", last, n)
	}
}

// A dead node's lease ends also where it lasts for longer than any does: Redis's clock went
// back, or somebody made it last.
func TestALeaseOfADeadNodeEnds(t *testing.T) {
	for name, lasts := range map[string][]string{"for ever": {"PERSIST"}, "for an hour": {"PEXPIRE", "3600000"}} {
		for way, ask := range map[string]func(*member) bool{
			"asked for": func(b *member) bool {
				node, err := b.Owner(t.Context(), "r")
				return err == nil && node == ""
			},
			"due": func(b *member) bool {
				due, err := b.Journal().Due(t.Context(), 10, 10)
				return err == nil && len(due) == 1
			},
		} {
			t.Run(name+" "+way, func(t *testing.T) {
				server := settled(t)
				a, b := join(t, server.URL()), join(t, server.URL())
				epoch := a.room(t, "r", "")
				if err := a.Journal().Append(t.Context(), "r", epoch, 0, nil, journal.Due{At: 5}); err != nil {
					t.Fatal(err)
				}
				a.quit()
				a.work.Wait()
				server.Do(append([]string{lasts[0], ownKey("r")}, lasts[1:]...)...)
				until(t, "b has the room", func() bool { return ask(b) })
			})
		}
	}
}

// Nor does what it says arrive between two words of the new owner.
func TestAnOldOwnerIsFencedBeforeTheNewOneSpeaks(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	epoch := a.room(t, "r", "")
	a.mustAdd(t, "r", epoch, 1, 2)
	a.quit()
	a.work.Wait()
	server.Do("DEL", ownKey("r"))
	next := b.acquire(t, "r")
	if err := a.add(t, "r", epoch, 3); !errors.Is(err, journal.ErrFenced) {
		t.Errorf("the old owner appends: %v", err)
	}
	if last, n := b.end(t, "r"); last != 2 || n != 2 {
		t.Errorf("the log ends at %d with %d entries", last, n)
	}
	b.mustAdd(t, "r", next, 3)
}

// A lease that ran out, and that nobody took, goes on.
func TestAnUntakenLeaseComesBack(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	epoch := a.room(t, "r", "")
	server.Do("DEL", ownKey("r"))
	until(t, "the lease is there", func() bool { return server.Do("EXISTS", ownKey("r")) == "1\n" })
	if node, _ := b.Owner(t.Context(), "r"); node != a.ID() {
		t.Errorf("it is of %q", node)
	}
	a.mustAdd(t, "r", epoch, 1)
	server.Do("SET", ownKey("r"), b.ID(), "PX", "60000")
	until(t, "a hears of it", func() bool {
		a.mu.Lock()
		defer a.mu.Unlock()
		return len(a.lost) == 1
	})
}

// A room that is let go can be had at once, also while owners might come back.
func TestAReleasedRoomIsFree(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	epoch := a.room(t, "r", "")
	if err := a.Journal().Release(t.Context(), "r", epoch); err != nil {
		t.Fatal(err)
	}
	b.Node.mu.Lock()
	b.grace = time.Now().Add(time.Hour)
	b.Node.mu.Unlock()
	if node, err := b.Owner(t.Context(), "r"); err != nil || node != "" {
		t.Errorf("it is of %q, %v", node, err)
	}
}

// A node that stops gives its rooms to another, and takes none.
func TestANodeThatStopsHandsOver(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	epoch := a.room(t, "r", "")
	until(t, "a knows b", func() bool { return !a.Alone() })
	if rooms := a.Drain(t.Context()); len(rooms) != 1 || rooms[0] != "r" {
		t.Errorf("it has %v", rooms)
	}
	if err := a.Journal().Release(t.Context(), "r", epoch); err != nil {
		t.Fatal(err)
	}
	if node, err := a.Owner(t.Context(), "r"); err != nil || node != b.ID() {
		t.Errorf("at the one that stops it is of %q, %v", node, err)
	}
	if node, err := b.Owner(t.Context(), "r"); err != nil || node != "" {
		t.Errorf("at the heir it is of %q, %v", node, err)
	}
	if _, _, err := a.Journal().Acquire(t.Context(), "r"); !errors.Is(err, journal.ErrElsewhere) {
		t.Errorf("the one that stops takes it back: %v", err)
	}
}

// A room goes to a node that can read what is stored of it: from one that stops, and from
// one that cannot.
func TestARoomGoesToWhoCanReadIt(t *testing.T) {
	server := settled(t)
	newer, older, next := joinReading(t, server.URL(), 2), joinReading(t, server.URL(), 1), joinReading(t, server.URL(), 2)
	until(t, "they know each other", func() bool { return len(newer.Members()) == 3 && len(older.Members()) == 3 })
	for range 20 { // by chance it would be the older one half the times
		if heir := newer.heir(); heir != next.ID() {
			t.Fatalf("the heir is %q", heir)
		}
	}
	older.room(t, "r", "")
	if !older.PassOn("r") {
		t.Fatal("it is not passed on")
	}
	if node, err := older.Owner(t.Context(), "r"); err != nil || node != newer.ID() && node != next.ID() {
		t.Errorf("it is at %q, %v", node, err)
	}
	if newer.PassOn("r") {
		t.Error("it goes on from where it can be read")
	}
}

// When Redis comes back an owner may not have been heard yet: nobody takes its rooms.
func TestNobodyTakesOverRightAfterRedisCameBack(t *testing.T) {
	server := settled(t)
	a, b := join(t, server.URL()), join(t, server.URL())
	epoch := a.room(t, "r", "")
	a.mustAdd(t, "r", epoch, 1)
	inFile(t, server, 1)
	a.crash()
	server.Kill()
	server.Again()
	began := time.Now()
	until(t, "b has the room", func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		node, err := b.Owner(ctx, "r")
		return err == nil && node == ""
	})
	if took := time.Since(began); took < quickTTL {
		t.Errorf("it was taken after %v", took)
	}
}
