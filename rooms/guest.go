package rooms

// callIn gives somebody the floor who otherwise only listens, for GuestTime. A
// guest who is not here is called, and starts when they come.
//
// The speaker's clock waits meanwhile: nobody should pay for the answer to a
// question that helps all. The guest's time is paid from the round's bank, as
// everything that was not planned is; what the bank cannot pay makes the slots
// of those who wait shorter, never below the least.
func callIn(t *Tx, with personWith) error {
	f := &t.Room.Floor
	p, err := t.someone(with.Person)
	switch {
	case err != nil:
		return err
	case t.notOver() != nil:
		return t.notOver()
	case t.WhoIs(with.Person)&f.Guests == 0 || t.hasTurn(with.Person):
		return Refuse("not_a_guest", "name", p.Name)
	case f.Guest.Person != "":
		return Refuse("guest_busy")
	}
	if !t.connected(with.Person) {
		f.Calls.Put(with.Person, t.Actor)
		return nil
	}
	t.seatGuest(with.Person, t.Actor)
	return nil
}

func (t *Tx) seatGuest(person, by ID) {
	f := &t.Room.Floor
	f.Calls.Delete(person)
	f.Guest = Guest{person, by}
	f.Hands = f.Hands.Without(person)
	t.HoldTimer("slot")
	t.HoldTimer("bank")
	t.SetTimer("guest", GuestTime)
}

// endGuest gives the floor back and books the guest's time. Doing it without a
// guest does nothing.
func (t *Tx) endGuest() {
	f := &t.Room.Floor
	if f.Guest.Person == "" {
		return
	}
	spent := For(GuestTime) // when the timer has rung
	if guest, ok := t.Room.Timers.Get("guest"); ok {
		spent = guest.Spent(t.Now)
	}
	t.StopTimer("guest")
	f.Guest = Guest{}
	if f.Speaker == "" {
		return
	}
	f.Since += spent
	f.Bank = max(0, f.Bank-spent)
	t.StretchTimer("bank", -spent.Duration())
	t.ReleaseTimer("slot")
	t.ReleaseTimer("bank")
	t.reslot()
}

func guestRings(t *Tx, _ string) error {
	t.endGuest()
	return nil
}

// callOut ends the guest's time early, or takes a call back.
func callOut(t *Tx, _ nothing) error {
	f := &t.Room.Floor
	who := t.WhoIs(t.Actor)
	switch {
	case f.Guest.Person == "" && f.Calls.Len() == 0:
		return Refuse("no_guest")
	case who&(Leads|Speaking|CalledIn) == 0 && f.Guest.By != t.Actor && f.Guest.Person != "":
		return Refuse("forbidden/not_your_guest")
	}
	t.endGuest()
	f.Calls = Map[ID, ID]{}
	return nil
}

// forgetGuest is for guests who are gone for good.
func (t *Tx) forgetGuest(person ID) {
	t.Room.Floor.Calls.Delete(person)
	if t.Room.Floor.Guest.Person == person {
		t.endGuest()
	}
}

// attendGuest lets in whoever was called and has come, and ends the time of a
// guest who is gone.
func (t *Tx) attendGuest() {
	f := &t.Room.Floor
	if f.Guest.Person != "" && !t.present(f.Guest.Person, QuorumGrace) {
		t.endGuest()
	}
	for person, by := range f.Calls.All() {
		if t.connected(person) && f.Guest.Person == "" && !t.inLobby() && t.Room.Ended == 0 {
			t.seatGuest(person, by)
		}
	}
}
