package sqlite

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A byte of the log is flipped, any byte: what was acknowledged is there, but for the
// last transaction, which nobody can tell from one that a power cut tore; or the start
// refuses.
func TestADamagedLogLosesNothingInSilence(t *testing.T) {
	dir, last := t.TempDir(), int64(8)
	j := openWith(t, dir, Options{Reserve: -1, Idle: 1 << 50})
	epoch := newRoom(t, j, "a")
	for lsn := range last {
		mustAppend(t, j, "a", epoch, step300(epoch, lsn+1))
	}
	whole, err := os.ReadFile(filepath.Join(dir, databaseFile+"-wal"))
	if err != nil || len(whole) < 10*pageSize {
		t.Fatalf("a log of %d bytes, %v", len(whole), err)
	}
	refused, lost := 0, 0
	for at := 0; at < len(whole); at += 61 {
		torn := t.TempDir()
		for _, name := range []string{"", "-wal"} {
			raw, err := os.ReadFile(filepath.Join(dir, databaseFile+name))
			if err != nil {
				t.Fatal(err)
			}
			if name == "-wal" {
				raw[at] ^= []byte{0xff, 1, 0x10}[at%3]
			}
			if err := os.WriteFile(filepath.Join(torn, databaseFile+name), raw, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		j, err := Open(torn, small)
		if err != nil {
			if refused++; !strings.Contains(err.Error(), "restore a backup") {
				t.Errorf("byte %d: %v", at, err)
			}
			if said := layout(t, torn); said == nil || said.Error() != errors.Unwrap(err).Error() {
				t.Errorf("byte %d: whoever looks at the data is told %v", at, said)
			}
			continue
		}
		var end int64
		ask(t, j, `SELECT coalesce((SELECT lsn FROM rooms WHERE room = 'a'), -1)`, &end)
		switch {
		case end == last-1:
			lost++
		case end != last:
			t.Errorf("byte %d: %d of %d entries are left, and nothing is said", at, end, last)
		}
		closed(t, j)
	}
	t.Logf("%d bytes of log: %d starts refused, %d without the last transaction", len(whole), refused, lost)
	if refused == 0 || lost == 0 {
		t.Error("the flips say little")
	}
}

// layout is what `rondo check` finds of the files.
func layout(t *testing.T, dir string) error {
	t.Helper()
	r, err := OpenReader(dir)
	if err != nil {
		t.Fatal(err)
	}
	return errors.Join(r.Layout(t.Context()), r.Close())
}
