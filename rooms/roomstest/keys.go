package roomstest

import (
	"bytes"
	"errors"
	"fmt"
	"testing"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// KeysHarness is a set of keys under test, empty.
type KeysHarness struct {
	Keys   journal.Keys
	Reopen func() journal.Keys // opens another one on the same data
}

// Keys runs the tests that every set of keys must pass.
func Keys(t *testing.T, open func(t *testing.T) KeysHarness) {
	for _, c := range []struct {
		name string
		run  func(*testing.T, *keysTest)
	}{
		{"a key is made once and stays", makesKeys},
		{"a destroyed key is gone for good", destroysKeys},
		{"a forgotten room takes its keys along", forgetsKeys},
		{"an answer is the caller's own", copiesKeys},
		{"many rooms at once", keepsManyKeys},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := open(t)
			c.run(t, &keysTest{t, h.Keys, h.Reopen})
		})
	}
}

type keysTest struct {
	t *testing.T
	journal.Keys
	reopen func() journal.Keys
}

func (k *keysTest) make(room rooms.ID, id string, round bool) []byte {
	k.t.Helper()
	key, err := k.Make(room, id, round)
	if err != nil || len(key) != 32 {
		k.t.Fatalf("make %s of %s: %d bytes, %v", id, room, len(key), err)
	}
	return key
}

func (k *keysTest) has(room rooms.ID, id string, want []byte) {
	k.t.Helper()
	if got, err := k.Get(room, id); err != nil || !bytes.Equal(got, want) {
		k.t.Fatalf("get %s of %s: %x, %v, want %x", id, room, got, err, want)
	}
}

func (k *keysTest) lacks(room rooms.ID, id string) {
	k.t.Helper()
	if got, err := k.Get(room, id); got != nil || !errors.Is(err, journal.ErrNoKey) {
		k.t.Fatalf("get %s of %s: %x, %v, want ErrNoKey", id, room, got, err)
	}
}

func makesKeys(t *testing.T, k *keysTest) {
	own, round := k.make("a", "room", false), k.make("a", "r1", true)
	other := k.make("b", "room", false)
	if bytes.Equal(own, round) || bytes.Equal(own, other) {
		t.Fatal("two keys are equal")
	}
	if _, err := k.Make("a", "room", false); !errors.Is(err, journal.ErrExists) {
		t.Fatalf("made twice: %v", err)
	}
	k.Keys = k.reopen()
	k.has("a", "room", own)
	k.has("a", "r1", round)
	k.has("b", "room", other)
	k.lacks("a", "r2")
	k.lacks("c", "room")
}

func destroysKeys(t *testing.T, k *keysTest) {
	own := k.make("a", "room", false)
	before := k.make("a", "r1", true)
	for range 2 {
		if err := k.Destroy("a", "r1"); err != nil {
			t.Fatal(err)
		}
		k.lacks("a", "r1")
	}
	k.Keys = k.reopen()
	k.lacks("a", "r1")
	k.has("a", "room", own)
	if again := k.make("a", "r1", true); bytes.Equal(again, before) {
		t.Fatal("a destroyed key came back")
	}
}

func forgetsKeys(t *testing.T, k *keysTest) {
	k.make("a", "room", false)
	k.make("a", "r1", true)
	near := k.make("ab", "room", false)
	for range 2 {
		if err := k.Forget("a"); err != nil {
			t.Fatal(err)
		}
		k.lacks("a", "room")
		k.lacks("a", "r1")
	}
	k.has("ab", "room", near)
}

func copiesKeys(_ *testing.T, k *keysTest) {
	key := k.make("a", "room", false)
	want := bytes.Clone(key)
	clear(key)
	k.has("a", "room", want)
	if got, err := k.Get("a", "room"); err == nil {
		clear(got)
	}
	k.has("a", "room", want)
}

func keepsManyKeys(_ *testing.T, k *keysTest) {
	j := &journalTest{t: k.t}
	j.together(50, func(i int) error {
		room := fmt.Sprintf("%08d", i)
		key, err := k.Make(rooms.ID(room), "room", false)
		if err != nil {
			return err
		}
		got, err := k.Get(rooms.ID(room), "room")
		if err == nil && !bytes.Equal(got, key) {
			err = fmt.Errorf("%s has another's key", room)
		}
		return err
	})
}
