package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	driver "modernc.org/sqlite"

	"rondo/rooms/journal"
)

// TestBrokenIsForGood damages the database under a running journal. What cannot be
// read is damaged, which ends nothing; from the first write that shows it, every
// answer is ErrBroken, even when the damage would not concern it.
func TestBrokenIsForGood(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	epoch := newRoom(t, j, "a")
	newRoom(t, j, "b")
	for lsn := int64(1); lsn <= 20; lsn++ {
		mustAppend(t, j, "a", epoch, large(epoch, lsn))
	}
	damage(t, j)
	for range 2 {
		if _, err := j.Read(t.Context(), "a"); !errors.Is(err, journal.ErrDamaged) || errors.Is(err, journal.ErrBroken) {
			t.Fatalf("reading damaged data: %v, want ErrDamaged", err)
		}
	}
	for range 2 {
		if err := j.Create(t.Context(), "c", "", journal.Snapshot{}, journal.Due{}); !errors.Is(err, journal.ErrBroken) {
			t.Fatalf("afterwards: %v, want ErrBroken", err)
		}
	}
	if _, err := j.Read(t.Context(), "b"); !errors.Is(err, journal.ErrBroken) {
		t.Fatalf("reading after that: %v, want ErrBroken", err)
	}
}

// damage moves everything into the database and overwrites it, but for its
// first page. The writer forgets the pages that it remembers.
func damage(t *testing.T, j *Journal) {
	t.Helper()
	err := j.writer.between(t.Context(), func(c *conn) error {
		if done, err := c.checkpoint(); err != nil || !done {
			return errors.Join(err, errors.New("the log is in use"))
		}
		file := filepath.Join(j.dir, databaseFile)
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		f, err := os.OpenFile(file, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		_, err = f.WriteAt(noise(int(info.Size())-pageSize), pageSize)
		_, forgotten := c.exec("PRAGMA shrink_memory")
		return errors.Join(err, f.Close(), forgotten)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestOrdinaryErrorsAreNoFaults(t *testing.T) {
	j := open(t, t.TempDir())
	err := j.writer.between(t.Context(), func(c *conn) error {
		_, err := c.exec(`INSERT INTO rooms (room) VALUES (NULL)`)
		return err
	})
	var e *driver.Error
	if !errors.As(err, &e) || isFault(err) {
		t.Fatalf("got %v", err)
	}
	newRoom(t, j, "a")
}

// Rows that contradict each other are damage of their room, and never a room that
// is not there, or one that is shorter.
func TestRowsThatContradictEachOtherAreDamage(t *testing.T) {
	for name, spoil := range map[string]string{
		"no row of the room":    `DELETE FROM rooms WHERE room = 'a'`,
		"no snapshot":           `DELETE FROM snapshots WHERE room = 'a'`,
		"another room's":        `UPDATE snapshots SET room = 'z' WHERE room = 'a'`,
		"no snapshot's content": `DELETE FROM contents WHERE content = (SELECT content FROM snapshots WHERE room = 'a')`,
	} {
		t.Run(name, func(t *testing.T) {
			j := open(t, t.TempDir())
			newRoom(t, j, "a")
			newRoom(t, j, "b")
			if err := j.writer.between(t.Context(), func(c *conn) error { _, err := c.exec(spoil); return err }); err != nil {
				t.Fatal(err)
			}
			if _, err := j.Read(t.Context(), "a"); !errors.Is(err, journal.ErrDamaged) {
				t.Errorf("%v, want ErrDamaged", err)
			}
		})
	}
}
