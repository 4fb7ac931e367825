package live

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/journal"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// counted counts what a house asks of the journal, and may not let it read.
type counted struct {
	journal.Journal
	reads, acquires atomic.Int64
	unreadable      atomic.Bool
}

func (c *counted) Read(ctx context.Context, room rooms.ID) (journal.Record, error) {
	c.reads.Add(1)
	if c.unreadable.Load() {
		return journal.Record{}, fmt.Errorf("rooms: no such luck")
	}
	return c.Journal.Read(ctx, room)
}

func (c *counted) Acquire(ctx context.Context, room rooms.ID) (epoch, lsn int64, err error) {
	c.acquires.Add(1)
	return c.Journal.Acquire(ctx, room)
}

// watched boots a house whose journal is counted and whose log is read.
func (s *stage) watched() (*counted, *bytes.Buffer) {
	s.shutDown()
	log, c := &bytes.Buffer{}, &counted{Journal: s.journal}
	s.house = NewHouse(Options{Journal: c, Keys: s.keys, Log: slog.New(slog.NewTextHandler(log, nil))}, toyKind())
	return c, log
}

// newer stores a due room of a newer program.
func (s *stage) newer(due rooms.Millis) rooms.ID {
	s.t.Helper()
	id := rooms.NewID()
	if err := s.journal.Create(context.Background(), id, "", journal.Snapshot{Kind: "toy", Version: 1, Format: format + 1}, journal.Due{At: due}); err != nil {
		s.t.Fatal(err)
	}
	return id
}

func TestADueRoomThatNeverOpensIsTriedMoreAndMoreSeldom(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		c, log := s.watched()
		s.newer(1)
		time.Sleep(time.Hour)
		synctest.Wait()
		if n := c.reads.Load(); n < 12 || n > 25 {
			t.Errorf("it was tried %d times within an hour", n)
		}
		if n := c.acquires.Load(); n != 0 {
			t.Errorf("%d epochs were spent on it", n)
		}
		if n := strings.Count(log.String(), "\n"); n != 1 {
			t.Errorf("%d lines in the log: %s", n, log)
		}
	})
}

func TestRoomsThatNeverOpenKeepNoOtherFromRinging(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("arm", after{int((5 * time.Minute).Milliseconds())})
		s.watched()
		for i := range 3 * sweepMost {
			s.newer(rooms.Millis(i + 1))
		}
		time.Sleep(5*time.Minute + time.Second)
		if s.house.Stats().Rooms != 1 {
			t.Fatal("nobody opened the room whose clock rings")
		}
		ann.connect()
		if rung := ann.doc["shared"].(document.Tree)["rung"]; rung != json.Number("1") {
			t.Errorf("the clock rang %v times", rung)
		}
	})
}

func TestARoomThatOpensAgainRings(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("arm", after{int(time.Minute.Milliseconds())})
		c, log := s.watched()
		c.unreadable.Store(true)
		time.Sleep(time.Hour)
		for range 3 { // people at the door move nothing
			if _, _, err := s.house.WhoIs(context.Background(), s.room, "ann"); rooms.AsError(err).Code != "internal" {
				t.Error(err)
			}
		}
		c.unreadable.Store(false)
		time.Sleep(mostPause + 2*time.Second)
		synctest.Wait()
		if s.house.Stats().Steps == 0 {
			t.Error("it did not open by itself")
		}
		if n := strings.Count(log.String(), "\n"); n != 1 {
			t.Errorf("%d lines in the log: %s", n, log)
		}
	})
}
