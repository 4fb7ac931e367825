package sqlite

import (
	"rondo/rooms/journal"
)

// pageSize is part of a promise: what is removed leaves no trace. A row keeps at
// least its first inTree bytes in the tree, where SQLite moves bytes about
// without wiping them, and the rest on overflow pages, which it wipes. A pad at
// the start and a fill at the end make a row keep exactly inTree bytes, none of
// them content. (The file format, https://sqlite.org/fileformat2.html section
// 1.6, has the formulas.) Small pages waste less, and make a log file a third
// as long as those of 4,096 bytes.
const (
	pageSize = 1024
	inTree   = (pageSize-12)*32/255 - 23
	overflow = pageSize - 4 // bytes of a row on one overflow page
)

var pad = make([]byte, inTree)

// insertContent stores the parts and returns their number.
func (c *conn) insertContent(open, door, sealed []byte) (content int64, err error) {
	s, err := c.prepared(`INSERT INTO contents (pad, open, door, sealed, fill) VALUES (?, ?, ?, ?, zeroblob(?))`)
	if err != nil {
		return 0, err
	}
	result, err := s.Exec(pad, blob(open), blob(door), blob(sealed), fill(len(open), len(door), len(sealed)))
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// blob makes an absent part NULL, whichever way it is absent.
func blob(part []byte) any {
	if len(part) == 0 {
		return nil
	}
	return part
}

// fill returns the length of the fill for parts of these lengths: the one that
// makes the row inTree bytes and a number of whole overflow pages long.
func fill(open, door, sealed int) int {
	row := 2 + column(len(pad)) + column(open) + column(door) + column(sealed) // 2: header's length, content
	for whole := inTree + (row/overflow)*overflow; ; whole += overflow {
		for rest, size := whole-row, 1; size <= 2; size++ { // of the fill's type in the header
			if n := rest - size; n >= 0 && whole > inTree && typeSize(2*n+12) == size {
				return n
			}
		}
	}
}

// column returns how many bytes a part takes in a row: its type and itself.
func column(part int) int {
	if part == 0 {
		return 1 // NULL
	}
	return typeSize(2*part+12) + part
}

// typeSize returns the length of a number in a row's header.
func typeSize(n int) (bytes int) {
	for bytes = 1; n >= 128; n >>= 7 {
		bytes++
	}
	return bytes
}

// weight is what entries count against the limits of a batch.
func weight(entries []journal.Entry) (bytes int) {
	for i := range entries {
		bytes += len(entries[i].Open) + len(entries[i].Door) + len(entries[i].Sealed)
	}
	return bytes
}

func snapshotWeight(s *journal.Snapshot) int { return len(s.Open) + len(s.Door) + len(s.Sealed) }
