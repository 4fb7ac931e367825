package team

import (
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestAHomeKnowsWhoFacilitated(t *testing.T) {
	s := team4(t)
	var people rooms.Map[rooms.ID, rooms.Person]
	people.Put("p1", rooms.Person{Name: "Jonas", Member: jonas})
	people.Put("p7", rooms.Person{Name: "Ada", Member: ada})
	people.Put("p8", rooms.Person{Name: "Guest"})
	for room, led := range map[rooms.ID]rooms.ID{"by Ada": "p7", "by a guest": "p8"} {
		taking{t, s}.takes(rooms.Handover{Room: room, Kind: "standup", Ended: 1, People: people, Led: led})
	}
	own, _ := state(s).Past.Get("by Ada")
	guest, _ := state(s).Past.Get("by a guest")
	if own.Led != ada || guest.Led != "" {
		t.Errorf("it was led by %q, and by %q", own.Led, guest.Led)
	}
}

// takes has something taken home.
func (h taking) takes(given rooms.Handover) {
	h.t.Helper()
	step, err := Kind().Play(h.s.Meeting().(rooms.Document), rooms.Moment{Now: 1, Dice: rooms.SeededDice(1), Most: 10}, Kind().Receive(given))
	if err != nil {
		h.t.Fatal(err)
	}
	*h.s.Meeting().(*meeting) = *step.Doc.(*meeting)
}

type taking struct {
	t *testing.T
	s roomstest.Rehearsed
}

// What a refinement did to a few items of a long backlog, it did to those.
func TestAHomeTakesWhatARefinementMadeOfItems(t *testing.T) {
	s := team4(t)
	s.Does(ilse, "item_bring", roomstest.With("text", "A\nB\nC\nD"))
	s.Does(ilse, "item_add", roomstest.With("title", "E"))
	ids := s.Base().Room.Items.Ranked(func(i rooms.Item) int { return i.Rank })
	var met rooms.Map[rooms.ID, rooms.Item]
	put := func(id rooms.ID, rank int, item rooms.Item) {
		item.Rank = rank
		met.Put(id, item)
	}
	sized := rooms.Item{Title: "D", State: rooms.ItemDone, Result: "5"}
	sized.Details.Acceptance.Put("x", rooms.Criterion{Text: "Three times"})
	put(ids[3], 1, sized)
	put(ids[1], 2, rooms.Item{Title: "B", State: rooms.ItemSplit})
	put("b1", 3, rooms.Item{Title: "B1", State: rooms.ItemOpen, Parent: ids[1]})
	put("b2", 4, rooms.Item{Title: "B2", State: rooms.ItemOpen, Parent: ids[1]})
	put(ids[2], 5, rooms.Item{Title: "C", State: rooms.ItemWithdrawn})
	taking{t, s}.takes(rooms.Handover{Room: "r", Kind: "refinement", Ended: 1, Items: met, Refines: true})
	if got := order(s); got != "A D B(split) B1 B2 C(withdrawn) E" {
		t.Errorf("the backlog is %s", got)
	}
	item, _ := s.Base().WholeItem(ids[3])
	if item.Result != "5" || item.Details.Acceptance.Len() != 1 {
		t.Errorf("of D there is %+v", item)
	}
}

// What a full backlog has no room for is said, and nothing is lost of what it has: withdrawn
// items give their places away first, and what was split stays whole without its parts.
func TestAFullHomeSaysWhatItHasNoRoomFor(t *testing.T) {
	s := team4(t)
	for range 25 {
		s.Does(ilse, "item_bring", roomstest.With("text", lines(200)))
	}
	ids := s.Base().Room.Items.Ranked(func(i rooms.Item) int { return i.Rank })
	if len(ids) != 5000 {
		t.Fatalf("the home has %d items", len(ids))
	}
	s.Does(ilse, "item_withdraw", roomstest.With("item", ids[7], "on", true))
	var met rooms.Map[rooms.ID, rooms.Item]
	met.Put(ids[0], rooms.Item{Title: "A", State: rooms.ItemSplit, Rank: 1})
	met.Put("new", rooms.Item{Title: "New", State: rooms.ItemOpen, Rank: 2})
	met.Put("a1", rooms.Item{Title: "A1", State: rooms.ItemOpen, Rank: 3, Parent: ids[0]})
	met.Put("a2", rooms.Item{Title: "A2", State: rooms.ItemOpen, Rank: 4, Parent: ids[0]})
	taking{t, s}.takes(rooms.Handover{Room: "r", Kind: "refinement", Ended: 1, Items: met, Refines: true})
	items := s.Base().Room.Items
	if a, _ := items.Get(ids[0]); items.Len() != 5000 || !items.Has("new") || items.Has(ids[7]) || a.State != rooms.ItemOpen {
		t.Errorf("the home has %d items, the first is %s", items.Len(), a.State)
	}
	if past, _ := s.Meeting().(*meeting).Shared.Past.Get("r"); past.Full != 2 {
		t.Errorf("it says that there was no room for %d", past.Full)
	}
}

// lines are n titles that nothing has had yet.
func lines(n int) string {
	var all []string
	for range n {
		all = append(all, rooms.NewSecret())
	}
	return strings.Join(all, "\n")
}
