package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/sqlite"
)

var flips = flag.Int("flips", 60, "how many bytes of a database TestEveryFlippedByte damages, evenly spread; 0: each of them")

// A byte of a database is flipped, any byte: each room is as it was, or is set aside;
// or the start refuses. It is never another text, and never all rooms. What is
// written afterwards may find more of the damage and end the process, but spoils
// nothing either: so says the second start.
func TestEveryFlippedByte(t *testing.T) {
	dir := filepath.Join(goldenDir, "format2-killed")
	whole, err := os.ReadFile(filepath.Join(dir, "data", "rondo.db"))
	if err != nil {
		t.Fatal(err)
	}
	size, step := len(whole), 1
	if *flips > 0 {
		step = max(1, size / *flips)
	}
	_, left := openGolden(t, dir)
	came := &outcomes{n: map[string]int{}}
	t.Cleanup(func() { came.check(t) })
	shards := runtime.GOMAXPROCS(0)
	for shard := range shards {
		t.Run(fmt.Sprint("shard ", shard), func(t *testing.T) {
			t.Parallel()
			for at := step/2 + shard*step; at < size; at += shards * step {
				came.add(startsTwice(t, dir, left, at)...)
			}
		})
	}
}

// startsTwice starts the program two times at data of which one byte is flipped, and
// tells what came of it.
func startsTwice(t *testing.T, dir string, left golden, at int) (came []string) {
	data := copyOf(t, dir)
	flip(t, filepath.Join(data, "rondo.db"), int64(at))
	for _, start := range []string{"first", "second"} {
		synctest.Test(t, func(t *testing.T) {
			time.Sleep(time.Until(time.UnixMilli(int64(left.Left))))
			came = append(came, start+" "+outcomeOf(t, data, left, fmt.Sprintf("byte %d, %s start", at, start)))
		})
	}
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}
	return came
}

// outcomes counts what came of flips.
type outcomes struct {
	mu sync.Mutex
	n  map[string]int
}

func (o *outcomes) add(what ...string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, one := range what {
		o.n[one]++
	}
}

func (o *outcomes) check(t *testing.T) {
	t.Log(o.n)
	if o.n["first well"] == 0 || o.n["first aside"] == 0 || o.n["first refused"] == 0 {
		t.Errorf("the flips say little: %v", o.n)
	}
}

// sharedKinds are built once: many starts of the program look at the same.
var sharedKinds = sync.OnceValue(kinds)

// flip turns all bits of one byte round, or one of them.
func flip(t *testing.T, file string, at int64) {
	t.Helper()
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 1)
	_, err = f.ReadAt(b, at)
	if err == nil {
		b[0] ^= []byte{0xff, 1, 0x10}[at%3]
		_, err = f.WriteAt(b, at)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// outcomeOf starts the program at damaged data, looks into every room, and stops it.
func outcomeOf(t *testing.T, data string, left golden, what string) string {
	t.Helper()
	cfg := config{data: data, sqlite: sqlite.Options{Sync: sqlite.Normal, Reserve: -1}}
	at, err := openSQLite(cfg)
	if err != nil {
		return "refused"
	}
	var failed atomic.Bool
	h := live.NewHouse(live.Options{Journal: at.journal, Keys: at.keys, Fatal: func(error) { failed.Store(true) }}, sharedKinds()...)
	defer func() {
		_ = h.Close(context.Background()) // a write that fails ends the process
		_ = at.journal.Close()
	}()
	if h.TryRooms(t.Context(), triedRooms) != nil {
		return "refused"
	}
	aside := 0
	for _, room := range left.Rooms {
		if !isRightOrAside(t, h, room, what) {
			aside++
		}
		synctest.Wait() // what it stores is under way
	}
	switch {
	case failed.Load():
		return "ended by a write"
	case aside == len(left.Rooms):
		t.Errorf("%s: no room is left", what)
	case aside > 0:
		return "aside"
	}
	return "well"
}

// isRightOrAside tells whether a room is as it was; false when it is set aside.
func isRightOrAside(t *testing.T, h *live.House, room goldenRoom, what string) bool {
	t.Helper()
	for name, seat := range room.Seats {
		raw, _, err := h.Doc(t.Context(), room.ID, seat.Cookie)
		switch code := codeOf(err); code {
		case "":
		case "room_damaged", "storage_failed", "room_newer": // a flipped format
			return false
		default:
			t.Errorf("%s: %s: a %s answers %v", what, name, room.Kind, err)
			return false
		}
		if _, known := seenRight.Load(string(room.ID) + name + string(raw)); known {
			continue
		}
		var now struct{ Doc map[string]any }
		if err := json.Unmarshal(raw, &now); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		if lost := missing(seat.Doc, now.Doc, ""); len(lost) > 0 {
			t.Errorf("%s: %s: another text in a %s: %s", what, name, room.Kind, strings.Join(lost, "; "))
			continue
		}
		seenRight.Store(string(room.ID)+name+string(raw), true)
	}
	return true
}

// seenRight are documents that were compared with the record: they come again and again.
var seenRight sync.Map

func codeOf(err error) string {
	if err == nil {
		return ""
	}
	return rooms.AsError(err).Code
}

// A start at data that are not whole says what to do, and makes nothing new.
func TestTheStartRefusesDataThatAreNotWhole(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(data string) error
		say   string
	}{
		"no database":                 {func(data string) error { return os.Remove(filepath.Join(data, "rondo.db")) }, "is missing or empty"},
		"an empty one":                {func(data string) error { return os.Truncate(filepath.Join(data, "rondo.db"), 0) }, "is missing or empty"},
		"cut off":                     {func(data string) error { return os.Truncate(filepath.Join(data, "rondo.db"), 20<<10) }, ""},
		"cut off by less than a page": {func(data string) error { return os.Truncate(filepath.Join(data, "rondo.db"), 60_000) }, ""},
		"other keys":                  {func(data string) error { return os.RemoveAll(filepath.Join(data, "keys", "rooms")) }, "Are the keys in"},
		"another's table":             {func(data string) error { return execIn(data, "CREATE TABLE mine (x)") }, "its tables are not"},
	} {
		t.Run(name, func(t *testing.T) {
			data, _ := openGolden(t, filepath.Join(goldenDir, "format2-stopped"))
			if err := c.spoil(data); err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithTimeout(t.Context(), time.Minute)
			defer stop()
			err := run(ctx, []string{"-addr", "127.0.0.1:0", "-data", data}, func(string) string { return "" }, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), c.say) {
				t.Errorf("it says %v", err)
			}
			if info, err := os.Stat(filepath.Join(data, "rondo.db")); err == nil && info.Size() > 0 && name == "no database" {
				t.Error("there is a new database")
			}
		})
	}
}

func execIn(data, statement string) error {
	db, err := sql.Open("sqlite", filepath.Join(data, "rondo.db"))
	if err == nil {
		_, err = db.Exec(statement)
	}
	return errors.Join(err, db.Close())
}
