package live

import (
	"rondo/rooms"
	"sync/atomic"
)

// Stats are figures of the house for metrics.
type Stats struct {
	Rooms, Seats               int
	Steps, Entries, Batches    int64
	Snapshots, Resumes, Resets int64
	Refused                    map[string]int64 // by code, see CountedCodes
	Burns                      int              // keys of rounds that wait to be destroyed
	Bugs                       int64            // panics that were caught
	Damaged                    int              // rooms that were found damaged and are set aside
	Full                       bool             // the disk is
}

type counters struct {
	open, seats                atomic.Int64
	steps, entries, batches    atomic.Int64
	snapshots, resumes, resets atomic.Int64
	burns, bugs                atomic.Int64
	refused                    [len(CountedCodes)]atomic.Int64
}

// CountedCodes are the codes of refusals that are counted. They are about the server;
// those of rules are one number, the last, since which of them it was could say what
// somebody tried in secret.
var CountedCodes = [...]string{"busy", "internal", "room_too_large", "storage_failed", "storage_full", "too_many_inflight", "rule"}

// refuse counts a refusal.
func (c *counters) refuse(e *rooms.Error) {
	i := 0
	for i < len(CountedCodes)-1 && CountedCodes[i] != e.Code {
		i++
	}
	c.refused[i].Add(1)
}

// Stats returns the figures now.
func (h *House) Stats() Stats {
	c, refused := &h.count, map[string]int64{}
	for i, code := range CountedCodes {
		refused[code] = c.refused[i].Load()
	}
	return Stats{
		Rooms: int(c.open.Load()), Seats: int(c.seats.Load()),
		Steps: c.steps.Load(), Refused: refused, Entries: c.entries.Load(), Batches: c.batches.Load(),
		Snapshots: c.snapshots.Load(), Resumes: c.resumes.Load(), Resets: c.resets.Load(),
		Burns: int(c.burns.Load()), Bugs: c.bugs.Load(), Damaged: h.countDamaged(),
		Full: h.isFull(),
	}
}
