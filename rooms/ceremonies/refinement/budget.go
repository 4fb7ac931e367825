package refinement

import (
	"time"

	"rondo/rooms"
)

// What becomes of an item that has had its time.
const (
	wantMore   = "more"   // two minutes more
	wantPark   = "park"   // another time, among the parked topics
	wantDecide = "decide" // no more talk: its size
)

const (
	moreFor = 2 * time.Minute
	wantFor = 30 * time.Second // to say what one wants
)

// wanters are those who say whether an item goes on.
const wanters = rooms.Developers | rooms.ProductOwners

// setBudget says how long an item may take; for the one in hand it counts from now.
func setBudget(t *turn, with struct {
	Minutes int `json:"minutes" takes:"1..60"`
}) error {
	d := time.Duration(with.Minutes) * time.Minute
	t.Shared.Budget = rooms.For(d)
	if t.Room.Timers.Has(itemClock) {
		t.SetTimer(itemClock, d)
	}
	return nil
}

// askWants asks what becomes of an item whose time is up.
func askWants(t *turn) {
	if t.Shared.Item != "" {
		t.Shared.Spent, t.Shared.Wants = true, rooms.Map[rooms.ID, string]{}
		t.SetTimer(spentClock, wantFor)
	}
}

func want(t *turn, with struct {
	Want string `json:"want" takes:"more|park|decide"`
}) error {
	if !t.Shared.Spent {
		return rooms.Refuse("not_spent")
	}
	t.Shared.Wants.Put(t.Actor, with.Want)
	if !t.Room.Timers.Has(spentClock) {
		t.SetTimer(spentClock, wantFor)
	}
	return weighWants(t)
}

// weighWants does what most want as soon as all who are here have said it.
func weighWants(t *turn) error {
	said := 0
	for person := range t.Shared.Wants.All() {
		if t.WhoIs(person)&wanters != 0 && t.IsSeen(person) {
			said++
		}
	}
	if !t.Shared.Spent || said == 0 || said < t.PresentOf(wanters) {
		return nil
	}
	return countWants(t)
}

// countWants does what most want. Where as many want something else there is no more talk;
// where nobody has said anything the question stays.
func countWants(t *turn) error {
	if t.Shared.Wants.Len() == 0 {
		return nil
	}
	n := map[string]int{}
	for _, want := range t.Shared.Wants.All() {
		n[want]++
	}
	t.StopTimer(spentClock)
	t.Shared.Spent, t.Shared.Wants = false, rooms.Map[rooms.ID, string]{}
	switch more, park, decide := n[wantMore], n[wantPark], n[wantDecide]; {
	case more > max(park, decide):
		t.SetTimer(itemClock, moreFor)
		return nil
	case park > decide && park > more:
		return parkItem(t)
	}
	return decideItem(t)
}

func parkItem(t *turn) error {
	item, _ := t.Room.Items.Get(t.Shared.Item)
	t.ParkTopic(item.Title, "")
	return t.MarkItem(t.Shared.Item, rooms.ItemParked)
}

// decideItem ends the talk: the cards, or, where they are on the table, the highest of them.
func decideItem(t *turn) error {
	switch t.Shared.Step {
	case split, order:
		return nextItem(t)
	case size:
		if err := t.CloseBallot(rooms.SizeBallot); err != nil {
			return err
		}
		if settled, err := t.SettleHighest(); settled || err != nil {
			return err
		}
	}
	return enterStep(t, size)
}
