package rooms

// Forecast says when the meeting will end, as moments of server time.
type Forecast struct {
	Ends   Millis // when everybody takes their slot and every phase its time
	Latest Millis // when the time bank is used up as well
}

// Forecast reckons the end from the document alone; every page does the same
// (static/src/lib/forecast.ts), so all show the same end. With now as the moment
// of the pause while the meeting is paused:
//
//	Ends   = now + rest of the current phase + Σ budgets of the phases to come
//	Latest = Ends + what the bank can still add (less a guest's whole minute)
//
// where the rest of a phase is the rest of its clock, and of the round: rest of
// the slot + rest of a guest's time + Σ max(slot − used, 30 s) over those who
// wait, though together not more than the round's clock has left for them, or
// than 30 s each.
// A round to come counts speakers × slot. The lobby counts nothing unless its
// start is scheduled. With a soft bank the round may run to its own zero, and
// then each who waits still has the least slot.
func (b *Base) Forecast(now Millis) Forecast {
	if b.Room.Ended != 0 {
		return Forecast{b.Room.Ended, b.Room.Ended}
	}
	early, late := now, now
	coming := false
	for _, key := range b.phases() {
		var least, most Millis
		switch {
		case key == b.Room.Agenda.Now:
			coming = true
			least, most = b.needsNow(now)
		case coming:
			least, most = b.needsLater(key)
		}
		early, late = early+least, late+most
	}
	return Forecast{early, late}
}

func (b *Base) needsNow(now Millis) (least, most Millis) {
	f := b.Room.Floor
	clock := b.TimerLeft("phase", now)
	if b.Room.Agenda.Now != f.Phase || f.Turns.Len() == 0 {
		return clock, clock
	}
	n, shares := b.shares()
	floor := Millis(n) * For(SlotLeast)
	guest, _ := b.Room.Timers.Get("guest")
	speaker := b.TimerLeft("slot", now) + guest.Remains(now)
	bank := f.Bank
	if overtime, ok := b.Room.Timers.Get("bank"); ok {
		bank = overtime.Remains(now)
	}
	least = speaker + min(shares, max(clock-speaker, floor))
	most = least + max(0, bank-guest.Of)
	if !f.Hard {
		most = max(most, clock+floor)
	}
	return least, most
}

// needsLater is the time of a phase to come, or gone back from.
func (b *Base) needsLater(key string) (least, most Millis) {
	p, _ := b.Room.Agenda.Phases.Get(key)
	left := max(0, p.Budget-p.Spent)
	f := b.Room.Floor
	if key != f.Phase || f.Slot == 0 {
		return left, left
	}
	_, least = b.shares()
	if f.Turns.Len() == 0 {
		least = Millis(len(b.speakers())) * f.Slot
	}
	if !f.Hard {
		return least, max(left, least+f.Bank)
	}
	return least, least + f.Bank
}

// shares is what those who wait will get in all.
func (b *Base) shares() (n int, sum Millis) {
	for id := range b.Room.Floor.Turns.All() {
		if b.Room.Floor.waits(id) {
			n++
			sum += b.share(id)
		}
	}
	return n, sum
}
