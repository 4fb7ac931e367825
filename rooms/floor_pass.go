package rooms

type passWith struct {
	To ID `json:"to,omitempty"` // popcorn: who is next; the facilitator may choose in every order
}

// pass ends a turn: one's own, or, for the facilitator, anybody's.
func pass(t *Tx, with passWith) error {
	f := t.Room.Floor
	leads := t.WhoIs(t.Actor)&Leads != 0
	switch {
	case f.Speaker == "":
		return Refuse("nobody_speaks")
	case f.Speaker != t.Actor && !leads:
		return Refuse("not_your_turn", "name", t.NameOf(f.Speaker))
	case with.To == "":
	case f.Mode != Popcorn && !leads:
		return Refuse("not_popcorn")
	case !f.waits(with.To):
		return Refuse("not_waiting/named", "name", t.NameOf(with.To))
	}
	t.passFloor(with.To)
	return nil
}

// skip leaves somebody's turn out; their time enters the bank.
func skip(t *Tx, with personWith) error {
	f := &t.Room.Floor
	switch {
	case with.Person != "" && with.Person == f.Speaker:
		t.endTurn(turnSkipped)
		t.giveFloor(t.nextSpeaker())
	case f.waits(with.Person):
		f.Bank += t.share(with.Person)
		f.Turns.Edit(with.Person, func(turn *Turns) { turn.State = turnSkipped })
		f.Next = t.nextSpeaker()
		t.reslot()
	default:
		return Refuse("not_waiting/named", "name", t.NameOf(with.Person))
	}
	return nil
}

type laterWith struct {
	Person ID `json:"person,omitempty"` // absent: me
}

// later is "come back to me": the turn moves to the end. The facilitator also
// brings back whom the round has skipped.
func later(t *Tx, with laterWith) error {
	person, err := t.onBehalf(with.Person)
	if err != nil {
		return err
	}
	f := &t.Room.Floor
	turn, _ := f.Turns.Get(person)
	switch {
	case f.waits(person):
	case person == f.Speaker && f.Speaker != "":
		return t.postpone(person)
	case turn.State == turnSkipped && t.WhoIs(t.Actor)&Leads != 0:
	default:
		return Refuse("not_waiting/named", "name", t.NameOf(person))
	}
	t.toEnd(person, turnLater)
	t.reslot()
	t.keepFloor()
	return nil
}

// postpone moves the speaker's own turn to the end.
func (t *Tx) postpone(speaker ID) error {
	next := t.nextSpeaker()
	if next == "" {
		return Refuse("nobody_else")
	}
	t.endTurn(turnLater)
	t.toEnd(speaker, turnLater)
	t.giveFloor(next)
	return nil
}
