package rooms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"

	"rondo/rooms/lookalike"
)

// Limits of texts, in code points after cleaning and NFC.
const (
	MaxName  = 40
	MaxTitle = 120
	maxExtra = 500 // what describes a thing further
	MaxCard  = 1000
	MaxNote  = 10000
	maxMarks = 8 // combining marks on one letter
)

// Line takes one line of text that a person typed or pasted: it is cleaned, breaks
// are blanks, surrounding and repeated blanks go. least is 0 or 1. What is empty or
// invisible, longer than most, or has a heap of accents is "invalid".
func Line(field, text string, least, most int) (string, error) {
	text = strings.Join(strings.Fields(norm.NFC.String(clean(text))), " ")
	return text, checkText(field, text, least, most)
}

// Lines takes text of several lines as Line does, and keeps breaks and blanks within.
func Lines(field, text string, least, most int) (string, error) {
	text = strings.TrimSpace(norm.NFC.String(clean(text)))
	return text, checkText(field, text, least, most)
}

func checkText(field, text string, least, most int) error {
	if n := utf8.RuneCountInString(text); n > most {
		return Invalid(field, "too_long", "n", n, "most", most)
	}
	if least > 0 && !strings.ContainsFunc(text, isVisible) {
		return Invalid(field, "empty")
	}
	return checkMarks(field, text, maxMarks)
}

// checkMarks refuses a letter with more marks on it than most, or with two that
// enclose it: they would cover what stands around it.
func checkMarks(field, text string, most int) error {
	if !strings.ContainsFunc(text, isMark) {
		return nil // most texts, and it takes long to find where letters end
	}
	for letters := uniseg.NewGraphemes(text); letters.Next(); {
		marks, rings := 0, 0
		for _, r := range letters.Runes() {
			marks += count(isMark(r))
			rings += count(unicode.Is(unicode.Me, r))
		}
		if marks > most || rings > 1 {
			return Invalid(field, "accents", "letter", string(letters.Runes()[0]))
		}
	}
	return nil
}

func count(of bool) int {
	if of {
		return 1
	}
	return 0
}

// isVisible tells whether a rune shows by itself.
func isVisible(r rune) bool {
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !isMark(r) &&
		!unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) && !lookalike.DrawsNothing(r)
}

func isMark(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me) }

// TitleOf is the beginning of a longer text, as the title of what comes of it.
func TitleOf(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	runes := []rune(line)
	if len(runes) <= MaxTitle {
		return line
	}
	short := string(runes[:MaxTitle-1])
	if at := strings.LastIndex(short, " "); at > 0 {
		short = short[:at]
	}
	return short + "…"
}
