package document

import (
	"bytes"
	"encoding/json"
)

// Tree is JSON whose types nobody knows, for replay and undo.
type Tree = map[string]any

// Merge applies an RFC 7396 merge patch in place and returns the result.
func Merge(target, patch any) any {
	changes, ok := patch.(Tree)
	if !ok {
		return patch
	}
	object, ok := target.(Tree)
	if !ok {
		object = Tree{}
	}
	for key, change := range changes {
		if change == nil {
			delete(object, key)
		} else {
			object[key] = Merge(object[key], change)
		}
	}
	return object
}

// ParseTree keeps numbers as they are written.
func ParseTree(raw []byte) (Tree, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var t Tree
	return t, dec.Decode(&t)
}

// AsTree returns anything that marshals to an object as a tree.
func AsTree(v any) (Tree, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return ParseTree(raw)
}
