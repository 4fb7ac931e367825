package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
	"rondo/rooms/live"
)

// goldenDir has a data directory of every version, with a record of what people
// saw in its rooms. `make golden` adds one.
const goldenDir = "testdata/golden"

// golden is the record of one of them.
type golden struct {
	Left  rooms.Millis `json:"left"` // when the program ended
	Rooms []goldenRoom `json:"rooms"`
}

type goldenRoom struct {
	ID      rooms.ID              `json:"id"`
	Kind    string                `json:"kind"`
	Seats   map[string]goldenSeat `json:"seats"` // by name; the first to come is Ann
	Minutes json.RawMessage       `json:"minutes"`
}

// goldenSeat is a browser and what it was sent last.
type goldenSeat struct {
	Cookie string         `json:"cookie"`
	Doc    map[string]any `json:"doc"`
}

// Data of yesterday open today: every document is what people saw, the minutes are
// as they were, a browser that had a seat has it by its cookie, and the meetings
// that had not ended go on.
func TestGolden(t *testing.T) {
	dirs, err := filepath.Glob(filepath.Join(goldenDir, "*"))
	if err != nil || len(dirs) < 2 {
		t.Fatalf("%v, %v", dirs, err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			data, left := openGolden(t, dir)
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(time.UnixMilli(int64(left.Left)))) // as if it were just after
				w := newGoldenWorld(t, data)
				defer w.close()
				for _, room := range left.Rooms {
					w.isAsItWas(room)
					if room.Seats["Ann"].ended() == nil {
						w.goesOn(room)
					}
				}
			})
		})
	}
}

// openGolden copies the data, since opening changes them, and reads the record.
func openGolden(t *testing.T, dir string) (data string, left golden) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "record.json"))
	if err == nil {
		err = json.Unmarshal(raw, &left)
	}
	if err != nil {
		t.Fatal(err)
	}
	return copyOf(t, dir), left
}

func copyOf(t *testing.T, dir string) (data string) {
	t.Helper()
	data = t.TempDir()
	if err := os.CopyFS(data, os.DirFS(filepath.Join(dir, "data"))); err != nil {
		t.Fatal(err)
	}
	return data
}

// goldenWorld is the program of today at data of yesterday, without a socket: its
// clock is a test's.
type goldenWorld struct {
	t     *testing.T
	store store
	house *live.House
	s     *server
	log   *safeBuffer
}

func newGoldenWorld(t *testing.T, data string) *goldenWorld {
	t.Helper()
	w := &goldenWorld{t: t, log: &safeBuffer{}}
	var err error
	if w.store, err = openSQLite(config{data: data}); err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewJSONHandler(w.log, nil))
	w.house = live.NewHouse(live.Options{
		Journal: w.store.journal, Keys: w.store.keys, Log: log, Fatal: func(err error) { t.Error(err) },
	}, kinds()...)
	w.s = newServer(config{}, defaultLimits(), realHouse{w.house}, log)
	return w
}

func (w *goldenWorld) close() {
	w.t.Helper()
	if err := w.house.Close(w.t.Context()); err != nil {
		w.t.Error(err)
	}
	if err := w.store.journal.Close(); err != nil {
		w.t.Error(err)
	}
	if log := w.log.String(); strings.Contains(log, `"ERROR"`) {
		w.t.Errorf("a fault of ours: %s", log)
	}
}

// get is a request by a browser.
func (w *goldenWorld) get(cookie, path string) []byte {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), http.MethodGet, "http://localhost"+path, nil)
	r.AddCookie(&http.Cookie{Name: "sid", Value: cookie})
	answer := httptest.NewRecorder()
	w.s.ServeHTTP(answer, r)
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.Code != http.StatusOK {
		w.t.Fatalf("%s: status %d, %v: %s", path, answer.Code, err, body)
	}
	return body
}

// isAsItWas compares what everybody sees with what they saw, and the minutes.
func (w *goldenWorld) isAsItWas(room goldenRoom) {
	w.t.Helper()
	path := "/api/rooms/" + string(room.ID)
	for name, seat := range room.Seats {
		var me struct{ Name string }
		if raw := w.get(seat.Cookie, path+"/me"); json.Unmarshal(raw, &me) != nil || me.Name != name {
			w.t.Errorf("%s: the browser of %s is taken for %s", room.Kind, name, raw)
		}
		var now struct{ Doc map[string]any }
		if err := json.Unmarshal(w.get(seat.Cookie, path+"/doc"), &now); err != nil {
			w.t.Fatal(err)
		}
		for _, lost := range missing(seat.Doc, now.Doc, "") {
			w.t.Errorf("%s, as %s sees it: %s", room.Kind, name, lost)
		}
	}
	var was, is any
	if json.Unmarshal(room.Minutes, &was) != nil || json.Unmarshal(w.get(room.Seats["Ann"].Cookie, path+"/minutes.json"), &is) != nil || !reflect.DeepEqual(was, is) {
		w.t.Errorf("%s: the minutes were\n%v\nand are\n%v", room.Kind, was, is)
	}
}

// isRetired tells whether a place in a document went on purpose.
func isRetired(at string) bool {
	return slices.ContainsFunc(rooms.Retired, func(place string) bool { is, _ := path.Match(place, at); return is })
}

// missing says what a document had and has no more, or not as it was. What came
// in addition is a newer program's.
func missing(was, is any, at string) (lost []string) {
	object, ok := was.(map[string]any)
	other, same := is.(map[string]any)
	if !ok || !same {
		if !reflect.DeepEqual(was, is) {
			lost = append(lost, fmt.Sprintf("%s was %v and is %v", at, was, is))
		}
		return lost
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if other[key] == nil && isRetired(at+"/"+key) {
			continue
		}
		lost = append(lost, missing(object[key], other[key], at+"/"+key)...)
	}
	return lost
}

func (s goldenSeat) ended() any { return protocol.View{Doc: s.Doc}.Get("room", "ended") }

// goesOn leads a meeting to its end.
func (w *goldenWorld) goesOn(room goldenRoom) {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), time.Minute)
	defer cancel()
	ann := protocol.New(ctx, w.house.Dial(room.ID, room.Seats["Ann"].Cookie), protocol.Options{})
	defer ann.Close()
	phase := func() any { return ann.View().Get("room", "agenda", "now") }
	if _, err := ann.Ready(ctx); err != nil {
		w.t.Fatal(err)
	}
	was := phase()
	for _, verb := range []string{"next", "end"} {
		if err := ann.Act(ctx, verb, nil); err != nil {
			w.t.Errorf("%s: %s: %v", room.Kind, verb, err)
		}
		if phase() == was {
			w.t.Errorf("%s: after %s it is still in %v", room.Kind, verb, was)
		}
	}
	if ann.View().Get("room", "ended") == nil {
		w.t.Errorf("%s: did not end", room.Kind)
	}
}

// Whatever a room's key is like, no line of the log has the room's id, and all of them
// have the same alias.
func TestNoRoomIsNamedWhereItsKeyFails(t *testing.T) {
	for name, spoil := range map[string]func(string) error{
		"cut off": func(key string) error { return os.Truncate(key, 5) },
		"another": func(key string) error { return os.WriteFile(key, []byte(strings.Repeat("k", 32)), 0o600) },
		"a directory": func(key string) error {
			if err := os.Remove(key); err != nil {
				return err
			}
			return os.Mkdir(key, 0o700)
		},
	} {
		t.Run(name, func(t *testing.T) {
			data, left := openGolden(t, filepath.Join(goldenDir, "format1-stopped"))
			room := left.Rooms[0]
			id := string(room.ID)
			if err := spoil(filepath.Join(data, "keys", "rooms", id[:3], id+".room")); err != nil {
				t.Fatal(err)
			}
			w := newGoldenWorld(t, data)
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://localhost/api/rooms/"+id+"/me", nil)
			r.AddCookie(&http.Cookie{Name: "sid", Value: room.Seats["Ann"].Cookie})
			answer := httptest.NewRecorder()
			if w.s.ServeHTTP(answer, r); answer.Code != http.StatusInternalServerError {
				t.Errorf("the room answers %d: %s", answer.Code, answer.Body)
			}
			if err := errors.Join(w.house.Close(t.Context()), w.store.journal.Close()); err != nil {
				t.Error(err)
			}
			alias := w.house.Alias(room.ID)
			if log := w.log.String(); !strings.Contains(log, `"ERROR"`) || strings.Contains(log, id) || strings.Count(log, alias) != 2 {
				t.Errorf("the log says %s", log)
			}
		})
	}
}
