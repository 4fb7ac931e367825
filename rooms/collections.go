package rooms

import "rondo/rooms/document"

// What a meeting keeps is made of these two, and of plain structs. They are
// package document's, named here so that whoever writes a ceremony needs one
// package.

// Map is a collection by key, an object on the wire. A copy costs nothing, and a
// change costs what it changes.
type Map[K ~string, V any] = document.Map[K, V]

// List is a short order, an array on the wire, replaced as a whole.
type List[T comparable] = document.List[T]

// ListOf makes a list.
func ListOf[T comparable](values ...T) List[T] { return document.ListOf(values...) }
