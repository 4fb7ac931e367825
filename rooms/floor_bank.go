package rooms

// The time bank. One budget holds for the round: what somebody does not use
// enters the bank, what somebody speaks beyond the slot leaves it. So at every
// moment
//
//	round's clock = bank + rest of the speaker's slot + shares of all who wait
//
// unless slots are at their most, and the last speakers are never squeezed by
// the first. With so many people that slots of the least length do not leave a
// tenth for the bank, the bank is smaller: the floor of a slot comes first.

// reslot computes anew what each of those who wait will get:
//
//	slot = clamp((round − bank − rest of the speaker's slot + used by those who wait) / number who wait, 30 s, 90 s)
//
// It changes nothing while people only speak and pass; it counts when they come
// and go, when a guest spoke longer than the bank had, and when the phase is
// stretched. Before the round it says what the slot will be. The bank never
// holds more than the round has left, so nothing is saved after its zero.
func (t *Tx) reslot() {
	f := &t.Room.Floor
	n, used := t.waiting()
	round := t.roundLeft()
	if f.Order.Len() == 0 && !t.roundRuns() {
		n, f.Bank = len(t.speakers()), round/bankShare
	}
	if n == 0 {
		return
	}
	rest := round - t.TimerLeft("slot", t.Now) + used
	f.Slot = min(max((rest-t.bankLeft())/Millis(n), For(SlotLeast)), For(SlotMost))
	if !t.Room.Timers.Has("bank") && f.Guest.Person == "" {
		f.Bank = min(f.Bank, max(0, rest-Millis(n)*f.Slot))
	}
}

// waiting returns how many wait for their turn and what they have used of it.
func (b *Base) waiting() (n int, used Millis) {
	for _, turn := range b.Room.Floor.Turns.All() {
		if turn.State == turnWaits || turn.State == turnLater || turn.State == turnDropped {
			n++
			used += turn.Used
		}
	}
	return n, used
}

// roundLeft is what is left of the round's clock, now or when it comes.
func (t *Tx) roundLeft() Millis {
	if t.roundRuns() {
		return t.TimerLeft("phase", t.Now)
	}
	p, _ := t.Room.Agenda.Phases.Get(t.Room.Floor.Phase)
	return max(0, p.Budget-p.Spent)
}

// share is what one of those who wait will get: the slot, less what they have
// had of it, but never less than the least.
func (b *Base) share(person ID) Millis {
	turn, _ := b.Room.Floor.Turns.Get(person)
	return max(b.Room.Floor.Slot-turn.Used, For(SlotLeast))
}

// bankLeft is what the bank holds now, after what the speaker and a guest have
// drawn so far.
func (t *Tx) bankLeft() Millis {
	bank := t.Room.Floor.Bank
	if overtime, ok := t.Room.Timers.Get("bank"); ok {
		bank = overtime.Remains(t.Now)
	}
	if guest, ok := t.Room.Timers.Get("guest"); ok && t.roundRuns() {
		bank -= guest.Spent(t.Now)
	}
	return max(0, bank)
}

// closeOvertime books what the speaker has drawn.
func (t *Tx) closeOvertime() {
	if t.Room.Timers.Has("bank") {
		t.Room.Floor.Bank = t.StopTimer("bank")
	}
}

// more gives the speaker 30 seconds from the bank, once per turn.
func more(t *Tx, _ nothing) error {
	f := &t.Room.Floor
	turn, _ := f.Turns.Get(f.Speaker)
	bank := t.bankLeft()
	switch {
	case f.Speaker == "":
		return Refuse("nobody_speaks")
	case turn.More:
		return Refuse("already_extended")
	case bank == 0:
		return Refuse("bank_empty")
	}
	by := min(bank, For(MoreTime))
	t.closeOvertime()
	f.Bank -= by
	if !t.StretchTimer("slot", by.Duration()) {
		t.SetTimer("slot", by.Duration())
	}
	if f.Guest.Person != "" {
		t.HoldTimer("slot")
	}
	turn.More = true
	f.Turns.Put(f.Speaker, turn)
	return nil
}

// forgetTimes drops how long each has spoken: it shared out the time of this round,
// and is nobody's to compare afterwards.
func (t *Tx) forgetTimes() {
	for id := range t.Room.Floor.Turns.All() {
		t.Room.Floor.Turns.Edit(id, func(turn *Turns) { turn.Used, turn.More = 0, false })
	}
}
