package review

import "rondo/rooms"

// askWorth asks once, without names, what the time was worth, as soon as there are enough to ask.
func askWorth(t *turn) error {
	if t.Room.Agenda.Now != rooms.Closing || t.Room.Ended != 0 || t.Room.Ballots.Has(worth) {
		return nil
	}
	return rooms.UnlessTooFew(t.OpenBallot(worth, rooms.BallotPlan{
		Kind: rooms.Scale, Secrecy: rooms.Anonymous, Who: guests, Auto: true,
	}))
}
