package rooms

func hearsAgenda(t *Table, e Event) error {
	switch e.What {
	case Left:
		t.Room.Agenda.Done.Delete(e.Of)
		return t.weighDone()
	case Joined, Changed:
		return t.weighDone()
	}
	return nil
}

func attendsAgenda(t *Table) error { return t.weighDone() }

// sayDone is one person's "I'm done" in this phase.
func sayDone(t *Table, with switchWith) error {
	if err := t.notOver(); err != nil {
		return err
	}
	if with.On {
		t.Room.Agenda.Done.Put(t.Actor, true)
	} else {
		t.Room.Agenda.Done.Delete(t.Actor)
	}
	return t.weighDone()
}

// weighDone starts the countdown to the next phase when everybody is done, and
// stops it when that is no longer so (StevenWeathers/
// thunderdome-planning-poker#506). Doing it twice changes nothing more.
func (t *Table) weighDone() error {
	ready, counting := t.allDone(), t.Room.Timers.Has("countdown")
	switch {
	case ready && !counting:
		t.SetTimer("countdown", countdown)
	case !ready && counting:
		t.StopTimer("countdown")
	}
	return nil
}

// allDone tells whether everybody who counts and is present is done. The lobby
// waits for the facilitator all the same, unless the autopilot is on.
func (t *Table) allDone() bool {
	a := t.Room.Agenda
	switch {
	case a.Held || t.Room.Ended != 0 || t.inLobby() && !a.Auto:
		return false
	case a.Ready:
		return true
	}
	done := 0
	for id := range t.Room.People.All() {
		if t.WhoIs(id)&a.Quorum == 0 {
			continue
		}
		if a.Done.Has(id) {
			done++
		} else if t.awaited(id) {
			return false
		}
	}
	return done > 0
}

// SetReady is for a ceremony that sees that nothing is left to do in this phase:
// the same countdown leads on as when everybody says so, and the facilitator can
// hold it.
func (t *Table) SetReady(ready bool) error {
	t.Room.Agenda.Ready = ready
	return t.weighDone()
}

func countdownRings(t *Table, _ string) error {
	t.MoveOn()
	return nil
}

// hold keeps the meeting in this phase, or lets go of it: then whatever would
// have led on meanwhile does.
func hold(t *Table, with switchWith) error {
	t.Room.Agenda.Held = with.On
	if !with.On && t.phaseOver() {
		return phaseRings(t, "")
	}
	return t.weighDone()
}
