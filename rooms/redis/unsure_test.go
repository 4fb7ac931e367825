package redis

import (
	"errors"
	"testing"
	"time"

	"rondo/rooms/journal"
	"rondo/rooms/redis/redistest"
)

// stands is a node that does nothing of its own accord any more. It does what it is told.
func (m *member) stands() {
	m.quit()
	m.work.Wait()
}

// moves is one turn of what a node does of its own accord.
func (m *member) moves(t *testing.T) {
	t.Helper()
	if err := errors.Join(m.beat(t.Context()), m.returns(t.Context())); err != nil {
		t.Log(err)
	}
	m.renewAll(t.Context())
}

// acquainted are two nodes that know each other, and their Redis.
func acquainted(t *testing.T) (server *redistest.Server, a, b *member) {
	t.Helper()
	server = settled(t)
	a, b = join(t, server.URL()), join(t, server.URL())
	until(t, "they know each other", func() bool { return len(a.Members()) == 2 && len(b.Members()) == 2 })
	return server, a, b
}

// Redis forgot that another node has the room, and comes back first to the one that had it
// before: what that writes counts only when the other has come back, whose room it is then.
func TestOfTwoOwnersTheLaterOneStays(t *testing.T) {
	server, a, b := acquainted(t)
	epoch := a.room(t, "r", "")
	a.mustAdd(t, "r", epoch, 1)
	files := inFile(t, server, 1)
	size := sizeOf(t, files[0])
	a.stands()
	until(t, "b has the room", func() bool {
		node, err := b.Owner(t.Context(), "r")
		return err == nil && node == ""
	})
	next := b.acquire(t, "r")
	b.mustAdd(t, "r", next, 2)
	b.stands()
	restartAt(t, server, files[0], size)

	until(t, "Redis takes what a writes", func() bool {
		if err := a.add(t, "r", epoch, 2); err == nil {
			t.Fatal("it counts")
		}
		last, _ := a.end(t, "r")
		return last == 2
	})
	if a.Has("r") {
		t.Error("a reads from memory")
	}
	if node, err := a.ownerNow(t.Context(), "r"); !errors.Is(err, errWait) {
		t.Errorf("a says that the room is at %q, %v", node, err)
	}
	until(t, "b has the room again", func() bool { b.moves(t); return b.Has("r") })
	until(t, "a knows that it lost the room", func() bool { return errors.Is(a.add(t, "r", epoch, 2), journal.ErrFenced) })
	b.mustAdd(t, "r", next, 3)
	if last, n := b.end(t, "r"); last != 3 || n != 3 {
		t.Errorf("the log ends at %d with %d entries", last, n)
	}
	if node, err := a.Owner(t.Context(), "r"); err != nil || node != b.ID() {
		t.Errorf("the room is at %q, %v", node, err)
	}
}

// Who cannot know whether another had the room goes on in it as soon as all are back, and
// none had; and after a lease when one does not come.
func TestANodeIsSureAgain(t *testing.T) {
	for name, back := range map[string]bool{"all are back": true, "one is gone": false} {
		t.Run(name, func(t *testing.T) {
			server, a, b := acquainted(t)
			epoch := a.room(t, "r", "")
			a.mustAdd(t, "r", epoch, 1)
			files := inFile(t, server, 1)
			size := sizeOf(t, files[0])
			a.mustAdd(t, "r", epoch, 2)
			b.stands()
			server.Kill()
			<-time.After(2 * quickTTL) // for so long nobody reaches it
			cut(t, files[0], size)
			server.Again()
			var found time.Time
			until(t, "a finds another Redis", func() bool {
				a.Node.mu.Lock()
				defer a.Node.mu.Unlock()
				found = time.Now()
				return found.Before(a.unsure)
			})
			until(t, "a goes on", func() bool {
				if back {
					b.moves(t)
				}
				return a.add(t, "r", epoch, 3) == nil
			})
			if took := time.Since(found); back == (took > quickTTL*3/4) {
				t.Errorf("it took %v with a lease of %v", took, quickTTL)
			}
			if last, n := a.end(t, "r"); last != 3 || n != 3 {
				t.Errorf("the log ends at %d with %d entries", last, n)
			}
		})
	}
}

// A room that Redis says is at rest may be open at a node that is not back yet.
func TestARoomAtRestWaitsUntilAllAreBack(t *testing.T) {
	server, a, b := acquainted(t)
	if err := a.Journal().Create(t.Context(), "r", "", journal.Snapshot{Kind: "k", Version: 1}, journal.Due{}); err != nil {
		t.Fatal(err)
	}
	files := inFile(t, server, 0)
	size := sizeOf(t, files[0])
	epoch := a.acquire(t, "r")
	a.mustAdd(t, "r", epoch, 1)
	a.stands()
	restartAt(t, server, files[0], size)
	until(t, "b finds another Redis", func() bool {
		_, err := b.ownerNow(t.Context(), "r")
		return errors.Is(err, errWait)
	})
	a.moves(t)
	a.moves(t)
	if node, err := b.Owner(t.Context(), "r"); err != nil || node != a.ID() {
		t.Errorf("the room is at %q, %v", node, err)
	}
	a.mustAdd(t, "r", epoch, 2)
}

// Whoever decides to take a room, and learns only then that Redis is another one, has decided
// nothing.
func TestWhatWasDecidedBeforeRedisWasStartedAgainDoesNotCount(t *testing.T) {
	server, a, b := acquainted(t)
	epoch := a.room(t, "r", "")
	a.mustAdd(t, "r", epoch, 1)
	if node, err := b.Owner(t.Context(), "r"); err != nil || node != a.ID() {
		t.Fatalf("the room is at %q, %v", node, err)
	}
	files := inFile(t, server, 1)
	a.mustAdd(t, "r", epoch, 2)
	a.stands()
	b.stands()
	server.Kill()
	cut(t, files[0], sizeOf(t, files[0])-1) // the last append
	until(t, "the lease has ended", func() bool { return !a.Has("r") && !b.Has("r") })
	<-time.After(quickTTL)
	server.Again()
	until(t, "Redis has read its file", func() bool { return server.Do("EXISTS", metaKey("r")) == "1\n" })
	if node, err := b.ownerNow(t.Context(), "r"); !errors.Is(err, errWait) {
		t.Errorf("the room is at %q, %v", node, err)
	}
	until(t, "a goes on", func() bool { return a.add(t, "r", epoch, 3) == nil })
	if last, n := a.end(t, "r"); last != 3 || n != 3 {
		t.Errorf("the log ends at %d with %d entries", last, n)
	}
}
