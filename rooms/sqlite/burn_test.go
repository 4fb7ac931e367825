package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// canary fills what must not be found later: whichever piece of it is left is
// recognised.
var canary = []byte("~canary~")

func canaries(n int) []byte { return bytes.Repeat(canary, n/len(canary)+1)[:n] }

// sings returns the files below dir that hold a canary.
func sings(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if n := bytes.Count(data, canary); n > 0 {
			files = append(files, fmt.Sprintf("%s: %d", d.Name(), n))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// round is a room in an anonymous round, among others that write as well.
type round struct {
	t      *testing.T
	j      *Journal
	epochs map[rooms.ID]int64
	ends   map[rooms.ID]int64
	dice   *rand.Rand
}

func newRound(t *testing.T, j *Journal, many int) *round {
	r := &round{t, j, map[rooms.ID]int64{}, map[rooms.ID]int64{}, dice(t)}
	for i := range many {
		id := fmt.Sprintf("%02x-%d", r.dice.IntN(256), i)
		r.epochs[rooms.ID(id)] = newRoom(t, j, rooms.ID(id))
	}
	return r
}

// write adds an entry; most are small, so that many of them share a page.
func (r *round) write(id rooms.ID, key string, secret func(n int) []byte) {
	r.t.Helper()
	r.ends[id]++
	n := 16 + r.dice.IntN(200)
	if r.dice.IntN(4) == 0 {
		n = r.dice.IntN(3000)
	}
	e := journal.Entry{LSN: r.ends[id], Key: key, Sealed: secret(n)}
	if r.dice.IntN(3) == 0 {
		e.Open = bytes.Repeat([]byte("o"), 1+r.dice.IntN(100))
	}
	mustAppend(r.t, r.j, id, r.epochs[id], e)
}

func (r *round) snapshot(id rooms.ID, key string, sealed []byte) journal.Snapshot {
	return journal.Snapshot{LSN: r.ends[id], Kind: "k", Key: key, Open: []byte("{}"), Sealed: sealed}
}

func (r *round) ok(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}

func noise(n int) []byte { return bytes.Repeat([]byte("n"), n) }

// TestBurnLeavesNoTrace writes secrets among entries that stay, and removes some
// of those first, so that SQLite moves secrets about as it joins pages. After
// the burn not one byte of them is in any file.
func TestBurnLeavesNoTrace(t *testing.T) {
	dir := t.TempDir()
	j := openWith(t, dir, Options{Sync: Normal, Reserve: -1})
	r := newRound(t, j, 30)
	for range 25 {
		for id := range r.epochs {
			if r.dice.IntN(2) == 0 {
				r.write(id, "round", canaries)
			} else {
				r.write(id, "room", noise)
			}
		}
	}
	for id := range r.epochs {
		keep := journal.Keep{Seq: int64(r.dice.IntN(25))}
		r.ok(j.Snapshot(t.Context(), id, r.epochs[id], r.snapshot(id, "round", canaries(r.dice.IntN(9000))), keep))
	}
	if sings(t, dir) == nil {
		t.Fatal("nothing to burn: the test looks in the wrong place")
	}
	for id := range r.epochs {
		r.ok(j.Burn(t.Context(), id, r.epochs[id], r.snapshot(id, "room", noise(500)), "round"))
	}
	r.ok(j.Wipe(t.Context()))
	if left := sings(t, dir); left != nil {
		t.Errorf("left after the burn: %v", left)
	}
	isIntact(t, j)
}

// TestDeleteLeavesNoTrace is the same for all that a room held, open or sealed.
func TestDeleteLeavesNoTrace(t *testing.T) {
	dir := t.TempDir()
	j := openWith(t, dir, Options{Sync: Normal, Reserve: -1})
	r := newRound(t, j, 20)
	for range 15 {
		for id := range r.epochs {
			r.ends[id]++
			mustAppend(t, j, id, r.epochs[id], journal.Entry{
				LSN: r.ends[id], Key: "room", Open: canaries(r.dice.IntN(700)), Door: canaries(r.dice.IntN(90)), Sealed: canaries(r.dice.IntN(2000)),
			})
		}
	}
	for id := range r.epochs {
		r.ok(j.Delete(t.Context(), id))
	}
	if left := sings(t, dir); left != nil {
		t.Errorf("left after Delete: %v", left)
	}
	isIntact(t, j)
}

// TestWipeWaitsForAForeignReader has another connection, as a backup by another
// process would, look at the log while a round ends: rooms go on, and nobody is
// told that nothing is left before it is so.
func TestWipeWaitsForAForeignReader(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	r := newRound(t, j, 0)
	r.epochs["a"], r.epochs["b"] = newRoom(t, j, "a"), newRoom(t, j, "b")
	for range 30 {
		r.write("a", "round", canaries)
	}
	leave := foreignReader(t, dir)
	r.ok(j.Burn(t.Context(), "a", r.epochs["a"], r.snapshot("a", "room", noise(10)), "round"))
	var reading atomic.Bool
	reading.Store(true)
	wiped := make(chan error, 1)
	go func() {
		err := j.Wipe(context.Background())
		if reading.Load() && err == nil {
			err = fmt.Errorf("wiped while the log was being read: %v", sings(t, dir))
		}
		wiped <- err
	}()
	for range 50 {
		r.write("a", "room", noise)
		r.write("b", "room", noise)
	}
	reading.Store(false)
	leave()
	if err := <-wiped; err != nil {
		t.Fatal(err)
	}
	if left := sings(t, dir); left != nil {
		t.Errorf("left after the burn: %v", left)
	}
}

// foreignReader opens a connection of its own and reads until leave is called.
func foreignReader(t *testing.T, dir string) (leave func()) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(filepath.Join(dir, databaseFile), "ro"))
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := tx.QueryRow(`SELECT count(*) FROM entries`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return sync.OnceFunc(func() {
		if err := tx.Rollback(); err != nil {
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
}

// TestWipeGivesUpWithItsContext stops waiting for a reader that never leaves.
func TestWipeGivesUpWithItsContext(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	r := newRound(t, j, 0)
	r.epochs["a"] = newRoom(t, j, "a")
	r.write("a", "round", canaries)
	defer foreignReader(t, dir)()
	r.ok(j.Burn(t.Context(), "a", r.epochs["a"], r.snapshot("a", "room", nil), "round"))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := j.Wipe(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("got %v; the log has %v", err, sings(t, dir))
	}
}
