package team

import "rondo/rooms"

// Criterion is one line of the definition of ready.
type Criterion struct {
	Text string `json:"text"`
	Rank int    `json:"rank"`
}

const mostCriteria = 12

func addCriterion(t *turn, with struct {
	Text string `json:"text" takes:"title"`
}) error {
	if t.Shared.Ready.Len() >= mostCriteria {
		return rooms.Refuse("too_many/criteria", "n", mostCriteria)
	}
	rank := rooms.LastRank(t.Shared.Ready, func(c Criterion) int { return c.Rank }) + 1
	t.Shared.Ready.Put(t.Rand.ID(), Criterion{with.Text, rank})
	return nil
}

func rewordCriterion(t *turn, with struct {
	Criterion rooms.ID `json:"criterion"`
	Text      string   `json:"text" takes:"title"`
}) error {
	return rooms.EditIn(&t.Shared.Ready, with.Criterion, "criterion", func(c *Criterion) error { c.Text = with.Text; return nil })
}

// dropCriterion takes a criterion away, and with it what was ticked: else an item could
// meet more criteria than there are.
func dropCriterion(t *turn, with struct {
	Criterion rooms.ID `json:"criterion"`
}) error {
	if !t.Shared.Ready.Has(with.Criterion) {
		return rooms.NoSuch("criterion")
	}
	t.Shared.Ready.Delete(with.Criterion)
	for item, n := range t.Shared.Notes.All() {
		if n.Ready.Has(with.Criterion) {
			t.Shared.Notes.Edit(item, func(n *Note) { n.Ready.Delete(with.Criterion) })
		}
	}
	return nil
}

// sayReady ticks a criterion for an item, or takes that back.
func sayReady(t *turn, with struct {
	Item      rooms.ID `json:"item"`
	Criterion rooms.ID `json:"criterion"`
	On        bool     `json:"on"`
}) error {
	if !t.Shared.Ready.Has(with.Criterion) {
		return rooms.NoSuch("criterion")
	}
	return noteOf(t, with.Item, func(n *Note) error {
		if n.Ready.Delete(with.Criterion); with.On {
			n.Ready.Put(with.Criterion, true)
		}
		return nil
	})
}
