package rooms

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// BacklogCSV writes items as a table that spreadsheets and trackers read, and package tracker
// as well. What people wrote cannot become a formula (see Minutes.CSV).
func BacklogCSV(items []Brought) []byte {
	buf := bytes.NewBufferString("\ufeff")
	out := csv.NewWriter(buf)
	out.UseCRLF = true
	_ = out.Write([]string{"Title", "Link", "Description", "Size", "Acceptance criteria"}) // into memory: cannot fail
	for _, item := range items {
		line := []string{item.Title, item.Link, item.Note, item.Size, strings.Join(item.Acceptance, "\n")}
		for i, cell := range line {
			line[i] = csvCell(cell)
		}
		_ = out.Write(line)
	}
	out.Flush()
	return buf.Bytes()
}
