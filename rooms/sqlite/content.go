package sqlite

import "rondo/rooms"

// pageSize is part of a promise: what is removed leaves no trace. A row of an
// index tree keeps at most its first (pageSize-12)*64/255-23 bytes in the tree,
// where SQLite moves bytes about without wiping them; the rest lies on overflow
// pages, which it wipes. The pad fills the first part, so that no content ever
// is in it. Small pages also make a log file a third as long as those of 4,096.
const pageSize = 1024

// padding is the length of the pad, in bytes.
const padding = (pageSize-12)*64/255 - 23 + 1

// pad is what goes into the column of that name.
var pad = make([]byte, padding)

// content is the columns of a row that hold what people wrote, in their order.
func content(open, door, sealed []byte) []any { return []any{blob(open), blob(door), blob(sealed)} }

// blob makes an absent part NULL, whichever way it is absent.
func blob(part []byte) any {
	if len(part) == 0 {
		return nil
	}
	return part
}

// weight is what entries count against the limits of a batch.
func weight(entries []rooms.Entry) (bytes int) {
	for i := range entries {
		bytes += len(entries[i].Open) + len(entries[i].Door) + len(entries[i].Sealed)
	}
	return bytes
}

func snapshotWeight(s *rooms.Snapshot) int { return len(s.Open) + len(s.Door) + len(s.Sealed) }
