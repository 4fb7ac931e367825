package sqlite

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"rondo/rooms/journal"
)

// TestFillLeavesContentOutOfTheTree checks the length of rows of all sorts: it
// must be what keeps exactly the pad, and nothing behind it, in the tree.
func TestFillLeavesContentOutOfTheTree(t *testing.T) {
	for _, door := range []int{0, 1, 900} {
		for part := range 9000 {
			isWhole(t, part, door, 0)
			isWhole(t, 0, door, part)
			isWhole(t, part*37, door, part)
		}
	}
	isWhole(t, 3<<20, 0, 1<<20)
}

func isWhole(t *testing.T, open, door, sealed int) {
	t.Helper()
	n := fill(open, door, sealed)
	header, body := 2, 0 // its own length, the number
	for _, part := range []int{len(pad), open, door, sealed} {
		header, body = header+column(part)-part, body+part
	}
	header, body = header+typeSize(2*n+12), body+n
	row := header + body
	if spilled := row - inTree; spilled <= 0 || spilled%overflow != 0 || n > 2*overflow {
		t.Fatalf("open %d, door %d, sealed %d: fill %d makes a row of %d bytes", open, door, sealed, n, row)
	}
}

// TestContentIsNotInTheTree looks at every page of a database full of canaries:
// those that SQLite moves bytes about in must have none.
func TestContentIsNotInTheTree(t *testing.T) {
	dir, dice := t.TempDir(), dice(t)
	j := open(t, dir)
	epoch := newRoom(t, j, "a")
	for lsn := int64(1); lsn <= 400; lsn++ {
		e := journal.Entry{LSN: lsn, Open: canaries(dice.IntN(200)), Door: canaries(dice.IntN(100)), Sealed: canaries(dice.IntN(3000))}
		if lsn%3 == 0 {
			e = journal.Entry{LSN: lsn, Sealed: canaries(8 + dice.IntN(3000))}
		}
		mustAppend(t, j, "a", epoch, e)
	}
	closed(t, j)
	data, err := os.ReadFile(filepath.Join(dir, databaseFile))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, canary) {
		t.Fatal("the test looks in the wrong place")
	}
	for at := pageSize; at < len(data); at += pageSize { // the first page has the schema
		page := data[at : at+pageSize]
		tree := page[0] == 2 || page[0] == 5 || page[0] == 10 || page[0] == 13
		if tree && bytes.Contains(page, canary) {
			t.Fatalf("page %d, of type %d, has content", at/pageSize+1, page[0])
		}
	}
}
