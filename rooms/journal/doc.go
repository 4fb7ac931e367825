// Package journal is what keeps rooms: entries, snapshots, keys, and what each of
// them promises (Journal, Keys). Its own implementation is memory, which can be
// told to fail; sqlite has the one on disk. What every implementation must pass is
// in package roomstest.
package journal
