package rooms

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"reflect"
	"regexp"
	"rondo/rooms/document"
	"slices"
	"strings"
)

// Seen is what whoever acts had before their eyes: JSON Pointers (RFC 6901) into
// the document as that person has it, each with what was there; null: nothing. An
// act is done only while all of it is so still. Two who press "next" together, or
// one who does when the clock has just rung, otherwise skip a phase, and the second
// of two who reword a thing undoes the first without knowing.
//
// In place of a long text its Sum may stand.
type Seen map[string]json.RawMessage

// maxSeen is how many things one act may name.
const maxSeen = 8

// stillSo refuses an act that was meant for another state than the one there is.
// It asks before the rights do: who presses "start" a moment too late is late, not
// forbidden to. What it reads is what the person is sent anyway.
func (k *Kind) stillSo(doc Document, t *Tx, seen Seen) error {
	if len(seen) > maxSeen {
		return Invalid("if", "seen_many", "most", maxSeen)
	}
	for _, pointer := range slices.Sorted(maps.Keys(seen)) {
		path, ok := document.Path(pointer)
		if !ok || !slices.Contains([]string{"room", "shared", "me"}, path[0]) {
			return Invalid(strings.TrimPrefix(document.Pointer("if", pointer), "/"), "seen_where")
		}
		if !same(doc.At(t.Actor, k.AudiencesOf(doc, t.Actor), path), seen[pointer]) {
			return Refuse("changed").At(strings.TrimPrefix(pointer, "/"))
		}
	}
	return nil
}

// same compares what is there with what somebody saw, as JSON.
func same(is, seen json.RawMessage) bool {
	var there, was any
	if is != nil && json.Unmarshal(is, &there) != nil || json.Unmarshal(seen, &was) != nil {
		return false
	}
	if text, ok := there.(string); ok && reflect.DeepEqual(was, map[string]any{"fnv": Sum(text)}) {
		return true
	}
	return reflect.DeepEqual(there, was)
}

// Sum is what stands for a long text in Seen, as {"fnv": Sum}: FNV-1a of its
// UTF-8, 32 bits, 8 hex digits. It tells apart what people write by accident, and
// guards nothing.
func Sum(text string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(text)) // never fails
	return fmt.Sprintf("%08x", h.Sum32())
}

// PathOf reads a pointer of Seen: the names from the whole document down.
func PathOf(pointer string) []string {
	path, _ := document.Path(pointer)
	return path
}

// At writes what lies at a path of the document as one person has it, see Seen;
// nil when nothing does.
func (m *Meeting[S, P, A]) At(person ID, audiences, path []string) json.RawMessage {
	switch part := path[0]; {
	case part == "room":
		return document.At(&m.Room, path[1:]...)
	case part == "shared":
		return document.At(&m.Shared, path[1:]...)
	case len(path) < 2:
		return nil
	case path[1] == "held":
		return document.At(&m.Held, append([]string{string(person)}, path[2:]...)...)
	case path[1] == "own":
		return document.At(&m.Private, append([]string{string(person)}, path[2:]...)...)
	case path[1] == "audience" && len(path) > 2 && slices.Contains(audiences, path[2]):
		return document.At(&m.Audience, path[2:]...)
	}
	return nil
}

// MeantFor returns where an action's clients look to say what state it is meant
// for, see Verb.MeantFor.
func (k *Kind) MeantFor(verb string) []string { return k.verbs[verb].meant }

// Meant fills an action's arguments into what it is meant for: "{task}" becomes the
// id that the argument "task" has.
func Meant(pointer string, with map[string]any) string {
	return placeholder.ReplaceAllStringFunc(pointer, func(name string) string {
		id, _ := with[name[1:len(name)-1]].(string)
		return document.Pointer(id)[1:]
	})
}

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

// checkPointer looks whether an action is meant for what documents have: else it would be
// refused for ever, or never.
func (k *Kind) checkPointer(m *mistakes, at string, v verb, pointer string) {
	path, _ := document.Path(pointer)
	root, path := k.drawerOf(path)
	for _, part := range path {
		for _, hole := range placeholder.FindAllString(part, -1) {
			if _, ok := fieldOf(v.args, hole[1:len(hole)-1]); !ok {
				m.add(at, "%q has no argument for %s", pointer, hole)
			}
		}
		if root = partOf(root, part); root == nil {
			m.add(at, "%q is not in the document", pointer)
			return
		}
	}
}

// drawerOf returns the type at which a path begins, and the rest of the path.
func (k *Kind) drawerOf(path []string) (reflect.Type, []string) {
	switch {
	case len(path) > 1 && path[0] == "room":
		return reflect.TypeFor[Room](), path[1:]
	case len(path) > 1 && path[0] == "shared":
		return k.drawers[0], path[1:]
	case len(path) > 2 && path[0] == "me" && path[1] == "held":
		return reflect.TypeFor[Held](), path[2:]
	case len(path) > 2 && path[0] == "me" && path[1] == "own":
		return k.drawers[1], path[2:]
	case len(path) > 3 && path[0] == "me" && path[1] == "audience":
		return k.drawers[2], path[3:]
	}
	return reflect.TypeFor[struct{}](), []string{"nowhere"}
}

// partOf returns the type of what a name leads to, or nil.
func partOf(t reflect.Type, name string) reflect.Type {
	if of, isMap, ok := document.Collected(t); ok && isMap {
		return of
	}
	if f, ok := fieldOf(t, name); ok {
		return f.Type
	}
	return nil
}

// fieldOf returns the field that has a name in JSON.
func fieldOf(t reflect.Type, name string) (f reflect.StructField, ok bool) {
	if t.Kind() != reflect.Struct {
		return f, false
	}
	for i := range t.NumField() {
		f = t.Field(i)
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag == name {
			return f, true
		}
	}
	return f, false
}
