package roomstest

import (
	"slices"
	"testing"
	"time"

	"rondo/rooms"
	catalogue "rondo/rooms/words"
)

type (
	working = rooms.Turn[struct{}, struct{}, struct{}]
	nobody  = struct{}
)

// items is a ceremony that does nothing but work through a list.
func items() *rooms.Kind {
	phases := []rooms.PhasePlan{
		{Key: rooms.Lobby, AtZero: rooms.Advance},
		{Key: "work", Budget: 10 * time.Minute, AtZero: rooms.Signal},
		{Key: rooms.Closing, AtZero: rooms.Signal},
	}
	always := rooms.Right{In: rooms.EveryPhase, May: rooms.AtWork}
	return rooms.Register(rooms.Ceremony[nobody, nobody, nobody]{
		Kind: "items", Version: 1, Budget: 10 * time.Minute, Phases: phases,
		Services: []rooms.Service{
			rooms.PeopleService(), rooms.BatonService(), rooms.AgendaService(), rooms.HandService(), rooms.ItemService(),
		},
		Rights: slices.Concat(
			rooms.PeopleRights(), rooms.BatonRights(), rooms.UndoRights(), rooms.AgendaRights(phases, always), rooms.HandRights(),
			rooms.ItemRights(always, always, rooms.Right{In: rooms.EveryPhase, May: rooms.ProductOwners | rooms.Leading}),
		),
		Opens: func(t *working, _ rooms.Brief) error {
			t.PlanAgenda(rooms.AgendaPlan{Phases: phases, Quorum: rooms.Team})
			return nil
		},
		Hears: func(*working, rooms.Event) error { return nil },
		Minutes: func(m *rooms.Meeting[nobody, nobody, nobody]) rooms.Minutes {
			return m.Base.Minutes(m.ItemSection())
		},
	})
}

// A kind without words is named by each that it lacks.
func TestWhatHasNoWordIsFound(t *testing.T) {
	kind := items()
	missing := lacks(catalogue.All.In(catalogue.Source), kind.Name, KeysOf(kind))
	if want := []string{"kind.name", "kind.long", "phase.work"}; !slices.Equal(missing, want) {
		t.Errorf("it misses %v, want %v", missing, want)
	}
	m := rooms.Minutes{Sections: []rooms.Section{{
		Key: "never", Head: []string{"Never", "5"}, Says: rooms.Word{Key: "minutes.never"},
		Named: rooms.ListOf("5"), Said: map[string]rooms.List[string]{"Never": rooms.ListOf("ever")},
	}}}
	missing = lacks(catalogue.All.In(catalogue.Source), kind.Name, keysIn(m))
	if want := []string{"section.never", "minutes.never", "head.Never", "cell.Never.ever"}; !slices.Equal(missing, want) {
		t.Errorf("it misses %v, want %v", missing, want)
	}
}

func TestRandomMeetingsWorkThroughAList(t *testing.T) { Ceremony(t, items()) }

func TestWhoFillsAndWhoOrdersAList(t *testing.T) {
	s := Rehearse(t, items(), "Ann", "Ben")
	olaf, guest := s.EnterAs("Olaf", rooms.ProductOwner), s.EnterAs("Sue", rooms.Stakeholder)
	s.Does("p2", "item_bring", With("text", "- a\n- b\n- c"))
	s.Refused("forbidden", guest, "item_add", With("title", "d"))
	b := s.itemCalled("b")
	s.Refused("forbidden", "p2", "item_pick", With("item", b))
	s.Refused("forbidden", "p2", "item_move", With("item", b))
	s.Does(olaf, "item_move", With("item", b))
	s.Does(olaf, "item_pick", With("item", b))
	if id, item := s.Base().CurrentItem(); id != b || item.By != "p2" {
		t.Errorf("at %s: %+v", id, item)
	}
	if rows := s.Minutes().Sections[0].Rows; len(rows) != 3 || rows[0][0] != "b" {
		t.Errorf("minutes %q", rows)
	}
}

func (s Rehearsed) itemCalled(title string) (id rooms.ID) {
	for key, item := range s.Base().Room.Items.All() {
		if item.Title == title {
			id = key
		}
	}
	return id
}
