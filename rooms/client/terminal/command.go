package terminal

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"rondo/rooms"
	"rondo/rooms/client"
)

// command is an action as somebody typed it, ready to be sent.
type command struct {
	verb string
	with map[string]any
	seen rooms.Seen // what it is meant for, as they saw it
}

// argument is a field of an action's arguments.
type argument struct {
	name  string
	of    reflect.Type
	maybe bool // may be left out
}

// kindOf is the table of a kind of meeting; nil when the server has one that this program
// does not know, whose arguments then only the server checks.
func (t *Terminal) kindOf(name string) *rooms.Kind {
	for _, k := range t.Kinds {
		if k.Name == name {
			return k
		}
	}
	return nil
}

func argumentsOf(k *rooms.Kind, verb string) (args []argument, known bool) {
	for name, of := range k.Verbs() {
		if name != verb {
			continue
		}
		for i := range of.NumField() {
			name, options, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			args = append(args, argument{name, of.Field(i).Type, options != ""})
		}
		return args, true
	}
	return nil, false
}

// command reads "VERB key=value …" in a room; "do" before it changes nothing. Words
// without a key are the verb's first argument that must be there. A switch is on, and a
// ballot the one that is open, unless something else is said; people go by their names.
func (t *Terminal) command(words []string, v client.View) (command, error) {
	room, err := v.Room()
	if err != nil {
		return command{}, err
	}
	if len(words) > 1 && words[0] == "do" {
		words = words[1:]
	}
	c := command{verb: words[0], with: map[string]any{}}
	k := t.kindOf(room.Kind)
	if k == nil {
		for _, word := range words[1:] {
			name, value, _ := strings.Cut(word, "=")
			c.with[name] = guessed(value)
		}
		return c, nil
	}
	args, known := argumentsOf(k, c.verb)
	if !known {
		return c, k.Accepts(c.verb, nil) // refuses it
	}
	c.fill(args, words[1:], room)
	if err := c.complete(args, v); err != nil {
		return c, err
	}
	raw, err := json.Marshal(c.with)
	if err != nil {
		return c, err
	}
	c.seen = v.Seen(c.meant(k)...)
	return c, k.Accepts(c.verb, raw)
}

// argumentForm is how names of arguments look.
var argumentForm = regexp.MustCompile(`^[a-z_]+$`)

// fill takes what was typed.
func (c *command) fill(args []argument, words []string, room rooms.Room) {
	var rest []string
	for _, word := range words {
		name, value, has := strings.Cut(word, "=")
		i := slices.IndexFunc(args, func(a argument) bool { return a.name == name })
		switch {
		case has && i >= 0:
			c.with[name] = valueOf(value, args[i].of, room)
		case has && c.verb != "vote" && argumentForm.MatchString(name):
			c.with[name] = guessed(value) // is refused, by its name
		default:
			rest = append(rest, word)
		}
	}
	if len(rest) == 0 {
		return
	}
	if c.verb == "vote" {
		maps.Copy(c.with, choice(rest))
		return
	}
	first := slices.IndexFunc(args, func(a argument) bool { return !a.maybe && c.with[a.name] == nil && a.name != "ballot" })
	if first < 0 {
		first = slices.IndexFunc(args, func(a argument) bool { return c.with[a.name] == nil })
	}
	if first < 0 {
		c.with[rest[0]] = "" // an argument too many is refused as one that is unknown
		return
	}
	c.with[args[first].name] = valueOf(strings.Join(rest, " "), args[first].of, room)
}

// complete adds what goes without saying.
func (c *command) complete(args []argument, v client.View) error {
	for _, a := range args {
		if c.with[a.name] != nil || a.maybe {
			continue
		}
		switch {
		case a.of.Kind() == reflect.Bool:
			c.with[a.name] = true
		case a.name == "ballot":
			id, err := openBallot(v, "", false)
			if err != nil {
				return err
			}
			c.with[a.name] = id
		}
	}
	return nil
}

// meant is where one looks who does this, with the names of arguments filled in; not where
// an argument is left out.
func (c *command) meant(k *rooms.Kind) (pointers []string) {
	for _, pointer := range k.MeantFor(c.verb) {
		for name, value := range c.with {
			if text, ok := value.(string); ok {
				pointer = strings.ReplaceAll(pointer, "{"+name+"}", text)
			}
		}
		if !strings.Contains(pointer, "{") {
			pointers = append(pointers, pointer)
		}
	}
	return pointers
}

// switches are the words for on and off.
var switches = map[string]bool{"on": true, "yes": true, "true": true, "off": false, "no": false, "false": false}

// valueOf is what was typed as a value of a type; as it is where it is none, so that the
// room's own check names the argument.
func valueOf(text string, of reflect.Type, room rooms.Room) any {
	if of.Kind() == reflect.Pointer {
		of = of.Elem()
	}
	switch {
	case of == reflect.TypeFor[rooms.ID]():
		return idOf(text, room)
	case of.Kind() == reflect.String:
		return text
	case of.Kind() == reflect.Bool:
		if on, ok := switches[text]; ok {
			return on
		}
		return text
	case of.Kind() == reflect.Slice && of.Elem().Kind() == reflect.String && !strings.HasPrefix(text, "["):
		return strings.Split(text, ",")
	}
	return guessed(text)
}

// guessed is JSON where it is some, and else a text.
func guessed(text string) any {
	var value any
	if json.Unmarshal([]byte(text), &value) == nil {
		return value
	}
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	return text
}

// idOf finds somebody by name, or something on the list by its title; an id is one already.
func idOf(text string, room rooms.Room) rooms.ID {
	for id, p := range room.People.All() {
		if strings.EqualFold(p.Name, text) {
			return id
		}
	}
	for id, item := range room.Items.All() {
		if strings.EqualFold(item.Title, text) {
			return id
		}
	}
	return rooms.ID(text)
}

// split takes a line apart as a shell does: at blanks, but not between quotes.
func split(line string) (words []string, err error) {
	var word strings.Builder
	quote, begun := rune(0), false
	for _, r := range strings.TrimSpace(line) + " " {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, begun = r, true
		case quote == 0 && (r == ' ' || r == '\t'):
			if begun {
				words = append(words, word.String())
			}
			word.Reset()
			begun = false
		default:
			word.WriteRune(r)
			begun = true
		}
	}
	if quote != 0 {
		return nil, fmt.Errorf("a quotation mark (%c) is open", quote)
	}
	return words, nil
}

// usage names the actions of a kind of meeting with their arguments, those that may be
// left out in brackets.
func usage(k *rooms.Kind) string {
	var b strings.Builder
	for verb := range k.Verbs() {
		args, _ := argumentsOf(k, verb)
		b.WriteString("  " + verb)
		for _, a := range args {
			if a.maybe {
				b.WriteString(" [" + a.name + "]")
			} else {
				b.WriteString(" " + a.name)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}
