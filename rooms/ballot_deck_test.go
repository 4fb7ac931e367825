package rooms

import (
	"slices"
	"strings"
	"testing"
)

func TestEveryDeckHasTheTwoCardsThatAreNoSize(t *testing.T) {
	for key := range Decks {
		deck, err := DeckOf(key, nil)
		if err != nil || !slices.Equal(deck.Options()[deck.Cards.Len():], []string{Unknown, Coffee}) {
			t.Errorf("%s: %v, %v", key, deck.Options(), err)
		}
		for i := 1; i < deck.Cards.Len() && deck.isNumbers(); i++ {
			if valueOf(deck.Cards.At(i-1)) >= valueOf(deck.Cards.At(i)) {
				t.Errorf("%s is out of order at %s", key, deck.Cards.At(i))
			}
		}
	}
}

func TestADeckOfOnesOwn(t *testing.T) {
	deck, err := DeckOf(OwnDeck, []string{"8", "?", "½", "☕", " 3 "})
	if err != nil || !slices.Equal(deck.Cards.Slice(), []string{"½", "3", "8"}) {
		t.Errorf("numbers: %v, %v", deck.Cards, err)
	}
	deck, err = DeckOf(OwnDeck, []string{"mouse", "dog", "cow"})
	if err != nil || !slices.Equal(deck.Cards.Slice(), []string{"mouse", "dog", "cow"}) {
		t.Errorf("words: %v, %v", deck.Cards, err)
	}
	for field, cards := range map[string][]string{
		"/cards":   {"1", "?"},
		"/cards/1": {"1", "1", "2"},
		"/cards/2": {"1", "2", strings.Repeat("x", maxCardName+1)},
		"/cards/0": {" ", "1"},
	} {
		if _, err := DeckOf(OwnDeck, cards); err == nil || AsError(err).Field != field {
			t.Errorf("%v: %v, want a refusal at %s", cards, err, field)
		}
	}
	if _, err := DeckOf(OwnDeck, strings.Fields(strings.Repeat("a b c d ", 4)+"e")); err == nil {
		t.Error("too many, or twice the same, were taken")
	}
	if _, err := DeckOf("tarot", nil); err == nil || AsError(err).Field != "/deck" {
		t.Errorf("an unknown deck: %v", err)
	}
	if _, err := DeckOf("shirts", []string{"S"}); err == nil || AsError(err).Field != "/cards" {
		t.Errorf("cards for a known deck: %v", err)
	}
}

func TestWhatIsANumber(t *testing.T) {
	for card, want := range map[string]float64{"0": 0, "½": 0.5, "13": 13, "2.5": 2.5} {
		if x, ok := NumberOf(card); !ok || x != want {
			t.Errorf("%q is %v", card, x)
		}
	}
	for _, card := range []string{"", "?", "XL", "1e3", "Inf", "NaN", "-1", "0x1", "1_0", "9999999"} {
		if _, ok := NumberOf(card); ok {
			t.Errorf("%q is a number", card)
		}
	}
}
