package team

import "rondo/rooms"

// The definition of done is what every item meets before it counts as done (Scrum Guide,
// Definition of Done). It is the team's, set at home, and goes along to meetings about the backlog.

// mostDone is how many lines it has at most: more are not read.
const mostDone = 12

func addDone(t *turn, with struct {
	Text string `json:"text" takes:"title"`
}) error {
	lines := &t.Room.Backlog.Done
	if lines.Len() >= mostDone {
		return rooms.Refuse("too_many/criteria", "n", mostDone)
	}
	last := rooms.LastRank(*lines, func(c rooms.Criterion) int { return c.Rank })
	lines.Put(t.Rand.ID(), rooms.Criterion{Text: with.Text, Rank: last + 1})
	return nil
}

func rewordDone(t *turn, with struct {
	Criterion rooms.ID `json:"criterion"`
	Text      string   `json:"text" takes:"title"`
}) error {
	return rooms.EditIn(&t.Room.Backlog.Done, with.Criterion, "criterion", func(c *rooms.Criterion) error { c.Text = with.Text; return nil })
}

func dropDone(t *turn, with struct {
	Criterion rooms.ID `json:"criterion"`
}) error {
	if !t.Room.Backlog.Done.Has(with.Criterion) {
		return rooms.NoSuch("criterion")
	}
	t.Room.Backlog.Done.Delete(with.Criterion)
	return nil
}
