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

// Map is a collection by key, which may be a type of its own so that nobody takes
// one thing's id for another's. It has value semantics: a copy is a few words, changing
// the copy leaves the original as it was, and two versions of it share all that
// did not change. It is a persistent hash trie (Bagwell 2001). The order of All
// depends on the keys alone, so it is the same on every node and says nothing
// about who came first.
//
// The zero Map is empty and ready to use. Maps may be read by many goroutines.
type Map[K ~string, V any] struct {
	root   *node[V]
	size   int
	sorted *sorted[K, V] // nil until somebody asks for it
}

// Len returns how many entries there are.
func (m Map[K, V]) Len() int { return m.size }

// IsZero tells encoders that an empty map may be left out.
func (m Map[K, V]) IsZero() bool { return m.size == 0 }

// Get returns the value of key.
func (m Map[K, V]) Get(key K) (V, bool) {
	if l := m.root.find(hashOf(string(key)), 0, string(key)); l != nil {
		return l.value, true
	}
	var none V
	return none, false
}

// Has tells whether key is there.
func (m Map[K, V]) Has(key K) bool { return m.root.find(hashOf(string(key)), 0, string(key)) != nil }

// Put sets the value of key.
func (m *Map[K, V]) Put(key K, value V) {
	root, added := m.root.put(&leaf[V]{hashOf(string(key)), string(key), value}, 0)
	m.root = root
	if added {
		m.size++
	}
}

// Edit changes the value of key in place, as far as the caller can see; a key
// that is not there starts from the zero value.
func (m *Map[K, V]) Edit(key K, change func(*V)) {
	value, _ := m.Get(key)
	change(&value)
	m.Put(key, value)
}

// Delete removes key.
func (m *Map[K, V]) Delete(key K) {
	if !m.Has(key) {
		return
	}
	m.root = m.root.delete(hashOf(string(key)), 0, string(key))
	m.size--
}

// All yields every entry. The map may be changed meanwhile: what is yielded is
// the version on which All was called.
func (m Map[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) {
		m.root.each(func(l *leaf[V]) bool { return yield(K(l.key), l.value) })
	}
}

// Ranked returns the keys in the order that rank gives, ties by key.
func (m Map[K, V]) Ranked(rank func(V) int) []K {
	keys := make([]K, 0, m.size)
	for k := range m.All() {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b K) int {
		x, _ := m.Get(a)
		y, _ := m.Get(b)
		if d := rank(x) - rank(y); d != 0 {
			return d
		}
		return strings.Compare(string(a), string(b))
	})
	return keys
}

// MarshalJSON writes a JSON object.
func (m Map[K, V]) MarshalJSON() ([]byte, error) { return m.appendTo(nil), nil }

// UnmarshalJSON reads a JSON object. Keys that start with "__" are refused.
func (m *Map[K, V]) UnmarshalJSON(b []byte) error {
	*m = Map[K, V]{}
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
		m.Put(K(key.(string)), value)
	}
	return nil
}

// sample is how many entries of a long map say how long all of them will be.
const sample = 32

func (m Map[K, V]) appendTo(buf []byte) []byte {
	of, start, n := shapeFor[V](), len(buf), 0
	buf = append(buf, '{')
	m.root.each(func(l *leaf[V]) bool {
		if n == sample {
			buf = slices.Grow(buf, (len(buf)-start)/sample*(m.size-sample))
		}
		buf = appendKey(buf, l.key, n == 0)
		buf = of.append(buf, reflect.ValueOf(&l.value).Elem())
		n++
		return true
	})
	return append(buf, '}')
}

// diffTo appends the merge patch from old to m; false when there is none.
func (m Map[K, V]) diffTo(buf []byte, old any) ([]byte, bool) {
	start, first := len(buf), true
	buf = append(buf, '{')
	of := shapeFor[V]()
	m.root.changes(old.(*Map[K, V]).root, func(key string, was, is *leaf[V]) {
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

func (Map[K, V]) elem() reflect.Type { return reflect.TypeFor[V]() }

// DiffEach returns the merge patch of every entry that changed.
func DiffEach[K ~string, V any](old, new Map[K, V]) map[K]json.RawMessage {
	var patches map[K]json.RawMessage
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
			patches = map[K]json.RawMessage{}
		}
		patches[K(key)] = patch
	})
	return patches
}

// WholeEntry writes one value of a map as JSON, or nothing when there is none.
func WholeEntry[K ~string, V any](m Map[K, V], key K) json.RawMessage {
	l := m.root.find(hashOf(string(key)), 0, string(key))
	if l == nil {
		return nil
	}
	return Whole(&l.value)
}
