package rooms

import "time"

// Millis is a moment in milliseconds since 1970 UTC, or a length of time in
// milliseconds; the field's name says which. It is exact in JSON.
type Millis int64

// MillisOf returns the moment t.
func MillisOf(t time.Time) Millis { return Millis(t.UnixMilli()) }

// For returns a length of time.
func For(d time.Duration) Millis { return Millis(d / time.Millisecond) }

// Duration returns a length of time as Go has it.
func (m Millis) Duration() time.Duration { return time.Duration(m) * time.Millisecond }

// Time returns a moment as Go has it.
func (m Millis) Time() time.Time { return time.UnixMilli(int64(m)).UTC() }
