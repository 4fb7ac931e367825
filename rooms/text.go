package rooms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Limits of texts, in code points after NFC.
const (
	MaxName  = 40
	MaxTitle = 120
	MaxCard  = 1000
	MaxNote  = 10000
	maxMarks = 8 // combining marks on one base
)

// Line checks one line of text that a person typed: surrounding and repeated
// spaces go, control characters and bidirectional overrides are refused
// (Unicode TR 36, 3.1). least is 0 or 1.
func Line(field, text string, least, most int) (string, error) {
	text = strings.Join(strings.Fields(norm.NFC.String(text)), " ")
	return text, checkText(field, text, least, most, "")
}

// Lines checks text of several lines.
func Lines(field, text string, least, most int) (string, error) {
	text = strings.TrimSpace(strings.ReplaceAll(norm.NFC.String(text), "\r\n", "\n"))
	return text, checkText(field, text, least, most, "\n\t")
}

func checkText(field, text string, least, most int, allowed string) error {
	if n := utf8.RuneCountInString(text); n < least {
		return Invalid(field, "Please write something here.")
	} else if n > most {
		return Invalid(field, "This is too long: %d characters, at most %d.", n, most)
	}
	marks, visible := 0, false
	for _, r := range text {
		switch {
		case strings.ContainsRune(allowed, r):
		case r == utf8.RuneError || unicode.Is(unicode.Cc, r):
			return Invalid(field, "This contains a control character.")
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return Invalid(field, "This contains a character that turns the direction of writing.")
		case unicode.Is(unicode.Cf, r) && r != '\u200d' && r != '\u200c':
			return Invalid(field, "This contains an invisible character.")
		}
		if unicode.Is(unicode.Mn, r) {
			marks++
		} else {
			marks = 0
			visible = visible || unicode.IsGraphic(r) && !unicode.IsSpace(r)
		}
		if marks > maxMarks {
			return Invalid(field, "This has too many accents on one letter.")
		}
	}
	if least > 0 && !visible {
		return Invalid(field, "Please write something here.")
	}
	return nil
}
