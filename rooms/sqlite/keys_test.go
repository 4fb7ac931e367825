package sqlite

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/roomstest"
)

func openKeys(t *testing.T, dir, rounds string) *Keys {
	t.Helper()
	k, err := OpenKeys(dir, rounds)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestKeys(t *testing.T) {
	for name, apart := range map[string]bool{"in one directory": false, "rounds apart": true} {
		t.Run(name, func(t *testing.T) {
			roomstest.Keys(t, func(t *testing.T) roomstest.KeysHarness {
				dir, rounds := filepath.Join(t.TempDir(), "keys"), ""
				if apart {
					rounds = filepath.Join(t.TempDir(), "run")
				}
				return roomstest.KeysHarness{
					Keys:   openKeys(t, dir, rounds),
					Reopen: func() journal.Keys { return openKeys(t, dir, rounds) },
				}
			})
		})
	}
}

// found returns the paths below dir and fails the test if others may read one.
func found(t *testing.T, dir string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		want := fs.FileMode(0o600)
		if d.IsDir() {
			want = 0o700
		}
		if info, err := d.Info(); path != dir && (err != nil || info.Mode().Perm() != want) {
			t.Errorf("%s has mode %v, want %v (%v)", path, info.Mode(), want, err)
		}
		if rel, _ := filepath.Rel(dir, path); !d.IsDir() {
			files = append(files, rel)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func makeKey(t *testing.T, k *Keys, room, id string, round bool) []byte {
	t.Helper()
	key, err := k.Make(rooms.ID(room), id, round)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func TestKeyFiles(t *testing.T) {
	dir, rounds := t.TempDir(), t.TempDir()
	k := openKeys(t, dir, rounds)
	makeKey(t, k, "9f3a-1", "room", false)
	makeKey(t, k, "9f3a-1", "r1", true)
	if got := strings.Join(found(t, dir), " "); got != "rooms/9f3/9f3a-1.room" {
		t.Errorf("in the keys' directory: %s", got)
	}
	if got := strings.Join(found(t, rounds), " "); got != "rounds/9f3/9f3a-1.r1" {
		t.Errorf("in the rounds' directory: %s", got)
	}
	if err := k.Forget("9f3a-1"); err != nil {
		t.Fatal(err)
	}
	if left := append(found(t, dir), found(t, rounds)...); left != nil {
		t.Errorf("left: %v", left)
	}
}

// TestDestroyedKeyIsOverwritten keeps a second name of the file, and sees
// through it what was on the disk before the first one went.
func TestDestroyedKeyIsOverwritten(t *testing.T) {
	dir := t.TempDir()
	k := openKeys(t, dir, "")
	makeKey(t, k, "abc", "r1", true)
	witness := filepath.Join(t.TempDir(), "witness")
	if err := os.Link(filepath.Join(dir, "rounds/abc/abc.r1"), witness); err != nil {
		t.Fatal(err)
	}
	if err := k.Destroy("abc", "r1"); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(witness); err != nil || !bytes.Equal(data, blank) {
		t.Errorf("on the disk: %x, %v", data, err)
	}
}

// TestCrashBetweenOverwritingAndRemoving finds a blank key, which is none.
func TestCrashBetweenOverwritingAndRemoving(t *testing.T) {
	dir := t.TempDir()
	k := openKeys(t, dir, "")
	makeKey(t, k, "abc", "r1", true)
	if err := os.WriteFile(filepath.Join(dir, "rounds/abc/abc.r1"), blank, 0o600); err != nil {
		t.Fatal(err)
	}
	if key, err := k.Get("abc", "r1"); !errors.Is(err, journal.ErrNoKey) {
		t.Errorf("got %x, %v", key, err)
	}
	if err := k.Destroy("abc", "r1"); err != nil || len(found(t, dir)) > 0 {
		t.Errorf("destroyed: %v, left %v", err, found(t, dir))
	}
}

func TestUnfinishedKeysAreSweptAway(t *testing.T) {
	dir := t.TempDir()
	k := openKeys(t, dir, "")
	own := makeKey(t, k, "abc", "room", false)
	if err := os.WriteFile(filepath.Join(dir, "rooms", unfinished+"7"), make([]byte, 9), 0o600); err != nil {
		t.Fatal(err)
	}
	k = openKeys(t, dir, "")
	if files := found(t, dir); len(files) != 1 {
		t.Errorf("there are %v", files)
	}
	if key, err := k.Get("abc", "room"); err != nil || !bytes.Equal(key, own) {
		t.Errorf("got %x, %v", key, err)
	}
}

func TestDamagedKeyIsNotTakenForLost(t *testing.T) {
	dir := t.TempDir()
	k := openKeys(t, dir, "")
	makeKey(t, k, "abc", "room", false)
	if err := os.Truncate(filepath.Join(dir, "rooms/abc/abc.room"), 5); err != nil {
		t.Fatal(err)
	}
	if key, err := k.Get("abc", "room"); err == nil || errors.Is(err, journal.ErrNoKey) {
		t.Errorf("got %x, %v", key, err)
	}
}

// TestNamesStayInside refuses ids that would lead out of the directory.
func TestNamesStayInside(t *testing.T) {
	k := openKeys(t, t.TempDir(), "")
	for _, name := range []string{"", ".", "..", "../x", "a/b", "a.b", "a\x00b", strings.Repeat("a", 65)} {
		if _, err := k.Make(rooms.ID(name), "room", false); err == nil {
			t.Errorf("room %q: made a key", name)
		}
		if _, err := k.Make("abc", name, true); err == nil {
			t.Errorf("key %q: made", name)
		}
		if err := k.Forget(rooms.ID(name)); err == nil {
			t.Errorf("room %q: forgotten", name)
		}
	}
}

// A tmpfs for keys that is full says so, keeps nothing half, and is found to be well
// again without anybody asking for a key.
func TestKeysOnAFullDisk(t *testing.T) {
	dir, ok := smallDisk(t, 256<<10)
	if !ok {
		t.Skip("needs a disk of its own")
	}
	k, filler := openKeys(t, filepath.Join(t.TempDir(), "keys"), filepath.Join(dir, "run")), filepath.Join(dir, "filler")
	if _, err := k.Make("a", "before", true); err != nil {
		t.Fatal(err)
	}
	_ = os.WriteFile(filler, make([]byte, 1<<20), 0o600) // as much as there is space for
	if k.Full() {
		t.Error("nobody has tried yet")
	}
	if _, err := k.Make("a", "round", true); !errors.Is(err, journal.ErrFull) || !k.Full() {
		t.Errorf("a key without space: %v, full: %t", err, k.Full())
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "run", "rounds", unfinished+"*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := k.Destroy("a", "before"); err != nil {
		t.Errorf("a key cannot be destroyed without space: %v", err)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if k.Full() {
		t.Error("there is space again")
	}
	if _, err := k.Make("a", "round", true); err != nil {
		t.Error(err)
	}
}
