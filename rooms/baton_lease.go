package rooms

func hearsBaton(t *Tx, e Event) error {
	switch e.What {
	case Left:
		t.dropFromBaton(e.ID())
		return attendsBaton(t)
	case Joined, Changed:
		t.offerToLead(e.ID())
	}
	return nil
}

// offerToLead offers the baton to somebody whose part it is and who just came.
func (t *Tx) offerToLead(person ID) {
	b := &t.Room.Baton
	p, _ := t.Room.People.Get(person)
	holder, _ := t.Room.People.Get(b.Holder)
	if b.Locked || b.Offer != "" || b.Holder == person || b.Nays.Has(person) || p.Bot || p.Via != "" || !p.TakesPart() {
		return
	}
	if b.Lead != "" && p.Is(b.Lead) && !holder.Is(b.Lead) {
		t.offer(person, false)
	}
}

// offer offers the baton to somebody, or ("") to nobody; in place of who is gone for
// OfferFor, and then to the next.
func (t *Tx) offer(to ID, gone bool) {
	b := &t.Room.Baton
	b.Offer, b.Gone, b.Open = to, gone, false
	if gone {
		t.SetTimer("offer", OfferFor)
		return
	}
	t.StopTimer("offer")
}

// offerOn offers it to the next in place of who is gone. Nobody is asked twice: then
// whoever looks at the meeting may take it.
func (t *Tx) offerOn() {
	b := &t.Room.Baton
	next := t.successor()
	t.offer(next, next != "")
	if b.Silent.Has(next) {
		t.StopTimer("offer")
		b.Offer, b.Open = "", true
	}
}

// offerRings tells that somebody did not answer. Just after a start nobody is silent who
// may be on the way back.
func offerRings(t *Tx, _ string) error {
	if t.awaitsAnyone() {
		t.SetTimer("offer", OfferFor+(t.Here.Opened+For(Settle)-t.Now).Duration())
		return nil
	}
	t.Room.Baton.Silent = t.Room.Baton.Silent.With(t.Room.Baton.Offer)
	t.offerOn()
	return nil
}

func (t *Tx) dropFromBaton(person ID) {
	b := &t.Room.Baton
	b.Co = b.Co.Without(person)
	b.Silent = b.Silent.Without(person)
	if b.Offer == person {
		t.offer("", false)
	}
	if b.Owner == person {
		b.Owner = ""
	}
	if b.Holder == person {
		b.Holder, b.Owner = b.Owner, ""
	}
}

// attendsBaton looks after the lease when people come and go, and when a grace
// is over. It reads only the document and who is here, so doing it twice
// changes nothing more. Nothing stops meanwhile: the clocks are the server's.
func attendsBaton(t *Tx) error {
	b := &t.Room.Baton
	_, back := t.Here.Since[b.Owner]
	switch {
	case b.Owner != "" && back:
		t.handBaton(b.Owner, "")
	case b.Holder != "" && (b.Locked || t.present(b.Holder, BatonGrace) && !t.Here.Awaited(b.Holder)):
		if b.Gone {
			t.offer("", false)
		}
		b.Silent = List[ID]{}
		if !b.Locked {
			b.Nays = t.naysOfLeads()
		}
	case t.awaitsAnyone():
		// Just after a start: an offer stands, and nobody gets one for being back first.
	case b.Open:
	case b.Offer != "" && t.mayTake(b.Offer):
		if !b.Gone {
			t.offer(b.Offer, true)
		}
	default:
		// A locked baton whose holder left for good is offered too: a meeting
		// that nobody can end helps nobody (ParabolInc/parabol#592).
		t.offerOn()
	}
	return nil
}

// awaitsAnyone tells whether somebody may be on the way back after a start.
func (t *Tx) awaitsAnyone() bool {
	if holder := t.Room.Baton.Holder; holder != "" && t.Here.Awaited(holder) {
		return true
	}
	for id, p := range t.Room.People.All() {
		if p.TakesPart() && !p.Bot && p.Via == "" && t.Here.Awaited(id) {
			return true
		}
	}
	return false
}

// naysOfLeads forgets who declined to stand in once the holder is back, but not
// that a lead declined on arrival.
func (t *Tx) naysOfLeads() (nays List[ID]) {
	b := t.Room.Baton
	for _, id := range b.Nays.All() {
		if p, _ := t.Room.People.Get(id); p.Is(b.Lead) {
			nays = nays.With(id)
		}
	}
	return nays
}

// successor is who is offered the baton of somebody who is gone, of those who have not
// been asked in vain: a co-facilitator, else somebody who does not speak just now, else
// the one whose part it is, else who is here the longest.
func (t *Tx) successor() (heir ID) {
	for _, id := range t.Room.People.Ranked(func(p Person) int { return p.Rank }) {
		if t.mayTake(id) && (heir == "" || t.before(id, heir)) {
			heir = id
		}
	}
	return heir
}

func (t *Tx) before(a, b ID) bool {
	for _, better := range []func(ID) bool{
		func(id ID) bool { return !t.Room.Baton.Silent.Has(id) },
		t.Room.Baton.Co.Has,
		func(id ID) bool { return t.Room.Floor.Speaker != id },
		func(id ID) bool { p, _ := t.Room.People.Get(id); return p.Is(t.Room.Baton.Lead) },
	} {
		if better(a) != better(b) {
			return better(a)
		}
	}
	return t.Here.Since[a] < t.Here.Since[b]
}

// mayTake tells whether the baton can be offered to somebody now.
func (t *Tx) mayTake(person ID) bool {
	p, ok := t.Room.People.Get(person)
	_, here := t.Here.Since[person]
	return ok && here && p.TakesPart() && !p.Bot && person != t.Room.Baton.Holder && !t.Room.Baton.Nays.Has(person)
}
