// Package poker holds the rules of planning poker: a team sizes things with hidden cards.
package poker

import (
	"time"

	"rondo/rooms"
)

type (
	none    = struct{} // all of it lies in the room
	turn    = rooms.Turn[none, none, none]
	meeting = rooms.Meeting[none, none, none]
)

// sizing is the one phase with a clock. Its question is asked about one item after another
// or, where there is no list, about nothing that the room knows.
const sizing = "size"

const budget = 30 * time.Minute

var phases = []rooms.PhasePlan{
	{Key: rooms.Lobby, AtZero: rooms.Advance},
	{Key: sizing, Budget: budget, AtZero: rooms.Signal, Ballot: rooms.SizeBallot},
	{Key: rooms.Closing, AtZero: rooms.Signal},
}

// Kind is planning poker (James Grenning, Planning Poker, 2002): everybody who builds
// it chooses a card in hiding, all are shown together, and those who differ most say why.
func Kind() *rooms.Kind {
	return rooms.Register(rooms.Ceremony[none, none, none]{
		Kind: "poker", Version: 2, Budget: budget, Phases: phases, Ballots: []string{rooms.SizeBallot},
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(), rooms.HandService(), rooms.BallotService(),
			rooms.SizingService(), rooms.ItemService(), rooms.TaskService(), rooms.ParkingService(),
		},
		Rights: rights,
		Opens:  opens, GoesOn: goesOn, Hears: hears, Minutes: minutes, Upgrade: upgrade,
	})
}

func opens(t *turn, _ rooms.Brief) error {
	t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: rooms.Team | rooms.Facilitator})
	return t.PlanSizing("fibonacci")
}

// goesOn has from the poker before the cards that were played with.
func goesOn(t *turn, was *meeting) error {
	t.Room.Sizing.Deck, t.Room.Sizing.Sure = was.Room.Sizing.Deck, was.Room.Sizing.Sure
	return nil
}

func hears(t *turn, e rooms.Event) error {
	switch e.What {
	case rooms.Entered, rooms.Listed, rooms.Picked, rooms.Sized, rooms.Joined, rooms.Changed:
		return goOn(t)
	case rooms.Asked: // also about what had its size, once more
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
		return t.CloseBallot(rooms.SizeBallot)
	case b.Round == 0 || b.About != string(at):
		return t.AskSize(string(at), 0)
	}
	return nil
}

// isPlayed tells whether people are at the size of something that is not on the list: it
// waits for whoever settles it, whatever is listed meanwhile.
func isPlayed(t *turn, b rooms.Ballot) bool {
	return b.Round > 0 && b.About == "" && t.Room.Sizing.Size == "" && !(b.IsOpen() && b.Done.Len() == 0)
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
	b, _ := t.Room.Ballots.Get(rooms.SizeBallot)
	return b
}

func minutes(m *meeting) rooms.Minutes {
	size := rooms.Section{Key: "size", Title: "Size", Text: m.Room.Sizing.Size, Answers: rooms.ListOf("size")} // of what was on no list
	return m.Base.Minutes(m.ItemSection(), size, m.RoundSection(rooms.SizeBallot), m.ActionSection(), m.ParkedSection())
}

// upgrade: in version 1 the cards, and what was settled about nothing on the list, were the
// poker's own.
func upgrade(doc map[string]any, from int) error {
	if from < 2 {
		room, _ := doc["room"].(map[string]any)
		room["sizing"], doc["shared"] = doc["shared"], map[string]any{}
	}
	return nil
}
