package rooms

// A phase may have a vote of its own (PhasePlan.Ballot), which is asked again in that
// phase only. Where the phase's policy is Close, it ends with the vote: at the zero of
// its clock the ballot closes, with its own grace for what is in flight, and that leads
// on; more time at the last moment keeps it open. Going on ends it. Going back does
// not: it waits, with all that was chosen, until the meeting comes on again.

// ballotOf returns the vote of a phase, or "".
func (t *Tx) ballotOf(phase string) string {
	for _, p := range t.kind.Phases {
		if p.Key == phase {
			return p.Ballot
		}
	}
	return ""
}

// ringBallot is the zero of a phase that ends with a vote.
func (t *Tx) ringBallot(id string) {
	if b, _ := t.Room.Ballots.Get(id); b.IsOpen() && !t.Room.Agenda.Held {
		t.SetTimer("ballot:"+id, 0)
		return
	}
	t.MoveOn()
}

// ballotLeadsOn goes on from a phase whose vote has its result and whose clock has
// run out.
func (t *Tx) ballotLeadsOn(id string) {
	if id == t.ballotOf(t.Room.Agenda.Now) && t.Phase().AtZero == Close && t.phaseOver() {
		t.MoveOn()
	}
}

// leavesBallot ends the vote of a phase that the meeting has gone on from, and keeps
// that of one that it has gone back from: that may have been a mistake, and would cost
// votes (ParabolInc/parabol#4881).
func (t *Tx) leavesBallot(phase string) error {
	id := t.ballotOf(phase)
	if t.Past(phase) {
		return t.CloseBallot(id)
	}
	if b, _ := t.Room.Ballots.Get(id); b.Limit == 0 {
		t.StopTimer("ballot:" + id) // the zero of a phase that will have time again
	}
	t.HoldBallot(id)
	return nil
}

// keepBallotOpen lets people go on voting in a phase that was given more time.
func (t *Tx) keepBallotOpen(phase string) {
	if id := t.ballotOf(phase); id != "" && phase == t.Room.Agenda.Now {
		t.StopTimer("ballot:" + id)
	}
}

// outOfPhase refuses a vote that is another phase's.
func (t *Tx) outOfPhase(id string) error {
	for _, p := range t.kind.Phases {
		if p.Ballot == id && p.Key != t.Room.Agenda.Now {
			return Refuse("phase_closed")
		}
	}
	return nil
}
