package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
)

// Map is a keyed collection with value semantics: a copy is one word, changing
// the copy leaves the original as it was, and two versions of it share all that
// did not change. It is a persistent hash trie (Bagwell 2001). The order of All
// depends on the keys alone, so it is the same on every node and says nothing
// about who came first.
//
// The zero Map is empty and ready to use. Maps may be read by many goroutines.
type Map[V any] struct {
	root *node[V]
	size int
}

// Len returns how many entries there are.
func (m Map[V]) Len() int { return m.size }

// IsZero tells encoders that an empty map may be left out.
func (m Map[V]) IsZero() bool { return m.size == 0 }

// Get returns the value of key.
func (m Map[V]) Get(key string) (V, bool) {
	if l := m.root.find(hashOf(key), 0, key); l != nil {
		return l.value, true
	}
	var none V
	return none, false
}

// Has tells whether key is there.
func (m Map[V]) Has(key string) bool { return m.root.find(hashOf(key), 0, key) != nil }

// Put sets the value of key.
func (m *Map[V]) Put(key string, value V) {
	root, added := m.root.put(&leaf[V]{hashOf(key), key, value}, 0)
	m.root = root
	if added {
		m.size++
	}
}

// Edit changes the value of key in place, as far as the caller can see; a key
// that is not there starts from the zero value.
func (m *Map[V]) Edit(key string, change func(*V)) {
	value, _ := m.Get(key)
	change(&value)
	m.Put(key, value)
}

// Delete removes key.
func (m *Map[V]) Delete(key string) {
	if !m.Has(key) {
		return
	}
	m.root = m.root.delete(hashOf(key), 0, key)
	m.size--
}

// All yields every entry. The map may be changed meanwhile: what is yielded is
// the version on which All was called.
func (m Map[V]) All() iter.Seq2[string, V] {
	return func(yield func(string, V) bool) { m.root.each(func(l *leaf[V]) bool { return yield(l.key, l.value) }) }
}

// Ranked returns the keys in the order that rank gives, ties by key.
func (m Map[V]) Ranked(rank func(V) int) []string {
	keys := make([]string, 0, m.size)
	for k := range m.All() {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		x, _ := m.Get(a)
		y, _ := m.Get(b)
		if d := rank(x) - rank(y); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return keys
}

// MarshalJSON writes a JSON object.
func (m Map[V]) MarshalJSON() ([]byte, error) { return m.appendTo(nil), nil }

// UnmarshalJSON reads a JSON object. Keys that start with "__" are refused.
func (m *Map[V]) UnmarshalJSON(b []byte) error {
	*m = Map[V]{}
	dec := json.NewDecoder(bytes.NewReader(b))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return fmt.Errorf("a map must be a JSON object: %v %w", t, err)
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return err
		}
		if strings.HasPrefix(key.(string), "__") {
			return fmt.Errorf("the key %q is refused", key)
		}
		var value V
		if err := dec.Decode(&value); err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		m.Put(key.(string), value)
	}
	return nil
}

func (m Map[V]) appendTo(buf []byte) []byte {
	of := shapeFor[V]()
	buf = append(buf, '{')
	first := true
	m.root.each(func(l *leaf[V]) bool {
		buf = appendKey(buf, l.key, first)
		buf = of.append(buf, reflect.ValueOf(&l.value).Elem())
		first = false
		return true
	})
	return append(buf, '}')
}

// diffTo appends the merge patch from old to m; false when there is none.
func (m Map[V]) diffTo(buf []byte, old any) ([]byte, bool) {
	start, first := len(buf), true
	buf = append(buf, '{')
	of := shapeFor[V]()
	m.root.changes(old.(*Map[V]).root, func(key string, was, is *leaf[V]) {
		mark := len(buf)
		buf = appendKey(buf, key, first)
		changed := true
		switch {
		case is == nil:
			buf = append(buf, "null"...)
		case was == nil:
			buf = of.append(buf, reflect.ValueOf(&is.value).Elem())
		default:
			buf, changed = of.diff(buf, reflect.ValueOf(&was.value).Elem(), reflect.ValueOf(&is.value).Elem())
		}
		if !changed {
			buf = buf[:mark]
			return
		}
		first = false
	})
	if first {
		return buf[:start], false
	}
	return append(buf, '}'), true
}

func (Map[V]) elem() reflect.Type { return reflect.TypeFor[V]() }

// DiffEach returns the merge patch of every entry that changed.
func DiffEach[V any](old, new Map[V]) map[string]json.RawMessage {
	var patches map[string]json.RawMessage
	new.root.changes(old.root, func(key string, was, is *leaf[V]) {
		var patch json.RawMessage
		switch {
		case is == nil:
			patch = json.RawMessage("null")
		case was == nil:
			patch = shapeFor[V]().append(nil, reflect.ValueOf(&is.value).Elem())
		default:
			if patch = Diff(&was.value, &is.value); patch == nil {
				return
			}
		}
		if patches == nil {
			patches = map[string]json.RawMessage{}
		}
		patches[key] = patch
	})
	return patches
}

// WholeEntry writes one value of a map as JSON, or nothing when there is none.
func WholeEntry[V any](m Map[V], key string) json.RawMessage {
	l := m.root.find(hashOf(key), 0, key)
	if l == nil {
		return nil
	}
	return Whole(&l.value)
}
