package rooms

import "cmp"

// NextPhase ends the current phase and begins the next one; after the last
// phase the meeting ends.
func (t *Tx) NextPhase() {
	next := t.neighbour(+1)
	if next == "" {
		t.finish()
		return
	}
	if t.inLobby() {
		t.Room.Started = t.Now
	}
	t.leavePhase()
	t.enterPhase(next)
}

// MoveOn is NextPhase for what comes by itself: a clock, a quorum, the last
// speaker. A phase that the facilitator holds stays (microsoft/
// vsts-extension-retrospectives#381: people were thrown out of a phase).
func (t *Tx) MoveOn() {
	if !t.Room.Agenda.Held && t.Room.Ended == 0 {
		t.NextPhase()
	}
}

// BackTo goes back to an earlier phase, whose clock has what it had; what lies between
// comes again.
func (t *Tx) BackTo(phase string) {
	t.leavePhase()
	t.enterPhase(phase)
}

func (t *Tx) leavePhase() {
	a := &t.Room.Agenda
	spent := t.ran(a.Since)
	a.Phases.Edit(a.Now, func(p *Phase) { p.Spent += spent })
	t.StopTimer("phase")
	t.StopTimer("countdown")
	t.Tell(Leaving, a.Now)
}

// enterPhase begins a phase, or goes on with one that was left: its clock then
// has what it had (ParabolInc/parabol#3701, #4881: went forward too early).
func (t *Tx) enterPhase(key string) {
	a := &t.Room.Agenda
	a.Now, a.Since, a.Held, a.Ready, a.Done = key, t.Now, false, false, Map[ID, bool]{}
	a.Phases.Edit(key, func(p *Phase) { p.Began = cmp.Or(p.Began, t.Now) })
	t.openEyes()
	if p := t.Phase(); p.Budget > 0 {
		t.SetTimer("phase", max(p.Budget-p.Spent, min(p.Budget, For(leastReturn))).Duration())
	}
	t.Tell(Entered, key)
}

// ran returns how long something has run that began at since, pauses left out.
func (t *Tx) ran(since Millis) Millis {
	now := t.Now
	if t.Room.Agenda.Paused != 0 {
		now = t.Room.Agenda.Paused
	}
	return max(0, now-since)
}

// phaseRings does what the phase's policy says.
func phaseRings(t *Tx, _ string) error {
	switch policy := t.Phase().AtZero; {
	case policy == Close && t.ballotOf(t.Room.Agenda.Now) != "":
		t.ringBallot(t.ballotOf(t.Room.Agenda.Now))
	case policy == Close, policy == PassOn:
		t.Tell(Rang, "phase")
	case policy == Advance, t.Room.Agenda.Auto:
		t.MoveOn()
	}
	return nil
}

func nextPhase(t *Tx, _ nothing) error {
	if err := t.notOver(); err != nil {
		return err
	}
	t.NextPhase()
	return nil
}

func backPhase(t *Tx, _ nothing) error {
	if err := t.notOver(); err != nil {
		return err
	}
	key := t.neighbour(-1)
	if p, _ := t.Room.Agenda.Phases.Get(key); key == "" || p.Rank == 0 {
		return Refuse("no_earlier_phase")
	}
	t.leavePhase()
	t.enterPhase(key)
	return nil
}

func endMeeting(t *Tx, _ nothing) error {
	if err := t.notOver(); err != nil {
		return err
	}
	t.finish()
	return nil
}

// finish ends the meeting in its last phase; what the other phases had open is
// closed on leaving them.
func (t *Tx) finish() {
	t.goOn()
	keys := t.phases()
	if last := keys[len(keys)-1]; t.Room.Agenda.Now != last {
		t.leavePhase()
		t.enterPhase(last)
	}
	t.StopTimer("phase")
	t.StopTimer("countdown")
	t.openEyes()
	t.Room.Ended = t.Now
	t.Tell(Closed, "")
}

// reopen lets an ended meeting go on in its last phase, until the facilitator
// ends it: whatever led to the end does so no more. The time in between counts as a
// pause.
func reopen(t *Tx, _ nothing) error {
	if t.Room.Ended == 0 {
		return Refuse("not_over")
	}
	gap := t.Now - t.Room.Ended
	a := &t.Room.Agenda
	a.Idle += gap
	a.Since += gap
	a.Done, a.Ready, a.Held = Map[ID, bool]{}, false, true
	t.Room.Ended = 0
	t.Tell(Reopened, "")
	return nil
}
