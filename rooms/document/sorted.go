package document

import (
	"cmp"
	"slices"
	"strings"
)

// sorted are the keys of a version of a map in the order of a rank. It follows the map from
// version to version, in either direction, for what changed between them: to sort a long list
// anew for each thing that is moved in it would cost more than to move it.
type sorted[K ~string, V any] struct {
	of   *node[V]
	keys []K
}

// Sorted is Ranked for who changes a map and asks again and again. rank must be the same
// function each time. The order is shared with other versions of the map: it is to be read at
// once, not kept, and by one goroutine at a time.
func (m *Map[K, V]) Sorted(rank func(V) int) []K {
	if m.sorted == nil {
		m.sorted = &sorted[K, V]{m.root, m.Ranked(rank)}
	}
	m.sorted.follow(m.root, rank)
	return m.sorted.keys
}

// follow takes out of the order what is elsewhere by now, and puts it where it is.
func (s *sorted[K, V]) follow(root *node[V], rank func(V) int) {
	var moved []*leaf[V]
	root.changes(s.of, func(_ string, was, is *leaf[V]) {
		if was != nil && is != nil && rank(was.value) == rank(is.value) {
			return
		}
		if was != nil {
			at := s.place(was, rank)
			s.keys = slices.Delete(s.keys, at, at+1)
		}
		if is != nil {
			moved = append(moved, is)
		}
	})
	s.of = root
	for _, l := range moved {
		s.keys = slices.Insert(s.keys, s.place(l, rank), K(l.key))
	}
}

// place is where an entry is in the order, or would be.
func (s *sorted[K, V]) place(l *leaf[V], rank func(V) int) int {
	at, _ := slices.BinarySearchFunc(s.keys, l, func(key K, sought *leaf[V]) int {
		other := s.of.find(hashOf(string(key)), 0, string(key))
		return cmp.Or(cmp.Compare(rank(other.value), rank(sought.value)), strings.Compare(string(key), sought.key))
	})
	return at
}
