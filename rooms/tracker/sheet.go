// Package tracker reads what issue trackers export, so that a team can bring its backlog
// along: CSV of Jira, GitHub, Linear and Azure Boards, or of anybody's spreadsheet, and the
// backlog as this program exports it. Nothing is written while anything is wrong with it
// that whoever brings it has not seen.
package tracker

import (
	"bytes"
	"cmp"
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
	Line   int          `json:"line"`             // of an own file, the item
	Column int          `json:"column,omitempty"` // 0: the whole line
	Field  string       `json:"field,omitempty"`  // of an own file, a JSON Pointer
	Why    *rooms.Error `json:"why"`
}

// A file is read a line at a time and within these bounds, whatever is in it: of separators
// and quotation marks alone it would be a hundred times as large in memory.
const (
	mostColumns = 2000
	mostName    = 200       // bytes of a column's name that are looked at
	mostCell    = 256 << 10 // and of a cell, or of an item of an own file
)

// row is a line of a table, as long as the next one is not read.
type row struct {
	line  int
	cells []string
	in    *csv.Reader
}

// cell is what stands in a column; nothing in -1.
func (r row) cell(i int) string {
	if i < 0 || i >= len(r.cells) {
		return ""
	}
	return plain(clipped(r.cells[i], mostCell))
}

// column is where a cell begins; 0: it is not there.
func (r row) column(i int) int {
	if i < 0 || i >= len(r.cells) {
		return 0
	}
	_, at := r.in.FieldPos(i)
	return at
}

func clipped(cell string, end int) string {
	if len(cell) <= end {
		return cell
	}
	for !utf8.RuneStart(cell[end]) {
		end--
	}
	return cell[:end]
}

// readSheet reads a table, line by line. The columns are guessed unless they are given.
func (b *Backlog) readSheet(text string, from *Columns) {
	separator := comma(text)
	if line := widerThan(mostColumns, text, separator); line > 0 {
		b.fault(line, 0, rooms.Refuse("invalid/columns_over", "most", mostColumns))
		return
	}
	in := newTable(text, separator)
	var at places
	for lines := 0; ; {
		cells, err := in.Read()
		var broken *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			if b.Head == nil {
				b.fault(1, 0, rooms.Refuse("invalid/no_lines"))
			}
			return
		case errors.As(err, &broken): // where a quote is open the lines behind it mean nothing
			b.fault(broken.Line, broken.Column, rooms.Refuse("invalid/quote"))
			return
		}
		line, _ := in.FieldPos(0)
		switch {
		case b.Head == nil:
			if at = b.begin(slices.Clone(cells), from); at.title < 0 {
				b.fault(1, 0, rooms.Refuse("invalid/no_title_column"))
				return
			}
		case blank(cells):
		case lines == MostItems:
			b.tooMany(line)
			return
		case len(cells) > len(b.Head):
			lines++
			b.fault(line, 0, rooms.Refuse("invalid/cells", "n", len(cells), "of", len(b.Head)))
		default:
			lines++
			b.take(row{line, cells, in}, at)
		}
	}
}

// begin takes note of the columns, and says where what is.
func (b *Backlog) begin(head []string, from *Columns) places {
	for i, name := range head {
		head[i] = clipped(name, mostName)
	}
	b.Head, b.From = head, Guess(head)
	if from != nil {
		b.From = *from
	}
	return b.places()
}

// tooMany says that there is more than a backlog holds, and takes none of it.
func (b *Backlog) tooMany(line int) {
	b.Items = nil
	b.fault(line, 0, rooms.Refuse("invalid/lines_over", "most", MostItems))
}

func newTable(text string, separator rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.TrimLeadingSpace, r.ReuseRecord = separator, -1, true, true
	return r
}

// widerThan is the line in which a row of a table gets wider than so many cells; 0 where none does.
// A reader of tables has a row in memory before it tells.
func widerThan(most int, text string, separator rune) int {
	line, cells, quoted := 1, 1, false
	for _, c := range text {
		switch c {
		case '"':
			quoted = !quoted
		case '\n':
			line++
			if !quoted {
				cells = 1
			}
		case separator:
			if !quoted {
				cells++
			}
		}
		if cells > most {
			return line
		}
	}
	return 0
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
		if widerThan(mostColumns, text, c) > 0 {
			continue
		}
		if head, err := newTable(text, c).Read(); err == nil && len(head) > most {
			best, most = c, len(head)
		}
	}
	return cmp.Or(best, ',')
}
