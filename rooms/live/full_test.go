package live

import (
	"context"
	"fmt"
	"rondo/rooms"
	"rondo/rooms/journal"
	"testing"
)

// deadDisk answers err to whatever must be written to open a room.
type deadDisk struct {
	journal.Journal
	err error
}

func (d deadDisk) Acquire(context.Context, rooms.ID) (epoch, lsn int64, err error) {
	return 0, 0, d.err
}

func (d deadDisk) Create(context.Context, rooms.ID, journal.Snapshot, journal.Due) error {
	return d.err
}

func TestWhoeverOpensARoomIsToldOfTheDisk(t *testing.T) {
	for fault, codes := range map[error][2]string{
		journal.ErrFull:   {"no_room", "storage_full"}, // it opens; Ann has no seat there
		journal.ErrBroken: {"storage_failed", "storage_failed"},
	} {
		onStage(t, Limits{}, func(s *stage) {
			var fatal error
			house := NewHouse(Options{
				Journal: deadDisk{s.journal, fmt.Errorf("sqlite: %w", fault)}, Keys: s.keys,
				Fatal: func(err error) { fatal = err },
			}, toyKind())
			_, _, err := house.WhoIs(context.Background(), s.room, "ann")
			if got := rooms.AsError(err).Code; got != codes[0] {
				t.Errorf("an old room: %q, want %q", got, codes[0])
			}
			if (fatal != nil) != (fault == journal.ErrBroken) {
				t.Errorf("the process was told %v", fatal)
			}
			_, err = house.Open(context.Background(), rooms.Brief{Kind: "toy", Title: "Toy"})
			if got := rooms.AsError(err).Code; got != codes[1] {
				t.Errorf("a new room: %q, want %q", got, codes[1])
			}
			if err := house.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}
