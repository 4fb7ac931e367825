package rooms

import (
	"strings"
	"time"
	"unicode"

	"github.com/rivo/uniseg"
)

// mostFileName is how many bytes of a title a file's name has at most. Most file systems
// take 255 for a whole name.
const mostFileName = 150

// FileName is what a file of the minutes is called, before its ending: the title, and
// the day in UTC on which the meeting started. It has no sign that a file system
// refuses, or that nobody sees.
func (m Minutes) FileName(w Words) string {
	name := safeName(m.Title)
	if name == "" {
		name = safeName(speaker{w, m.Kind}.word("kind.name", m.Kind))
	}
	if m.Started != 0 {
		name += " " + m.Started.Time().Format(time.DateOnly)
	}
	return name
}

// safeName keeps of a title what Windows, macOS and Linux all take in a file's name. Names
// that begin with a dot are hidden, and Windows drops one at the end.
func safeName(title string) string {
	name := strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`/\:*?"<>|`, r), unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r) && !isJoiner(r):
			return -1
		}
		return r
	}, title)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	return strings.TrimRight(clipBytes(name, mostFileName), ". ")
}

// clipBytes cuts a text to a number of bytes, between characters as people see them.
func clipBytes(text string, most int) string {
	if len(text) <= most {
		return text
	}
	kept := 0
	for seen := uniseg.NewGraphemes(text); seen.Next(); {
		_, end := seen.Positions()
		if end > most {
			break
		}
		kept = end
	}
	return text[:kept]
}
