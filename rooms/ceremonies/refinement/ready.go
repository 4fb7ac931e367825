package refinement

import (
	"cmp"
	"strings"

	"rondo/rooms"
)

const mostLacks = rooms.MaxCard - rooms.MaxTitle - len(": ") // code points

// Lack is what an item lacks, and the action that sees to it: who, and by when, stands there.
type Lack struct {
	Text string   `json:"text"`
	Task rooms.ID `json:"task,omitempty"`
}

// notReady lets the item in hand leave the loop: what is missing, who sees to it and by when.
// It becomes an action, which goes home with the others. Nobody owns one without a yes.
func notReady(t *turn, with struct {
	Lacks string   `json:"lacks" takes:"extra"`
	Owner rooms.ID `json:"owner,omitempty"`
	Due   string   `json:"due,omitempty" takes:"date?"`
}) error {
	if t.Shared.Step == "" {
		return rooms.Refuse("no_item")
	}
	return leaveLacking(t, with.Lacks, with.Owner, with.Due)
}

// leaveUnready lets an item leave the loop whose time to be found ready is up: the product
// owner is asked to see to the criteria that nobody has ticked.
func leaveUnready(t *turn) error {
	item, _ := t.Room.Items.Get(t.Shared.Item)
	var missing []string
	criteria := t.Room.Backlog.Ready
	for _, id := range criteria.Ranked(func(c rooms.Criterion) int { return c.Rank }) {
		if c, _ := criteria.Get(id); !item.Details.Ready.Has(id) {
			missing = append(missing, c.Text)
		}
	}
	return leaveLacking(t, clipped(strings.Join(missing, ", ")), t.After("", rooms.ProductOwners), "")
}

// clipped is what there is room for in an action behind the title of an item.
func clipped(text string) string {
	r := []rune(text)
	return string(r[:min(len(r), mostLacks)])
}

func leaveLacking(t *turn, lacks string, owner rooms.ID, due string) error {
	id := t.Shared.Item
	item, _ := t.Room.Items.Get(id)
	task := t.AddTask(item.Title+": "+clipped(lacks), cmp.Or(t.Actor, owner))
	if task != "" {
		if err := t.AskForTask(task, owner, due); err != nil {
			return err
		}
	}
	t.Shared.Lacks.Put(id, Lack{lacks, task})
	return t.MarkItem(id, rooms.ItemUnready)
}
