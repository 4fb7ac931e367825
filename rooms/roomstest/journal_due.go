package roomstest

import (
	"slices"
	"testing"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// isDue fails the test unless just these rooms are due, in this order.
func (j *journalTest) isDue(now rooms.Millis, limit int, want ...rooms.ID) {
	j.t.Helper()
	got, err := j.Due(j.ctx, now, limit)
	j.ok(err)
	if !slices.Equal(got, want) {
		j.t.Fatalf("due at %d, limit %d: %v, want %v", now, limit, got, want)
	}
}

func ordersDue(_ *testing.T, j *journalTest) {
	for id, due := range map[rooms.ID]journal.Due{
		"asleep":      {},
		"late":        {At: 10},
		"later":       {At: 30},
		"now":         {At: 100},
		"future":      {At: 101},
		"out":         {Outbox: true},
		"out-and-due": {At: 20, Outbox: true},
		"out-future":  {At: 200, Outbox: true},
	} {
		j.ok(j.Create(j.ctx, id, "", snapshot(0, "room"), due))
	}
	j.isDue(100, 10, "late", "out-and-due", "later", "now", "out", "out-future")
	j.isDue(100, 2, "late", "out-and-due")
	j.isDue(100, 5, "late", "out-and-due", "later", "now", "out")
	j.isDue(5, 10, "out", "out-and-due", "out-future")
	j.isDue(1000, 1, "late")
}

func movesDue(_ *testing.T, j *journalTest) {
	epoch := j.room("a")
	j.isDue(100, 10)
	j.ok(j.Append(j.ctx, "a", epoch, 0, run(epoch, 1, 1, "room"), journal.Due{At: 90}))
	j.isDue(89, 10)
	j.isDue(90, 10, "a")
	j.ok(j.Append(j.ctx, "a", epoch, 1, run(epoch, 2, 2, "room"), journal.Due{At: 120}))
	j.isDue(100, 10)
	j.ok(j.Append(j.ctx, "a", epoch, 2, nil, journal.Due{At: 120, Outbox: true}))
	j.isDue(100, 10, "a")
	j.ok(j.Append(j.ctx, "a", epoch, 2, run(epoch, 3, 3, "room"), journal.Due{}))
	j.isDue(1000, 10)

	// A refused append moves nothing.
	j.refuses(j.Append(j.ctx, "a", epoch, 9, run(epoch, 10, 10, "room"), journal.Due{At: 1}), journal.ErrFenced)
	j.isDue(1000, 10)
}
