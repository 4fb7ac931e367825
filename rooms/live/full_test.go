package live

import (
	"context"
	"fmt"
	"rondo/rooms"
	"rondo/rooms/journal"
	"strings"
	"testing"
	"time"
)

// deadDisk answers err to whatever must be written to open a room.
type deadDisk struct {
	journal.Journal
	err error
}

func (d deadDisk) Acquire(context.Context, rooms.ID) (epoch, lsn int64, err error) {
	return 0, 0, d.err
}

func (d deadDisk) Create(context.Context, rooms.ID, rooms.ID, journal.Snapshot, journal.Due) error {
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

// A full disk is told once, and once that it is over; what was refused is counted.
func TestAFullDiskIsTold(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		_, log := s.watched()
		ann := s.sit("ann")
		free := s.journal.Fill()
		if code := ann.try("say", word{"a", "1"}); code != "storage_full" {
			t.Fatal(code)
		}
		time.Sleep(time.Minute)
		if stats := s.house.Stats(); !stats.Full || stats.Refused["storage_full"] == 0 {
			t.Errorf("%+v", stats)
		}
		free()
		time.Sleep(time.Minute)
		if stats := s.house.Stats(); stats.Full {
			t.Errorf("%+v", stats)
		}
		if text := log.String(); strings.Count(text, "level=WARN") != 1 || strings.Count(text, "the disk has space again") != 1 {
			t.Errorf("the log says %s", text)
		}
	})
}

// Which rule refused something is not counted: it could say what somebody tried in secret.
func TestRefusalsOfRulesAreOneNumber(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.try("nonsense", struct{}{})
		ann.try("nonsense", struct{}{})
		for code, n := range s.house.Stats().Refused {
			if want := map[bool]int64{true: 2}[code == "rule"]; n != want {
				t.Errorf("%s: %d, want %d", code, n, want)
			}
		}
	})
}
