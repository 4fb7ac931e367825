package roomstest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"rondo/rooms"
	"rondo/rooms/client"
	catalogue "rondo/rooms/words"
)

// minutesAreWhole: what the minutes say stands in each form that people take home, in each
// language; a spreadsheet runs none of it; and nobody's drawer is in it.
func (s *stage) minutesAreWhole(m rooms.Minutes) {
	s.t.Helper()
	for _, language := range []string{"en", "de"} {
		said := catalogue.All.In(language)
		for _, complaint := range formsLack(m, said) {
			s.t.Errorf("%s: %s", language, complaint)
		}
	}
	for _, v := range s.seated() {
		for _, text := range drawerOnly(v.view.Doc) {
			if bytes.Contains(m.JSON(), []byte(text)) {
				s.t.Errorf("the minutes have %q, which only %s is shown", text, v.name)
			}
		}
	}
}

// formsLack says what of the minutes is missing in a form, and what a spreadsheet would run.
func formsLack(m rooms.Minutes, said rooms.Words) (complaints []string) {
	complain := func(text string) { complaints = append(complaints, text) }
	lines, err := csvLines(m.CSV(said), said.Decimal() == ",")
	if err != nil {
		return []string{"the CSV cannot be read: " + err.Error()}
	}
	rest := html.UnescapeString(string(m.Markdown(said)))
	for _, s := range m.In(said).Sections {
		for _, row := range saidBy(s) {
			if !slices.ContainsFunc(lines, func(line []string) bool { return sameRow(line, append([]string{s.Title}, row...)) }) {
				complain("the CSV has no " + strings.Join(row, "; "))
			}
		}
		for _, cell := range slices.Concat(append([][]string{{s.Title}}, saidBy(s)...)...) {
			if !found(&rest, cell) {
				complain("the Markdown has no " + cell + ", or not there")
			}
		}
	}
	for _, line := range lines {
		if i := slices.IndexFunc(line, runs); i >= 0 {
			complain("a spreadsheet runs " + line[i])
		}
	}
	var back rooms.Minutes
	if err := json.Unmarshal(m.In(said).JSON(), &back); err != nil || !bytes.Equal(back.JSON(), m.In(said).JSON()) {
		complain("the JSON comes back as something else")
	}
	return complaints
}

// saidBy is all that a section says, in the order in which it stands in a file.
func saidBy(s rooms.Section) (rows [][]string) {
	if s.Text != "" {
		rows = append(rows, []string{s.Text})
	}
	if len(s.Head) > 0 && len(s.Rows) > 0 {
		rows = append(rows, s.Head)
	}
	return append(rows, s.Rows...)
}

func csvLines(file []byte, semicolons bool) ([][]string, error) {
	in := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff"))))
	if semicolons {
		in.Comma = ';'
	}
	return in.ReadAll()
}

// sameRow compares a line of a file with what it should say: a cell may be disarmed, and the
// line is as long as the longest.
func sameRow(line, row []string) bool {
	for i, cell := range line {
		want := ""
		if i < len(row) {
			want = row[i]
		}
		if plainLines(cell) != plainLines(want) && plainLines(cell) != "'"+plainLines(want) {
			return false
		}
	}
	return len(line) >= len(row)
}

// plainLines is a text whose lines end as the reader of a CSV file ends them.
func plainLines(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// runs tells whether a spreadsheet takes a cell for a formula. A number is none.
func runs(cell string) bool {
	cell = strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.In(r, unicode.Zs, unicode.Cf) })
	first, _ := utf8.DecodeRuneInString(cell)
	return cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) && strings.Trim(cell, "+-0123456789.,") != ""
}

// found looks for a text in what is left of a Markdown file, and leaves what comes after it. Letters
// and digits are compared: how signs are escaped is tested where they are.
func found(rest *string, text string) bool {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N) }) {
		_, after, ok := strings.Cut(*rest, part)
		if !ok {
			return false
		}
		*rest = after
	}
	return true
}

// shortSecret is how long a text is at least that nothing else says by chance.
const shortSecret = 6

// drawerOnly lists what somebody's drawers say and no place that all see.
func drawerOnly(doc client.Tree) (secret []string) {
	public := strings.Join(append(texts(doc["room"]), texts(doc["shared"])...), "\n")
	for _, text := range texts(doc["me"]) {
		if utf8.RuneCountInString(text) >= shortSecret && strings.ContainsFunc(text, unicode.IsSpace) && !strings.Contains(public, text) {
			secret = append(secret, text)
		}
	}
	return secret
}
