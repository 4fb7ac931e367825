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
