package rooms

import (
	"context"
	"fmt"
	"testing"
)

// deadDisk answers err to whatever opens a room.
type deadDisk struct {
	Journal
	err error
}

func (d deadDisk) Acquire(context.Context, ID) (Record, error) { return Record{}, d.err }

func (d deadDisk) Create(context.Context, ID, Snapshot, Due) error { return d.err }

func TestWhoeverOpensARoomIsToldOfTheDisk(t *testing.T) {
	for fault, code := range map[error]string{ErrFull: "storage_full", ErrBroken: "storage_failed"} {
		onStage(t, Limits{}, func(s *stage) {
			var fatal error
			house := NewHouse(Options{
				Journal: deadDisk{s.journal, fmt.Errorf("sqlite: %w", fault)}, Keys: s.keys,
				Fatal: func(err error) { fatal = err },
			}, toyKind())
			_, _, err := house.WhoIs(context.Background(), s.room, "ann")
			if got := AsError(err).Code; got != code {
				t.Errorf("an old room: %q, want %q", got, code)
			}
			if (fatal != nil) != (fault == ErrBroken) {
				t.Errorf("the process was told %v", fatal)
			}
			_, err = house.Open(context.Background(), Brief{Kind: "toy", Title: "Toy"})
			if got := AsError(err).Code; got != code {
				t.Errorf("a new room: %q, want %q", got, code)
			}
			if err := house.Close(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}
