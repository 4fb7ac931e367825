package live

import "sync/atomic"

// Stats are figures of the house for metrics.
type Stats struct {
	Rooms, Seats                     int
	Steps, Refused, Entries, Batches int64
	Snapshots, Resumes, Resets       int64
	Burns                            int   // keys of rounds that wait to be destroyed
	Bugs                             int64 // panics that were caught
	Damaged                          int   // rooms that were found damaged and are set aside
}

type counters struct {
	open, seats                      atomic.Int64
	steps, refused, entries, batches atomic.Int64
	snapshots, resumes, resets       atomic.Int64
	burns, bugs                      atomic.Int64
}

// Stats returns the figures now.
func (h *House) Stats() Stats {
	c := &h.count
	return Stats{
		Rooms: int(c.open.Load()), Seats: int(c.seats.Load()),
		Steps: c.steps.Load(), Refused: c.refused.Load(), Entries: c.entries.Load(), Batches: c.batches.Load(),
		Snapshots: c.snapshots.Load(), Resumes: c.resumes.Load(), Resets: c.resets.Load(),
		Burns: int(c.burns.Load()), Bugs: c.bugs.Load(), Damaged: h.countDamaged(),
	}
}
