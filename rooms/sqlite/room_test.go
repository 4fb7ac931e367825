package sqlite

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// newRoom creates a room and acquires it.
func newRoom(t testing.TB, j *Journal, id rooms.ID) (epoch int64) {
	t.Helper()
	first := journal.Snapshot{Kind: "planning", Version: 1, Open: []byte("{}"), Key: "room"}
	if err := j.Create(t.Context(), id, "", first, journal.Due{}); err != nil {
		t.Fatal(err)
	}
	return acquire(t, j, id).Epoch
}

// owned is a room as its new owner finds it.
type owned struct {
	journal.Record
	Epoch int64
}

func acquire(t testing.TB, j *Journal, id rooms.ID) owned {
	t.Helper()
	epoch, _, err := j.Acquire(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	record, err := j.Read(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return owned{record, epoch}
}

func mustAppend(t testing.TB, j *Journal, id rooms.ID, epoch int64, entries ...journal.Entry) {
	t.Helper()
	if err := j.Append(t.Context(), id, epoch, entries[0].LSN-1, entries, journal.Due{}); err != nil {
		t.Fatal(err)
	}
}
