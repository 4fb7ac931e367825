package roomstest

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"rondo/rooms"
	"rondo/rooms/journal"
)

func createsOnce(t *testing.T, j *journalTest) {
	first := snapshot(0, "room")
	j.ok(j.Create(j.ctx, "a", "", first, journal.Due{}))
	j.refuses(j.Create(j.ctx, "a", "", snapshot(5, "room"), journal.Due{}), journal.ErrExists)
	if got := j.acquire("a").Snapshot; !reflect.DeepEqual(got, first) {
		t.Fatalf("got %+v, want the first snapshot %+v", got, first)
	}
}

func refusesUnknown(_ *testing.T, j *journalTest) {
	_, err := j.Read(j.ctx, "x")
	j.refuses(err, journal.ErrNoRoom)
	_, _, err = j.Acquire(j.ctx, "x")
	j.refuses(err, journal.ErrNoRoom)
	j.refuses(j.Append(j.ctx, "x", 1, 0, run(1, 1, 1, "room"), journal.Due{}), journal.ErrNoRoom)
	j.refuses(j.Snapshot(j.ctx, "x", 1, snapshot(0, "room"), keep(0)), journal.ErrNoRoom)
	j.refuses(j.Burn(j.ctx, "x", 1, snapshot(0, "room"), "r"), journal.ErrNoRoom)
}

func growsEpochs(t *testing.T, j *journalTest) {
	last := j.room("a")
	if last <= 1 {
		t.Fatalf("epoch %d after the snapshot's epoch 1", last)
	}
	for range 3 {
		next := j.acquire("a").Epoch
		if next <= last {
			t.Fatalf("epoch %d after %d", next, last)
		}
		last = next
	}
	// A room that got ahead of the clock goes on counting.
	ahead := snapshot(0, "room")
	ahead.Epoch = 1 << 40
	j.ok(j.Create(j.ctx, "b", "", ahead, journal.Due{}))
	if got := j.acquire("b").Epoch; got != 1<<40+1 {
		t.Fatalf("epoch %d after 1<<40", got)
	}
}

func fences(_ *testing.T, j *journalTest) {
	old := j.room("a")
	j.append("a", old, run(old, 1, 2, "room")...)
	next := j.acquire("a").Epoch
	j.refuses(j.Append(j.ctx, "a", old, 2, run(old, 3, 3, "room"), journal.Due{}), journal.ErrFenced)
	j.refuses(j.Append(j.ctx, "a", old, 0, run(old, 1, 2, "room"), journal.Due{}), journal.ErrFenced)
	j.refuses(j.Append(j.ctx, "a", next+1, 2, run(next, 3, 3, "room"), journal.Due{}), journal.ErrFenced)
	j.refuses(j.Snapshot(j.ctx, "a", old, snapshot(2, "room"), keep(3)), journal.ErrFenced)
	j.refuses(j.Burn(j.ctx, "a", old, snapshot(2, "other"), "room"), journal.ErrFenced)
	j.append("a", next, run(next, 3, 3, "room")...)
	j.holds("a", append(run(old, 1, 2, "room"), run(next, 3, 3, "room")...)...)
}

func readsOnly(t *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.append("a", epoch, run(epoch, 1, 2, "room")...)
	for range 2 {
		record, err := j.Read(j.ctx, "a")
		j.ok(err)
		if len(record.Entries) != 2 || !reflect.DeepEqual(record.Snapshot, snapshot(0, "room")) {
			t.Fatalf("read %+v", record)
		}
	}
	j.append("a", epoch, run(epoch, 3, 3, "room")...)
}

func tellsTheEnd(t *testing.T, j *journalTest) {
	j.room("a")
	for _, want := range []int64{0, 5, 5} {
		_, end, err := j.Acquire(j.ctx, "a")
		j.ok(err)
		if read := j.acquire("a").Last; end != want || read != want {
			t.Fatalf("the log ends at %d, and is read up to %d, want %d", end, read, want)
		}
		if epoch := j.acquire("a").Epoch; end == 0 {
			j.append("a", epoch, run(epoch, 1, 5, "room")...)
			j.ok(j.Snapshot(j.ctx, "a", epoch, snapshot(5, "room"), keep(6))) // nothing of the log is left
		}
	}
}

func namesRooms(t *testing.T, j *journalTest) {
	for _, id := range []rooms.ID{"c", "a", "d", "b"} {
		j.room(id)
	}
	j.ok(j.Delete(j.ctx, "c"))
	for after, want := range map[rooms.ID][]rooms.ID{"": {"a", "b"}, "a": {"b", "d"}, "b": {"d"}, "d": nil, "aa": {"b", "d"}} {
		got, err := j.Rooms(j.ctx, after, 2)
		j.ok(err)
		if !slices.Equal(got, want) {
			t.Errorf("behind %q: %v, want %v", after, got, want)
		}
	}
}

func keepsEntries(_ *testing.T, j *journalTest) {
	epoch := j.room("a")
	entries := run(epoch, 1, 5, "room")
	entries[1] = secret(epoch, 2, "r1")
	entries[2].Door = []byte{0, 1, 2, 0xff}
	entries[3].Sealed, entries[3].Key = nil, ""
	j.append("a", epoch, entries[:2]...)
	j.append("a", epoch, entries[2:]...)
	j.holds("a", entries...)
}

func repeats(_ *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.append("a", epoch, run(epoch, 1, 2, "room")...)
	j.append("a", epoch, run(epoch, 3, 5, "room")...)
	j.append("a", epoch, run(epoch, 3, 5, "room")...)
	j.holds("a", run(epoch, 1, 5, "room")...)
}

func matchesLog(_ *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.append("a", epoch, run(epoch, 1, 4, "room")...)
	other, unlike := run(epoch, 3, 4, "room"), run(epoch, 3, 4, "room")
	other[1].Sealed = []byte("another step")
	unlike[1].MAC = []byte("another code")
	for name, c := range map[string]struct {
		prev    int64
		entries []journal.Entry
	}{
		"past the end":        {5, run(epoch, 6, 6, "room")},
		"before the end":      {1, run(epoch, 2, 2, "room")},
		"half new":            {2, run(epoch, 3, 5, "room")},
		"same place, other":   {2, other},
		"same, other code":    {2, unlike},
		"not where it says":   {4, run(epoch, 6, 6, "room")},
		"with a gap":          {4, append(run(epoch, 5, 5, "room"), entry(epoch, 7, "room"))},
		"nothing, other end":  {3, nil},
		"nothing, past it":    {5, nil},
		"from the start":      {0, run(epoch, 1, 1, "room")},
		"with a lower number": {4, run(epoch, 4, 4, "room")},
	} {
		if err := j.Append(j.ctx, "a", epoch, c.prev, c.entries, journal.Due{}); err == nil {
			j.t.Errorf("%s: appended", name)
		} else {
			j.refuses(err, journal.ErrFenced)
		}
	}
	j.holds("a", run(epoch, 1, 4, "room")...)
}

// appendsWhole looks from another goroutine, in the middle of appends.
func appendsWhole(_ *testing.T, j *journalTest) {
	const batch, rounds = 7, 30
	epoch := j.room("a")
	j.ok(j.Create(j.ctx, "b", "", snapshot(0, "room"), journal.Due{}))
	j.together(2, func(who int) error {
		for i := range int64(rounds) {
			if who == 0 {
				if err := j.Append(j.ctx, "a", epoch, i*batch, run(epoch, i*batch+1, i*batch+batch, "room"), journal.Due{}); err != nil {
					return err
				}
				continue
			}
			if _, _, err := j.Acquire(j.ctx, "b"); err != nil {
				return err
			}
		}
		return nil
	})
	if n := len(j.acquire("a").Entries); n != batch*rounds {
		j.t.Fatalf("%d entries, want %d", n, batch*rounds)
	}
}

func copies(t *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.append("a", epoch, run(epoch, 1, 1, "room")...)
	got := j.acquire("a")
	for _, part := range [][]byte{got.Snapshot.Open, got.Snapshot.Sealed, got.Entries[0].Open, got.Entries[0].Sealed} {
		clear(part)
	}
	j.holds("a", run(epoch, 1, 1, "room")...)
	if got := j.acquire("a").Snapshot; !reflect.DeepEqual(got, snapshot(0, "room")) {
		t.Fatal("what a caller did to the answer changed the journal")
	}
}

func serveManyRooms(_ *testing.T, j *journalTest) {
	const many, entries = 40, 25
	j.together(many, func(i int) error {
		id := fmt.Sprintf("room-%d", i)
		if err := j.Create(j.ctx, rooms.ID(id), "", snapshot(0, "room"), journal.Due{}); err != nil {
			return err
		}
		epoch, _, err := j.Acquire(j.ctx, rooms.ID(id))
		if err != nil {
			return err
		}
		for lsn := int64(1); lsn <= entries; lsn++ {
			if i%4 == 0 { // this one keeps making mistakes
				if err := j.Append(j.ctx, rooms.ID(id), epoch, lsn, run(1, lsn+1, lsn+1, "room"), journal.Due{}); err == nil {
					return fmt.Errorf("%s: appended behind a gap", id)
				}
			}
			if err := j.Append(j.ctx, rooms.ID(id), epoch, lsn-1, run(1, lsn, lsn, "room"), journal.Due{}); err != nil {
				return err
			}
		}
		return nil
	})
	for i := range many {
		j.holds(rooms.ID(fmt.Sprintf("room-%d", i)), run(1, 1, entries, "room")...)
	}
}

func storesLarge(_ *testing.T, j *journalTest) {
	epoch := j.room("a")
	big := run(epoch, 1, 3, "room")
	big[0].Open = bytes.Repeat([]byte("o"), 1<<20)
	big[1].Sealed = bytes.Repeat([]byte("s"), 3<<20)
	big[2].Door = bytes.Repeat([]byte("d"), 100_000)
	j.append("a", epoch, big...)
	j.holds("a", big...)
}

func endsWithContext(_ *testing.T, j *journalTest) {
	epoch := j.room("a")
	ended, end := context.WithCancel(j.ctx)
	end()
	_, _, err := j.Acquire(ended, "a")
	j.refuses(err, context.Canceled)
	_, err = j.Read(ended, "a")
	j.refuses(err, context.Canceled)
	j.refuses(j.Wipe(ended), context.Canceled)
	j.refuses(j.Snapshot(ended, "a", epoch, snapshot(0, "room"), keep(0)), context.Canceled)
	_, err = j.Due(ended, 1, 1)
	j.refuses(err, context.Canceled)
}

func survives(t *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.append("a", epoch, run(epoch, 1, 9, "room")...)
	j.ok(j.Snapshot(j.ctx, "a", epoch, snapshot(6, "k2"), keep(4)))
	j.ok(j.Append(j.ctx, "a", epoch, 9, run(epoch, 10, 10, "k2"), journal.Due{At: 50, Outbox: true}))
	j.Journal = j.reopen()
	record := j.acquire("a")
	if record.Epoch <= epoch {
		t.Errorf("epoch %d after %d", record.Epoch, epoch)
	}
	if !reflect.DeepEqual(record.Snapshot, snapshot(6, "k2")) {
		t.Errorf("snapshot %+v", record.Snapshot)
	}
	j.holds("a", append(run(epoch, 4, 9, "room"), run(epoch, 10, 10, "k2")...)...)
	j.isDue(100, 10, "a")
}
