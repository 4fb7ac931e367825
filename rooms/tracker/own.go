package tracker

import (
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

func readOwn(file []byte) (b Backlog) {
	var own Own
	switch err := json.Unmarshal(file, &own); {
	case err != nil:
		b.fault(1, 0, rooms.Refuse("invalid/no_own"))
		return b
	case own.Rondo != OwnKind:
		b.fault(1, 0, rooms.Refuse("invalid/no_own"))
		return b
	case len(own.Items) > MostItems:
		b.fault(1, 0, rooms.Refuse("invalid/lines_over", "most", MostItems))
		return b
	}
	for i, item := range own.Items {
		if err := rooms.Check(&item); err != nil {
			b.fault(i+1, 0, rooms.AsError(err))
			continue
		}
		b.Items = append(b.Items, item)
	}
	return b
}
