package refinement

import (
	"testing"

	"rondo/rooms/roomstest"
)

func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"deck": {"fibonacci", "shirts", "powers"}, "ahead.seconds": {"3600"}, "vote.card": {"1", "13"}, "as": {"to_split", "spike", "deferred"},
		"step.to": {"size"}, "vote": {"card"}, "first": {"item_add", "item_add", "item_time", "start", "step", "vote"}, "do": {"vote", "heard", "want", "step", "ask_unnamed"}, "ahead.zone": {"Europe/Berlin"}, "estimate.card": {"1", "13"}, "want": {"more", "park", "decide"},
		"titles": {"One half", "The other"},
	})
}
