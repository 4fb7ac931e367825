package team

import "rondo/rooms"

// Goal is what the product is to reach (Scrum Guide, Product Goal): items serve it.
type Goal struct {
	Text string `json:"text"`
	Rank int    `json:"rank"`
}

func (g Goal) rank() int { return g.Rank }

// mostGoals: more than a picture of shares can show are no goals any more.
const mostGoals = 12

func addGoal(t *turn, with struct {
	Text string `json:"text" takes:"title"`
}) error {
	if t.Shared.Goals.Len() >= mostGoals {
		return rooms.Refuse("too_many/goals", "n", mostGoals)
	}
	rank := rooms.LastRank(t.Shared.Goals, Goal.rank) + 1
	t.Shared.Goals.Put(t.Rand.ID(), Goal{with.Text, rank})
	return nil
}

func rewordGoal(t *turn, with struct {
	Goal rooms.ID `json:"goal"`
	Text string   `json:"text" takes:"title"`
}) error {
	return rooms.EditIn(&t.Shared.Goals, with.Goal, "goal", func(g *Goal) error { g.Text = with.Text; return nil })
}

// dropGoal takes a goal away. What served it serves none, and says so on the list.
func dropGoal(t *turn, with struct {
	Goal rooms.ID `json:"goal"`
}) error {
	if !t.Shared.Goals.Has(with.Goal) {
		return rooms.NoSuch("goal")
	}
	t.Shared.Goals.Delete(with.Goal)
	for item, n := range t.Shared.Notes.All() {
		if n.Goal == with.Goal {
			t.Shared.Notes.Edit(item, func(n *Note) { n.Goal = "" })
		}
	}
	return nil
}

// serves says which goal an item is for, or ("") none.
func serves(t *turn, with struct {
	Item rooms.ID `json:"item"`
	Goal rooms.ID `json:"goal,omitempty"`
}) error {
	if with.Goal != "" && !t.Shared.Goals.Has(with.Goal) {
		return rooms.NoSuch("goal")
	}
	return noteOf(t, with.Item, func(n *Note) error { n.Goal = with.Goal; return nil })
}
