package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	protocol "rondo/rooms/client"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/roomstest"
)

// besieged are the rooms in which the backlog is talked about, and where it lives.
var besieged = []string{"team", "refinement", "planning"}

// siege is a room, and people in it whose pages send what no page would.
type siege struct {
	*world
	kind *rooms.Kind
	link protocol.Link
	all  map[string]*attacker
}

// attacker is one of them, with everything that the room ever sent them.
type attacker struct {
	*protocol.Client
	browser *protocol.Browser
	you     rooms.ID
	t       *testing.T

	mu    sync.Mutex
	heard strings.Builder
}

func besiege(t *testing.T, kind string) *siege {
	t.Helper()
	h := live.NewHouse(live.Options{
		Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys(), Build: "test", Limits: live.Limits{Beat: 5 * time.Millisecond},
	}, kinds()...)
	s := &siege{world: newWorld(t, realHouse{h}, func(_ *config, l *limits) { *l = l.times(10_000); l.badFrames = 1 << 20 }), all: map[string]*attacker{}}
	s.kind = ceremonies.All()[slices.IndexFunc(ceremonies.All(), func(k *rooms.Kind) bool { return k.Name == kind })]
	at, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	opener := protocol.NewBrowser(at, nil)
	if s.link, err = opener.Open(t.Context(), kind, "Heron"); err != nil {
		t.Fatal(err)
	}
	s.enter(t, "ann", opener, rooms.Developer, rooms.ProductOwner, rooms.ProductManager, rooms.ScrumMaster)
	for name, role := range map[string]rooms.Role{
		"ben": rooms.Developer, "cem": rooms.Developer, "obs": rooms.Observer, "stan": rooms.Stakeholder, "pam": rooms.ProductManager,
	} {
		s.enter(t, name, protocol.NewBrowser(at, nil), role)
	}
	s.does("ann", "roles", "person", s.all["pam"].you, "roles", []rooms.Role{rooms.ProductManager})
	return s
}

func (s *siege) enter(t *testing.T, name string, b *protocol.Browser, roles ...rooms.Role) {
	t.Helper()
	a := &attacker{browser: b, t: t}
	you, err := b.Join(t.Context(), s.link, protocol.Guest{Name: name, Roles: roles})
	if err != nil {
		t.Fatal(err)
	}
	a.you = you
	a.Client = b.Enter(t.Context(), s.link.Room, protocol.Options{Rush: true, OnFrame: func(dir protocol.Direction, raw []byte) {
		a.mu.Lock()
		defer a.mu.Unlock()
		if dir == protocol.Down {
			a.heard.Write(raw)
		}
	}})
	t.Cleanup(func() { _ = a.Close() })
	if _, err := a.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.all[name] = a
}

// tries does something and returns the refusal.
func (a *attacker) tries(do string, with any) *rooms.Error {
	a.t.Helper()
	err := a.Act(a.t.Context(), do, with)
	if refusal := new(rooms.Error); errors.As(err, &refusal) {
		return refusal
	}
	if err != nil {
		a.t.Fatalf("%s: %v", do, err)
	}
	return nil
}

func (s *siege) does(name, do string, with ...any) {
	a := s.all[name]
	a.t.Helper()
	if err := a.tries(do, roomstest.With(with...)); err != nil {
		a.t.Fatalf("%s %s: %+v", name, do, err)
	}
}

// must be so after each attack: nothing went wrong inside, and nobody lost their line.
func (s *siege) stands(t *testing.T) {
	t.Helper()
	if log := s.log.String(); strings.Contains(log, "panic") || strings.Contains(log, `"ERROR"`) {
		t.Errorf("the log has %s", log)
	}
	if err := s.all["ben"].tries("late", roomstest.With("on", false)); err != nil && err.Code == "internal" {
		t.Errorf("the room is gone: %+v", err)
	}
}

// spoilt are arguments with one thing wrong, by the place where it is; "" is all of it.
func spoilt(of reflect.Type) map[string][]json.RawMessage {
	raw := func(v any) json.RawMessage { b, _ := json.Marshal(v); return b }
	all := map[string][]json.RawMessage{
		"":     {raw(7), raw("x"), raw([]int{}), raw(true)},
		"more": {raw(map[string]any{"more": 1})},
	}
	good := plausible(of, "")
	fields, _ := good.(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		for _, wrong := range wrongFor(fields[name]) {
			bad := maps.Clone(fields)
			bad[name] = wrong
			all[name] = append(all[name], raw(bad))
		}
	}
	return all
}

// huge stands in texts that are too long.
const huge = "long "

// names tells whether a refusal is about a field: what is no frame is so within it.
func names(at, field string) bool {
	at = strings.TrimPrefix(at, "/with")
	return at == "/"+field || strings.HasPrefix(at, "/"+field+"/") || field == ""
}

// wrongFor are values of other kinds than a right one, and some of its kind that are too much.
func wrongFor(right any) []any {
	long := strings.Repeat(huge, 10_000)
	wrong := []any{7.5, map[string]any{"a": map[string]any{"b": 1}}}
	switch right.(type) {
	case string, rooms.ID:
		return append(wrong, long, true, []any{"x"}, -1)
	case int:
		return append(wrong, -1, 1<<53, json.RawMessage("1e99"), "1", true)
	case bool:
		return append(wrong, "yes", 1, []any{true})
	case []any:
		return append(wrong, "x", []any{map[string]any{"a": 1}, nil}, []any{long})
	}
	return append(wrong, "x", 7, []any{7})
}

// plausible is an argument of the right type, about things that are not there.
func plausible(of reflect.Type, form string) any {
	switch of.Kind() {
	case reflect.Pointer:
		return plausible(of.Elem(), form)
	case reflect.Struct:
		with := map[string]any{}
		for i := range of.NumField() {
			f := of.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if name == "" || name == "for" {
				continue
			}
			with[name] = plausible(f.Type, f.Tag.Get("takes"))
		}
		return with
	case reflect.Slice:
		return []any{plausible(of.Elem(), form)}
	case reflect.Bool:
		return true
	case reflect.Int, reflect.Int64, reflect.Float64:
		least, _, _ := strings.Cut(form, "..")
		n, _ := strconv.Atoi(least)
		return max(1, n)
	case reflect.String:
		word, _, _ := strings.Cut(strings.TrimSuffix(form, "?"), "|")
		switch {
		case word == "date":
			return "2026-12-01"
		case word == "time":
			return "14:00+01:00"
		case word == "link":
			return "https://example.org/1"
		case strings.Contains(form, "|"):
			return word
		}
		return "nowhere"
	}
	return map[string]any{}
}

// Whatever comes with an action that is not as it must be, its field is named to whoever may do
// it, and to whoever may not that it is not theirs. Nothing breaks.
func TestWrongArgumentsAreRefusedByTheirNames(t *testing.T) {
	for _, kind := range besieged {
		t.Run(kind, func(t *testing.T) {
			s := besiege(t, kind)
			sent := 0
			for verb, of := range s.kind.Verbs() {
				if verb == "leave" || verb == "forget" || verb == "end" {
					continue // who did that with a right argument would be gone
				}
				for field, tries := range spoilt(of) {
					for _, with := range tries {
						for _, name := range []string{"ann", "obs"} {
							sent++
							err := s.all[name].tries(verb, with)
							what := fmt.Sprintf("%s: %s %.120s", name, verb, with)
							switch {
							case err == nil:
								t.Errorf("%s was done", what)
							case err.Say == "":
								t.Errorf("%s was refused without a word", what)
							case err.Code == "forbidden" || err.Code == "phase_closed": // the right comes first
							case bytes.Contains(with, []byte(huge)) && err.Code != "invalid": // of a name that nothing has
							case !names(err.Field, field) && !bytes.Contains(with, []byte(huge)):
								t.Errorf("%s was refused at %q: %s", what, err.Field, err.Say)
							case err.Field == "":
								t.Errorf("%s was refused with %+v", what, err)
							}
						}
					}
				}
			}
			s.stands(t)
			t.Logf("%d attacks", sent)
		})
	}
}

// Whoever only looks on, or is no longer there, does nothing and reads why.
func TestWhoMayNothingReadsWhoMay(t *testing.T) {
	for _, kind := range besieged {
		t.Run(kind, func(t *testing.T) {
			s := besiege(t, kind)
			s.does("ann", "item_add", "title", "Pay again")
			may := map[string]bool{}
			for _, row := range s.kind.Rights {
				may[row.Do] = may[row.Do] || row.May&rooms.Observers != 0
			}
			for verb, of := range s.kind.Verbs() {
				if may[verb] {
					continue
				}
				err := s.all["obs"].tries(verb, plausible(of, ""))
				if err == nil || err.Code != "forbidden" && err.Code != "phase_closed" && err.Code != "invalid" || err.Say == "" {
					t.Errorf("%s was refused with %+v", verb, err)
				}
			}
			s.stands(t)
		})
	}
}
