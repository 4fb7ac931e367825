package team

import "rondo/rooms"

// importItems takes a whole backlog over from elsewhere.
func importItems(t *turn, with struct {
	Items []rooms.Brought `json:"items"`
}) error {
	return t.ImportItems(with.Items)
}
