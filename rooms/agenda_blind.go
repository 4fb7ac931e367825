package rooms

// In a phase in which people write or vote in secret, "I'm done" is a secret
// too: who is done, and when, says who had much to say. The flags lie in the
// drawers, and everybody sees how many there are, at a fixed pace.

// HideWhoIsDone makes the "I'm done" of the current phase a number. It ends with the
// phase.
func (t *Tx) HideWhoIsDone() {
	a := &t.Room.Agenda
	if a.Blind {
		return
	}
	a.Blind, a.Done = true, Map[ID, bool]{}
	t.StopTimer("countdown")
	_, a.Of = t.doneOf()
	t.SetTimer("done", tallyStep)
}

// openEyes ends a blind phase, if this one was: nothing of it is kept.
func (t *Tx) openEyes() {
	a := &t.Room.Agenda
	if !a.Blind {
		return
	}
	a.Blind, a.Count, a.Of = false, 0, 0
	t.StopTimer("done")
	tidyDone(t.Base)
}

// publishDone shows how many are done, whether that has changed or not, and
// leads on when they are all. It sleeps while nobody is there to see it.
func (t *Tx) publishDone(string) error {
	a := &t.Room.Agenda
	if !a.Blind {
		return nil
	}
	a.Count, a.Of = t.doneOf()
	t.wakeDone()
	t.countDown(t.allDone())
	return nil
}

func (t *Tx) wakeDone() {
	if t.Room.Timers.Has("done") {
		return
	}
	for person := range t.Room.People.All() {
		if t.awaited(person) {
			t.SetTimer("done", tallyStep)
			return
		}
	}
}

// sayDoneBlind notes that whoever speaks, and those around that device, are done.
func (t *Tx) sayDoneBlind(on bool) {
	for _, person := range append(t.around(t.Actor), t.Actor) {
		if t.WhoIs(person)&t.Room.Agenda.Quorum != 0 || !on {
			t.setHeldDone(person, on)
		}
	}
}

// doneBlind counts flags and people apart, and nobody learns who of those who came
// or went had raised one: a flag stays, whatever becomes of its person, until the
// phase ends or that person takes it back.
func (t *Tx) doneBlind() (done, of int) {
	for _, held := range t.Held.All() {
		if held.Done {
			done++
		}
	}
	return done, max(done, t.PresentOf(t.Room.Agenda.Quorum))
}

func (b *Base) setHeldDone(person ID, on bool) {
	b.editHeld(person, func(h *Held) { h.Done = on })
}

// tidyDone depends on the state alone: what is left when no phase is blind, is
// left of one that was.
func tidyDone(b *Base) {
	if b.Room.Agenda.Blind {
		return
	}
	for person, held := range b.Held.All() {
		if held.Done {
			b.setHeldDone(person, false)
		}
	}
}
