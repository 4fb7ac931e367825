package rooms

// withdrawItem takes an item off the list, or brings it back. It keeps its place, so
// that it comes back to where it was.
func withdrawItem(t *Tx, with struct {
	Item ID   `json:"item"`
	On   bool `json:"on"`
}) error {
	item, ok := t.Room.Items.Get(with.Item)
	switch {
	case !ok:
		return NoSuch("item")
	case with.On == (item.State == ItemWithdrawn):
		return nil
	case with.On:
		return t.MarkItem(with.Item, ItemWithdrawn)
	}
	return t.MarkItem(with.Item, item.rests())
}

// pickItem chooses what the meeting is at; what it was at waits again.
func pickItem(t *Tx, with struct {
	Item ID `json:"item,omitempty"` // absent: none
}) error {
	if with.Item == "" {
		t.leaveItem()
		return nil
	}
	return t.PickItem(with.Item)
}

// PickItem makes an item the one that the meeting is at. One that is withdrawn is
// refused with "item_withdrawn".
func (t *Tx) PickItem(id ID) error {
	item, ok := t.Room.Items.Get(id)
	switch {
	case !ok:
		return NoSuch("item")
	case item.State == ItemWithdrawn:
		return Refuse("item_withdrawn")
	case item.State == ItemCurrent:
		return nil
	}
	t.leaveItem()
	return t.MarkItem(id, ItemCurrent)
}

// leaveItem lets the item that is current wait, or be as done as it was.
func (t *Tx) leaveItem() {
	id, item := t.CurrentItem()
	if id == "" {
		return
	}
	item.State = item.rests()
	t.Room.Items.Put(id, item)
	t.Tell(Picked, "")
}

// rests is the state of an item that nobody is at.
func (i Item) rests() string {
	if i.Result != "" {
		return ItemDone
	}
	return ItemOpen
}

// MarkItem gives an item a state: one of the service's, or a ceremony's own.
func (t *Tx) MarkItem(id ID, state string) error {
	was, _ := t.Room.Items.Get(id)
	err := EditIn(&t.Room.Items, id, "item", func(item *Item) error { item.State = state; return nil })
	switch {
	case err != nil:
		return err
	case state == ItemCurrent:
		t.TellOf(Picked, id)
	case was.State == ItemCurrent:
		t.Tell(Picked, "")
	}
	t.TellOf(Listed, id)
	return nil
}

// SettleItem notes what came out for an item, and how many rounds of a ballot about it
// that took; it is done then. The value must have been checked. Settling again
// replaces what was settled; the ballot keeps its rounds.
func (t *Tx) SettleItem(id ID, value, ballot string) error {
	b, _ := t.Room.Ballots.Get(ballot)
	err := t.editItem(id, func(item *Item) error {
		item.Result, item.Rounds = value, len(b.Rounds(string(id)))
		item.Details.Estimates = t.estimated(item.Details.Estimates, b.estimate(string(id), value))
		return nil
	})
	if err != nil {
		return err
	}
	return t.MarkItem(id, ItemDone)
}

// mostEstimates is how many sizes of an item are remembered, the newest.
const mostEstimates = 20

// estimated adds a size to those that were settled before. Of one meeting the last one counts.
func (t *Tx) estimated(before List[Estimate], e Estimate) List[Estimate] {
	all := before.Slice()
	if n := len(all); n > 0 && all[n-1].At >= t.Room.Opened {
		all = all[:n-1]
	}
	e.At = t.Now
	all = append(all, e)
	return ListOf(all[max(0, len(all)-mostEstimates):]...)
}

// estimate is a size with the rounds that led to it.
func (b Ballot) estimate(about, size string) Estimate {
	rounds := b.Rounds(about)
	e := Estimate{Size: size, Rounds: len(rounds)}
	if len(rounds) > 0 {
		e.From, e.To = b.cardsOf(rounds[0]), b.cardsOf(rounds[len(rounds)-1])
	}
	return e
}

// cardsOf are the lowest and the highest card of a round: "3–13", or "5" where all agreed.
func (b Ballot) cardsOf(round int) string {
	r, _ := b.Results.Get(roundKey(round))
	if r.Low == r.High {
		return r.Low
	}
	return r.Low + "–" + r.High
}
