package team

import (
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

func TestProperties(t *testing.T) {
	link := "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5f#AAAAAAAAAAAAAAAAAAAAAA"
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"sprint.from": {"2026-11-23"}, "sprint.to": {"2026-11-27", "2026-12-04"},
		"gather.room": {link}, "do": {"criterion_add", "baton_lock"}, "baton_lock.on": {"false"},
	})
}

func TestPlays(t *testing.T) { roomstest.Plays(t, Kind()) }

// matrix is what the home says itself of docs/rights.md, and of each example that it gives
// to a bundle one action. h is the home.
const matrix = `
action          phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

sprint          h        ●  ●  ●  –  ●   –   –    ●  –   –   –
gather          h        ●  ●  ●  –  ●   –   –    ●  –   –   –
criterion_add   h        ●  ●  ●  –  ●   –   –    ●  –   –   –
criterion_reword h       ●  ●  ●  –  ●   –   –    ●  –   –   –
criterion_drop  h        ●  ●  ●  –  ●   –   –    ●  –   –   –
goal_add        h        –  –  –  ●  –   –   –    –  –   –   –
goal_reword     h        –  –  –  ●  –   –   –    –  –   –   –
goal_drop       h        –  –  –  ●  –   –   –    –  –   –   –
flag            h        –  –  –  ●  –   –   –    –  –   –   –
flag_answer     h        –  –  ●  –  –   –   –    –  –   –   –
serves          h        –  –  ●  –  –   –   –    –  –   –   –
ready           h        –  –  ●  –  ●   –   –    –  –   –   –
item_add        h        ●  ●  ●  –  ●   –   –    ●  –   –   –
item_reword     h        –  –  ●  –  –   –   –    –  –   –   –
item_move       h        –  –  ●  –  –   –   –    –  –   –   –
raise           h        ●  ●  ●  –  ●   –   –    ●  –   –   –
task            h        ●  ●  ●  –  ●   –   –    ●  –   –   –
park            h        ●  ●  ●  –  ●   –   –    ●  –   –   –
`

func TestRights(t *testing.T) {
	roomstest.Rights(t, Kind(), matrix, map[rune]string{'h': home}, roomstest.Cast)
}

// The people of the tests: Jonas keeps the home, Ilse owns the product, Marek manages it.
const jonas, ilse, marek, ada = "p1", "p2", "p3", "p4"

func team4(t *testing.T) roomstest.Rehearsed {
	s := roomstest.Rehearse(t, Kind(), "Jonas", "Ilse", "Marek", "Ada")
	for who, role := range map[rooms.ID]rooms.Role{ilse: rooms.ProductOwner, marek: rooms.ProductManager} {
		s.Does(jonas, "roles", roomstest.With("person", who, "roles", []rooms.Role{role}))
	}
	return s
}

func state(s roomstest.Rehearsed) State { return s.Meeting().(*meeting).Shared }

func first(s roomstest.Rehearsed) rooms.ID { return s.Base().NextItem() }

func TestTheProductManagerGivesContextAndOrdersNothing(t *testing.T) {
	s := team4(t)
	s.Does(ada, "item_bring", roomstest.With("text", "Pay again\nInvoices"))
	item := first(s)
	s.Refused("forbidden", marek, "item_move", roomstest.With("item", item))
	s.Refused("forbidden", marek, "item_reword", roomstest.With("item", item, "title", "Mine"))
	s.Does(marek, "flag", roomstest.With("item", item, "text", "Two large buyers leave over this."))
	s.Refused("forbidden", marek, "flag_answer", roomstest.With("item", item, "text", "So it is first."))
	s.Does(ilse, "flag_answer", roomstest.With("item", item, "text", "It comes first from Monday on."))
	if n, _ := state(s).Notes.Get(item); n.Flag.Answer == "" || n.Flag.By != marek {
		t.Errorf("of the concern there is %+v", n.Flag)
	}
	s.Does(ilse, "item_move", roomstest.With("item", item))
}

func TestAConcernWaitsForItsAnswer(t *testing.T) {
	s := team4(t)
	s.Does(jonas, "roles", roomstest.With("person", ada, "roles", []rooms.Role{rooms.ProductManager}))
	s.Does(ilse, "item_add", roomstest.With("title", "Invoices"))
	s.Refused("no_flag", ilse, "flag_answer", roomstest.With("item", first(s), "text", "Yes."))
	s.Does(marek, "flag", roomstest.With("item", first(s), "text", "The law changes in May."))
	s.Refused("flag_waits", ada, "flag", roomstest.With("item", first(s), "text", "Nobody asked for it."))
	s.Does(marek, "flag", roomstest.With("item", first(s), "text", "The law changes in April."))
}

func TestADroppedGoalIsServedByNothing(t *testing.T) {
	s := team4(t)
	s.Does(marek, "goal_add", roomstest.With("text", "Fewer lost orders"))
	s.Does(ilse, "item_add", roomstest.With("title", "Pay again"))
	goal := state(s).Goals.Ranked(Goal.rank)[0]
	s.Refused("no_such_goal", ilse, "serves", roomstest.With("item", first(s), "goal", "nowhere"))
	s.Does(ilse, "serves", roomstest.With("item", first(s), "goal", goal))
	s.Does(marek, "goal_drop", roomstest.With("goal", goal))
	if n, _ := state(s).Notes.Get(first(s)); n.Goal != "" {
		t.Errorf("it still serves %q", n.Goal)
	}
}

func TestADroppedCriterionIsMetByNothing(t *testing.T) {
	s := team4(t)
	s.Does(ada, "criterion_add", roomstest.With("text", "Its acceptance criteria are written"))
	s.Does(ilse, "item_add", roomstest.With("title", "Pay again"))
	criterion := state(s).Ready.Ranked(func(c Criterion) int { return c.Rank })[0]
	s.Does(ada, "ready", roomstest.With("item", first(s), "criterion", criterion, "on", true))
	if text := string(s.Minutes().Markdown(words.All.In(words.Source))); !strings.Contains(text, "1/1") {
		t.Errorf("the minutes do not say that it is ready:\n%s", text)
	}
	s.Does(ada, "criterion_drop", roomstest.With("criterion", criterion))
	if n, _ := state(s).Notes.Get(first(s)); n.Ready.Len() != 0 {
		t.Errorf("it still meets %d criteria", n.Ready.Len())
	}
}

func TestASprintHasItsDays(t *testing.T) {
	s := team4(t)
	s.Refused("invalid", ada, "sprint", roomstest.With("number", 23, "goal", "", "from", "2026-11-27", "to", "2026-11-23"))
	s.Refused("invalid", ada, "sprint", roomstest.With("number", 23, "goal", "", "from", "2026-11-01", "to", "2026-12-02"))
	s.Does(ada, "sprint", roomstest.With("number", 23, "goal", "A failed payment gets through", "from", "2026-11-23", "to", "2026-12-04"))
	if got := state(s).Sprint; got.Number != 23 || got.To != "2026-12-04" {
		t.Errorf("the sprint is %+v", got)
	}
}

func TestAllMeetInOneRoom(t *testing.T) {
	room := func(n string) string { return "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5" + n + "#AAAAAAAAAAAAAAAAAAAAAA" }
	s := team4(t)
	s.Refused("invalid", ada, "gather", roomstest.With("kind", "standup", "room", "https://example.org"))
	s.Does(ada, "gather", roomstest.With("kind", "standup", "room", room("1")))
	s.Refused("already_open", jonas, "gather", roomstest.With("kind", "standup", "room", room("2")))
	s.Does(jonas, "gather", roomstest.With("kind", "poker", "room", room("3")))
	s.Wait(12 * time.Hour)
	s.Does(jonas, "gather", roomstest.With("kind", "standup", "room", room("2")))
	if place, _ := state(s).Open.Get("standup"); place.Room != room("2") || state(s).Open.Has("poker") {
		t.Errorf("they meet at %+v", state(s).Open)
	}
}

func TestAHomeStaysWithWhoOpenedIt(t *testing.T) {
	s := team4(t)
	s.Wait(30 * 24 * time.Hour)
	if b := s.Base().Room.Baton; b.Holder != jonas || b.Offer != "" {
		t.Errorf("the home is with %+v", b)
	}
}
