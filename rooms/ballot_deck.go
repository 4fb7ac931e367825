package rooms

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// Deck is a set of cards to estimate with. Each has two cards more, which stand for
// no size: they count in no mean and no spread.
type Deck struct {
	Key   string       `json:"key"`   // one of the keys below
	Cards List[string] `json:"cards"` // smallest first, without the two that every deck has
}

// The two cards that every deck has.
const (
	Unknown = "?"      // I cannot say
	Coffee  = "coffee" // I would like a break
)

// OwnDeck is the key of a deck whose cards a team has chosen.
const OwnDeck = "own"

// Limits of a deck of one's own.
const (
	fewestCards = 2
	mostCards   = 16
	maxCardName = 8 // characters
)

// Decks are those that everybody knows, by key: the Fibonacci numbers, the
// modified ones that are printed on cards (Mike Cohn, Agile Estimating and Planning),
// sizes of shirts, powers of two, and how risky something is.
var Decks = map[string]List[string]{
	"fibonacci": ListOf("0", "1", "2", "3", "5", "8", "13", "21", "34", "55", "89"),
	"modified":  ListOf("0", "½", "1", "2", "3", "5", "8", "13", "20", "40", "100"),
	"shirts":    ListOf("XS", "S", "M", "L", "XL", "XXL"),
	"powers":    ListOf("0", "1", "2", "4", "8", "16", "32", "64"),
	"risk":      ListOf("low", "medium", "high", "extreme"),
}

// DeckOf returns the deck with a key. Only one's own is given its cards: numbers
// are put in order, others stay as they are; the two that every deck has may be
// among them. It refuses with "invalid" at "deck" or at the card.
func DeckOf(key string, cards []string) (Deck, error) {
	known, ok := Decks[key]
	switch {
	case key == OwnDeck:
		return ownDeck(cards)
	case !ok:
		return Deck{}, Invalid("deck", "no_such_deck", "deck", Clip(key))
	case len(cards) > 0:
		return Deck{}, Invalid("cards", "not_your_deck")
	}
	return Deck{key, known}, nil
}

func ownDeck(cards []string) (Deck, error) {
	var own []string
	for i, card := range cards {
		field := fmt.Sprintf("cards/%d", i)
		card, err := Line(field, card, 1, maxCardName)
		switch {
		case err != nil:
			return Deck{}, err
		case card == Unknown || card == Coffee || card == "☕":
			continue
		case slices.Contains(own, card):
			return Deck{}, Invalid(field, "card_twice")
		}
		own = append(own, card)
	}
	if len(own) < fewestCards || len(own) > mostCards {
		return Deck{}, Invalid("cards", "deck_size", "least", fewestCards, "most", mostCards)
	}
	deck := Deck{OwnDeck, ListOf(own...)}
	if deck.isNumbers() {
		slices.SortStableFunc(own, func(a, b string) int { return cmp.Compare(valueOf(a), valueOf(b)) })
		deck.Cards = ListOf(own...)
	}
	return deck, nil
}

// Options are all cards of the deck, as a ballot offers them.
func (d Deck) Options() []string { return append(d.Cards.Slice(), Unknown, Coffee) }

// isNumbers tells whether every size is a number.
func (d Deck) isNumbers() bool {
	for _, card := range d.Cards.All() {
		if _, ok := NumberOf(card); !ok {
			return false
		}
	}
	return true
}

// deck is the deck of a ballot that has one.
func (b Ballot) deck() Deck {
	return Deck{b.Deck, b.Options.Without(Unknown).Without(Coffee)}
}

// numberForm is a number as people write it on a card.
var numberForm = regexp.MustCompile(`^[0-9]{1,6}(\.[0-9]{1,3})?$`)

// NumberOf returns the number on a card; false when there is none.
func NumberOf(card string) (float64, bool) {
	switch {
	case card == "½":
		return 0.5, true
	case !numberForm.MatchString(card):
		return 0, false
	}
	x, err := strconv.ParseFloat(card, 64)
	return x, err == nil
}

func valueOf(card string) float64 {
	x, _ := NumberOf(card)
	return x
}
