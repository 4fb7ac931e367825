package journal

import "time"

// epochs count from here, so that they stay short on the wire.
var firstEpoch = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// NextEpoch returns the epoch that a journal grants after last. It is higher,
// and not below the minutes since 2026: a journal restored from a backup has
// forgotten the epochs granted after it, and must not grant one of them twice.
func NextEpoch(last int64, now time.Time) int64 {
	return max(last+1, int64(now.Sub(firstEpoch)/time.Minute))
}

// EpochOf returns an epoch for a room that moves to another journal: higher than every one
// that its record names, and than every one granted to it elsewhere. A journal on Redis
// counts in milliseconds since 2026.
func EpochOf(r Record, now time.Time) int64 {
	newest := max(r.Snapshot.Epoch, now.Sub(firstEpoch).Milliseconds())
	for _, e := range r.Entries {
		newest = max(newest, e.Epoch)
	}
	return newest
}
