package sqlite

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"rondo/rooms"
)

// rounds is how often a random fault is tried: few times in every test run,
// more when RONDO_ROUNDS says so.
func rounds(t *testing.T, few int) int {
	t.Helper()
	if n, err := strconv.Atoi(os.Getenv("RONDO_ROUNDS")); err == nil {
		t.Logf("%d rounds", n)
		return n
	}
	return few
}

// dice are seeded anew in each run; the seed is in the log.
func dice(t *testing.T) *rand.Rand {
	t.Helper()
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 0))
}

// TestKillLosesNothing kills a process that appends, again and again in the same
// directory, and finds everything that it acknowledged.
func TestKillLosesNothing(t *testing.T) {
	dir, dice, total := t.TempDir(), dice(t), int64(0)
	makeChildRooms(t, dir)
	for range rounds(t, 5) {
		acked := killUnderLoad(t, dir, 1+dice.IntN(600))
		j := open(t, dir)
		for room, want := range acked {
			if got := endOf(t, j, room); got < want {
				t.Fatalf("%s: entry %d was acknowledged, the log ends at %d", room, want, got)
			}
		}
		isIntact(t, j)
		closed(t, j)
	}
	for i := range childRooms {
		j := open(t, dir)
		total += endOf(t, j, childRoom(i))
		closed(t, j)
	}
	t.Logf("%d entries", total)
}

// TestTornLog cuts the end of the log off after a kill: what is left is what
// was there at some moment before, never half of anything.
func TestTornLog(t *testing.T) {
	dir, dice := t.TempDir(), dice(t)
	makeChildRooms(t, dir)
	killUnderLoad(t, dir, 400)
	for range rounds(t, 20) {
		torn := t.TempDir()
		if err := os.CopyFS(torn, os.DirFS(dir)); err != nil {
			t.Fatal(err)
		}
		cut(t, filepath.Join(torn, databaseFile+"-wal"), 1+dice.Int64N(4500))
		j := open(t, torn)
		for i := range childRooms {
			endOf(t, j, childRoom(i))
		}
		isIntact(t, j)
		closed(t, j)
	}
}

func cut(t *testing.T, file string, bytes int64) {
	t.Helper()
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(file, max(0, info.Size()-bytes)); err != nil {
		t.Fatal(err)
	}
}

// endOf checks that a child's room is in one piece and returns its last entry.
func endOf(t *testing.T, j *Journal, room rooms.ID) (last int64) {
	t.Helper()
	record := acquire(t, j, room)
	last = record.Snapshot.LSN
	for i, e := range record.Entries {
		want := childEntry(room, e.Epoch, e.LSN)
		if !bytes.Equal(e.Open, want.Open) || !bytes.Equal(e.Sealed, want.Sealed) {
			t.Fatalf("%s: entry %d holds something else", room, e.LSN)
		}
		if i > 0 && e.LSN != record.Entries[i-1].LSN+1 {
			t.Fatalf("%s: entry %d follows %d", room, e.LSN, record.Entries[i-1].LSN)
		}
		last = max(last, e.LSN)
	}
	if last%childBatch != 0 {
		t.Fatalf("%s ends at %d: an append was added in part", room, last)
	}
	var end int64
	ask(t, j, `SELECT lsn FROM rooms WHERE room = '`+string(room)+`'`, &end)
	if end != last {
		t.Fatalf("%s: the log ends at %d, the room says %d", room, last, end)
	}
	return last
}

// isIntact lets SQLite check the whole database, and checks that no content is
// without an owner or the other way round.
func isIntact(t *testing.T, j *Journal) {
	t.Helper()
	var verdict string
	ask(t, j, `PRAGMA integrity_check`, &verdict)
	if verdict != "ok" {
		t.Fatalf("integrity_check: %s", verdict)
	}
	var owners, contents int
	ask(t, j, `SELECT (SELECT count(*) FROM entries) + (SELECT count(*) FROM snapshots)`, &owners)
	ask(t, j, `SELECT count(*) FROM contents`, &contents)
	if owners != contents {
		t.Fatalf("%d entries and snapshots, %d contents", owners, contents)
	}
}

func ask(t *testing.T, j *Journal, query string, into any) {
	t.Helper()
	if err := j.readers.db.QueryRow(query).Scan(into); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}
