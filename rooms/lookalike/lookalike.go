// Package lookalike tells which names people take for each other.
package lookalike

import (
	"strings"
	"unicode"

	"github.com/mtibben/confusables"
	"golang.org/x/text/cases"
	"golang.org/x/text/secure/precis"
	"golang.org/x/text/unicode/norm"
)

// Look is one thing that names have in common which people take for each other, as a
// number that holds until the program ends.
type Look uint64

// Of returns how a name looks. Names that have one of both in common look alike.
func Of(name string) [2]Look { return seen.of(name) }

// looksOf returns what two names have in common that people take for each other: how
// it reads, whatever its case and width (RFC 8266, the nickname profile of PRECIS),
// and the skeleton of its shapes, whatever its script (UTS #39, 4). Signs that nobody
// sees count in neither.
func looksOf(name string) [2]string {
	name = strings.Join(strings.Fields(strings.Map(shown, norm.NFKC.String(name))), " ")
	reads, err := precis.Nickname.CompareKey(name)
	if err != nil {
		reads = cases.Fold().String(name) // emoji and signs that the profile does not know
	}
	return [2]string{"reads " + reads, "skeleton " + cases.Fold().String(confusables.Skeleton(name))}
}

// shown maps a sign to how it shows: what is blank to a blank, what is invisible to nothing.
func shown(r rune) rune {
	switch {
	case unicode.IsSpace(r) || DrawsNothing(r):
		return ' '
	case unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
		return -1
	}
	return r
}

// DrawsNothing tells of the few signs that Unicode counts among those that show, and
// that show nothing: a pattern of Braille without dots, a note without a head, and the
// place of an object that is not there.
func DrawsNothing(r rune) bool { return r == '\u2800' || r == '\U0001d159' || r == '\ufffc' }
