package sqlite

import (
	"testing"

	"go.uber.org/goleak"

	"rondo/rooms/journal"
	"rondo/rooms/roomstest"
)

func TestMain(m *testing.M) {
	asChild() // does not return in a child process of a test
	goleak.VerifyTestMain(m)
}

// small keeps tests from writing 16 MiB of reserve each.
var small = Options{Reserve: 64 << 10}

func open(t testing.TB, dir string) *Journal {
	t.Helper()
	return openWith(t, dir, small)
}

func openWith(t testing.TB, dir string, o Options) *Journal {
	t.Helper()
	j, err := Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, j) })
	return j
}

func closed(t testing.TB, j *Journal) {
	t.Helper()
	if err := j.Close(); err != nil {
		t.Error(err)
	}
}

func TestJournal(t *testing.T) {
	for name, o := range map[string]Options{
		"full":   small,
		"normal": {Sync: Normal, Reserve: -1},
	} {
		t.Run(name, func(t *testing.T) {
			roomstest.Journal(t, func(t *testing.T) roomstest.Harness {
				dir := t.TempDir()
				j := openWith(t, dir, o)
				return roomstest.Harness{Journal: j, Reopen: func() journal.Journal {
					closed(t, j)
					return openWith(t, dir, o)
				}}
			})
		})
	}
}
