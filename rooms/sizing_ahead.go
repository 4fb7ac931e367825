package rooms

// Sizing ahead of a meeting: each developer chooses cards alone, for one item after another.
// What all agree on needs no talk; the rest is what the team meets about.

// Estimate keeps the card that somebody chose for an item, or ("") takes it back. It lies in
// their drawer, as every hidden card does; all see how many items somebody has estimated.
func (t *Tx) Estimate(item ID, card, sure string) error {
	i, there := t.Room.Items.Get(item)
	b, err := t.sizePlan(string(item), 0).ballot()
	switch {
	case err != nil:
		return err
	case !t.Room.Ahead.IsOpen():
		return Refuse("window_closed")
	case !there:
		return NoSuch("item")
	case !i.waits():
		return Refuse("sized_already")
	}
	choice, err := Choice{}, error(nil)
	if card != "" {
		if choice, err = b.choice(voteWith{Card: card}); err != nil {
			return err
		}
		if choice.Sure, err = b.sureness(sure); err != nil {
			return err
		}
	}
	t.editHeld(t.Actor, func(h *Held) {
		if h.Ahead.Delete(item); card != "" {
			h.Ahead.Put(item, choice)
		}
	})
	t.countAhead(t.Actor)
	return nil
}

// waits tells whether an item is on the list and has no size.
func (i Item) waits() bool { return i.Result == "" && (i.State == ItemOpen || i.State == ItemCurrent) }

// countAhead says how many of the items that wait somebody has estimated.
func (t *Tx) countAhead(person ID) {
	held, _ := t.Held.Get(person)
	n := 0
	for id := range held.Ahead.All() {
		item, _ := t.Room.Items.Get(id)
		n += count(item.waits())
	}
	if t.Room.Sizing.Ahead.Delete(person); n > 0 {
		t.Room.Sizing.Ahead.Put(person, n)
	}
}

// SettleEstimates shows what was chosen ahead, as a round about each item. Where more than
// half of the developers chose, at least two of them, and all the same size, that is the size.
func (t *Tx) SettleEstimates() error {
	developers := 0
	for id := range t.Room.People.All() {
		developers += count(t.WhoIs(id)&Developers != 0)
	}
	for _, id := range t.Room.Items.Ranked(Item.rank) {
		if item, _ := t.Room.Items.Get(id); !item.waits() {
			continue
		}
		votes := t.estimatesOf(id)
		if len(votes) == 0 {
			continue
		}
		r, err := t.roundAhead(id, votes)
		if err != nil {
			return err
		}
		if r.Spread != Equal || 2*len(votes) <= developers || len(votes) < min(2, developers) {
			continue
		}
		if err := t.SettleItem(id, r.Low, SizeBallot); err != nil {
			return err
		}
	}
	t.forgetEstimates()
	return nil
}

// forgetEstimates empties the drawers of what was chosen ahead.
func (t *Tx) forgetEstimates() {
	for person := range t.Held.All() {
		t.editHeld(person, func(h *Held) { h.Ahead = Map[ID, Choice]{} })
	}
	t.Room.Sizing.Ahead = Map[ID, int]{}
}

// estimatesOf are the cards that developers chose for an item.
func (t *Tx) estimatesOf(item ID) map[ID]Choice {
	votes := map[ID]Choice{}
	for person, held := range t.Held.All() {
		if choice, gave := held.Ahead.Get(item); gave && t.WhoIs(person)&Developers != 0 {
			votes[person] = choice
		}
	}
	return votes
}

// roundAhead notes a round about an item that was played before the meeting.
func (t *Tx) roundAhead(item ID, votes map[ID]Choice) (r Result, err error) {
	old := t.sizeBallot()
	b, err := t.sizePlan(string(item), 0).ballot()
	if err != nil {
		return r, err
	}
	b.State, b.Round, b.Results = ballotClosed, old.Round+1, old.Results
	r = b.result(votes, nil)
	r.Of = b.About
	b.Results.Put(roundKey(b.Round), r)
	t.Room.Ballots.Put(SizeBallot, b)
	return r, nil
}

// Diverged returns the first item that waits although cards were chosen for it ahead of the
// meeting: what people differ about comes first. "" where there is none.
func (b *Base) Diverged() ID {
	asked := b.sizeBallot()
	for _, id := range b.Room.Items.Ranked(Item.rank) {
		if item, _ := b.Room.Items.Get(id); item.State == ItemOpen && item.waits() && len(asked.played(string(id))) > 0 {
			return id
		}
	}
	return ""
}
