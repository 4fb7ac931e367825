package retrospective

import (
	"cmp"
	"time"

	"rondo/rooms"
)

// What a room promises (Room.Promise).
const (
	anonymous = "anonymous"
	named     = "named"
)

// What the safety check says.
const (
	safetyLow     = "low"
	safetyFine    = "fine"
	safetyUnknown = "unknown" // too few answers to show
)

const tightenFor = time.Minute

// promise is made when the meeting starts, and stands from then on. Of two each knows what
// the other wrote. So with fewer than three nothing is promised yet: nobody can write
// before they choose names, or a third person has come.
func promise(t *turn) {
	switch {
	case t.Room.Promise != "" || t.Room.Agenda.Now == rooms.Lobby || t.Room.Ended != 0:
		return
	case t.Shared.Named:
		t.Room.Promise = named
	case t.Hides(heldNotes, participants):
		t.Room.Promise = anonymous
	default:
		return
	}
	t.Shared.Waits = false
	t.Final() // also taking back the start would take back the promise
}

// secrecy is how people vote under the promise.
func secrecy(t *turn) string {
	if t.Room.Promise == named {
		return rooms.Hidden
	}
	return rooms.Anonymous
}

// askSafety asks how safe people feel to speak their mind, once. The answers are
// anonymous under any promise.
func askSafety(t *turn) error {
	if t.Room.Ballots.Has(safetyBallot) {
		return nil
	}
	return rooms.UnlessTooFew(t.OpenBallot(safetyBallot, rooms.BallotPlan{
		Kind: rooms.Scale, Secrecy: rooms.Anonymous, Who: participants, Auto: true, Fine: t.Shared.Least,
	}))
}

// weighSafety says what the answers mean: below what the team has set, the room
// offers a stricter promise and to be among themselves.
func weighSafety(t *turn) {
	b, _ := t.Room.Ballots.Get(safetyBallot)
	switch r, shown := b.Shown(); {
	case !shown:
		t.Shared.Safety = safetyUnknown
	case r.Mood == rooms.SomeNot, r.Mood == "" && r.Mean < float64(t.Shared.Least):
		t.Shared.Safety = safetyLow
	default:
		t.Shared.Safety = safetyFine
	}
}

// askToTighten makes the promise stricter: at once when the facilitator does it
// before anybody has written, else when more participants are for it than against.
// Whoever facilitates cannot end that vote. Nobody can make the promise weaker.
func askToTighten(t *turn, _ struct{}) error {
	switch {
	case t.Room.Promise != named:
		return rooms.Refuse("already_anonymous")
	case t.WhoIs(t.Actor)&rooms.Leading != 0 && beforeNotes(t, "") == nil:
		return tighten(t)
	}
	plan := rooms.BallotPlan{
		Kind: rooms.YesNo, Secrecy: rooms.Anonymous, Who: participants, Auto: true, Fixed: true, Deadline: tightenFor,
	}
	err := t.OpenBallot(tightenBallot, plan)
	if tooFewPeople(err) {
		plan.Secrecy = rooms.Hidden
		err = t.OpenBallot(tightenBallot, plan)
	}
	return err
}

func tightenSettles(t *turn) error {
	b, _ := t.Room.Ballots.Get(tightenBallot)
	r, _ := b.Latest()
	yes, _ := r.Tally.Get("yes")
	no, _ := r.Tally.Get("no")
	if yes <= no || t.Room.Promise != named {
		return nil
	}
	return tighten(t)
}

// tighten takes the names off what is shown and off what is still to come. A vote
// that is open is asked again as an anonymous one; with too few people for that
// it ends without a result. So does the writing: it waits for a third person.
func tighten(t *turn) error {
	t.Room.Promise = anonymous
	for id := range t.Shared.Notes.All() {
		t.Shared.Notes.Edit(id, func(n *Note) { n.By = "" })
	}
	weighWriting(t)
	t.HidePast()
	if err := cmp.Or(askSecretly(t, dotsBallot, dotsPlan), askSecretly(t, goOnBallot, goOnPlan)); err != nil {
		return err
	}
	for ballot := range t.Room.Ballots.All() {
		t.ForgetVoters(ballot)
	}
	return nil
}

// askSecretly asks a vote that is open once more, under the promise as it is now.
func askSecretly(t *turn, ballot string, plan func(*turn) rooms.BallotPlan) error {
	if b, _ := t.Room.Ballots.Get(ballot); !b.IsOpen() {
		return nil
	}
	return rooms.UnlessTooFew(t.AskAnew(ballot, plan(t)))
}
