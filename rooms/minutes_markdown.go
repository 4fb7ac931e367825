package rooms

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// Markdown returns the minutes as CommonMark with tables as GitHub has them.
// What people wrote is escaped: it shows as they typed it and makes no markup,
// no HTML, no mention and no image. Addresses are links to where they say. Times are UTC, and say so.
func (m Minutes) Markdown(words Words) []byte {
	var w strings.Builder
	say := speaker{words, m.Kind}
	kind := say.word("kind.name", m.Kind)
	fmt.Fprintf(&w, "# %s\n\n%s", markdownText(cmp.Or(m.Title, kind)), markdownText(kind))
	if when := m.when(say); when != "" {
		fmt.Fprintf(&w, ", %s", when)
	}
	w.WriteString("\n")
	if len(m.People) > 0 {
		fmt.Fprintf(&w, "\n**%s:** %s\n", say.word("minutes.people", "People"), markdownText(strings.Join(m.People, ", ")))
	}
	for _, s := range m.In(words).Sections {
		s.markdown(&w)
	}
	return []byte(w.String())
}

// when says when the meeting was, the day once when it ended on the same.
func (m Minutes) when(say speaker) string {
	const minute = time.DateOnly + " 15:04"
	from, to := m.Started.Time(), m.Ended.Time()
	switch {
	case m.Started == 0:
		return ""
	case m.Ended == 0:
		return from.Format(minute) + " UTC"
	case from.Format(time.DateOnly) == to.Format(time.DateOnly):
		return say.fromTo(from.Format(minute), to.Format("15:04"))
	}
	return say.fromTo(from.Format(minute), to.Format(minute))
}

func (s speaker) fromTo(from, to string) string {
	return s.word("minutes.fromTo", from+"/"+to, "from", from, "to", to) + " UTC"
}

func (s Section) markdown(w *strings.Builder) {
	fmt.Fprintf(w, "\n## %s\n", markdownText(s.Title))
	if s.Text != "" {
		fmt.Fprintf(w, "\n%s\n", markdownText(s.Text))
	}
	switch {
	case len(s.Rows) == 0:
	case len(s.Head) == 0:
		w.WriteString("\n")
		for _, row := range s.Rows {
			fmt.Fprintf(w, "- %s\n", oneLine(markdownText(strings.Join(row, ", "))))
		}
	default:
		s.markdownTable(w)
	}
}

func (s Section) markdownTable(w *strings.Builder) {
	w.WriteString("\n")
	markdownRow(w, s.Head, len(s.Head))
	w.WriteString("|" + strings.Repeat(" --- |", len(s.Head)) + "\n")
	for _, row := range s.Rows {
		markdownRow(w, row, len(s.Head))
	}
}

// markdownRow writes as many cells as the table has columns: readers drop rows
// and cells that do not fit.
func markdownRow(w *strings.Builder, cells []string, columns int) {
	w.WriteString("|")
	for i := range columns {
		cell := ""
		if i < len(cells) {
			cell = markdownCell(cells[i])
		}
		w.WriteString(" " + cell + " |")
	}
	w.WriteString("\n")
}

var markdownSigns = strings.NewReplacer(
	"&", "&amp;", "<", "&lt;", ">", "&gt;", // no HTML
	"\\", "\\\\", "`", "\\`", "*", "\\*", "_", "\\_", "~", "\\~", "|", "\\|", "$", "\\$",
	"[", "\\[", "]", "\\]", "!", "\\!", "#", "\\#",
	"@", "&#64;", // a mention would call people who were not there
	"\t", " ", "\r", "",
)

// markdownText escapes text that may have several lines, each of them a line in
// the result.
func markdownText(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i, line := range lines {
		lines[i] = markdownLine(line)
	}
	return strings.Join(lines, "\\\n")
}

// markdownCell escapes text for a table, where a line must not end and where
// none begins.
func markdownCell(text string) string {
	return strings.ReplaceAll(markdownInline(strings.TrimSpace(text)), "\n", "<br>")
}

func oneLine(escaped string) string { return strings.ReplaceAll(escaped, "\\\n", "<br>") }

// markdownLine escapes what means something anywhere, and what means something
// at the beginning of a line only: lists, rules, underlines of headings.
func markdownLine(line string) string {
	line = markdownInline(strings.TrimSpace(line))
	if line == "" {
		return "&nbsp;" // an empty line would end the paragraph
	}
	if strings.ContainsRune("-+=", rune(line[0])) {
		return "\\" + line
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if rest := line[digits:]; digits > 0 && rest != "" && strings.ContainsRune(".)", rune(rest[0])) {
		return line[:digits] + "\\" + rest
	}
	return line
}
