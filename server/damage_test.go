package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

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
	info, err := os.Stat(filepath.Join(dir, "data", "rondo.db"))
	if err != nil {
		t.Fatal(err)
	}
	step := int64(1)
	if *flips > 0 {
		step = max(1, info.Size()/int64(*flips))
	}
	came := map[string]int{}
	for at := step / 2; at < info.Size(); at += step {
		data, left := openGolden(t, dir)
		flip(t, filepath.Join(data, "rondo.db"), at)
		for _, start := range []string{"first", "second"} {
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(time.UnixMilli(int64(left.Left))))
				came[start+" "+outcomeOf(t, data, left, fmt.Sprintf("byte %d, %s start", at, start))]++
			})
		}
		if err := os.RemoveAll(data); err != nil {
			t.Fatal(err)
		}
	}
	t.Log(came)
	if came["first well"] == 0 || came["first aside"] == 0 || came["first refused"] == 0 {
		t.Errorf("the flips say little: %v", came)
	}
}

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
	at, err := openStore(cfg)
	if err != nil {
		return "refused"
	}
	failed := false
	h := live.NewHouse(live.Options{Journal: at.journal, Keys: at.keys, Fatal: func(error) { failed = true }}, kinds()...)
	defer func() {
		_ = h.Close(context.Background()) // a write that fails ends the process
		_ = at.journal.Close()
	}()
	if h.TryRooms(t.Context(), triedRooms) != nil {
		return "refused"
	}
	s := newServer(config{}, defaultLimits(), realHouse{h}, newLog(&safeBuffer{}))
	aside := 0
	for _, room := range left.Rooms {
		if !s.isRightOrAside(t, room, what) {
			aside++
		}
		synctest.Wait() // what it stores is under way
	}
	switch {
	case failed:
		return "ended by a write"
	case aside == len(left.Rooms):
		t.Errorf("%s: no room is left", what)
	case aside > 0:
		return "aside"
	}
	return "well"
}

// isRightOrAside tells whether a room is as it was; false when it is set aside.
func (s *server) isRightOrAside(t *testing.T, room goldenRoom, what string) bool {
	t.Helper()
	for name, seat := range room.Seats {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/api/rooms/"+string(room.ID)+"/doc", nil)
		r.AddCookie(&http.Cookie{Name: "sid", Value: seat.Cookie})
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, r)
		var now struct {
			Doc  map[string]any
			Code string
		}
		if err := json.Unmarshal(answer.Body.Bytes(), &now); err != nil {
			t.Errorf("%s: %v", what, err)
		}
		switch {
		case now.Code == "room_damaged" || now.Code == "storage_failed" || now.Code == "room_newer": // a flipped format
			return false
		case now.Code != "":
			t.Errorf("%s: %s: a %s answers %s", what, name, room.Kind, answer.Body)
			return false
		}
		if lost := missing(seat.Doc, now.Doc, ""); len(lost) > 0 {
			t.Errorf("%s: %s: another text in a %s: %s", what, name, room.Kind, strings.Join(lost, "; "))
		}
	}
	return true
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
