package rooms

import "slices"

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
}

// States of items. A ceremony may have others of its own, such as "split".
const (
	ItemOpen      = "open"
	ItemCurrent   = "current" // what the meeting is at: one at most
	ItemDone      = "done"
	ItemParked    = "parked"
	ItemWithdrawn = "withdrawn" // off the list, and can come back
)

// mostItems is how many a list holds, withdrawn ones counted.
const mostItems = 200

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
		"item_reword":   Do(rewordItem).MeantFor("/room/items/{item}/title", "/room/items/{item}/link", "/room/items/{item}/note"),
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
	item.Rank, item.State = LastRank(t.Room.Items, Item.rank)+1, ItemOpen
	t.Room.Items.Put(id, item)
	return id
}

// itemWith is what people say of an item.
type itemWith struct {
	Title string `json:"title" takes:"title"`
	Link  string `json:"link,omitempty" takes:"link?"`
	Note  string `json:"note,omitempty" takes:"extra?"`
}

func addItem(t *Tx, with itemWith) error {
	if t.Room.Items.Len() >= mostItems {
		return Refuse("too_many/items", "n", mostItems)
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
	return EditIn(&t.Room.Items, with.Item, "item", func(item *Item) error {
		item.Title, item.Link, item.Note = with.Title, with.Link, with.Note
		return nil
	})
}

// moveItem puts an item behind another one, or before all.
func moveItem(t *Tx, with struct {
	Item  ID `json:"item"`
	After ID `json:"after,omitempty"` // absent: to the top
}) error {
	order := t.Room.Items.Ranked(Item.rank)
	from := slices.Index(order, with.Item)
	if from < 0 {
		return NoSuch("item")
	}
	order = slices.Delete(order, from, from+1)
	at := slices.Index(order, with.After)
	if at < 0 && with.After != "" {
		return Invalid("after", "nowhere")
	}
	for i, id := range slices.Insert(order, at+1, with.Item) {
		if item, _ := t.Room.Items.Get(id); item.Rank != i+1 {
			item.Rank = i + 1
			t.Room.Items.Put(id, item)
		}
	}
	t.TellOf(Listed, with.Item)
	return nil
}

// beginItems takes over the items that wait for their result, in their order.
func beginItems(t *Tx, h Handover) {
	for id, item := range h.Items.All() {
		if item.Result == "" && (item.State == ItemOpen || item.State == ItemCurrent) {
			item.State, item.Rounds = ItemOpen, 0
			t.Room.Items.Put(id, item)
		}
	}
}

// receiveItems notes the sizes that were settled; what was added in the meeting goes to the
// end of the list. Titles and the order are the home's.
func receiveItems(t *Tx, h Handover) {
	for _, id := range h.Items.Ranked(Item.rank) {
		item, _ := h.Items.Get(id)
		was, known := t.Room.Items.Get(id)
		switch {
		case known && item.Result != "":
			was.Result, was.Rounds = item.Result, item.Rounds
			t.Room.Items.Put(id, was)
		case !known && item.State != ItemWithdrawn && t.Room.Items.Len() < mostItems:
			item.By, item.State, item.Rank = h.MemberOf(item.By), ItemOpen, LastRank(t.Room.Items, Item.rank)+1
			t.Room.Items.Put(id, item)
		}
	}
	t.Tell(Listed, "")
}
