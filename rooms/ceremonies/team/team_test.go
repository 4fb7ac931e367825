package team

import (
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestProperties(t *testing.T) {
	link := "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5f#AAAAAAAAAAAAAAAAAAAAAA"
	digest := strings.Repeat("0123456789abcdef", 4)
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"digest": {digest, strings.Repeat("f", 64)},
		"zone":   {"Europe/Berlin"}, "sprint.from": {"2026-11-23"}, "schedule.from": {"2026-11-23"}, "schedule.at": {"09:30"}, "schedule.kind": {"standup"}, "unschedule.kind": {"standup"}, "sprint.to": {"2026-11-27", "2026-12-04"},
		"gather.room": {link}, "do": {"link_make", "done_add", "criterion_add", "goal_add", "acceptance_add", "question_add", "concern_raise", "item_add", "baton_lock", "sprint", "risk_add", "risk_drop"}, "baton_lock.on": {"false"},
	})
}

func TestPlays(t *testing.T) { roomstest.Plays(t, Kind()) }

// matrix is what the home says itself of docs/rights.md, and of each example that it gives
// to a bundle one action. h is the home.
const matrix = `
action          phases  FAC SM PO PM DEV STK OBS  CO SPK GST OFR

sprint          h        ●  ●  ●  –  ●   –   –    ●  –   –   –
done_add        h        ●  ●  ●  –  ●   –   –    ●  –   –   –
done_reword     h        ●  ●  ●  –  ●   –   –    ●  –   –   –
done_drop       h        ●  ●  ●  –  ●   –   –    ●  –   –   –
lead_skip       h        ●  ●  ●  –  ●   –   –    ●  –   –   –
rhythm          h        ●  ●  ●  –  ●   –   –    ●  –   –   –
schedule        h        ●  ●  ●  –  ●   –   –    ●  –   –   –
unschedule      h        ●  ●  ●  –  ●   –   –    ●  –   –   –
risk_add        h        ●  ●  ●  –  ●   –   –    ●  –   –   –
risk_drop       h        ●  ●  ●  –  ●   –   –    ●  –   –   –
built           h        ●  ●  ●  –  ●   –   –    ●  –   –   –
gather          h        ●  ●  ●  –  ●   –   –    ●  –   –   –
criterion_add   h        ●  ●  ●  –  ●   –   –    ●  –   –   –
goal_add        h        –  –  –  ●  –   –   –    –  –   –   –
serves          h        –  –  ●  –  –   –   –    –  –   –   –
ready           h        –  –  ●  –  ●   –   –    –  –   –   –
item_import     h        –  –  ●  –  –   –   –    –  –   –   –
link_make       h        ●  –  –  –  –   –   –    ●  –   –   –
link_drop       h        ●  –  –  –  –   –   –    ●  –   –   –
recovery        h        ●  ●  ●  ●  ●   ●   ●    ●  –   –   –
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

func only[V any](of rooms.Map[rooms.ID, V]) rooms.ID {
	for id := range of.All() {
		return id
	}
	return ""
}

func first(s roomstest.Rehearsed) rooms.ID { return s.Base().NextItem() }

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

func TestWhoseTurnItIsToFacilitateIsSkipped(t *testing.T) {
	s := team4(t)
	s.Wait(time.Hour)
	s.Does(ilse, "lead_skip", roomstest.With("person", ada))
	if at, _ := state(s).Skipped.Get(ada); at != s.Base().Room.Opened+rooms.For(time.Hour) {
		t.Errorf("Ada was skipped at %d", at)
	}
	s.Refused("no_such_person", ilse, "lead_skip", roomstest.With("person", "p9"))
	s.Does(ada, "leave", nil)
	s.Refused("no_such_person", ilse, "lead_skip", roomstest.With("person", ada))
}

func TestWhatIsOpenSaysSinceWhen(t *testing.T) {
	s := team4(t)
	s.Wait(time.Hour)
	s.Does(ada, "raise", roomstest.With("text", "No test cards"))
	s.Does(ada, "task", roomstest.With("text", "Ask the bank"))
	s.Does(ada, "park", roomstest.With("text", "Safari 15?"))
	r := s.Base().Room
	b, _ := r.Block.Get(only(r.Block))
	a, _ := r.Actions.Get(only(r.Actions))
	p, _ := r.Parked.Get(only(r.Parked))
	if b.At != r.Opened+rooms.For(time.Hour) || a.At != b.At || p.At != b.At {
		t.Errorf("they are there since %d, %d and %d", b.At, a.At, p.At)
	}
}

// People may do their part of a refinement over days: the home tells of it that long, and of
// another only when somebody starts it.
func TestARefinementOverDaysIsTold(t *testing.T) {
	room := func(n string) string { return "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5" + n + "#AAAAAAAAAAAAAAAAAAAAAA" }
	s := team4(t)
	s.Does(ada, "gather", roomstest.With("kind", "refinement", "room", room("1")))
	s.Wait(48 * time.Hour)
	s.Does(ada, "gather", roomstest.With("kind", "standup", "room", room("2")))
	if !state(s).Open.Has("refinement") {
		t.Error("after two days it is told of no more")
	}
	s.Does(jonas, "gather", roomstest.With("kind", "refinement", "room", room("3")))
	if place, _ := state(s).Open.Get("refinement"); place.Room != room("3") {
		t.Errorf("they meet at %+v", place)
	}
}

func TestAHomeStaysWithWhoOpenedIt(t *testing.T) {
	s := team4(t)
	s.Wait(30 * 24 * time.Hour)
	if b := s.Base().Room.Baton; b.Holder != jonas || b.Offer != "" {
		t.Errorf("the home is with %+v", b)
	}
}
