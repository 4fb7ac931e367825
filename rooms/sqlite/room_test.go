package sqlite

import (
	"testing"

	"rondo/rooms"
)

// newRoom creates a room and acquires it.
func newRoom(t testing.TB, j *Journal, id rooms.ID) (epoch int64) {
	t.Helper()
	first := rooms.Snapshot{Kind: "planning", Version: 1, Open: []byte("{}"), Key: "room"}
	if err := j.Create(t.Context(), id, first, rooms.Due{}); err != nil {
		t.Fatal(err)
	}
	return acquire(t, j, id).Epoch
}

func acquire(t testing.TB, j *Journal, id rooms.ID) rooms.Record {
	t.Helper()
	record, err := j.Acquire(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return record
}

func mustAppend(t testing.TB, j *Journal, id rooms.ID, epoch int64, entries ...rooms.Entry) {
	t.Helper()
	if err := j.Append(t.Context(), id, epoch, entries[0].LSN-1, entries, rooms.Due{}); err != nil {
		t.Fatal(err)
	}
}
