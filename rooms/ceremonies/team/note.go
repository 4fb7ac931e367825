package team

import "rondo/rooms"

// Note is what the team knows of an item of its backlog beside what stands on the list.
type Note struct {
	Goal  rooms.ID                  `json:"goal,omitempty"` // which goal it serves
	Ready rooms.Map[rooms.ID, bool] `json:"ready,omitzero"` // criteria of the definition of ready that it meets
	Flag  Flag                      `json:"flag,omitzero"`
}

// noteOf changes what is known of an item that is on the list.
func noteOf(t *turn, item rooms.ID, change func(*Note) error) error {
	if !t.Room.Items.Has(item) {
		return rooms.NoSuch("item")
	}
	n, _ := t.Shared.Notes.Get(item)
	if err := change(&n); err != nil {
		return err
	}
	t.Shared.Notes.Put(item, n)
	return nil
}
