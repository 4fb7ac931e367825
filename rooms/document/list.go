package document

import (
	"encoding/json"
	"iter"
	"reflect"
	"slices"
)

// List is an immutable short order: who speaks when, which roles somebody has.
// Every change makes a new one, and on the wire it is replaced whole, so keep
// it short; use a Map with ranks for anything that grows.
type List[T comparable] struct{ items []T }

// ListOf makes a list of the items given.
func ListOf[T comparable](items ...T) List[T] { return List[T]{slices.Clone(items)} }

// Len returns how many items there are.
func (l List[T]) Len() int { return len(l.items) }

// At returns item i.
func (l List[T]) At(i int) T { return l.items[i] }

// All yields the items in order.
func (l List[T]) All() iter.Seq2[int, T] { return slices.All(l.items) }

// Slice returns a copy that the caller may change.
func (l List[T]) Slice() []T { return slices.Clone(l.items) }

// Index returns the place of item, or -1.
func (l List[T]) Index(item T) int { return slices.Index(l.items, item) }

// Has tells whether item is in the list.
func (l List[T]) Has(item T) bool { return l.Index(item) >= 0 }

// With returns the list with item at its end, once.
func (l List[T]) With(item T) List[T] {
	if l.Has(item) {
		return l
	}
	return List[T]{append(slices.Clone(l.items), item)}
}

// Without returns the list without item.
func (l List[T]) Without(item T) List[T] {
	i := l.Index(item)
	if i < 0 {
		return l
	}
	return List[T]{slices.Delete(slices.Clone(l.items), i, i+1)}
}

// IsZero tells encoders that an empty list may be left out.
func (l List[T]) IsZero() bool { return len(l.items) == 0 }

// MarshalJSON writes a JSON array, never null.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l.items == nil {
		return []byte("[]"), nil
	}
	return json.Marshal(l.items)
}

// UnmarshalJSON reads a JSON array.
func (l *List[T]) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, &l.items) }

func (l List[T]) equalTo(other any) bool {
	o := other.(*List[T])
	return slices.Equal(l.items, o.items)
}

func (l List[T]) appendTo(buf []byte) []byte {
	b, err := l.MarshalJSON()
	if err != nil {
		panic(err) // registration has checked that T can be written
	}
	return append(buf, b...)
}

func (List[T]) elem() reflect.Type { return reflect.TypeFor[T]() }
