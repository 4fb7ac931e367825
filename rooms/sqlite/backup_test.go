package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"rondo/rooms/journal"
)

// TestBackupWhileRoomsGoOn copies a database that is being written, and finds
// in the copy everything that was acknowledged before.
func TestBackupWhileRoomsGoOn(t *testing.T) {
	for name, backup := range map[string]func(*Journal, string) error{
		"in the server":      func(j *Journal, path string) error { return j.Backup(context.Background(), path) },
		"by another process": func(j *Journal, path string) error { return Backup(context.Background(), j.dir, path) },
	} {
		t.Run(name, func(t *testing.T) {
			j := open(t, t.TempDir())
			end := writeWhile(t, j, func(path string) error { return backup(j, path) })
			copied := open(t, filepath.Dir(end.path))
			last := endOf(t, copied, "room-0")
			if last < end.before || last > end.after {
				t.Errorf("the copy ends at %d, not between %d and %d", last, end.before, end.after)
			}
			isIntact(t, copied)
			info, err := os.Stat(end.path)
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("mode %v, %v", info.Mode(), err)
			}
		})
	}
}

// span is what was acknowledged before and after a backup at path.
type span struct {
	path          string
	before, after int64
}

// writeWhile fills a room, and goes on with it until the backup is done.
func writeWhile(t *testing.T, j *Journal, backup func(path string) error) (s span) {
	t.Helper()
	s.path = filepath.Join(t.TempDir(), databaseFile)
	epoch := newRoom(t, j, "room-0")
	add := func() {
		var entries []journal.Entry
		for range childBatch {
			s.after++
			entries = append(entries, childEntry("room-0", epoch, s.after))
		}
		mustAppend(t, j, "room-0", epoch, entries...)
	}
	for range 500 {
		add()
	}
	s.before = s.after
	done := make(chan error, 1)
	go func() { done <- backup(s.path) }()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return s
		default:
			add()
		}
	}
}

func TestBackupDoesNotOverwrite(t *testing.T) {
	j := open(t, t.TempDir())
	path := filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{j.Backup(t.Context(), path), Backup(t.Context(), j.dir, path)} {
		if !errors.Is(err, fs.ErrExist) {
			t.Errorf("got %v", err)
		}
	}
	if data, err := os.ReadFile(path); string(data) != "precious" {
		t.Errorf("now there is %q, %v", data, err)
	}
	if err := Backup(t.Context(), t.TempDir(), path+"2"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a backup of nothing: %v", err)
	}
}

func TestBrokenOffBackupLeavesNothing(t *testing.T) {
	j := open(t, t.TempDir())
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := j.Backup(ctx, filepath.Join(dir, "b")); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	closed(t, j)
	if err := j.Backup(t.Context(), filepath.Join(dir, "b")); !errors.Is(err, errClosed) {
		t.Errorf("after Close: %v", err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("left: %v, %v", files, err)
	}
}

// TestBackupHasNoBurnedSecrets burns while a backup is under way.
func TestBackupHasNoBurnedSecrets(t *testing.T) {
	j := open(t, t.TempDir())
	r := newRound(t, j, 0)
	r.epochs["a"] = newRoom(t, j, "a")
	for range 600 {
		r.write("a", "round", canaries)
	}
	dir := t.TempDir()
	err := intoFile(filepath.Join(dir, "b"), func(part string) error {
		return j.copyWhile(t.Context(), part, func() error {
			return j.Burn(t.Context(), "a", r.epochs["a"], r.snapshot("a", "room", noise(9)), "round")
		})
	})
	r.ok(err)
	if left := sings(t, dir); left != nil {
		t.Errorf("in the copy: %v", left)
	}
}

// copyWhile is copyTo with something happening after the first step.
func (j *Journal) copyWhile(ctx context.Context, part string, during func() error) error {
	b, err := j.startCopy(ctx, part)
	if err != nil {
		return err
	}
	more, err := j.copyStep(ctx, b)
	if err == nil && !more {
		err = errors.New("the database is too small for this test")
	}
	err = errors.Join(err, during())
	for more && err == nil {
		more, err = j.copyStep(ctx, b)
	}
	return errors.Join(err, j.endCopy(b))
}
