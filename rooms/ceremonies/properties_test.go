package ceremonies

import (
	"testing"

	"rondo/rooms/roomstest"
)

func TestPropertiesOfEveryCeremony(t *testing.T) {
	for _, kind := range All() {
		t.Run(kind.Name, func(t *testing.T) { roomstest.Ceremony(t, kind) })
	}
}

// The way to the two ballots of a standup: the pulse, and whether the goal is
// still in reach.
func TestWhatIsSecretInAStandup(t *testing.T) {
	roomstest.Secrets(t, Standup(),
		roomstest.Secret{Ballot: pulseBallot, Anonymous: true, Before: []roomstest.Deed{
			{Who: "ann", Do: "pulse", With: With("on", true)}, {Who: "ann", Do: "start"},
		}},
		roomstest.Secret{Ballot: trackBallot, Before: []roomstest.Deed{
			{Who: "ann", Do: "start"}, {Who: "ann", Do: "next"}, {Who: "ann", Do: "next"}, {Who: "ann", Do: "next"},
		}},
	)
}
