package rooms

// A phase may have a vote of its own (PhasePlan.Ballot), which is asked again in that
// phase only. Where the phase's policy is Close, it ends with the vote: at the zero of
// its clock the ballot closes, with its own grace for what is in flight, and that leads
// on; more time at the last moment keeps it open.

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
			return Refuse("phase_closed", "This cannot be done in this phase of the meeting.")
		}
	}
	return nil
}
