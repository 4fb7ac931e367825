// Package words has what people read: one JSON file per language and ceremony,
// and some for what all ceremonies share, a message in ICU MessageFormat for each
// key. The page compiles the same files; so both sides say the same. A language is
// a folder: there is no list of languages anywhere.
package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

//go:embed */*.json
var files embed.FS

// Source is the language in which messages are written first; all others are
// translations of it.
const Source = "en"

// All are the languages that the program speaks.
var All = mustLoad(files)

// Catalogues are the words of every language.
type Catalogues struct {
	tags    []language.Tag // Source first
	words   map[string]*Words
	matcher language.Matcher
}

// Words are the messages of one language, by file and key.
type Words struct {
	Tag    language.Tag
	files  map[string]map[string]*Message
	order  []string // the files, those of ceremonies last
	source *Words   // says what this language has no word for yet
}

// Load reads a folder for each language, and in it a file for each ceremony and
// each part of what they share.
func Load(from fs.FS) (*Catalogues, error) {
	paths, err := fs.Glob(from, "*/*.json")
	if err != nil {
		return nil, err
	}
	c := &Catalogues{words: map[string]*Words{}}
	for _, name := range paths {
		if err := c.read(from, name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	if c.words[Source] == nil {
		return nil, fmt.Errorf("there are no words in %q", Source)
	}
	for _, tag := range slices.Sorted(maps.Keys(c.words)) {
		w := c.words[tag]
		w.source = c.words[Source]
		w.sort()
		if tag == Source {
			c.tags = slices.Insert(c.tags, 0, w.Tag)
		} else {
			c.tags = append(c.tags, w.Tag)
		}
	}
	c.matcher = language.NewMatcher(c.tags)
	return c, nil
}

func mustLoad(from fs.FS) *Catalogues {
	c, err := Load(from)
	if err != nil {
		panic(err) // a test reads the same files
	}
	return c
}

// read takes in one file. Its keys are flat: home.title.
func (c *Catalogues) read(from fs.FS, name string) error {
	folder, file := path.Split(strings.TrimSuffix(name, ".json"))
	folder = path.Clean(folder)
	tag, err := language.Parse(folder)
	if err != nil {
		return err
	}
	raw, err := fs.ReadFile(from, name)
	if err != nil {
		return err
	}
	var sources map[string]string
	if err := json.Unmarshal(raw, &sources); err != nil {
		return err
	}
	if c.words[folder] == nil {
		c.words[folder] = &Words{Tag: tag, files: map[string]map[string]*Message{}}
	}
	messages := make(map[string]*Message, len(sources))
	for key, source := range sources {
		if messages[key], err = Parse(tag, source); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
	}
	c.words[folder].files[file] = messages
	return nil
}

// sort puts what is shared before the ceremonies.
func (w *Words) sort() {
	w.order = slices.SortedFunc(maps.Keys(w.files), func(a, b string) int {
		if x, y := w.isKind(a), w.isKind(b); x != y {
			if y {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
}

// isKind tells the words of a kind of meeting from what is shared: a kind has a name.
func (w *Words) isKind(file string) bool { return w.source.files[file]["kind.name"] != nil }

// Tags returns the languages, Source first.
func (c *Catalogues) Tags() []language.Tag { return c.tags }

// In returns the words of the first language asked for that is spoken here, as
// Accept-Language or a tag names them; Source if none is.
func (c *Catalogues) In(asked ...string) *Words {
	_, i := language.MatchStrings(c.matcher, asked...)
	return c.words[c.tags[i].String()]
}

// Files returns the names of the files, those of ceremonies last.
func (w *Words) Files() []string { return w.order }

// Keys returns the keys of one file in order.
func (w *Words) Keys(file string) []string { return slices.Sorted(maps.Keys(w.files[file])) }

// Kinds returns the kinds of meetings that have words.
func (w *Words) Kinds() []string {
	return slices.DeleteFunc(slices.Clone(w.order), func(file string) bool { return !w.isKind(file) })
}

// Find returns the message of a kind of meeting, or else the one that all kinds
// share: standup/phase.round, then room/phase.round. nil: this language has none.
func (w *Words) Find(kind, key string) *Message {
	if m := w.files[kind][key]; m != nil {
		return m
	}
	for _, file := range w.order {
		if m := w.files[file][key]; m != nil && !w.isKind(file) {
			return m
		}
	}
	return nil
}

// Say returns what Word says, and the key where there is no message.
func (w *Words) Say(kind, key string, args Args) string {
	if said, ok := w.Word(kind, key, args); ok {
		return said
	}
	return key
}

// Word returns a message of a kind of meeting or of all of them, where there is one:
// in this language, or else in Source.
func (w *Words) Word(kind, key string, args Args) (said string, ok bool) {
	for _, in := range []*Words{w, w.source} {
		if m := in.Find(kind, key); m != nil {
			return m.Say(w.spoken(kind, args)), true
		}
	}
	return "", false
}

// Decimal is the sign that the language writes before tenths, as CLDR has it.
func (w *Words) Decimal() string {
	half := message.NewPrinter(w.Tag).Sprint(number.Decimal(0.5))
	return strings.TrimFunc(half, unicode.IsDigit)
}

// Worded is an argument that is itself a message.
type Worded interface {
	// Message is what Word is asked for.
	Message() (key string, args Args)
}

// spoken puts the words of the language in place of arguments that are messages.
func (w *Words) spoken(kind string, args Args) Args {
	said := maps.Clone(args)
	for name, value := range said {
		if word, ok := value.(Worded); ok {
			key, args := word.Message()
			said[name] = w.Say(kind, key, args)
		}
	}
	return said
}

// Refusal says why something was refused: the sentence of code and reason, of the kind
// of meeting or of all of them, else that of the code alone. An argument at fault that
// people know by a name is named, and whoever was asked for their roles is told what
// they are here as.
func (w *Words) Refusal(kind, code, reason, field string, args Args) string {
	say, ok := w.Word(kind, "refusal."+code+"/"+reason, args)
	if !ok {
		say = w.Say(kind, "refusal."+code, args)
	}
	if name, ok := w.Word(kind, "field."+path.Base(field), nil); ok && code == "invalid" {
		say = w.Say(kind, "fieldSays", Args{"field": name, "say": say})
	}
	if args["as"] != nil {
		say += " " + w.Say(kind, "as.here", args)
	}
	return say
}
