// Package tracker reads what issue trackers export, so that a team can bring its backlog
// along: CSV of Jira, GitHub, Linear and Azure Boards, or of anybody's spreadsheet, and the
// backlog as this program exports it. Nothing is written while anything is wrong with it
// that whoever brings it has not seen.
package tracker

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"rondo/rooms"
)

// Fault is what cannot be taken of a file, by line and column as an editor counts them.
type Fault struct {
	Line   int          `json:"line"`
	Column int          `json:"column,omitempty"` // 0: the whole line
	Why    *rooms.Error `json:"why"`
}

// sheet is a table as it was read.
type sheet struct {
	head []string
	rows []row
}

type row struct {
	line  int
	cells []string
	at    []int // the column that each cell begins at
}

// readSheet reads a table, and what of it is no table.
func readSheet(file []byte) (s sheet, faults []Fault) {
	text, ok := decoded(file)
	if !ok {
		return s, []Fault{{Line: 1, Why: rooms.Refuse("invalid/no_text")}}
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace = comma(text), -1, true
	for {
		cells, err := r.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return s, faults
		case errors.As(err, &broken): // where a quote is open the lines behind it mean nothing
			return s, append(faults, Fault{broken.Line, broken.Column, rooms.Refuse("invalid/quote")})
		}
		line, _ := r.FieldPos(0)
		switch {
		case s.head == nil:
			s.head = cells
		case blank(cells):
		case len(cells) > len(s.head):
			faults = append(faults, Fault{Line: line, Why: rooms.Refuse("invalid/cells", "n", len(cells), "of", len(s.head))})
		default:
			at := make([]int, len(cells))
			for i := range cells {
				_, at[i] = r.FieldPos(i)
			}
			s.rows = append(s.rows, row{line, cells, at})
		}
	}
}

func blank(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) != "" })
}

// decoded is a file as text. What it is written in says its byte order mark; without one it
// is UTF-8, or UTF-16 where every other byte is nothing, or else what Excel writes in the West.
func decoded(file []byte) (string, bool) {
	from := unicode.UTF8BOM
	switch half := min(len(file), 200); {
	case bytes.HasPrefix(file, []byte("\xff\xfe")), bytes.HasPrefix(file, []byte("\xfe\xff")):
		from = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	case bytes.Count(file[:half], []byte{0}) > half/3:
		order := unicode.LittleEndian
		if file[0] == 0 {
			order = unicode.BigEndian
		}
		from = unicode.UTF16(order, unicode.IgnoreBOM)
	case !utf8.Valid(file):
		from = charmap.Windows1252
	}
	text, _, err := transform.Bytes(from.NewDecoder(), file)
	return string(text), err == nil && len(text) > 0 && !bytes.ContainsRune(text, 0)
}

// comma is what separates the cells of the first line: what cuts it into most.
func comma(text string) (best rune) {
	most := 0
	for _, c := range []rune{',', ';', '\t'} {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = c
		if head, err := r.Read(); err == nil && len(head) > most {
			best, most = c, len(head)
		}
	}
	if best == 0 {
		return ','
	}
	return best
}
