package rooms

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"unicode"
)

// CSV returns the minutes as RFC 4180 has it: every line has as many fields,
// the first is the title of its section. The first line of a section that has a
// table is the table's head. Times are UTC. It begins with U+FEFF: spreadsheets
// take UTF-8 for something else without. Where the language writes numbers with a
// comma, fields are separated by semicolons: spreadsheets set up for it expect that,
// and show a whole line in one cell otherwise.
//
// What people wrote cannot become a formula in a spreadsheet (OWASP ASVS
// 1.2.10): such a cell starts with an apostrophe.
func (m Minutes) CSV(w Words) []byte {
	lines := m.lines(w)
	columns := 0
	for _, line := range lines {
		columns = max(columns, len(line))
	}
	buf := bytes.NewBufferString("\ufeff")
	out := csv.NewWriter(buf)
	out.UseCRLF, out.Comma = true, separator(w)
	for _, line := range lines {
		fields := make([]string, columns)
		for i, cell := range line {
			fields[i] = csvCell(cell)
		}
		_ = out.Write(fields) // into memory: cannot fail
	}
	out.Flush()
	return buf.Bytes()
}

func separator(w Words) rune {
	if w.Decimal() == "," {
		return ';'
	}
	return ','
}

func (m Minutes) lines(w Words) [][]string {
	say := speaker{w, m.Kind}
	meeting, people := say.word("minutes.meeting", "meeting"), say.word("minutes.people", "people")
	lines := [][]string{
		{meeting, say.word("minutes.kind", "kind"), say.word("kind.name", m.Kind)},
		{meeting, say.word("minutes.title", "title"), m.Title},
		{meeting, say.word("minutes.started", "started"), iso(m.Started)},
		{meeting, say.word("minutes.ended", "ended"), iso(m.Ended)},
	}
	for _, name := range m.People {
		lines = append(lines, []string{people, name})
	}
	for _, s := range m.In(w).Sections {
		if s.Text != "" {
			lines = append(lines, []string{s.Title, s.Text})
		}
		if len(s.Head) > 0 && len(s.Rows) > 0 {
			lines = append(lines, append([]string{s.Title}, s.Head...))
		}
		for _, row := range s.Rows {
			lines = append(lines, append([]string{s.Title}, row...))
		}
	}
	return lines
}

// csvCell disarms what a spreadsheet would run. A plain number does nothing and
// stays a number.
func csvCell(cell string) string {
	if startsFormula(cell) && !plainNumber(cell) {
		return "'" + cell
	}
	return cell
}

// startsFormula looks past what spreadsheets skip: spaces, and characters that
// show nothing.
func startsFormula(cell string) bool {
	cell = strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.In(r, unicode.Zs, unicode.Cf) })
	return cell != "" && strings.ContainsAny(firstRune(cell), "=+-@\t\r\n\x00＝＋－＠")
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

// plainNumber knows numbers as we write them, so "-3" is one and "+3" is not.
func plainNumber(cell string) bool {
	f, err := strconv.ParseFloat(cell, 64)
	return err == nil && strconv.FormatFloat(f, 'f', -1, 64) == cell
}
