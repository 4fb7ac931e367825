// Package poker holds the rules of planning poker: a team sizes things with hidden cards.
package poker

import (
	"time"

	"rondo/rooms"
)

// State is what everyone sees of a planning poker.
type State struct {
	Deck rooms.Deck `json:"deck"`           // the cards that are played with
	Sure bool       `json:"sure,omitempty"` // people say how sure they are
	Size string     `json:"size,omitempty"` // what was settled in the newest round about nothing on the list
}

type (
	turn   = rooms.Turn[State, struct{}, struct{}]
	action = rooms.Action[State, struct{}, struct{}]
)

// The one phase with a clock, and the question that is asked in it, about one item
// after another or, where there is no list, about nothing that the room knows.
const (
	sizing = "size"
	cards  = "cards"
)

const budget = 30 * time.Minute

var phases = []rooms.PhasePlan{
	{Key: rooms.Lobby, AtZero: rooms.Advance},
	{Key: sizing, Budget: budget, AtZero: rooms.Signal, Ballot: cards},
	{Key: rooms.Closing, AtZero: rooms.Signal},
}

// Kind is planning poker (James Grenning, Planning Poker, 2002): everybody who builds
// it chooses a card in hiding, all are shown together, and those who differ most say why.
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[State, struct{}, struct{}]{
		Kind: "poker", Version: 1, Budget: budget, Phases: phases, Ballots: []string{cards},
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(), rooms.HandService(),
			rooms.BallotService(), rooms.ItemService(), rooms.TaskService(), rooms.ParkingService(),
		},
		Rights: rights,
		Actions: map[string]action{
			"deck":   rooms.On(chooseDeck).MeantFor("/shared/deck/key", "/shared/sure"),
			"settle": rooms.On(settle).Undoable().MeantFor("/room/ballots/cards/round", "/room/ballots/cards/state"),
		},
		Opens: opens, GoesOn: goesOn, Hears: hears, Minutes: minutes,
	})
}

func opens(t *turn, _ rooms.Brief) (err error) {
	t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: rooms.Team | rooms.Facilitator})
	t.Shared.Deck, err = rooms.DeckOf("fibonacci", nil)
	return err
}

// goesOn has from the poker before the cards that were played with.
func goesOn(t *turn, was *rooms.Meeting[State, struct{}, struct{}]) error {
	t.Shared.Deck, t.Shared.Sure = was.Shared.Deck, was.Shared.Sure
	return nil
}

func hears(t *turn, e rooms.Event) error {
	switch e.What {
	case rooms.Entered, rooms.Listed, rooms.Picked, rooms.Joined, rooms.Changed:
		return goOn(t)
	case rooms.Asked: // also about what had its size, once more
		t.Shared.Size = ""
		if about := question(t).About; about != "" {
			return t.PickItem(rooms.ID(about))
		}
	}
	return nil
}

// goOn sees to it that what the meeting is at is what is asked about: the first item
// that waits where it is at none, and nothing in particular where there is no list.
func goOn(t *turn) error {
	at, _ := t.CurrentItem()
	b := question(t)
	switch next := t.NextItem(); {
	case t.Room.Agenda.Now != sizing || at == "" && isPlayed(t, b):
		return nil
	case at == "" && next != "":
		return t.PickItem(next)
	case at == "" && isListed(t): // all has its size
		return t.CloseBallot(cards)
	case b.Round == 0 || b.About != string(at):
		return ask(t, string(at))
	}
	return nil
}

// isPlayed tells whether people are at the size of something that is not on the list: it
// waits for whoever settles it, whatever is listed meanwhile.
func isPlayed(t *turn, b rooms.Ballot) bool {
	return b.Round > 0 && b.About == "" && t.Shared.Size == "" && !(b.IsOpen() && b.Done.Len() == 0)
}

func isListed(t *turn) bool {
	for _, item := range t.Room.Items.All() {
		if item.State != rooms.ItemWithdrawn {
			return true
		}
	}
	return false
}

func question(t *turn) rooms.Ballot {
	b, _ := t.Room.Ballots.Get(cards)
	return b
}

// ask opens a round. Votes of one that is open count no more.
func ask(t *turn, about string) error {
	return rooms.UnlessTooFew(t.AskAnew(cards, rooms.BallotPlan{
		Kind: rooms.Cards, Secrecy: rooms.Hidden, Deck: t.Shared.Deck, Sure: t.Shared.Sure,
		Who: rooms.Developers, About: about, Auto: true, Late: true,
	}))
}

// chooseDeck takes other cards. A round that is open begins anew with them.
func chooseDeck(t *turn, with struct {
	Deck  string   `json:"deck" takes:"key"`             // its key
	Cards []string `json:"cards,omitempty" takes:"face"` // of a deck of the team's own
	Sure  bool     `json:"sure,omitempty"`               // ask how sure people are
}) error {
	deck, err := rooms.DeckOf(with.Deck, with.Cards)
	if err != nil {
		return err
	}
	t.Shared.Deck, t.Shared.Sure = deck, with.Sure
	if b := question(t); b.IsOpen() {
		return ask(t, b.About)
	}
	return nil
}

// settle says what size it is; the next item comes by itself. The card need not be one
// that was chosen: the team may have agreed on one between.
func settle(t *turn, with struct {
	Card string `json:"card" takes:"key"` // a size of the deck that was played with
}) error {
	b := question(t)
	switch {
	case b.Round == 0:
		return rooms.Refuse("no_round")
	case b.IsOpen():
		return rooms.Refuse("still_hidden")
	case with.Card == rooms.Unknown || with.Card == rooms.Coffee || !b.Options.Has(with.Card):
		return rooms.Invalid("card", "no_size")
	case b.About != "":
		return t.SettleItem(rooms.ID(b.About), with.Card, cards)
	}
	t.Shared.Size = with.Card
	return goOn(t)
}

func minutes(m *rooms.Meeting[State, struct{}, struct{}]) rooms.Minutes {
	size := rooms.Section{Key: "size", Title: "Size", Text: m.Shared.Size, Answers: rooms.ListOf("size")} // of what was on no list
	return m.Base.Minutes(m.ItemSection(), size, m.RoundSection(cards), m.ActionSection(), m.ParkedSection())
}
