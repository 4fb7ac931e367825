package rooms

// A phase may end with a vote (PhasePlan.Ballot). At the zero of its clock the
// ballot closes, with its own grace for what is in flight, and that leads on; more
// time at the last moment keeps it open.

// ballotOf returns the vote that a phase ends with, or "".
func (t *Table) ballotOf(phase string) string {
	for _, p := range t.kind.Phases {
		if p.Key == phase {
			return p.Ballot
		}
	}
	return ""
}

// ringBallot is the zero of a phase that ends with a vote.
func (t *Table) ringBallot(id string) {
	if b, _ := t.Room.Ballots.Get(id); b.IsOpen() && !t.Room.Agenda.Held {
		t.SetTimer("ballot:"+id, 0)
		return
	}
	t.MoveOn()
}

// ballotLeadsOn goes on from a phase whose vote has its result and whose clock has
// run out.
func (t *Table) ballotLeadsOn(id string) {
	if now := t.Room.Agenda.Now; id == t.ballotOf(now) && t.phaseOver() {
		t.MoveOn()
	}
}

// keepBallotOpen lets people go on voting in a phase that was given more time.
func (t *Table) keepBallotOpen(phase string) {
	if id := t.ballotOf(phase); id != "" && phase == t.Room.Agenda.Now {
		t.StopTimer("ballot:" + id)
	}
}
