package rooms

// fillRound brings the round in line with who is in the room: whoever came is
// appended, whoever is gone for good or away today leaves the order. It reads
// the document and presence only; doing it twice changes nothing more.
func (t *Tx) fillRound() {
	f := &t.Room.Floor
	if !t.roundRuns() {
		t.reslot()
		return
	}
	for _, id := range f.Order.All() {
		if f.waits(id) && !t.hasTurn(id) {
			f.Order = f.Order.Without(id)
			f.Turns.Delete(id)
		}
	}
	for _, id := range t.speakers() {
		if !f.Turns.Has(id) {
			f.Order = f.Order.With(id)
			f.Turns.Put(id, Turns{State: turnWaits})
		}
	}
	t.reslot()
	t.keepFloor()
}

// keepFloor sees that the floor is with somebody who can speak, if anybody can.
func (t *Tx) keepFloor() {
	f := &t.Room.Floor
	next := t.nextSpeaker()
	switch {
	case f.Speaker != "" && !t.hasTurn(f.Speaker):
		t.endTurn(turnSkipped)
		t.giveFloor(t.nextSpeaker())
	case f.Speaker == "" && next != "":
		t.giveFloor(next)
	default:
		f.Next = next
	}
}

// attendsFloor runs when people come and go. A speaker whose connection is gone
// for longer than the grace is deferred, not lost, if somebody else can go on;
// if nobody can, the clock goes on alone.
func attendsFloor(t *Tx) error {
	t.attendGuest()
	if !t.roundRuns() || t.Room.Agenda.Paused != 0 {
		return nil
	}
	f := &t.Room.Floor
	for _, id := range f.Order.All() {
		if turn, _ := f.Turns.Get(id); turn.State == turnDropped && t.present(id, QuorumGrace) {
			f.Turns.Edit(id, func(turn *Turns) { turn.State = turnWaits })
		}
	}
	if next := t.nextSpeaker(); f.Speaker != "" && !t.present(f.Speaker, QuorumGrace) && t.canSpeak(next) {
		speaker := f.Speaker
		t.endTurn(turnDropped)
		t.toEnd(speaker, turnDropped)
		t.giveFloor(next)
		return nil
	}
	t.keepFloor()
	return nil
}
