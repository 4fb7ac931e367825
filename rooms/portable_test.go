package rooms

import (
	"strings"
	"testing"

	"rondo/rooms/document"
)

// What types do not say of a file is looked at as well, and named by its place.
func TestAFileIsLookedAt(t *testing.T) {
	deep := any("x")
	for range deepest {
		deep = document.Tree{"in": deep}
	}
	for name, c := range map[string]struct {
		file document.Tree
		at   string // "": it is taken
	}{
		"a page":               {document.Tree{"item": document.Tree{"link": "https://tracker.example/1"}}, ""},
		"no page":              {document.Tree{"item": document.Tree{"link": ""}}, ""},
		"a script":             {document.Tree{"item": document.Tree{"link": "javascript:alert(1)"}}, "/room/item/link"},
		"a path":               {document.Tree{"item": document.Tree{"link": "/r/x"}}, "/room/item/link"},
		"the key to a room":    {document.Tree{"note": "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5f#AAAAAAAAAAAAAAAAAAAAAA"}, "/room/note"},
		"one in a list":        {document.Tree{"list": []any{"x", strings.Repeat("y", MaxNote+1)}}, "/room/list/1"},
		"too deep":             {document.Tree{"a": deep}, "/room/a" + strings.Repeat("/in", deepest-1)},
		"a reserved key":       {document.Tree{"__proto__": document.Tree{}}, "/room/__proto__"},
		"a key that is a text": {document.Tree{strings.Repeat("k", MaxTitle+1): "x"}, "/room/" + Clip(strings.Repeat("k", MaxTitle+1))},
		"an invisible key":     {document.Tree{"a\u202eb": "x"}, "/room/a\u202eb"},
	} {
		_, err := checked(c.file, "/room", 1)
		if c.at == "" && err != nil || c.at != "" && (err == nil || AsError(err).Code != "invalid" || AsError(err).Field != c.at) {
			t.Errorf("%s: %v, at %q, want at %q", name, err, AsError(err).Field, c.at)
		}
	}
	got, err := checked(document.Tree{"text": "  a\u200bb\u202e "}, "/room", 1)
	if err != nil || got.(document.Tree)["text"] != "ab" {
		t.Errorf("a text comes in as %q, %v", got, err)
	}
}
