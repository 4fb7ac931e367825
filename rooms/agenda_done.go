package rooms

func hearsAgenda(t *Tx, e Event) error {
	switch e.What {
	case Left:
		t.Room.Agenda.Done.Delete(e.ID())
		return t.weighDone()
	case Joined, Changed:
		return t.weighDone()
	case Leaving:
		return t.leavesBallot(e.Of)
	case Entered:
		t.ReleaseBallot(t.ballotOf(e.Of))
	case Settled:
		t.ballotLeadsOn(e.Of)
	case Stretched:
		t.keepBallotOpen(e.Of)
	}
	return nil
}

func attendsAgenda(t *Tx) error { return t.weighDone() }

// sayDone is one person's "I'm done" in this phase.
func sayDone(t *Tx, with switchWith) error {
	if err := t.notOver(); err != nil {
		return err
	}
	switch {
	case t.Room.Agenda.Blind:
		t.sayDoneBlind(with.On)
		return nil // what it leads to waits for the clock, see publishDone
	case with.On:
		t.Room.Agenda.Done.Put(t.Actor, true)
	default:
		t.Room.Agenda.Done.Delete(t.Actor)
	}
	return t.weighDone()
}

// weighDone starts the countdown to the next phase when everybody is done, and
// stops it when that is no longer so (StevenWeathers/
// thunderdome-planning-poker#506). Doing it twice changes nothing more. Of a
// blind phase this happens at the pace of its count only: a countdown that
// starts when somebody leaves would say that this person was not done.
func (t *Tx) weighDone() error {
	if t.Room.Agenda.Blind {
		t.wakeDone()
		return nil
	}
	t.countDown(t.allDone())
	return nil
}

func (t *Tx) countDown(ready bool) {
	switch counting := t.Room.Timers.Has("countdown"); {
	case ready && !counting:
		t.SetTimer("countdown", countdown)
	case !ready && counting:
		t.StopTimer("countdown")
	}
}

// allDone tells whether everybody who counts and is present is done. The lobby
// waits for the facilitator all the same, unless the autopilot is on.
func (t *Tx) allDone() bool {
	a := t.Room.Agenda
	switch {
	case a.Held || t.Room.Ended != 0 || t.inLobby() && !a.Auto:
		return false
	case a.Ready:
		return true
	}
	done, of := t.doneOf()
	return done > 0 && done == of
}

// doneOf counts who is done, and of how many: whoever is waited for, and whoever
// said so and went away.
func (t *Tx) doneOf() (done, of int) {
	if t.Room.Agenda.Blind {
		return t.doneBlind()
	}
	for id := range t.Room.People.All() {
		switch {
		case t.WhoIs(id)&t.Room.Agenda.Quorum == 0:
		case t.Room.Agenda.Done.Has(t.Device(id)):
			done++
			of++
		case t.awaited(id):
			of++
		}
	}
	return done, of
}

// SetReady is for a ceremony that sees that nothing is left to do in this phase:
// the same countdown leads on as when everybody says so, and the facilitator can
// hold it.
func (t *Tx) SetReady(ready bool) error {
	t.Room.Agenda.Ready = ready
	return t.weighDone()
}

// countdownRings leads on, unless somebody of a blind phase who was done is so no
// more: this is the first moment at which that may show.
func countdownRings(t *Tx, _ string) error {
	if t.Room.Agenda.Blind && !t.allDone() {
		return nil
	}
	t.MoveOn()
	return nil
}

// hold keeps the meeting in this phase, or lets go of it: then whatever would
// have led on meanwhile does.
func hold(t *Tx, with switchWith) error {
	t.Room.Agenda.Held = with.On
	if !with.On && t.phaseOver() {
		return phaseRings(t, "")
	}
	return t.weighDone()
}
