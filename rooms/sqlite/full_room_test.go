package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// notes is a seat that keeps what it is sent.
type notes struct {
	mu  sync.Mutex
	all strings.Builder
}

func (n *notes) Send(frames []wire.Frame) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	for _, f := range frames {
		n.all.Write(f)
	}
	return true
}

func (n *notes) Close(int, string) {}

func (n *notes) has(what string) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return strings.Contains(n.all.String(), what)
}

// choke fills the disk that dir is on to the last byte that an epoch needs.
func choke(t *testing.T, j *Journal, dir string, room rooms.ID) {
	t.Helper()
	f, err := os.Create(filepath.Join(dir, "filler"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for size := 64 << 10; size > 0; {
		if _, err := f.Write(make([]byte, size)); errors.Is(err, syscall.ENOSPC) {
			size /= 2
		} else if err != nil {
			t.Fatal(err)
		}
	}
	for range 10_000 { // what the log has put aside already
		if _, _, err = j.Acquire(t.Context(), room); err != nil {
			break
		}
	}
	if !errors.Is(err, journal.ErrFull) || errors.Is(err, journal.ErrBroken) {
		t.Fatalf("on a full disk: %v, want ErrFull", err)
	}
}

// TestARoomOpensOnAFullDisk opens a room that lies in the database: it can be
// joined by those it knows, and read.
func TestARoomOpensOnAFullDisk(t *testing.T) {
	dir, ok := smallDisk(t, 6<<20)
	if !ok {
		t.Skip("needs a disk of its own")
	}
	j := openWith(t, filepath.Join(dir, "data"), Options{Reserve: 1 << 20})
	keys, err := OpenKeys(filepath.Join(dir, "keys"), "")
	if err != nil {
		t.Fatal(err)
	}
	open := func() *live.House {
		return live.NewHouse(live.Options{Journal: j, Keys: keys}, ceremonies.All()...)
	}
	house, knock := open(), live.Knock{Secret: "secret", Browser: "ann", Name: "Ann", Roles: []rooms.Role{rooms.Developer}}
	room, err := house.Open(t.Context(), rooms.Brief{Kind: "talk", Title: "Talk", Secret: "secret", Browser: "ann"})
	if err != nil {
		t.Fatal(err)
	}
	you, err := house.Join(t.Context(), room, knock)
	if err := errors.Join(err, house.Close(t.Context())); err != nil {
		t.Fatal(err)
	}
	choke(t, j, dir, room)

	house = open()
	if again, err := house.Join(t.Context(), room, knock); err != nil || again != you {
		t.Errorf("joining: %q, %v", again, err)
	}
	if doc, _, err := house.Doc(t.Context(), room, "ann"); err != nil || !strings.Contains(string(doc), `"Ann"`) {
		t.Errorf("the document: %s, %v", doc, err)
	}
	if m, err := house.Minutes(t.Context(), room, "ann"); err != nil || m.Title != "Talk" {
		t.Errorf("the minutes: %+v, %v", m, err)
	}
	seat := &notes{}
	if _, err := house.Enter(t.Context(), room, "ann", wire.Hello{Tab: strings.Repeat("a", 32), Next: 1}, seat); err != nil || !seat.has(`"doc":`) {
		t.Errorf("a connection: %v", err)
	}
	knock.Browser, knock.Name = "bob", "Bob"
	if _, err := house.Join(t.Context(), room, knock); rooms.AsError(err).Code != "storage_full" {
		t.Errorf("somebody new: %v", err)
	}
	if err := house.Close(t.Context()); err != nil {
		t.Error(err)
	}
}
