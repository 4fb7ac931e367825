package rooms

import "strings"

// Brought is an item as it comes from elsewhere.
type Brought struct {
	Title      string   `json:"title" takes:"title"`
	Link       string   `json:"link,omitempty" takes:"link?"`
	Note       string   `json:"note,omitempty" takes:"extra?"`
	Size       string   `json:"size,omitempty" takes:"face?"`
	Acceptance []string `json:"acceptance,omitempty" takes:"extra"`
}

// ImportItems puts items behind all others, in their order. What is on the list already, by
// its title, is left out. Their texts must have been checked.
func (t *Tx) ImportItems(items []Brought) error {
	fresh := t.fresh(items)
	switch over := t.over(len(fresh)); {
	case over > 0:
		return Invalid("items", "items_over", "n", over, "most", t.mostItems())
	case len(fresh) == 0:
		return Refuse("nothing_new")
	}
	rank := t.lastRank()
	for _, b := range fresh {
		rank += rankStep
		item := Item{Title: b.Title, Link: b.Link, Note: b.Note, By: t.Actor, Rank: rank, State: ItemOpen, Result: b.Size}
		for i, text := range b.Acceptance[:min(len(b.Acceptance), MostAcceptance)] {
			item.Details.Acceptance.Put(t.Rand.ID(), Criterion{Text: text, Rank: i + 1})
		}
		t.putItem(t.Rand.ID(), item)
	}
	t.Tell(Listed, "")
	return nil
}

// fresh are those whose titles are not on the list, each once.
func (t *Tx) fresh(brought []Brought) (fresh []Brought) {
	seen := t.titles()
	for _, b := range brought {
		if key := strings.ToLower(b.Title); !seen[key] {
			seen[key] = true
			fresh = append(fresh, b)
		}
	}
	return fresh
}

// titles are those on the list, in small letters.
func (b *Base) titles() map[string]bool {
	seen := map[string]bool{}
	for _, item := range b.Room.Items.All() {
		if item.State != ItemWithdrawn {
			seen[strings.ToLower(item.Title)] = true
		}
	}
	return seen
}

// Brings are the items of a list as they are taken elsewhere.
func (b *Base) Brings() (all []Brought) {
	for _, id := range b.Room.Items.Ranked(Item.rank) {
		item, _ := b.WholeItem(id)
		if item.State == ItemWithdrawn || item.State == ItemSplit {
			continue
		}
		brought := Brought{Title: item.Title, Link: item.Link, Note: item.Note, Size: item.Result}
		for _, criterion := range item.Details.Acceptance.Ranked(Criterion.rank) {
			c, _ := item.Details.Acceptance.Get(criterion)
			brought.Acceptance = append(brought.Acceptance, c.Text)
		}
		all = append(all, brought)
	}
	return all
}
