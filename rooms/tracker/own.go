package tracker

import (
	"bytes"
	"encoding/json"

	"rondo/rooms"
)

// Own is a backlog as this program exports it. What is unknown in it is no fault: a later
// program may say more.
type Own struct {
	Rondo string          `json:"rondo"` // "backlog"
	Items []rooms.Brought `json:"items"`
}

// OwnKind is what an own file says that it is.
const OwnKind = "backlog"

// readOwn reads the items one after the other.
func (b *Backlog) readOwn(file []byte) {
	var own struct {
		Rondo string          `json:"rondo"`
		Items json.RawMessage `json:"items"`
	}
	err := json.Unmarshal(file, &own)
	items := json.NewDecoder(bytes.NewReader(own.Items))
	if start, none := items.Token(); err != nil || none != nil || start != json.Delim('[') || own.Rondo != OwnKind {
		b.fault(1, 0, rooms.Refuse("invalid/no_own"))
		return
	}
	for n := 1; items.More(); n++ {
		if n > MostItems {
			b.tooMany(1)
			return
		}
		var raw json.RawMessage
		if items.Decode(&raw) != nil {
			return // was looked at as a whole
		}
		b.takeOwn(n, raw)
	}
}

func (b *Backlog) takeOwn(n int, raw json.RawMessage) {
	var item rooms.Brought
	switch {
	case len(raw) > mostCell:
		b.fault(n, 0, rooms.Refuse("too_large/body", "most", mostCell))
	case json.Unmarshal(raw, &item) != nil:
		b.fault(n, 0, rooms.Refuse("invalid/no_own"))
	default:
		if err := rooms.Check(&item); err != nil {
			b.fault(n, 0, rooms.AsError(err))
			return
		}
		b.Items = append(b.Items, item)
	}
}
