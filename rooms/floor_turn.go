package rooms

// OpenFloor begins the round, or goes on with one that was left, and returns
// who has the floor ("" when nobody waits). The ceremony calls it on Entered;
// seating is what it knows about the order.
func (t *Tx) OpenFloor(seating Seating) (speaker ID) {
	f := &t.Room.Floor
	if f.Order.Len() == 0 {
		f.Bank = t.TimerLeft("phase", t.Now) / bankShare
		f.Order = ListOf(t.arrange(seating, t.speakers())...)
		for _, id := range f.Order.All() {
			f.Turns.Put(id, Turns{State: turnWaits})
		}
	}
	t.fillRound()
	return f.Speaker
}

// speakers returns everybody who has a turn, as they sit.
func (b *Base) speakers() (ids []ID) {
	for _, id := range b.Room.People.Ranked(func(p Person) int { return p.Rank }) {
		if b.hasTurn(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// nextSpeaker is who gets the floor next: in the hand queue the first hand, else
// the first in the order, who waits and is present. In a room where nobody is
// present the order alone counts, so the round ends although every browser is
// closed.
func (t *Tx) nextSpeaker() ID {
	f := t.Room.Floor
	if f.Mode == Hands {
		for _, id := range f.Hands.All() {
			if t.canSpeak(id) {
				return id
			}
		}
	}
	first, present := "", false
	for _, id := range f.Order.All() {
		if t.canSpeak(id) {
			return id
		}
		present = present || t.present(id, QuorumGrace)
		if first == "" && f.waits(id) {
			first = string(id)
		}
	}
	if present {
		return ""
	}
	return ID(first)
}

func (t *Tx) canSpeak(person ID) bool {
	return t.Room.Floor.waits(person) && t.present(person, QuorumGrace)
}

// giveFloor lets somebody speak, or, given nobody, says that the round is over.
func (t *Tx) giveFloor(person ID) {
	f := &t.Room.Floor
	t.deferAbsent(person)
	t.reslot()
	f.Speaker, f.Since, f.Item, f.Next = person, t.Now, "", ""
	if person == "" {
		f.Since = 0
		t.Tell(Spoken, "")
		return
	}
	t.SetTimer("slot", t.share(person).Duration())
	f.Turns.Edit(person, func(turn *Turns) { turn.State = turnSpeaking })
	f.Hands = f.Hands.Without(person)
	f.Next = t.nextSpeaker()
	t.reslot()
	t.TellOf(Speaks, person)
}

// deferAbsent moves those to the end whose turn it would be before next, but
// who are not here: nobody waits for them, and they lose nothing.
func (t *Tx) deferAbsent(next ID) {
	f := &t.Room.Floor
	for _, id := range f.Order.All() {
		if id == next {
			return
		}
		if f.waits(id) && !t.present(id, QuorumGrace) {
			t.toEnd(id, turnDropped)
		}
	}
}

func (t *Tx) toEnd(person ID, state string) {
	f := &t.Room.Floor
	f.Order = f.Order.Without(person).With(person)
	f.Turns.Edit(person, func(turn *Turns) { turn.State = state })
}

// endTurn takes the floor from the speaker. What is left of the slot enters the
// bank when the turn is over; somebody who comes back to it keeps it.
func (t *Tx) endTurn(state string) {
	f := &t.Room.Floor
	if f.Speaker == "" {
		return
	}
	t.endGuest()
	left := t.StopTimer("slot")
	t.closeOvertime()
	spoken := t.ran(f.Since)
	f.Turns.Edit(f.Speaker, func(turn *Turns) { turn.State, turn.Used = state, turn.Used+spoken })
	if state == turnSpoken || state == turnSkipped {
		f.Bank += left
	}
	f.Speaker, f.Since, f.Item = "", 0, ""
}

// passFloor ends the speaker's turn and gives the floor on.
func (t *Tx) passFloor(to ID) {
	t.endTurn(turnSpoken)
	if to == "" {
		to = t.nextSpeaker()
	}
	t.giveFloor(to)
}

// adjourn takes the floor from everybody because the phase is left. Who was
// speaking goes on with the rest of the slot when the round is gone back to.
func (t *Tx) adjourn() {
	f := &t.Room.Floor
	t.endTurn(turnWaits)
	f.Next = ""
}

// slotRings: from here on the speaker draws from the bank. Of somebody who is
// not there, or when there is nothing to draw from, the floor passes on.
func slotRings(t *Tx, _ string) error {
	f := t.Room.Floor
	switch here := t.present(f.Speaker, QuorumGrace); {
	case f.Bank > 0 && here:
		t.SetTimer("bank", f.Bank.Duration())
	case f.Hard || !here || t.phaseOver():
		t.passFloor("")
	}
	return nil
}

func bankRings(t *Tx, _ string) error {
	t.Room.Floor.Bank = 0
	if t.Room.Floor.Hard || t.phaseOver() {
		t.passFloor("")
	}
	return nil
}

// roundOver is the zero of the round's clock: overtime ends, and there is no
// bank any more. Whoever still waits gets a slot of the least length, because
// the last speakers are not squeezed by the first.
func (t *Tx) roundOver() {
	f := &t.Room.Floor
	overtime := f.Speaker != "" && !t.Room.Timers.Has("slot")
	t.closeOvertime()
	f.Bank = 0
	if overtime || f.Speaker == "" {
		t.passFloor("")
		return
	}
	t.reslot()
}
