package rooms

import (
	"bytes"
	"encoding/json"
)

// tree is JSON whose types nobody knows, for replay and undo.
type tree = map[string]any

// merge applies an RFC 7396 merge patch in place and returns the result.
func merge(target, patch any) any {
	changes, ok := patch.(tree)
	if !ok {
		return patch
	}
	object, ok := target.(tree)
	if !ok {
		object = tree{}
	}
	for key, change := range changes {
		if change == nil {
			delete(object, key)
		} else {
			object[key] = merge(object[key], change)
		}
	}
	return object
}

// parseTree keeps numbers as they are written.
func parseTree(raw []byte) (tree, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var t tree
	return t, dec.Decode(&t)
}

// asTree returns anything that marshals to an object as a tree.
func asTree(v any) (tree, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return parseTree(raw)
}
