package rooms

import (
	"encoding/json"
	"rondo/rooms/document"
)

// Owned is all that a room has of one person (GDPR, articles 15 and 20): who they are here,
// what only they see, and each thing that stands in their name, under the JSON Pointer where
// it is.
type Owned struct {
	Person Person         `json:"person"`
	Drawer Drawer         `json:"drawer,omitzero"`
	Things map[string]any `json:"things"`
}

// OwnedBy is what a document has of somebody, and how many bytes were looked through for it.
// Nothing is in it that they could not see.
func (k *Kind) OwnedBy(doc Document, person ID, drawer Drawer) (own Owned, looked int, err error) {
	p, _ := doc.Common().Room.People.Get(person)
	own = Owned{p, drawer, map[string]any{}}
	open := doc.Open()
	for drawer, raw := range map[string]json.RawMessage{"room": open.Room, "shared": open.Shared, "beside": doc.Sealed().Beside} {
		if raw == nil {
			continue // of a meeting nothing lies beside the document
		}
		looked += len(raw)
		part, err := document.ParseTree(raw)
		if err != nil {
			return own, looked, err
		}
		delete(part, "people") // who they are is said already
		collect(own.Things, "/"+drawer, part, string(person))
	}
	return own, looked, nil
}

// collect finds what is by somebody, or theirs, or kept by them.
func collect(into map[string]any, at string, part any, person string) {
	tree, _ := part.(document.Tree)
	if tree["by"] == person || tree["owner"] == person {
		into[at] = part
		return
	}
	for key, below := range tree {
		if key == person {
			into[at+"/"+key] = below
		} else {
			collect(into, at+"/"+key, below, person)
		}
	}
}
