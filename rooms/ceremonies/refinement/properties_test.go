package refinement

import (
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"deck": {"fibonacci", "shirts", "powers"}, "ahead.seconds": {"3600"}, "vote.card": {"1", "13"}, "as": {"to_split", "spike", "deferred"},
		"step.to": {"size"}, "vote": {"card"}, "do": {"vote", "heard", "want", "step", "ask_unnamed"}, "ahead.zone": {"Europe/Berlin"}, "estimate.card": {"1", "13"}, "want": {"more", "park", "decide"},
		"titles": {"One half", "The other"},
	})
}

// What is chosen in secret in a refinement: sizes, in the meeting and ahead of it.
func TestWhatIsSecretInARefinement(t *testing.T) {
	item := roomstest.Deed{Who: "ann", Do: "item_add", With: roomstest.With("title", "Log in")}
	roomstest.Secrets(t, Kind(),
		roomstest.Secret{Ballot: rooms.SizeBallot, Before: []roomstest.Deed{
			item, {Who: "ann", Do: "start"}, {Who: "ann", Do: "step", With: roomstest.With("to", size)},
		}},
		roomstest.Secret{Ballot: "ahead", Ahead: true, Before: []roomstest.Deed{
			item, {Who: "ann", Do: "ahead", With: roomstest.With("seconds", 3600, "zone", "Europe/Berlin")},
		}},
	)
}
