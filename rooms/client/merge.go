package client

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"strings"
)

// parse reads one JSON object, keeps numbers as they are written, and refuses
// keys that start with "__": no ceremony has such a field, and in a browser
// they would reach beyond the document.
func parse(raw []byte) (Tree, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var t Tree
	if err := dec.Decode(&t); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("something follows the frame")
	}
	return t, checkKeys(t)
}

func checkKeys(v any) error {
	switch v := v.(type) {
	case Tree:
		for key, value := range v {
			if strings.HasPrefix(key, "__") {
				return fmt.Errorf("the key %q is not allowed", key)
			}
			if err := checkKeys(value); err != nil {
				return err
			}
		}
	case []any:
		for _, value := range v {
			if err := checkKeys(value); err != nil {
				return err
			}
		}
	}
	return nil
}

// merge returns target with an RFC 7396 merge patch applied. Nothing of target
// is changed: what the patch touches is copied, the rest is shared.
func merge(target, patch any) any {
	changes, ok := patch.(Tree)
	if !ok {
		return patch
	}
	old, _ := target.(Tree)
	object := make(Tree, len(old)+len(changes))
	maps.Copy(object, old)
	for key, change := range changes {
		if change == nil {
			delete(object, key)
		} else {
			object[key] = merge(object[key], change)
		}
	}
	return object
}
