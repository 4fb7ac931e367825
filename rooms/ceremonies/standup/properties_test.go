package standup

import (
	"testing"

	"rondo/rooms/roomstest"
)

// Who can be called in is the product manager among those who come.
func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{"call_in.person": {"p5"}})
}

// The way to the two ballots of a standup: the pulse, and whether the goal is
// still in reach.
func TestWhatIsSecretInAStandup(t *testing.T) {
	roomstest.Secrets(t, Kind(),
		roomstest.Secret{Ballot: pulseBallot, Anonymous: true, Before: []roomstest.Deed{
			{Who: "ann", Do: "pulse", With: roomstest.With("on", true)}, {Who: "ann", Do: "start"},
		}},
		roomstest.Secret{Ballot: trackBallot, Before: []roomstest.Deed{
			{Who: "ann", Do: "start"}, {Who: "ann", Do: "next"}, {Who: "ann", Do: "next"}, {Who: "ann", Do: "next"},
		}},
	)
}
