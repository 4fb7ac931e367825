package words

import (
	"fmt"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Args are what a message has holes for, by name. Numbers choose plurals, texts
// choose by select.
type Args = map[string]any

// Message is one message of a catalogue, parsed.
type Message struct {
	lang  language.Tag
	parts []part
}

// part is a piece of a message: text, or what becomes text.
type part interface {
	write(w *writer, pound any)
}

// writer puts a message together.
type writer struct {
	strings.Builder
	lang language.Tag
	args Args
}

// Say returns the message with its holes filled. A hole without an argument shows
// its name: a sentence with a gap says more than none.
func (m *Message) Say(args Args) string {
	w := writer{lang: m.lang, args: args}
	w.all(m.parts, nil)
	return w.String()
}

func (w *writer) all(parts []part, pound any) {
	for _, p := range parts {
		p.write(w, pound)
	}
}

// text stands for itself.
type text string

func (t text) write(w *writer, _ any) { w.WriteString(string(t)) }

// hole is {name}.
type hole string

func (h hole) write(w *writer, _ any) {
	if value, ok := w.args[string(h)]; ok {
		fmt.Fprint(w, value)
		return
	}
	w.WriteString("{" + string(h) + "}")
}

// pound is # within a plural: its number, written as the language has it.
type pound struct{}

func (pound) write(w *writer, value any) {
	if n, ok := whole(value); ok {
		_, _ = message.NewPrinter(w.lang).Fprint(w, number.Decimal(n))
		return
	}
	fmt.Fprint(w, value)
}

// choice is {name, plural|selectordinal|select, …}.
type choice struct {
	name  string
	how   string
	cases []option
}

// option is one case of a choice: an exact number (=0), a plural category of the
// language (one, few, other) or a word.
type option struct {
	key   string
	parts []part
}

func (c choice) write(w *writer, outer any) {
	value := w.args[c.name]
	if c.how == "select" {
		w.all(c.pick(fmt.Sprint(value)), outer)
		return
	}
	n, ok := whole(value)
	if !ok {
		w.all(c.pick("other"), "{"+c.name+"}")
		return
	}
	if parts, ok := c.find(fmt.Sprintf("=%d", n)); ok {
		w.all(parts, n)
		return
	}
	w.all(c.pick(c.category(w.lang, n)), n)
}

// category is the plural category of a whole number in a language (CLDR).
func (c choice) category(lang language.Tag, n int) string {
	rules := plural.Cardinal
	if c.how == "selectordinal" {
		rules = plural.Ordinal
	}
	return categories[rules.MatchPlural(lang, max(n, -n), 0, 0, 0, 0)]
}

var categories = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two",
	plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// pick returns the case for a key, else the one that every choice has.
func (c choice) pick(key string) []part {
	parts, ok := c.find(key)
	if !ok {
		parts, _ = c.find("other")
	}
	return parts
}

func (c choice) find(key string) ([]part, bool) {
	for _, o := range c.cases {
		if o.key == key {
			return o.parts, true
		}
	}
	return nil, false
}

func whole(value any) (int, bool) {
	switch n := value.(type) {
	case int:
		return n, true
	case int64:
		return int(n), true
	case float64: // from JSON
		return int(n), n == float64(int(n))
	}
	return 0, false
}
