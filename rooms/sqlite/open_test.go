package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rondo/rooms/journal"
)

func TestSecondProcessIsRefused(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	out, err := child(t, "open", dir).Output()
	if err == nil || !strings.Contains(string(out), dir) || !strings.Contains(string(out), "in use by another process") {
		t.Fatalf("a second process: %v, says %q", err, out)
	}
	if _, err := Open(dir, small); err == nil {
		t.Fatal("opened twice in one process")
	}
	closed(t, j)
	if out, err := child(t, "open", dir).Output(); err != nil {
		t.Fatalf("after Close: %v, says %q", err, out)
	}
}

func TestDataOfAnotherSchemaAreRefused(t *testing.T) {
	for schema, say := range map[int]string{99: "newer Rondo", -1: "damaged"} {
		dir := t.TempDir()
		j := open(t, dir)
		err := j.writer.between(t.Context(), func(c *conn) error {
			_, err := c.exec(fmt.Sprintf("PRAGMA user_version=%d", schema))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		closed(t, j)
		if _, err := Open(dir, small); err == nil || !strings.Contains(err.Error(), say) || !strings.Contains(err.Error(), dir) {
			t.Errorf("schema %d: got %v", schema, err)
		}
	}
}

func TestDatabaseIsSetUp(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	err := j.writer.between(t.Context(), func(c *conn) error {
		for pragma, want := range map[string]string{
			"journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "page_size": "1024", "user_version": "2", "temp_store": "2",
		} {
			var got string
			if err := c.scan("PRAGMA "+pragma, nil, &got); err != nil || got != want {
				t.Errorf("%s is %s, want %s (%v)", pragma, got, want, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has mode %v, want 0600 (%v)", f.Name(), info.Mode(), err)
		}
	}
}

// TestRestoredBackupGrantsNoEpochTwice goes back to a copy of the data that has
// forgotten the epochs granted since.
func TestRestoredBackupGrantsNoEpochTwice(t *testing.T) {
	dir, old := t.TempDir(), t.TempDir()
	clock := time.Date(2026, 1, 1, 5, 0, 0, 0, time.UTC)
	j := open(t, dir)
	j.now = func() time.Time { return clock }
	if epoch := newRoom(t, j, "a"); epoch != 300 {
		t.Fatalf("epoch %d, want the minutes since the start of 2026", epoch)
	}
	if err := j.Backup(t.Context(), filepath.Join(old, databaseFile)); err != nil {
		t.Fatal(err)
	}
	last := acquire(t, j, "a").Epoch
	clock = clock.Add(2 * time.Minute)
	restored := open(t, old)
	restored.now = j.now
	if epoch := acquire(t, restored, "a").Epoch; epoch <= last {
		t.Fatalf("epoch %d, though %d was granted before", epoch, last)
	}
}

func TestCloseAnswersWhatIsInFlight(t *testing.T) {
	j := open(t, t.TempDir())
	epoch := newRoom(t, j, "a")
	release := busy(t, j)
	answer := make(chan error, 1)
	go func() {
		answer <- j.Append(context.Background(), "a", epoch, 0, []journal.Entry{step300(epoch, 1)}, journal.Due{})
	}()
	waits(j, 1)
	done := make(chan error, 1)
	go func() { done <- j.Close() }()
	release()
	if err := errors.Join(<-answer, <-done); err != nil {
		t.Fatal(err)
	}
	if err := j.Append(t.Context(), "a", epoch, 1, nil, journal.Due{}); !errors.Is(err, errClosed) {
		t.Fatalf("after Close: %v", err)
	}
	if _, err := os.Stat(filepath.Join(j.dir, databaseFile+"-wal")); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("the log file is still there: %v", err)
	}
}
