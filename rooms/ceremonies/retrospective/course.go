package retrospective

import (
	"cmp"

	"rondo/rooms"
)

// The course of a retrospective: what each phase opens and closes.

func enters(t *turn, phase string) error {
	promise(t)
	if t.Past(write) {
		reveal(t)
	}
	switch phase {
	case stage:
		return askSafety(t)
	case old:
		return oldReady(t)
	case write:
		return cmp.Or(dropDots(t), openWriting(t))
	case read:
		if t.Shared.Aloud && t.Shared.Reading == "" {
			dealNote(t)
		}
	case group:
		findHints(t)
	case dots:
		return openDots(t)
	case discuss:
		return openDiscussion(t)
	case rooms.Closing:
		return openClose(t)
	}
	return nil
}

func leaves(t *turn, phase string) error {
	switch phase {
	case old:
		endOld(t)
	case write:
		t.Shared.Writing = ""
		t.CloseCrowd(heldNotes)
		t.StopTimer(freezing)
	case read:
		t.Shared.Reading, t.Shared.Reader = "", ""
	case group:
		t.Shared.Hints = rooms.Map[rooms.ID, GroupHint]{}
	case dots:
		endDots(t)
	case discuss:
		return leaveDiscussion(t)
	case rooms.Closing:
		t.CloseCrowd(heldKudos)
	}
	return nil
}

// moreCame: what needed three people may begin now.
func moreCame(t *turn) error {
	promise(t)
	switch t.Room.Agenda.Now {
	case stage:
		return askSafety(t)
	case write:
		weighWriting(t)
		return openWriting(t)
	case dots:
		if !t.Holds(heldVote) {
			return openDots(t)
		}
	case rooms.Closing:
		return askWorth(t)
	}
	return nil
}

// letVote lets somebody vote who came when a vote was open already. The
// facilitator does so by name: somebody who came twice must not vote twice.
func letVote(t *turn, with struct {
	Person rooms.ID `json:"person"`
}) error {
	if t.WhoIs(with.Person)&participants == 0 {
		return rooms.Invalid("person", "not_a_voter")
	}
	for _, ballot := range []string{safetyBallot, tightenBallot, dotsBallot, goOnBallot, roti} {
		if b, _ := t.Room.Ballots.Get(ballot); b.IsOpen() && !b.Who.Has(with.Person) {
			if err := t.AddVoter(ballot, with.Person); err != nil {
				return err
			}
		}
	}
	return nil
}

// retroRings is what the clocks of this ceremony do.
func rings(t *turn, timer string) error {
	switch {
	case timer == freezing:
		t.MoveOn()
	case timer == topicTimer:
		return topicRings(t)
	case timer == "phase" && t.Room.Agenda.Now == write:
		freeze(t)
	case timer == "phase" && t.Room.Agenda.Now == rooms.Closing:
		closeRings(t)
	}
	return nil
}

// retroStretched: writing that is frozen thaws when it is given more time, and the
// end that was about to come does not.
func stretched(t *turn, phase string) {
	if phase != t.Room.Agenda.Now {
		return
	}
	t.StopTimer(freezing)
	if phase == write && t.Shared.Writing == writingFrozen {
		t.Shared.Writing = writingOpen
	}
	if phase == rooms.Closing {
		t.StopTimer("ballot:" + roti)
	}
}

// retroSettles follows a result.
func settles(t *turn, ballot string) error {
	switch ballot {
	case dotsBallot:
		if t.Room.Agenda.Now != dots {
			endDots(t)
		}
	case safetyBallot:
		weighSafety(t)
	case tightenBallot:
		return tightenSettles(t)
	case goOnBallot:
		return goOnSettles(t)
	}
	return nil
}

// forgetPerson hands on what somebody had who is gone for good.
func forgetPerson(t *turn, person rooms.ID) {
	if t.Shared.Scribe == person {
		t.Shared.Scribe = ""
	}
	if t.Shared.Reader == person {
		t.Shared.Reader = t.After(person, participants)
	}
	if t.Shared.NextLead == person {
		t.Shared.NextLead = t.After(person, rooms.Team)
	}
	disown(t, person)
}
