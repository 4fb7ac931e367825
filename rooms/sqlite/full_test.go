package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// smallDisk mounts a disk of size bytes; false where that is not allowed.
func smallDisk(t *testing.T, size int) (dir string, ok bool) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("rondo-test", dir, "tmpfs", 0, fmt.Sprintf("size=%d", size)); err != nil {
		t.Logf("no small disk (%v): the database is limited by a pragma instead, which fills it but not the disk", err)
		return "", false
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Errorf("unmount: %v", err)
		}
	})
	return dir, true
}

// fillUp appends until the journal has no room left, and returns the last entry
// that it took.
func fillUp(t *testing.T, j *Journal, room rooms.ID, epoch, from int64) (last int64) {
	t.Helper()
	for lsn := from + 1; ; lsn++ {
		err := j.Append(t.Context(), room, epoch, lsn-1, []journal.Entry{large(epoch, lsn)}, journal.Due{})
		if errors.Is(err, journal.ErrFull) && !errors.Is(err, journal.ErrBroken) {
			return lsn - 1
		}
		if err != nil {
			t.Fatalf("entry %d: %v, want ErrFull", lsn, err)
		}
	}
}

func large(epoch, lsn int64) journal.Entry {
	e := step300(epoch, lsn)
	e.Sealed = make([]byte, 20_000)
	return e
}

// holdsUpTo fails the test unless the room holds entries 1..last.
func holdsUpTo(t *testing.T, j *Journal, room rooms.ID, last int64) {
	t.Helper()
	entries := acquire(t, j, room).Entries
	if int64(len(entries)) != last {
		t.Fatalf("%d entries, want %d", len(entries), last)
	}
	for i, e := range entries {
		if e.LSN != int64(i+1) {
			t.Fatalf("entry %d at place %d", e.LSN, i+1)
		}
	}
	isIntact(t, j)
}

// TestDiskFull fills a real disk: the append says so and leaves nothing behind,
// rooms can be read, and when there is space again the same append works.
func TestDiskFull(t *testing.T) {
	dir, ok := smallDisk(t, 6<<20)
	if !ok {
		t.Log("see TestDatabaseFull")
		return
	}
	data := filepath.Join(dir, "data")
	j := openWith(t, data, Options{Reserve: 1 << 20})
	epoch := newRoom(t, j, "a")
	ballast := filepath.Join(dir, "ballast")
	if err := writeZeros(ballast, 2<<20); err != nil {
		t.Fatal(err)
	}
	last := fillUp(t, j, "a", epoch, 0)
	if _, err := j.Due(t.Context(), 1, 1); err != nil {
		t.Errorf("reading on a full disk: %v", err)
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	mustAppend(t, j, "a", epoch, large(epoch, last+1))
	last = fillUp(t, j, "a", epoch, last+1)

	// The reserve is for what must still be stored before the end.
	if err := j.Spend(); err != nil {
		t.Fatal(err)
	}
	mustAppend(t, j, "a", epoch, large(epoch, last+1))
	closed(t, j)
	holdsUpTo(t, openWith(t, data, Options{Reserve: -1}), "a", last+1)
}

// TestCloseOnAFullDisk closes in good order: the reserve makes room for moving
// the log into the database.
func TestCloseOnAFullDisk(t *testing.T) {
	dir, ok := smallDisk(t, 4<<20)
	if !ok {
		t.Log("not tried: only a full disk shows it")
		return
	}
	j := openWith(t, dir, Options{Reserve: 2 << 20})
	epoch := newRoom(t, j, "a")
	last := fillUp(t, j, "a", epoch, 0)
	closed(t, j)
	if _, err := os.Stat(filepath.Join(dir, "RESERVE")); err == nil {
		t.Error("the reserve was not spent")
	}
	if _, err := os.Stat(filepath.Join(dir, databaseFile+"-wal")); err == nil {
		t.Error("the log was not moved into the database")
	}
	holdsUpTo(t, openWith(t, dir, Options{Reserve: 2 << 20}), "a", last) // no place for the reserve: opens all the same
}

// TestDatabaseFull limits the database itself, so that it runs everywhere.
func TestDatabaseFull(t *testing.T) {
	j := open(t, t.TempDir())
	epoch := newRoom(t, j, "a")
	limitPages(t, j, 400)
	last := fillUp(t, j, "a", epoch, 0)
	limitPages(t, j, 4000)
	mustAppend(t, j, "a", epoch, large(epoch, last+1))
	holdsUpTo(t, j, "a", last+1)
}

func limitPages(t *testing.T, j *Journal, pages int) {
	t.Helper()
	err := j.writer.between(t.Context(), func(c *conn) error {
		var now int
		return c.scan(fmt.Sprintf("PRAGMA max_page_count=%d", pages), nil, &now)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAKeyThatDoesNotFitSaysSo(t *testing.T) {
	dir, ok := smallDisk(t, 256<<10)
	if !ok {
		t.Skip("needs a disk of its own")
	}
	keys, err := OpenKeys(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	for n := range 1000 {
		if _, err = keys.Make("room", fmt.Sprint("round", n), true); err != nil {
			break
		}
	}
	if !errors.Is(err, journal.ErrFull) {
		t.Fatalf("got %v, want ErrFull", err)
	}
	if err := keys.Destroy("room", "round0"); err != nil {
		t.Fatal(err)
	}
}

// The writer finds out by itself that a full disk has space again: nobody needs to
// come and try.
func TestAFullDiskIsWellAgainByItself(t *testing.T) {
	dir, ok := smallDisk(t, 4<<20)
	if !ok {
		t.Skip("needs a disk of its own")
	}
	synctest.Test(t, func(t *testing.T) {
		j, err := Open(filepath.Join(dir, "data"), Options{Reserve: -1})
		if err != nil {
			t.Fatal(err)
		}
		epoch, filler := newRoom(t, j, "a"), filepath.Join(dir, "filler")
		if err := os.WriteFile(filler, make([]byte, 2<<20), 0o600); err != nil {
			t.Fatal(err)
		}
		told := []bool{j.Full()}
		fillUp(t, j, "a", epoch, 0)
		time.Sleep(3 * spacePause)
		told = append(told, j.Full())
		if err := os.Remove(filler); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * spacePause)
		if told = append(told, j.Full()); told[0] || !told[1] || told[2] {
			t.Errorf("full before, meanwhile, afterwards: %v", told)
		}
		if err := j.Close(); err != nil {
			t.Error(err)
		}
	})
}
