package refinement

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

const twoDays = 48 * time.Hour

// ahead is a refinement that waits, in which people may estimate for two days.
func ahead(t *testing.T, list string) table {
	s := roomstest.Rehearse(t, Kind(), "Ann", "Ben", "Cem")
	g := table{s, s.EnterAs("Olga", rooms.ProductOwner), t}
	s.Does(ann, "item_bring", roomstest.With("text", list))
	s.Does(ann, "ahead", roomstest.With("seconds", int(twoDays.Seconds()), "zone", "Europe/Berlin"))
	return g
}

// estimates are the cards of Ann, Ben and Cem for an item; "" of who says nothing.
func (g table) estimates(title string, cards ...string) {
	g.t.Helper()
	id, _ := g.item(title)
	for i, card := range cards {
		if card != "" {
			g.Does([]rooms.ID{ann, ben, cem}[i], "estimate", roomstest.With("item", id, "card", card))
		}
	}
}

func TestTheMeetingIsAboutWhatPeopleDifferIn(t *testing.T) {
	g := ahead(t, "All agree\nNobody\nOne alone\nWide\nTwo of three\nWith a question")
	g.estimates("All agree", "5", "5", "5")
	g.estimates("One alone", "3")
	g.estimates("Wide", "1", "13", "5")
	g.estimates("Two of three", "8", "", "8")
	g.estimates("With a question", "2", "?", "2")
	if n, _ := g.Base().Room.Sizing.Ahead.Get(ann); n != 5 {
		t.Errorf("Ann has estimated %d", n)
	}
	g.Passes(twoDays)
	for title, size := range map[string]string{"All agree": "5", "Two of three": "8", "Nobody": "", "One alone": "", "Wide": "", "With a question": ""} {
		if _, item := g.item(title); item.Result != size {
			t.Errorf("%s has the size %q, want %q", title, item.Result, size)
		}
	}
	if g.Base().Room.Started != 0 || g.Base().Room.Sizing.Ahead.Len() != 0 || g.Base().Held.Len() != 0 {
		t.Error("it began, or something was left in the drawers")
	}
	id, _ := g.item("Nobody")
	g.Refused("window_closed", ann, "estimate", roomstest.With("item", id, "card", "3"))
	g.Does(ann, "start", roomstest.With())
	for _, title := range []string{"One alone", "Wide", "With a question", "Nobody"} { // what was chosen for comes first
		g.at(title, present)
		g.steps("")
	}
	g.at("", "")
}

// Who starts before the time is up takes what is given by then.
func TestAnEarlyStartTakesWhatIsGiven(t *testing.T) {
	g := ahead(t, "Log in\nPay")
	g.estimates("Log in", "3", "3", "3")
	g.Does(ann, "start", roomstest.With())
	g.at("Pay", present)
	if _, item := g.item("Log in"); item.Result != "3" || !g.Base().Room.Ahead.Over {
		t.Errorf("it is %+v", item)
	}
	id, _ := g.item("Pay")
	g.vote2(id)
}

// vote2 plays a round for what is in hand, which has had none.
func (g table) vote2(id rooms.ID) {
	g.t.Helper()
	g.steps(size)
	g.vote("2", "2", "2")
	if rounds := g.Base().SizeRounds(); len(rounds) != 1 || rounds[0].Of != string(id) {
		g.t.Errorf("there were %d rounds", len(rounds))
	}
}

// What was chosen ahead is a round of its own: two more may follow in the meeting.
func TestRoundsAheadDoNotCountInTheMeeting(t *testing.T) {
	g := ahead(t, "Wide")
	g.estimates("Wide", "1", "13", "5")
	g.Does(ann, "start", roomstest.With())
	g.steps(size)
	g.vote("1", "13", "13")
	g.Passes(2 * rooms.VoiceTime)
	g.vote("8", "8", "8")
	g.Does(ann, "settle", roomstest.With("card", "8"))
	if _, item := g.item("Wide"); item.Result != "8" || item.Rounds != 3 || item.Details.Estimates.At(0).From != "1–13" {
		t.Errorf("it is %+v", item)
	}
}

// Nobody sees another's card before the window closes, nor who leads; other cards forget them.
func TestEstimatesAreHidden(t *testing.T) {
	g := ahead(t, "Log in")
	id, _ := g.item("Log in")
	g.estimates("Log in", "3", "13")
	g.Does(ann, "estimate", roomstest.With("item", id))
	if held, _ := g.Base().Held.Get(ann); held.Ahead.Len() != 0 {
		t.Errorf("Ann took it back, and there is %+v", held)
	}
	if ballot := g.Base().Room.Ballots; ballot.Len() != 0 {
		t.Errorf("everybody sees %+v", ballot)
	}
	g.Does(ann, "deck", roomstest.With("deck", "shirts"))
	if g.Base().Held.Len() != 0 || g.Base().Room.Sizing.Ahead.Len() != 0 {
		t.Error("cards of another deck are kept")
	}
	g.Does(ann, "ahead", roomstest.With())
	g.Refused("window_closed", ann, "estimate", roomstest.With("item", id, "card", "M"))
	g.Refused("invalid", ann, "ahead", roomstest.With("seconds", 3600, "zone", "Europe/Atlantis"))
}
