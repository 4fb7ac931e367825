package planning

import (
	"errors"

	"rondo/rooms"
)

// askDevelopers asks them without names. Fewer than three cannot hide from each other: they
// are asked with names, which the page says before they answer. It refuses as OpenBallot does.
func askDevelopers(t *turn, id string, plan rooms.BallotPlan) error {
	plan.Who, plan.Secrecy, plan.Auto = rooms.Developers, rooms.Anonymous, true
	err := t.AskAnew(id, plan)
	if refusal := new(rooms.Error); errors.As(err, &refusal) && refusal.Code == "too_few" {
		plan.Secrecy, plan.Fine, plan.Late = rooms.Hidden, 0, true
		err = t.AskAnew(id, plan)
	}
	return err
}

func isAsked(t *turn, id string) bool {
	b, _ := t.Room.Ballots.Get(id)
	return b.IsOpen()
}

func latest(t *turn, id string) rooms.Result {
	b, _ := t.Room.Ballots.Get(id)
	r, _ := b.Latest()
	return r
}
