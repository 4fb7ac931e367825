package planning

import "rondo/rooms"

// What was forecast for the sprint before and is not done is carried over: it is no part of
// the next sprint by itself (Scrum Guide: undone work returns to the Product Backlog for future
// consideration). Developers keep it or let it go back, as they pull everything else; with what
// they keep the capacity of the sprint is not untouched any more.

// carryOver marks what the home's sprint leaves undone.
func carryOver(t *turn, was rooms.Sprint) {
	for _, id := range was.Forecast.All() {
		if t.Room.Items.Has(id) {
			t.Shared.Plans.Put(id, ItemPlan{Carried: carriedOpen})
		}
	}
}

// noteCarried says that an item is carried over, or is not: where no home knows it.
func noteCarried(t *turn, with struct {
	Item rooms.ID `json:"item"`
	On   bool     `json:"on"`
}) error {
	plan, _ := t.Shared.Plans.Get(with.Item)
	switch {
	case !t.Room.Items.Has(with.Item):
		return rooms.NoSuch("item")
	case with.On == (plan.Carried != ""):
		return nil
	case !with.On && plan.Carried != carriedOpen:
		return rooms.Refuse("carried_decided")
	}
	plan.Carried, plan.Resize = "", false
	if with.On {
		plan.Carried = carriedOpen
	}
	t.Shared.Plans.Put(with.Item, plan)
	return nil
}

// resizeCarried asks for a new size of what is carried over: the cards come out when the
// meeting is at it, although it has a size.
func resizeCarried(t *turn, with struct {
	Item rooms.ID `json:"item"`
	On   bool     `json:"on"`
}) error {
	plan, _ := t.Shared.Plans.Get(with.Item)
	switch {
	case !t.Room.Items.Has(with.Item):
		return rooms.NoSuch("item")
	case plan.Carried == "":
		return rooms.Refuse("not_carried")
	}
	t.Shared.Plans.Edit(with.Item, func(p *ItemPlan) { p.Resize = with.On })
	return nil
}

func sizedCarried(t *turn, item rooms.ID) {
	if plan, _ := t.Shared.Plans.Get(item); plan.Resize {
		t.Shared.Plans.Edit(item, func(p *ItemPlan) { p.Resize = false })
	}
}

// carried are the items that were carried over, in their order.
func carried(b *rooms.Base, s *State) (items []rooms.ID) {
	for _, id := range b.Room.Items.Ranked(func(i rooms.Item) int { return i.Rank }) {
		if plan, _ := s.Plans.Get(id); plan.Carried != "" {
			items = append(items, id)
		}
	}
	return items
}

// kept are those of them that are in the forecast.
func kept(b *rooms.Base, s *State) (items []rooms.ID) {
	for _, id := range forecast(b, s) {
		if plan, _ := s.Plans.Get(id); plan.Carried != "" {
			items = append(items, id)
		}
	}
	return items
}
