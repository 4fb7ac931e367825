package words

import (
	"fmt"
	"strings"

	"golang.org/x/text/language"
)

// Parse reads a message in the part of ICU MessageFormat that is used here:
// {name}, {name, plural, …}, {name, selectordinal, …}, {name, select, …}, # and
// the apostrophe that quotes what would mean something.
func Parse(lang language.Tag, source string) (*Message, error) {
	p := parser{source: source}
	parts, err := p.parts(false)
	if err == nil && p.at < len(source) {
		err = p.fault("} without {")
	}
	if err != nil {
		return nil, err
	}
	return &Message{lang: lang, parts: parts}, nil
}

type parser struct {
	source string
	at     int
}

func (p *parser) fault(say string, args ...any) error {
	return fmt.Errorf("%s at %d in %q", fmt.Sprintf(say, args...), p.at, p.source)
}

func (p *parser) more() bool { return p.at < len(p.source) }

// parts reads up to the end, or to the brace that ends a case.
func (p *parser) parts(inPlural bool) ([]part, error) {
	var parts []part
	var plain strings.Builder
	flush := func() {
		if plain.Len() > 0 {
			parts = append(parts, text(plain.String()))
			plain.Reset()
		}
	}
	for p.more() && p.source[p.at] != '}' {
		switch c := p.source[p.at]; {
		case c == '{':
			flush()
			hole, err := p.argument(inPlural)
			if err != nil {
				return nil, err
			}
			parts = append(parts, hole)
		case c == '#' && inPlural:
			flush()
			parts = append(parts, pound{})
			p.at++
		case c == '\'':
			plain.WriteString(p.quoted(inPlural))
		default:
			plain.WriteByte(c)
			p.at++
		}
	}
	flush()
	return parts, nil
}

// quoted reads an apostrophe: two are one, one before a sign that means something
// quotes up to the next, any other stands for itself.
func (p *parser) quoted(inPlural bool) string {
	p.at++
	if !p.more() {
		return "'"
	}
	switch c := p.source[p.at]; {
	case c == '\'':
		p.at++
		return "'"
	case c == '{' || c == '}' || c == '#' && inPlural:
		inside, _, _ := strings.Cut(p.source[p.at:], "'")
		p.at = min(p.at+len(inside)+1, len(p.source))
		return inside
	}
	return "'"
}

// argument reads what stands between braces.
func (p *parser) argument(inPlural bool) (part, error) {
	p.at++ // {
	name := p.word()
	if name == "" {
		return nil, p.fault("an argument without a name")
	}
	if p.skip('}') {
		return hole(name), nil
	}
	if !p.skip(',') {
		return nil, p.fault("neither , nor } after %q", name)
	}
	how := p.word()
	if how != "plural" && how != "selectordinal" && how != "select" {
		return nil, p.fault("%q is not known here", how)
	}
	if !p.skip(',') {
		return nil, p.fault("no , after %q", how)
	}
	return p.choice(name, how, inPlural)
}

// choice reads the cases up to the closing brace.
func (p *parser) choice(name, how string, inPlural bool) (part, error) {
	c := choice{name: name, how: how}
	for !p.skip('}') {
		key := p.word()
		if key == "" || !p.skip('{') {
			return nil, p.fault("a case of %q has no text", name)
		}
		if _, twice := c.find(key); twice {
			return nil, p.fault("case %q is there twice", key)
		}
		parts, err := p.parts(how != "select" || inPlural)
		if err != nil {
			return nil, err
		}
		if !p.skip('}') {
			return nil, p.fault("a case of %q does not end", name)
		}
		c.cases = append(c.cases, option{key, parts})
		p.spaces()
	}
	if _, ok := c.find("other"); !ok {
		return nil, p.fault("%q has no case for other", name)
	}
	return c, nil
}

// word reads a name, a key or =number, with the spaces around it.
func (p *parser) word() string {
	p.spaces()
	start := p.at
	for p.more() && !strings.ContainsRune(" \n\t,{}#'", rune(p.source[p.at])) {
		p.at++
	}
	word := p.source[start:p.at]
	p.spaces()
	return word
}

// skip takes the sign if it comes next, and says whether it did.
func (p *parser) skip(sign byte) bool {
	if !p.more() || p.source[p.at] != sign {
		return false
	}
	p.at++
	if sign != '{' && sign != '}' {
		p.spaces()
	}
	return true
}

func (p *parser) spaces() {
	for p.more() && strings.ContainsRune(" \n\t", rune(p.source[p.at])) {
		p.at++
	}
}
