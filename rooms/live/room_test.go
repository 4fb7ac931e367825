package live

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"rondo/rooms"
	"rondo/rooms/wire"
	"strings"
	"testing"
	"testing/synctest"
)

func TestWhatOneDoesAllSee(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("say", word{"a", "hello"})
		synctest.Wait()
		if bob.words()["a"] != "hello" || ann.words()["a"] != "hello" {
			t.Errorf("ann sees %v, bob %v", ann.words(), bob.words())
		}
		ann.sameAsFresh()
		bob.sameAsFresh()
		if ann.you == bob.you || ann.you == "" {
			t.Errorf("ann is %q and bob is %q", ann.you, bob.you)
		}
	})
}

func TestDrawersReachWhomTheyAreFor(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		s.join("eve", rooms.Observer)
		ann, bob, eve := s.sit("ann"), s.sit("bob"), s.sit("eve")
		ann.must("whisper", word{"", "canary-own"})
		ann.must("tell_devs", word{"", "canary-devs"})
		synctest.Wait()
		for name, c := range map[string]*screen{"bob": bob, "eve": eve} {
			if strings.Contains(strings.Join(c.raw, ""), "canary-own") {
				t.Errorf("%s got what only ann may know", name)
			}
		}
		if all := strings.Join(eve.raw, ""); strings.Contains(all, "canary-devs") {
			t.Errorf("an observer got what only developers may know: %s", all)
		}
		if all := strings.Join(bob.raw, ""); !strings.Contains(all, "canary-devs") {
			t.Error("a developer did not get what developers share")
		}
		eve.must("become", word{"", string(rooms.Developer)})
		if all := strings.Join(eve.raw, ""); !strings.Contains(all, "canary-devs") {
			t.Error("who becomes a developer gets the drawer")
		}
		eve.must("become", word{"", string(rooms.Observer)})
		if raw, _ := json.Marshal(eve.doc["me"]); bytes.Contains(raw, []byte("canary-devs")) {
			t.Error("who is a developer no more still has the drawer")
		}
		for _, c := range []*screen{ann, bob, eve} {
			c.sameAsFresh()
		}
	})
}

func TestASecretStepMovesNoPosition(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		frames := len(bob.frames)
		ann.must("whisper", word{"", "x"})
		ann.must("whisper", word{"", "y"})
		synctest.Wait()
		if len(bob.frames) != frames {
			t.Errorf("bob got %v", bob.raw[frames:])
		}
		ann.must("say", word{"a", "1"}) // bob's position must not show a gap: the screen checks
		if bob.words()["a"] != "1" {
			t.Error("bob did not get the public step")
		}
	})
}

func TestARefusedActionChangesNothingAndSaysWhy(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		bob := s.sit("bob")
		before := len(bob.frames)
		for verb, code := range map[string]string{"lead": "forbidden", "panic": "internal", "fly": "unknown_action", "undo": "forbidden"} {
			if got := bob.try(verb, struct{}{}); got != code {
				t.Errorf("%s: refused with %q, want %q", verb, got, code)
			}
		}
		if got := bob.try("say", map[string]any{"key": "a", "text": "b", "more": 1}); got != "invalid" {
			t.Errorf("an unknown field: %q", got)
		}
		last, _ := json.Marshal(bob.frames[len(bob.frames)-1])
		if !strings.Contains(string(last), `"field":"/more"`) {
			t.Errorf("the field is not named: %s", last)
		}
		for _, f := range bob.frames[before:] {
			if f["patch"] != nil {
				t.Errorf("a refused action changed %v", f)
			}
		}
		bob.sameAsFresh()
	})
}

func TestAnActionTakesEffectOnce(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		ann.must("say", word{"a", "2"})
		ann.chair.Act(wire.Up{N: 1, Do: "say", With: json.RawMessage(`{"key":"a","text":"1"}`)})
		synctest.Wait()
		if ann.words()["a"] != "2" {
			t.Error("a repeated action was done again")
		}
		if code, ok := ann.answer(1); !ok || code != "" {
			t.Errorf("a repeated action was answered with %q", code)
		}
		ann.chair.Act(wire.Up{N: 1, Do: "say", With: json.RawMessage(`{"key":"a","text":"other"}`)})
		ann.chair.Act(wire.Up{N: 9, Do: "say", With: json.RawMessage(`{"key":"a","text":"9"}`)})
		synctest.Wait()
		if code, _ := ann.answer(1); code != "number_reused" {
			t.Errorf("a number used for something else: %q", code)
		}
		if code, _ := ann.answer(9); code != "out_of_order" {
			t.Errorf("a number too far: %q", code)
		}
	})
}

// Also of what was done before a restart, and in a snapshot: a page that mixes its
// numbers up must hear of it.
func TestANumberIsOfOneActionOverARestart(t *testing.T) {
	onStage(t, Limits{Snapshot: 2}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		for _, text := range []string{"1", "2", "3"} {
			ann.must("say", word{"a", text})
		}
		s.kill()
		s.boot(Limits{})
		ann.connect()
		for n, with := range map[int]string{1: `{"key":"a","text":"other"}`, 2: `{"key":"a","text":"2"}`, 3: `{"key":"b","text":"3"}`} {
			ann.chair.Act(wire.Up{N: n, Do: "say", With: json.RawMessage(with)})
		}
		synctest.Wait()
		for n, want := range map[int]string{1: "number_reused", 2: "", 3: "number_reused"} {
			if code, ok := ann.answer(n); !ok || code != want {
				t.Errorf("number %d again: %q, want %q", n, code, want)
			}
		}
	})
}

func TestARefusalIsAnsweredAlikeAgain(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		bob := s.sit("bob")
		if code := bob.try("lead", struct{}{}); code != "forbidden" {
			t.Fatal(code)
		}
		frames := len(bob.frames)
		bob.chair.Act(wire.Up{N: bob.n, Do: "lead", With: json.RawMessage(`{}`)})
		synctest.Wait()
		if code, _ := bob.answer(bob.n); code != "forbidden" || len(bob.frames) != frames+1 {
			t.Errorf("answered with %q", code)
		}
	})
}

func TestAWrongSecretAndAnUnknownRoomLookTheSame(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		_, wrong := s.house.Join(context.Background(), s.room, Knock{Secret: "guess", Browser: "x", Name: "X"})
		_, unknown := s.house.Join(context.Background(), rooms.NewID(), Knock{Secret: toySecret, Browser: "x", Name: "X"})
		if a, b := rooms.AsError(wrong), rooms.AsError(unknown); !reflect.DeepEqual(a, b) || a.Code != "no_room" {
			t.Errorf("%v and %v", wrong, unknown)
		}
		_, wrong = s.house.Join(context.Background(), s.room, Knock{Phone: "guess", Browser: "x"})
		_, unknown = s.house.Join(context.Background(), rooms.NewID(), Knock{Phone: "guess", Browser: "x"})
		if a, b := rooms.AsError(wrong), rooms.AsError(unknown); !reflect.DeepEqual(a, b) || a.Code != "no_room" {
			t.Errorf("by a link for a phone: %v and %v", wrong, unknown)
		}
	})
}
