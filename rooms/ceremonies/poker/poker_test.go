package poker

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"deck": {"fibonacci", "shirts", "powers"}, "as": {"to_split", "spike", "deferred"}, "vote.card": {"1", "13"}, "do": {"vote"},
	})
}
func TestPlays(t *testing.T) { roomstest.Plays(t, Kind()) }

const ann, ben, cem = "p1", "p2", "p3"

// revealed is when all have voted and three seconds have been counted down.
const revealed = 4 * time.Second

// table is three developers at the cards, Ann in the lead, and what is to be sized.
func table(t *testing.T, list string) roomstest.Rehearsed {
	s := roomstest.Rehearse(t, Kind(), "Ann", "Ben", "Cem")
	if list != "" {
		s.Does(ann, "item_bring", roomstest.With("text", list))
	}
	s.Does(ann, "start", roomstest.With())
	return s
}

func play(s roomstest.Rehearsed, hands map[string]string) {
	for _, who := range []string{ann, ben, cem} {
		if card, plays := hands[who]; plays {
			s.Does(rooms.ID(who), "vote", roomstest.With("ballot", rooms.SizeBallot, "card", card))
		}
	}
}

func asked(s roomstest.Rehearsed) rooms.Ballot {
	b, _ := s.Base().Room.Ballots.Get(rooms.SizeBallot)
	return b
}

func TestAListIsSizedOneAfterAnother(t *testing.T) {
	s := table(t, "Log in\nLog out")
	first, item := s.Base().CurrentItem()
	if item.Title != "Log in" || asked(s).About != string(first) {
		t.Fatalf("it begins with %+v, and asks about %q", item, asked(s).About)
	}
	play(s, map[string]string{ann: "3", ben: "3", cem: "8"})
	s.Wait(revealed)
	if r, _ := asked(s).Latest(); r.Low != "3" || r.High != "8" || r.Spread != rooms.Wide {
		t.Errorf("shown is %+v", r)
	}
	s.Does(ann, "revote", roomstest.With("ballot", rooms.SizeBallot))
	s.Refused("still_hidden", ann, "settle", roomstest.With("card", "5"))
	play(s, map[string]string{ann: "5", ben: "5", cem: "5"})
	s.Wait(revealed)
	s.Refused("invalid", ann, "settle", roomstest.With("card", "?"))
	s.Does(ann, "settle", roomstest.With("card", "5"))
	done, _ := s.Base().Room.Items.Get(first)
	if done.State != rooms.ItemDone || done.Result != "5" || done.Rounds != 2 {
		t.Errorf("settled is %+v", done)
	}
	if _, item := s.Base().CurrentItem(); item.Title != "Log out" || !asked(s).IsOpen() {
		t.Errorf("next is %+v", item)
	}
	text := string(s.Minutes().Markdown(words.All.In(words.Source)))
	for _, want := range []string{"Log in", "2 × 3, 1 × 8", "3 × 5"} {
		if !strings.Contains(text, want) {
			t.Errorf("the minutes have no %q:\n%s", want, text)
		}
	}
}

func TestTheLastItemCanBeSizedOnceMore(t *testing.T) {
	s := table(t, "Log in")
	play(s, map[string]string{ann: "3", ben: "3", cem: "5"})
	s.Wait(revealed)
	s.Does(ann, "settle", roomstest.With("card", "5"))
	if at, _ := s.Base().CurrentItem(); at != "" || asked(s).IsOpen() {
		t.Errorf("with all sized, the meeting is at %q", at)
	}
	s.Does(ann, "revote", roomstest.With("ballot", rooms.SizeBallot))
	if _, item := s.Base().CurrentItem(); item.Title != "Log in" {
		t.Errorf("it is asked about again, and the meeting is at %+v", item)
	}
}

func TestWithoutAListOneSizesWhatIsTalkedAbout(t *testing.T) {
	s := table(t, "")
	play(s, map[string]string{ann: "1", ben: "2", cem: "coffee"})
	s.Wait(revealed)
	s.Does(ann, "settle", roomstest.With("card", "2"))
	if size := s.Base().Room; asked(s).About != "" || size.Items.Len() != 0 {
		t.Errorf("settled about %q", asked(s).About)
	}
	s.Does(ann, "revote", roomstest.With("ballot", rooms.SizeBallot))
	if !asked(s).IsOpen() {
		t.Error("nothing is asked")
	}
}

func TestAnotherItemTakesTheQuestionWithIt(t *testing.T) {
	s := table(t, "Log in\nLog out")
	play(s, map[string]string{ann: "3"})
	first, _ := s.Base().CurrentItem()
	second := s.Base().NextItem()
	s.Does(ann, "item_pick", roomstest.With("item", second))
	if b := asked(s); b.About != string(second) || b.Done.Len() != 0 {
		t.Errorf("asked about %q, with %d votes", b.About, b.Done.Len())
	}
	s.Does(ann, "item_withdraw", roomstest.With("item", second, "on", true))
	if at, _ := s.Base().CurrentItem(); at != first || asked(s).About != string(first) {
		t.Errorf("after what was withdrawn comes %q", at)
	}
}

func TestOtherCardsBeginTheRoundAnew(t *testing.T) {
	s := table(t, "Log in")
	play(s, map[string]string{ann: "3"})
	s.Refused("invalid", ann, "deck", roomstest.With("deck", "own", "cards", []string{"one"}))
	s.Does(ann, "deck", roomstest.With("deck", "shirts", "sure", true))
	if b := asked(s); !b.IsOpen() || b.Done.Len() != 0 || !b.Options.Has("XL") || !b.Sure {
		t.Errorf("asked is %+v", b)
	}
}

// The minutes show each round with the cards that it was played with, and a size that was
// settled about nothing on a list.
func TestMinutesKeepRoundsOfAnEarlierDeck(t *testing.T) {
	s := table(t, "")
	play(s, map[string]string{ann: "13", ben: "5", cem: "13"})
	s.Wait(revealed)
	s.Does(ann, "settle", roomstest.With("card", "13"))
	s.Does(ann, "deck", roomstest.With("deck", "shirts"))
	minutes := string(s.Minutes().Markdown(words.All.In(words.Source)))
	for _, want := range []string{"1 × 5, 2 × 13", "## Size\n\n13"} {
		if !strings.Contains(minutes, want) {
			t.Errorf("%q is not in the minutes:\n%s", want, minutes)
		}
	}
}

// Cards that have a name in words have it in the reader's language, in every part of the minutes.
func TestMinutesSayCardsInTheReadersLanguage(t *testing.T) {
	s := table(t, "Log in")
	s.Does(ann, "deck", roomstest.With("deck", "risk"))
	play(s, map[string]string{ann: "high", ben: "coffee", cem: "high"})
	s.Wait(revealed)
	s.Does(ann, "settle", roomstest.With("card", "high"))
	minutes := string(s.Minutes().Markdown(words.All.In("de")))
	for _, want := range []string{"| Log in | hoch |", "2 × hoch, 1 × Pause"} {
		if !strings.Contains(minutes, want) {
			t.Errorf("%q is not in the minutes:\n%s", want, minutes)
		}
	}
	alone := table(t, "")
	alone.Does(ann, "deck", roomstest.With("deck", "risk"))
	play(alone, map[string]string{ann: "low"})
	alone.Wait(revealed)
	alone.Does(ann, "reveal", roomstest.With("ballot", rooms.SizeBallot))
	alone.Does(ann, "settle", roomstest.With("card", "low"))
	if got := string(alone.Minutes().Markdown(words.All.In("de"))); !strings.Contains(got, "## Größe\n\ngering") {
		t.Errorf("the size is not said:\n%s", got)
	}
}

func TestOnlyDevelopersSizeAndTheOwnerSettles(t *testing.T) {
	s := table(t, "Log in")
	owner := s.EnterAs("Olga", rooms.ProductOwner)
	s.Refused("forbidden", owner, "vote", roomstest.With("ballot", rooms.SizeBallot, "card", "3"))
	s.Refused("forbidden", ben, "reveal", roomstest.With("ballot", rooms.SizeBallot))
	play(s, map[string]string{ann: "3", ben: "3", cem: "3"})
	s.Wait(revealed)
	s.Refused("forbidden", ben, "settle", roomstest.With("card", "3"))
	s.Does(owner, "settle", roomstest.With("card", "3"))
}

func TestARoomOfTheFirstVersionKeepsItsCards(t *testing.T) {
	doc := map[string]any{"room": map[string]any{}, "shared": map[string]any{"deck": map[string]any{"key": "shirts"}, "size": "L"}}
	if err := upgrade(doc, 1); err != nil {
		t.Fatal(err)
	}
	got, _ := json.Marshal(doc)
	if want := `{"room":{"sizing":{"deck":{"key":"shirts"},"size":"L"}},"shared":{}}`; string(got) != want {
		t.Errorf("it became %s", got)
	}
}

// Going on shows the cards that lie on the table, and asks nobody any more why.
func TestNothingFollowsFromCardsThatAreShownAtTheEnd(t *testing.T) {
	s := table(t, "Log in")
	play(s, map[string]string{ann: "1", ben: "13"})
	s.Does(ann, "next", roomstest.With())
	if r, shown := asked(s).Latest(); !shown || r.Spread != rooms.Wide {
		t.Fatalf("shown is %+v", r)
	}
	if room := s.Base().Room; room.Sizing.Voices.Len() > 0 || room.Floor.Speaker != "" {
		t.Errorf("%v says why", room.Sizing.Voices)
	}
}
