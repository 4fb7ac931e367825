// Package roomstest holds what every journal and every ceremony must pass.
package roomstest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Harness is a journal under test, empty.
type Harness struct {
	Journal journal.Journal
	// Reopen closes the journal and opens another one on the same data.
	Reopen func() journal.Journal
}

// Journal runs the tests that every journal must pass. open makes an empty
// journal; it is closed by the cleanup that open registers.
func Journal(t *testing.T, open func(t *testing.T) Harness) {
	for _, c := range []struct {
		name string
		run  func(*testing.T, *journalTest)
	}{
		{"a room is created once", createsOnce},
		{"an unknown room is refused", refusesUnknown},
		{"each owner has a higher epoch", growsEpochs},
		{"a second owner fences the first", fences},
		{"reading makes nobody the owner", readsOnly},
		{"a new owner hears where the log ends", tellsTheEnd},
		{"entries come back as they went in", keepsEntries},
		{"the same append again is no error", repeats},
		{"an append behind another entry is refused", matchesLog},
		{"an append is added whole or not at all", appendsWhole},
		{"bytes are copied", copies},
		{"a snapshot trims what is older than keep", trims},
		{"a snapshot keeps public entries by their own count", keepsPublicOnes},
		{"a snapshot of no moment of the log is refused", refusesStrangeSnapshots},
		{"due rooms come by deadline, then by outbox", ordersDue},
		{"due follows the append", movesDue},
		{"rooms are named in order", namesRooms},
		{"a burn leaves nothing of what came before", burns},
		{"a burn does not take what the snapshot lacks", burnsNoMore},
		{"a deleted room is gone", deletes},
		{"rooms do not wait for each other's faults", serveManyRooms},
		{"large entries are stored", storesLarge},
		{"a call that is broken off answers", endsWithContext},
		{"everything is there after opening again", survives},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := open(t)
			c.run(t, &journalTest{t: t, Journal: h.Journal, ctx: t.Context(), reopen: h.Reopen})
		})
	}
}

// journalTest is one test's journal; its methods fail the test for it.
type journalTest struct {
	journal.Journal
	t      *testing.T
	ctx    context.Context
	reopen func() journal.Journal
}

func (j *journalTest) ok(err error) {
	j.t.Helper()
	if err != nil {
		j.t.Fatalf("got error %v", err)
	}
}

func (j *journalTest) refuses(err, want error) {
	j.t.Helper()
	if !errors.Is(err, want) {
		j.t.Fatalf("got error %v, want %v", err, want)
	}
}

// room creates a room and acquires it.
func (j *journalTest) room(id rooms.ID) (epoch int64) {
	j.t.Helper()
	j.ok(j.Create(j.ctx, id, "", snapshot(0, "room"), journal.Due{}))
	return j.acquire(id).Epoch
}

// owned is a room as its new owner finds it.
type owned struct {
	journal.Record
	Epoch int64
}

func (j *journalTest) acquire(id rooms.ID) owned {
	j.t.Helper()
	epoch, _, err := j.Acquire(j.ctx, id)
	j.ok(err)
	record, err := j.Read(j.ctx, id)
	j.ok(err)
	return owned{record, epoch}
}

func (j *journalTest) append(id rooms.ID, epoch int64, entries ...journal.Entry) {
	j.t.Helper()
	j.ok(j.Append(j.ctx, id, epoch, entries[0].LSN-1, entries, journal.Due{}))
}

// holds fails the test unless the room has just these entries.
func (j *journalTest) holds(id rooms.ID, want ...journal.Entry) {
	j.t.Helper()
	got := j.acquire(id).Entries
	for i := range min(len(got), len(want)) {
		if !reflect.DeepEqual(got[i], want[i]) {
			j.t.Fatalf("room %s: entry %d of %d is\n  %s\nwant\n  %s", id, i, len(got), describe(got[i]), describe(want[i]))
		}
	}
	if len(got) != len(want) {
		j.t.Fatalf("room %s has %d entries, want %d", id, len(got), len(want))
	}
}

func describe(e journal.Entry) string {
	return fmt.Sprintf("%d epoch %d seq %d at %d key %q open %.40q door %.40q sealed %.40q format %d mac %.40q",
		e.LSN, e.Epoch, e.Seq, e.At, e.Key, e.Open, e.Door, e.Sealed, e.Format, e.MAC)
}

// entry makes a public entry, sealed in part.
func entry(epoch, lsn int64, key string) journal.Entry {
	return journal.Entry{
		LSN: lsn, Epoch: epoch, Seq: lsn, At: rooms.Millis(1_000_000 + lsn), Key: key,
		Open:   fmt.Appendf(nil, `{"room":{"n":%d}}`, lsn),
		Sealed: fmt.Appendf(nil, "sealed %s %d", key, lsn),
		Format: 7, MAC: fmt.Appendf(nil, "mac %d", lsn),
	}
}

// secret makes an entry that has nothing but a sealed part.
func secret(epoch, lsn int64, key string) journal.Entry {
	e := entry(epoch, lsn, key)
	e.At, e.Open = 0, nil
	return e
}

// run makes entries from..to.
func run(epoch, from, to int64, key string) (entries []journal.Entry) {
	for lsn := from; lsn <= to; lsn++ {
		entries = append(entries, entry(epoch, lsn, key))
	}
	return entries
}

func snapshot(lsn int64, key string) journal.Snapshot {
	return journal.Snapshot{
		LSN: lsn, Epoch: 1, Seq: lsn, Kind: "planning", Version: 3, At: 77, Key: key,
		Open:   fmt.Appendf(nil, `{"room":{"lsn":%d}}`, lsn),
		Door:   []byte("door"),
		Sealed: fmt.Appendf(nil, "snapshot sealed %s %d", key, lsn),
		Format: 7, MAC: fmt.Appendf(nil, "snapshot mac %d", lsn),
	}
}

// keep keeps what has a number of at least n, public or private.
func keep(n int64) journal.Keep { return journal.Keep{Seq: n, LSN: n} }

// together runs f for 0..n-1 at once and fails the test with the first error.
func (j *journalTest) together(n int, f func(i int) error) {
	j.t.Helper()
	errs := make([]error, n)
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() { errs[i] = f(i) })
	}
	wg.Wait()
	j.ok(errors.Join(errs...))
}
