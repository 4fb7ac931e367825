package planning

import (
	"time"

	"rondo/rooms"
)

// itemTime is how long an item is talked about before its clock says so; nothing else
// happens at its zero.
const itemTime = 5 * time.Minute

const itemClock = "item"

// pickFirst takes up the first item of the list where the meeting is at none.
func pickFirst(t *turn) error {
	if at, _ := t.CurrentItem(); at != "" {
		startItem(t, at)
		return sizesNow(t, at)
	}
	if next := t.NextItem(); next != "" {
		return t.PickItem(next)
	}
	return nil
}

// startItem starts the clock of the item that the meeting is at.
func startItem(t *turn, item rooms.ID) {
	t.StopTimer(itemClock)
	if item != "" && t.Room.Agenda.Now == what {
		t.SetTimer(itemClock, itemTime)
	}
}

func itemRings(t *turn, timer string) {
	if at, _ := t.CurrentItem(); timer == itemClock && at != "" {
		t.Shared.Plans.Edit(at, func(p *ItemPlan) { p.Over = true })
	}
}

// sizeItem plays the cards once more for the item that the meeting is at.
func sizeItem(t *turn, _ struct{}) error {
	at, _ := t.CurrentItem()
	switch {
	case at == "":
		return rooms.Refuse("no_item")
	case isAsked(t, rooms.SizeBallot):
		return rooms.Refuse("ballot_open")
	}
	return t.AskSize(string(at), 0)
}

// sizesNow brings the cards out for an item that is taken up and has no size. For one that
// has, they are put away.
func sizesNow(t *turn, at rooms.ID) error {
	b, _ := t.Room.Ballots.Get(rooms.SizeBallot)
	item, _ := t.Room.Items.Get(at)
	plan, _ := t.Shared.Plans.Get(at)
	switch {
	case at == "" || t.Room.Agenda.Now != what || b.IsOpen() && b.About == string(at):
		return nil
	case item.Result != "" && !plan.Resize:
		return t.CloseBallot(rooms.SizeBallot)
	}
	return t.AskSize(string(at), 0)
}

// sizedAgain: what is asked about is what the meeting is at, also where it had its size.
func sizedAgain(t *turn, ballot string) error {
	if b, _ := t.Room.Ballots.Get(ballot); ballot == rooms.SizeBallot && b.About != "" {
		return t.PickItem(rooms.ID(b.About))
	}
	return nil
}

// pullItem takes an item into the forecast, or out of it: the developers', since they do the
// work (Scrum Guide: the Developers select items through discussion with the Product Owner).
// Before there is a goal that is said only of what was carried over.
func pullItem(t *turn, with struct {
	Item rooms.ID `json:"item"`
	On   bool     `json:"on"`
}) error {
	item, ok := t.Room.Items.Get(with.Item)
	plan, _ := t.Shared.Plans.Get(with.Item)
	switch {
	case !ok:
		return rooms.NoSuch("item")
	case plan.Carried == "" && t.Before(what):
		return rooms.Refuse("not_carried/pull")
	case with.On && item.State == rooms.ItemWithdrawn:
		return rooms.Refuse("item_withdrawn")
	}
	switch plan.In, plan.Wish = with.On, ""; {
	case plan.Carried == "":
	case with.On:
		plan.Carried = carriedKept
	default:
		plan.Carried = carriedBack
	}
	t.Shared.Plans.Put(with.Item, plan)
	return nil
}

// wishItem is what the product owner asks the developers for.
func wishItem(t *turn, with struct {
	Item rooms.ID `json:"item"`
	Wish string   `json:"wish" takes:"in|out?"` // "" takes it back
}) error {
	if !t.Room.Items.Has(with.Item) {
		return rooms.NoSuch("item")
	}
	t.Shared.Plans.Edit(with.Item, func(p *ItemPlan) { p.Wish = with.Wish })
	return nil
}

// forecast are the items that were pulled in, in their order.
func forecast(b *rooms.Base, s *State) (items []rooms.ID) {
	for _, id := range b.Room.Items.Ranked(func(i rooms.Item) int { return i.Rank }) {
		item, _ := b.Room.Items.Get(id)
		if plan, _ := s.Plans.Get(id); plan.In && item.State != rooms.ItemWithdrawn {
			items = append(items, id)
		}
	}
	return items
}

// points is how large some items are together, as far as their sizes are numbers.
func points(b *rooms.Base, items []rooms.ID) (sum float64) {
	for _, id := range items {
		item, _ := b.Room.Items.Get(id)
		x, _ := rooms.NumberOf(item.Result)
		sum += x
	}
	return tenth(sum)
}
