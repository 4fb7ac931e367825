package rooms

import (
	"regexp"
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
}

// States of items. A ceremony may have others of its own, such as "split".
const (
	ItemOpen      = "open"
	ItemCurrent   = "current" // what the meeting is at: one at most
	ItemDone      = "done"
	ItemParked    = "parked"
	ItemWithdrawn = "withdrawn" // off the list, and can come back
)

// Limits of a list of items.
const (
	mostItems   = 200 // withdrawn ones counted
	maxItemNote = 500 // characters
	maxLink     = 500 // characters
)

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
	}}
}

// ItemRights are the rows of the item service. Their phases, people and reasons are
// taken from two examples: of who fills the list, and of who orders it and chooses
// what comes now.
func ItemRights(fill, lead Right) Rights {
	return append(fill.For("item_add", "item_bring", "item_reword", "item_withdraw"), lead.For("item_move", "item_pick")...)
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
	Title string `json:"title"`
	Link  string `json:"link,omitempty"`
	Note  string `json:"note,omitempty"`
}

// checked refuses with "invalid" at the field that is at fault.
func (w itemWith) checked() (item Item, err error) {
	if item.Title, err = Line("title", w.Title, 1, MaxTitle); err != nil {
		return item, err
	}
	if item.Link, err = link(w.Link); err != nil {
		return item, err
	}
	item.Note, err = Lines("note", w.Note, 0, maxItemNote)
	return item, err
}

// pageForm is the address of a page: no scheme but the web's, nobody's name or
// password before the host, no spaces.
var pageForm = regexp.MustCompile(`^https?://[^\s/?#\\@]+(?:[/?#]\S*)?$`)

// link checks an address that a browser may be led to.
func link(text string) (string, error) {
	text, err := Line("link", text, 0, maxLink)
	if err != nil || text == "" {
		return text, err
	}
	if !pageForm.MatchString(text) {
		return "", Invalid("link", "no_page")
	}
	return text, nil
}

func addItem(t *Tx, with itemWith) error {
	item, err := with.checked()
	switch {
	case err != nil:
		return err
	case t.Room.Items.Len() >= mostItems:
		return Refuse("too_many/items", "n", mostItems)
	}
	item.By = t.Actor
	t.TellOf(Listed, t.AddItem(item))
	return nil
}

func rewordItem(t *Tx, with struct {
	Item  ID     `json:"item"`
	Title string `json:"title"`
	Link  string `json:"link,omitempty"`
	Note  string `json:"note,omitempty"`
}) error {
	said, err := itemWith{with.Title, with.Link, with.Note}.checked()
	if err != nil {
		return err
	}
	t.TellOf(Listed, with.Item)
	return EditIn(&t.Room.Items, with.Item, "item", func(item *Item) error {
		item.Title, item.Link, item.Note = said.Title, said.Link, said.Note
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
