// Package document is what meetings are made of: persistent maps and lists, and
// structs of them, which know how to differ. A copy costs nothing, a change costs
// what it changes, and the difference of two versions is an RFC 7396 merge patch.
// It has never heard of a meeting.
//
//   - Map (map.go, trie.go) is a collection by key, List (list.go) a short order
//   - shape.go writes values and differences as JSON, by a plan made once per type
//   - merge.go applies patches to JSON whose types nobody knows
package document
