package terminal

import (
	"encoding/json"
	"regexp"

	"rondo/rooms/client"
)

// told are the parts of a frame that everybody gets, and what the connection says of
// itself.
var told = []string{"hello", "at", "doc", "patch", "here", "signal", "bye", "reset"}

// public is a frame from the room as one line of JSON, without what is for this person
// alone (drawers, answers, the beat) and without what opens a door; nil when nothing is
// left of it.
func public(raw []byte) []byte {
	var frame client.Tree
	if json.Unmarshal(raw, &frame) != nil {
		return nil
	}
	shown := client.Tree{}
	for _, part := range told {
		if value, there := frame[part]; there {
			shown[part] = value
		}
	}
	if _, onlyAt := shown["at"]; onlyAt && len(shown) == 1 || len(shown) == 0 {
		return nil
	}
	if doc, ok := shown["doc"].(client.Tree); ok {
		delete(doc, "me")
	}
	line, err := json.Marshal(withoutKeys(shown))
	if err != nil {
		return nil
	}
	return line
}

// roomLink is an address of a room with its key.
var roomLink = regexp.MustCompile(`(/r/[A-Za-z0-9_-]+)#[A-Za-z0-9._-]+`)

// withoutKeys takes the secret out of every link into a room: what stands behind the #.
func withoutKeys(value any) any {
	switch value := value.(type) {
	case client.Tree:
		for key, inner := range value {
			value[key] = withoutKeys(inner)
		}
	case []any:
		for i, inner := range value {
			value[i] = withoutKeys(inner)
		}
	case string:
		return roomLink.ReplaceAllString(value, "$1")
	}
	return value
}
