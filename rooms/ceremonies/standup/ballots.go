package standup

import "rondo/rooms"

// openPulse asks how people are, anonymously, if the facilitator wants it and
// it was not asked yet. With fewer than three people it is left out.
func openPulse(t *turn) error {
	if !t.Shared.Pulse || t.Room.Ballots.Has(pulseBallot) {
		return nil
	}
	return rooms.UnlessTooFew(t.OpenBallot(pulseBallot, rooms.BallotPlan{
		Kind: rooms.Scale, Secrecy: rooms.Anonymous, Who: rooms.Team, Auto: true, Fine: 3, // of 5
	}))
}

// openTrack asks developers whether the sprint goal is still in reach (Scrum
// Guide 2020: the Daily Scrum inspects progress toward the Sprint Goal). Where there
// was none it waits for the first who comes.
func openTrack(t *turn) error {
	if t.Room.Agenda.Now != plan || t.Room.Ballots.Has(trackBallot) {
		return nil // the meeting has come to it again: the vote goes on, or the facilitator may ask again
	}
	return rooms.UnlessTooFew(t.OpenBallot(trackBallot, rooms.BallotPlan{
		Kind: rooms.Roman, Secrecy: rooms.Hidden, Who: rooms.Developers, Auto: true, Late: true,
	}))
}

// trackSettles parks a talk about the plan, before all other topics, when half
// or fewer think that the goal is in reach. A later vote that says otherwise
// takes it back.
func trackSettles(t *turn, ballot string) {
	if ballot != trackBallot {
		return
	}
	b, _ := t.Room.Ballots.Get(trackBallot)
	result, _ := b.Latest()
	up, _ := result.Tally.Get("up")
	doubt := result.Voters > 0 && 2*up <= result.Voters
	switch {
	case doubt && t.Shared.Replan == "":
		t.Shared.Replan = t.ParkFirst("Plan anew: is the sprint goal still in reach?", "")
	case !doubt && t.Shared.Replan != "":
		t.Room.Parked.Delete(t.Shared.Replan)
		t.Shared.Replan = ""
	}
}

// trackLeads lets everybody look at what came out before the meeting goes on by
// itself; at the zero of the phase it goes on at once.
func trackLeads(t *turn, ballot string, settled bool) error {
	if ballot != trackBallot || t.Room.Agenda.Now != plan {
		return nil
	}
	return t.SetReady(settled)
}
