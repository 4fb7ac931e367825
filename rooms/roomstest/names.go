package roomstest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"rondo/rooms"
)

// names are how a play calls people and things.
type names struct {
	byID   map[rooms.ID]string
	byName map[string]rooms.ID
	things int
}

func newNames() *names { return &names{byID: map[rooms.ID]string{}, byName: map[string]rooms.ID{}} }

func (n *names) person(id rooms.ID, name string) { n.byID[id], n.byName[name] = name, id }

var thing = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$`)

// of is the name of a person or a thing. Things are numbered as they come.
func (n *names) of(id string) string {
	if n.byID[rooms.ID(id)] == "" && thing.MatchString(id) {
		n.things++
		n.person(rooms.ID(id), fmt.Sprint("#", n.things))
	}
	if name := n.byID[rooms.ID(id)]; name != "" {
		return name
	}
	return id
}

// keysIn puts ids for the names of things that an object has as its keys.
func (n *names) keysIn(value any) any {
	object, ok := value.(map[string]any)
	if !ok {
		return value
	}
	ids := map[string]any{}
	for key, v := range object {
		if id := n.byName[key]; id != "" {
			key = string(id)
		}
		ids[key] = v
	}
	return ids
}

// value reads one value off the front of text: JSON, a name, or a bare word.
func (n *names) value(text string) (value any, rest string, err error) {
	if strings.ContainsAny(text[:min(1, len(text))], `"[{0123456789-`) {
		dec := json.NewDecoder(strings.NewReader(text))
		err = dec.Decode(&value)
		return n.keysIn(value), strings.TrimSpace(text[dec.InputOffset():]), err
	}
	word, rest, _ := strings.Cut(text, " ")
	switch id := n.byName[word]; {
	case word == "true", word == "false":
		value = word == "true"
	case id != "":
		value = id
	case strings.HasPrefix(word, "#"):
		return nil, "", fmt.Errorf("there is no thing %s yet", word)
	default:
		value = word
	}
	return value, strings.TrimSpace(rest), nil
}
