package rooms

import (
	"cmp"
	"math"
	"slices"
)

// Item is one thing on a list that a meeting works through: what is estimated,
// refined, planned or shown.
type Item struct {
	Title  string `json:"title"`
	Link   string `json:"link,omitempty"`   // where more is to be read: http or https
	Note   string `json:"note,omitempty"`   // a few lines that describe it
	By     ID     `json:"by"`               // who added it
	Rank   int    `json:"rank"`             // its place in the list
	State  string `json:"state"`            // one of those below, or a ceremony's own
	Result string `json:"result,omitempty"` // the value that was settled
	Rounds int    `json:"rounds,omitempty"` // how many rounds of a ballot that took
	Parent ID     `json:"parent,omitempty"` // the item that it was split from
	Goal   ID     `json:"goal,omitempty"`   // the product goal that it serves

	Details Details `json:"details,omitzero"`

	// Of a team's home, where link, note and details lie beside the document:
	Rev     int    `json:"rev,omitempty"`     // counts the changes of what lies there
	Met     int    `json:"met,omitempty"`     // how many criteria of the definition of ready it meets
	Concern string `json:"concern,omitempty"` // "waits" or "answered", where there is one
	Raised  Millis `json:"raised,omitempty"`  // since when a concern waits
}

// States of items. A ceremony may have others of its own, such as "split".
const (
	ItemOpen      = "open"
	ItemCurrent   = "current" // what the meeting is at: one at most
	ItemDone      = "done"
	ItemParked    = "parked"
	ItemSplit     = "split"     // others were made of it
	ItemWithdrawn = "withdrawn" // off the list, and can come back
)

// mostItems is how many the list of a meeting holds, withdrawn ones counted, and mostListed
// how many the backlog of a team does.
const mostItems, mostListed = 200, 5000

func (t *Tx) mostItems() int {
	if t.kind.IsHome() {
		return mostListed
	}
	return mostItems
}

// over is how many of n more items the list has no room for. Before it turns anything away, a
// home forgets what was withdrawn: nobody takes things off a backlog for good by hand.
func (t *Tx) over(n int) int {
	over := t.Room.Items.Len() + n - t.mostItems()
	if over <= 0 || !t.kind.IsHome() {
		return max(0, over)
	}
	for _, id := range t.Room.Items.Ranked(Item.rank) {
		if item, _ := t.Room.Items.Get(id); over > 0 && item.State == ItemWithdrawn {
			t.Room.Items.Delete(id)
			t.Beside.Delete(id)
			over--
		}
	}
	return over
}

// rankStep lies between the ranks of two items, so that one can be moved between them
// without touching the others.
const rankStep = 1 << 20

// What happens to a list of items.
const (
	Picked = "picked" // another item is current, or ("") none
	Listed = "listed" // an item was added, worded, moved, withdrawn or brought back; ("") several
)

// ItemService is a list that a meeting works through, one item after another. A
// ceremony says what becomes of an item with MarkItem and SettleItem.
func ItemService() Service {
	return Service{Name: "item", Verbs: map[string]Verb{
		"item_add":      Do(addItem),
		"item_bring":    Do(bringItems).Undoable(),
		"item_reword":   Do(rewordItem).MeantFor("/room/items/{item}/title", "/room/items/{item}/link", "/room/items/{item}/note", "/room/items/{item}/rev"),
		"item_move":     Do(moveItem).Undoable(),
		"item_withdraw": Do(withdrawItem).Undoable().Always(),
		"item_pick":     Do(pickItem),
	}, Begins: beginItems, Receives: receiveItems}
}

// ItemRights are the rows of the item service. Their phases, people and reasons are
// taken from three examples: of who adds to the list, of who words what is on it and takes
// it off, and of who orders it and chooses what comes now.
func ItemRights(add, word, lead Right) Rights {
	return slices.Concat(add.For("item_add", "item_bring"), word.For("item_reword", "item_withdraw"), lead.For("item_move", "item_pick"))
}

func (i Item) rank() int { return i.Rank }

// CurrentItem returns what the meeting is at; "" when it is at none.
func (b *Base) CurrentItem() (ID, Item) {
	for id, item := range b.Room.Items.All() {
		if item.State == ItemCurrent {
			return id, item
		}
	}
	return "", Item{}
}

// NextItem returns the first item of the list that is open; "" when none is.
func (b *Base) NextItem() ID {
	for _, id := range b.Room.Items.Ranked(Item.rank) {
		if item, _ := b.Room.Items.Get(id); item.State == ItemOpen {
			return id
		}
	}
	return ""
}

// AddItem puts an item at the end of the list and returns its id. The texts must have
// been checked; the list must have room.
func (t *Tx) AddItem(item Item) ID {
	id := t.Rand.ID()
	item.Rank, item.State = t.lastRank()+rankStep, ItemOpen
	t.putItem(id, item)
	return id
}

// itemWith is what people say of an item.
type itemWith struct {
	Title string `json:"title" takes:"title"`
	Link  string `json:"link,omitempty" takes:"link?"`
	Note  string `json:"note,omitempty" takes:"extra?"`
}

func addItem(t *Tx, with itemWith) error {
	if t.over(1) > 0 {
		return Refuse("too_many/items", "n", t.mostItems())
	}
	t.TellOf(Listed, t.AddItem(Item{Title: with.Title, Link: with.Link, Note: with.Note, By: t.Actor}))
	return nil
}

func rewordItem(t *Tx, with struct {
	Item  ID     `json:"item"`
	Title string `json:"title" takes:"title"`
	Link  string `json:"link,omitempty" takes:"link?"`
	Note  string `json:"note,omitempty" takes:"extra?"`
}) error {
	t.TellOf(Listed, with.Item)
	return t.editItem(with.Item, func(item *Item) error {
		item.Title, item.Link, item.Note = with.Title, with.Link, with.Note
		return nil
	})
}

// moveItem puts an item behind another one, or before all.
func moveItem(t *Tx, with struct {
	Item  ID `json:"item"`
	After ID `json:"after,omitempty"` // absent: to the top
}) error {
	after, there := t.Room.Items.Get(with.After)
	switch {
	case !t.Room.Items.Has(with.Item):
		return NoSuch("item")
	case with.After == with.Item || with.After != "" && !there:
		return Invalid("after", "nowhere")
	}
	if with.After == "" {
		t.rankItem(with.Item, t.rankBefore(with.Item))
	} else {
		t.rankItem(with.Item, t.rankBehind(after.Rank, with.Item))
	}
	t.TellOf(Listed, with.Item)
	return nil
}

// lastRank is the rank of the last item of the list, or 0.
func (t *Tx) lastRank() int {
	order := t.Room.Items.Sorted(Item.rank)
	if len(order) == 0 {
		return 0
	}
	return max(0, t.rankOf(order[len(order)-1]))
}

func (t *Tx) rankOf(id ID) int {
	item, _ := t.Room.Items.Get(id)
	return item.Rank
}

// rankBefore is a rank for an item before all others.
func (t *Tx) rankBefore(moved ID) int {
	first := rankStep
	if others := t.behind(math.MinInt, moved); len(others) > 0 {
		first = min(first, t.rankOf(others[0]))
	}
	return first - rankStep
}

// rankBehind is a rank for an item right behind another one's.
func (t *Tx) rankBehind(rank int, moved ID) int {
	next := rank + 2*rankStep
	if others := t.behind(rank, moved); len(others) > 0 {
		next = min(next, t.rankOf(others[0]))
	}
	if next-rank > 1 {
		return rank + (next-rank)/2
	}
	return t.makePlace(rank, moved)
}

// behind are the items behind a rank, in their order; the one that is moved is at most first
// left out, since only the next one counts.
func (t *Tx) behind(rank int, moved ID) []ID {
	order := t.Room.Items.Sorted(Item.rank)
	at, _ := slices.BinarySearchFunc(order, rank+1, func(id ID, rank int) int { return cmp.Compare(t.rankOf(id), rank) })
	if at < len(order) && order[at] == moved {
		at++
	}
	return order[at:]
}

// leastStep is how far apart items lie after they made place for another one, so that a few
// more find theirs.
const leastStep = 1 << 10

// makePlace moves those that follow a rank apart, as few of them as will do, and returns the
// place right behind it: in a long list all others stay where they are.
func (t *Tx) makePlace(rank int, moved ID) int {
	follow := slices.DeleteFunc(slices.Clone(t.behind(rank, moved)), func(id ID) bool { return id == moved })
	step := rankStep // behind the last there is place without end
	for i, id := range follow {
		item, _ := t.Room.Items.Get(id)
		if apart := (item.Rank - rank) / (i + 2); apart >= leastStep {
			follow, step = follow[:i], apart
			break
		}
	}
	for i, id := range follow {
		t.rankItem(id, rank+(i+2)*step)
	}
	return rank + step
}
