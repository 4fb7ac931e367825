package rooms

import (
	"strings"
	"unicode"
)

// Signs that a text is cleaned by. All of them are invisible.
const (
	blackFlag  = '\U0001f3f4' // before tags: a flag such as Scotland's (UTS 51, annex C)
	cancelTag  = '\U000e007f' // ends the tags
	popIsolate = '\u2069'
)

// clean keeps of a text what a person can mean by it. What comes along when one
// copies from elsewhere goes, instead of being refused for a fault that nobody sees:
// control characters, signs of no width, tags that hide words, orders to turn the
// direction of writing (Unicode TR 36, 3.1). Every break between lines becomes "\n".
// What languages and emoji need stays: joiners that join, marks of direction, tags of
// flags; isolates are closed in their line, so that they turn nothing behind it.
func clean(text string) string {
	c := cleaner{from: []rune(text)}
	for i := 0; i < len(c.from); i++ {
		i += c.take(i)
	}
	c.endLine()
	return c.to.String()
}

type cleaner struct {
	from  []rune
	to    strings.Builder
	last  rune // that was kept
	isled int  // isolates that are open
}

// take looks at one rune, and tells how many behind it belong to it.
func (c *cleaner) take(i int) (more int) {
	switch r := c.from[i]; {
	case isBreak(r):
		if r != '\n' || i == 0 || c.from[i-1] != '\r' {
			c.endLine()
			c.keep('\n')
		}
	case r == blackFlag:
		more = flagTags(c.from[i+1:])
		c.keep(c.from[i : i+1+more]...)
	case isJoiner(r):
		if unicode.IsGraphic(c.last) && !unicode.IsSpace(c.last) {
			c.keep(r)
		}
	case r >= '\u2066' && r < popIsolate:
		c.isled++
		c.keep(r)
	case r == popIsolate:
		if c.isled > 0 {
			c.isled--
			c.keep(r)
		}
	case !isDropped(r):
		c.keep(r)
	}
	return more
}

func (c *cleaner) keep(signs ...rune) {
	for _, r := range signs {
		c.to.WriteRune(r)
		c.last = r
	}
}

func (c *cleaner) endLine() {
	for ; c.isled > 0; c.isled-- {
		c.keep(popIsolate)
	}
}

// isBreak tells whether a line ends here (Unicode 5.8, table 5-1).
func isBreak(r rune) bool {
	return r >= '\n' && r <= '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029'
}

// isJoiner: without these Persian and Hindi are misspelt, and families fall apart.
func isJoiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

// isDropped tells of signs that change nothing one could mean: controls but the tab,
// soft hyphens, spaces and joiners of no width, invisible operators, overrides and
// embeddings, what Unicode advises against, notes between lines, tags.
func isDropped(r rune) bool {
	switch {
	case r == '\t':
		return false
	case unicode.IsControl(r), r == '\u00ad', r == '\u180e', r == '\u200b', r == '\ufeff':
		return true
	default:
		return r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2064' ||
			r >= '\u206a' && r <= '\u206f' || r >= '\ufff9' && r <= '\ufffb' || r >= '\U000e0000' && r <= cancelTag
	}
}

// flagTags counts the tags behind a black flag that make it the flag of a region:
// three to six letters or digits and the end; 0 when they do not.
func flagTags(signs []rune) int {
	for i, r := range signs {
		plain := r - '\U000e0000'
		switch {
		case r == cancelTag && i >= 3 && i <= 6:
			return i + 1
		case plain >= '0' && plain <= '9' || plain >= 'a' && plain <= 'z':
		default:
			return 0
		}
	}
	return 0
}
