package rooms

import "slices"

// wholeItems are all items with what lies beside them.
func (b *Base) wholeItems() Map[ID, Item] {
	all := b.Room.Items
	for id := range b.Beside.All() {
		if item, there := b.WholeItem(id); there {
			all.Put(id, item.line())
		}
	}
	return all
}

// beginItems takes over the items that wait for their result, in their order, as many as a
// meeting holds.
func beginItems(t *Tx, h Handover) {
	for _, id := range h.Items.Ranked(Item.rank) {
		item, _ := h.Items.Get(id)
		if item.Result != "" || item.State != ItemOpen && item.State != ItemCurrent {
			continue
		}
		if t.Room.Items.Len() == mostItems {
			return
		}
		item.State, item.Rounds = ItemOpen, 0
		t.putItem(id, item)
	}
}

// receiveItems takes home what became of items. Where nothing but sizes was talked about, titles and the
// rest are the home's.
func receiveItems(t *Tx, h Handover) {
	known := t.Room.Items
	for _, id := range h.Items.Ranked(Item.rank) {
		item, _ := h.Items.Get(id)
		if was, known := t.WholeItem(id); known {
			t.putItem(id, was.after(id, item, h))
		}
	}
	t.receiveNewItems(h, known)
	if h.Refines {
		t.receiveOrder(h, known)
	}
	t.Tell(Listed, "")
}

// noteLent keeps what a meeting has from the home's backlog as it is given.
func (t *Tx) noteLent(h Handover) {
	if !h.Home {
		return
	}
	for id := range t.Room.Items.All() {
		if item, there := h.Items.Get(id); there {
			t.Internal.Lent.Put(id, item)
		}
	}
}

// after is an item of the backlog after a meeting that had it. What the meeting left as it was
// lent stays as the home has it by now.
func (i Item) after(id ID, met Item, h Handover) Item {
	lent, known := h.Lent.Get(id)
	if !known {
		lent = i // of a meeting from before this was kept: its word counts
	}
	if met.Result != "" && met.Result != lent.Result {
		i.Result, i.Rounds, i.Details.Estimates = met.Result, met.Rounds, met.Details.Estimates
	}
	if !h.Refines {
		return i
	}
	if met.State == ItemSplit || met.State == ItemWithdrawn {
		i.State = met.State
	}
	i.Title, i.Link = unlessLeft(i.Title, lent.Title, met.Title), unlessLeft(i.Link, lent.Link, met.Link)
	i.Note, i.Goal = unlessLeft(i.Note, lent.Note, met.Note), unlessLeft(i.Goal, lent.Goal, met.Goal)
	lent, met = lent.atHome(h), met.atHome(h)
	i.Details = i.Details.after(lent.Details, met.Details)
	return i
}

func (d Details) after(lent, met Details) Details {
	d.Acceptance = eachUnlessLeft(d.Acceptance, lent.Acceptance, met.Acceptance)
	d.Questions = eachUnlessLeft(d.Questions, lent.Questions, met.Questions)
	d.Ready = eachUnlessLeft(d.Ready, lent.Ready, met.Ready)
	d.Market = unlessLeft(d.Market, lent.Market, met.Market)
	d.Concern = unlessLeft(d.Concern, lent.Concern, met.Concern)
	if !slices.Equal(lent.Estimates.Slice(), met.Estimates.Slice()) {
		d.Estimates = met.Estimates
	}
	return d
}

// unlessLeft is what a meeting made of a thing, or, where it left it as it was lent, what is
// at home.
func unlessLeft[T comparable](home, lent, met T) T {
	if met == lent {
		return home
	}
	return met
}

func eachUnlessLeft[K ~string, V comparable](home, lent, met Map[K, V]) Map[K, V] {
	for id, v := range met.All() {
		if was, there := lent.Get(id); !there || was != v {
			home.Put(id, v)
		}
	}
	for id := range lent.All() {
		if !met.Has(id) {
			home.Delete(id)
		}
	}
	return home
}

// atHome is an item with people as the home knows them.
func (i Item) atHome(h Handover) Item {
	i.By, i.Details.Concern.By = h.MemberOf(i.By), h.MemberOf(i.Details.Concern.By)
	i.Details.Market.By = h.MemberOf(i.Details.Market.By)
	for id, q := range i.Details.Questions.All() {
		if q.By != "" {
			q.By = h.MemberOf(q.By)
			i.Details.Questions.Put(id, q)
		}
	}
	return i.line()
}

// receiveNewItems puts what was added in a meeting to the end of the backlog, as far as there
// is room. What was split stays in one piece where there is none for its parts.
func (t *Tx) receiveNewItems(h Handover, known Map[ID, Item]) {
	last := t.lastRank()
	for _, id := range h.Items.Ranked(Item.rank) {
		item, _ := h.Items.Get(id)
		switch {
		case known.Has(id) || item.State == ItemWithdrawn:
			continue
		case t.over(1) > 0:
			t.keepWhole(item.Parent, known)
			continue
		case item.State != ItemSplit:
			item.State = ItemOpen
		}
		last += rankStep
		item = item.atHome(h)
		item.Rank = last
		t.putItem(id, item)
	}
}

// keepWhole takes back that a meeting split an item of the backlog.
func (t *Tx) keepWhole(parent ID, known Map[ID, Item]) {
	if was, there := known.Get(parent); there {
		t.Room.Items.Edit(parent, func(i *Item) { i.State = was.State })
	}
}

// Homeless counts what a meeting added to its list for which the home had no room.
func (b *Base) Homeless(h Handover) (n int) {
	for id, item := range h.Items.All() {
		n += count(!b.Room.Items.Has(id) && item.State != ItemWithdrawn)
	}
	return n
}

// receiveOrder lays the items that a meeting had in the order that they have there, in the
// places that they have here. What was made there comes right behind what it was put behind.
func (t *Tx) receiveOrder(h Handover, known Map[ID, Item]) {
	order := slices.DeleteFunc(h.Items.Ranked(Item.rank), func(id ID) bool { return !t.Room.Items.Has(id) })
	var ranks []int
	for _, id := range order {
		if item, was := known.Get(id); was {
			ranks = append(ranks, item.Rank)
		}
	}
	slices.Sort(ranks)
	for _, id := range order {
		if known.Has(id) {
			t.rankItem(id, ranks[0])
			ranks = ranks[1:]
		}
	}
	for i, id := range order {
		if i > 0 && !known.Has(id) {
			before, _ := t.Room.Items.Get(order[i-1])
			t.rankItem(id, t.rankBehind(before.Rank, id))
		}
	}
}

func (t *Tx) rankItem(id ID, rank int) {
	t.Room.Items.Edit(id, func(item *Item) { item.Rank = rank })
}
