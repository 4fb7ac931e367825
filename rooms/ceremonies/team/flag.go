package team

import "rondo/rooms"

// Flag is a concern of strategy or market that the product manager has with an item. It
// orders nothing: the product owner answers it.
type Flag struct {
	Text   string       `json:"text,omitempty"`
	By     rooms.ID     `json:"by,omitempty"`
	At     rooms.Millis `json:"at,omitempty"`
	Answer string       `json:"answer,omitempty"`
}

// flag raises a concern; in place of one that was answered.
func flag(t *turn, with struct {
	Item rooms.ID `json:"item"`
	Text string   `json:"text" takes:"extra"`
}) error {
	return noteOf(t, with.Item, func(n *Note) error {
		if n.Flag.Text != "" && n.Flag.Answer == "" && n.Flag.By != t.Actor {
			return rooms.Refuse("flag_waits")
		}
		n.Flag = Flag{Text: with.Text, By: t.Actor, At: t.Now}
		return nil
	})
}

func answerFlag(t *turn, with struct {
	Item rooms.ID `json:"item"`
	Text string   `json:"text" takes:"extra"`
}) error {
	return noteOf(t, with.Item, func(n *Note) error {
		if n.Flag.Text == "" {
			return rooms.Refuse("no_flag")
		}
		n.Flag.Answer = with.Text
		return nil
	})
}
