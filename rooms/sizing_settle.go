package rooms

import "slices"

type sizeWith struct {
	Card string `json:"card" takes:"key"` // a size of the deck that was played with, no lower and no higher than what was chosen
}

// settle says what size it is. The card need not be one that was chosen: the team may
// have agreed on one between.
func settle(t *Tx, with sizeWith) error {
	if err := t.mayBe(with.Card); err != nil {
		return err
	}
	return t.settleOn(with.Card)
}

// agreeOn says which size somebody would take. The size is settled once all developers who
// are here would take the same; of two cards side by side most of them choose.
func agreeOn(t *Tx, with sizeWith) error {
	if err := t.mayBe(with.Card); err != nil {
		return err
	}
	if t.isSized() {
		return Refuse("sized_already")
	}
	t.Room.Sizing.Agrees.Put(t.Actor, with.Card)
	return t.weighAgreement()
}

// setAside leaves what is sized without a size: it is split, somebody finds out first, or
// it waits for another time.
func setAside(t *Tx, with struct {
	As string `json:"as" takes:"to_split|spike|deferred"`
}) error {
	b := t.sizeBallot()
	switch {
	case b.Round == 0:
		return Refuse("no_round")
	case b.IsOpen():
		return Refuse("still_hidden")
	case b.About == "":
		return NoSuch("item")
	case t.isSized():
		return Refuse("sized_already")
	}
	t.calmSizing()
	t.Tell(SetAside, b.About)
	return t.MarkItem(ID(b.About), with.As)
}

// mayBe tells whether what is sized may have a size: one of the deck, within what was
// chosen. Where nobody chose a size any will do.
func (t *Tx) mayBe(card string) error {
	b := t.sizeBallot()
	r, _ := b.Latest()
	at, low, high := b.place(card), b.place(r.Low), b.place(r.High)
	switch {
	case b.Round == 0:
		return Refuse("no_round")
	case b.IsOpen():
		return Refuse("still_hidden")
	case at < 0 || card == Unknown || card == Coffee:
		return Invalid("card", "no_size")
	case low >= 0 && (at < low || at > high):
		return Invalid("card", "size_outside", "low", r.Low, "high", r.High)
	}
	return nil
}

// isSized tells whether what the cards were about waits for a size no more.
func (b *Base) isSized() bool {
	item, listed := b.Room.Items.Get(ID(b.sizeBallot().About))
	return b.Room.Sizing.Size != "" || listed && item.State != ItemCurrent
}

// place is where a card lies in the deck; -1: it is not there.
func (b Ballot) place(card string) int { return slices.Index(b.Options.Slice(), card) }

func (t *Tx) settleOn(card string) error {
	about := t.sizeBallot().About
	t.calmSizing()
	t.Tell(Sized, about)
	if about == "" {
		t.Room.Sizing.Size = card
		return nil
	}
	return t.SettleItem(ID(about), card, SizeBallot)
}

// SettleHighest takes the highest card that was shown, where talk is over: what is talked
// about longer comes no closer. It tells whether there was one.
func (t *Tx) SettleHighest() (bool, error) {
	b := t.sizeBallot()
	r, shown := b.Latest()
	if !shown || b.IsOpen() || r.High == "" || t.isSized() {
		return false, nil
	}
	return true, t.settleOn(r.High)
}

// weighAgreement settles what all developers who are here would take. While a tie is
// broken it is what most would take.
func (t *Tx) weighAgreement() error {
	b, agrees := t.sizeBallot(), t.Room.Sizing.Agrees
	if b.IsOpen() || agrees.Len() == 0 {
		return nil
	}
	for person := range t.Room.People.All() {
		if t.asks(b, person) && t.awaited(person) && !agrees.Has(person) {
			return nil
		}
	}
	if _, tie := t.Room.Timers.Get("tie"); tie || len(t.agreed()) == 1 {
		return t.breakTie()
	}
	return nil
}

// breakTie settles what most would take, and of two sizes that as many would take the
// higher: what is talked about longer comes no closer. Where nobody has said anything,
// it waits for whoever settles it.
func (t *Tx) breakTie() error {
	b, best, most := t.sizeBallot(), "", 0
	agreed := t.agreed()
	for _, card := range b.Options.All() {
		if agreed[card] >= max(1, most) {
			best, most = card, agreed[card]
		}
	}
	if best == "" {
		return nil
	}
	return t.settleOn(best)
}

// agreed counts which sizes those would take who size.
func (t *Tx) agreed() map[string]int {
	b, n := t.sizeBallot(), map[string]int{}
	for person, card := range t.Room.Sizing.Agrees.All() {
		if t.asks(b, person) {
			n[card]++
		}
	}
	return n
}
