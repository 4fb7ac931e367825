package rooms

import (
	"fmt"
	"strings"
	"testing"
)

func only[V any](h *hall, m Map[ID, V]) (id ID, v V) {
	h.Helper()
	if m.Len() != 1 {
		h.Fatalf("there are %d, want 1", m.Len())
	}
	for id, v = range m.All() {
	}
	return id, v
}

func TestBlockerFindsItsOwner(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.do("p2", "raise", `{"text":" Build\r\nis red "}`))
	id, b := only(h, h.room().Block)
	if b.Text != "Build\nis red" || b.By != "p2" || b.Owner != "" || b.State != "open" {
		t.Errorf("raised %+v", b)
	}
	h.must(h.do("p3", "help", `{"blocker":%q,"on":true}`, id))
	h.must(h.do("p3", "own", `{"blocker":%q}`, id))
	h.must(h.do("p2", "help", `{"blocker":%q,"on":true}`, id))
	h.refused("already_owner", func() error { return h.do("p3", "help", `{"blocker":%q,"on":true}`, id) })
	h.must(h.do("p3", "today", `{"blocker":%q,"by":"14:00"}`, id))
	h.must(h.do("p2", "solve", `{"blocker":%q,"on":true}`, id))
	h.must(h.do("p2", "reword", `{"blocker":%q,"text":"Build"}`, id))
	_, b = only(h, h.room().Block)
	if got := toJSON(t, b); got != `{"text":"Build","by":"p2","at":1700000000000,"owner":"p3","helpers":["p2"],"today":"14:00","rank":1,"state":"solved"}` {
		t.Errorf("blocker %s", got)
	}
	h.must(h.do("p3", "own", `{"blocker":%q,"on":false}`, id))
	if _, b = only(h, h.room().Block); b.Owner != "" {
		t.Errorf("it was not given back")
	}
}

func TestOnlyFacilitatorsActForOthers(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.refused("forbidden", func() error { return h.do("p2", "raise", `{"text":"x","person":"p3"}`) })
	h.refused("no_such_person", func() error { return h.do("p1", "raise", `{"text":"x","person":"p9"}`) })
	h.must(h.do("p1", "raise", `{"text":"x","person":"p3"}`))
	id, b := only(h, h.room().Block)
	if b.By != "p3" {
		t.Errorf("raised for %s", b.By)
	}
	h.refused("forbidden", func() error { return h.do("p2", "own", `{"blocker":%q,"person":"p3"}`, id) })
	h.must(h.do("p1", "own", `{"blocker":%q,"person":"p3"}`, id))
}

func TestTimesAndDaysAreReal(t *testing.T) {
	h := newHall(t, "p1")
	h.must(h.do("p1", "raise", `{"text":"x"}`))
	h.must(h.do("p1", "task", `{"text":"y"}`))
	blocker, _ := only(h, h.room().Block)
	task, _ := only(h, h.room().Actions)
	for _, by := range []string{"24:00", "9:30", "09:60", "noon", "09:30:00"} {
		h.refused("invalid", func() error { return h.do("p1", "today", `{"blocker":%q,"by":%q}`, blocker, by) })
	}
	for _, date := range []string{"2026-02-30", "2026-2-3", "30.11.2026", "2026-11-30T00:00:00Z"} {
		h.refused("invalid", func() error { return h.do("p1", "due", `{"task":%q,"date":%q}`, task, date) })
	}
	for _, by := range []string{"00:00", "23:59", ""} {
		h.must(h.do("p1", "today", `{"blocker":%q,"by":%q}`, blocker, by))
	}
	h.must(h.do("p1", "due", `{"task":%q,"date":"2024-02-29"}`, task))
}

// It is the 14th of November 2023 in Greenwich, and may be the 13th still.
func TestNothingIsDueInThePastOrInAnotherAge(t *testing.T) {
	h := newHall(t, "p1")
	h.must(h.do("p1", "task", `{"text":"y"}`))
	task, _ := only(h, h.room().Actions)
	for _, date := range []string{"2023-11-12", "2022-11-14", "2025-11-15", "9999-12-31", "0000-01-01"} {
		if e := AsError(h.do("p1", "due", `{"task":%q,"date":%q}`, task, date)); e.Code != "invalid" || e.Field != "/date" {
			t.Errorf("%s: %v", date, e)
		}
	}
	for _, date := range []string{"2023-11-13", "2023-11-14", "2025-11-14", ""} {
		h.must(h.do("p1", "due", `{"task":%q,"date":%q}`, task, date))
	}
}

func TestAnActionIsWordedBetter(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.do("p1", "task", `{"text":"Wrtie it down"}`))
	id, _ := only(h, h.room().Actions)
	h.must(h.do("p2", "accept", `{"task":%q}`, id))
	h.must(h.do("p1", "retext", `{"task":%q,"text":" Write it\r\ndown "}`, id))
	if _, task := only(h, h.room().Actions); task.Text != "Write it\ndown" || task.Owner != "p2" {
		t.Errorf("%+v", task)
	}
	h.refused("no_such_task", func() error { return h.do("p1", "retext", `{"task":"x","text":"y"}`) })
	for _, bad := range []string{"", " ", strings.Repeat("x", MaxCard+1)} {
		h.refused("invalid", func() error { return h.do("p1", "retext", `{"task":%q,"text":%q}`, id, bad) })
	}
}

func TestNobodyOwnsATaskWithoutSayingYes(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	owner := func() string {
		_, task := only(h, h.room().Actions)
		return string(task.Owner) + "<" + string(task.Asked)
	}
	h.must(h.do("p1", "task", `{"text":"Write it down"}`))
	id, _ := only(h, h.room().Actions)
	for _, step := range []struct{ who, verb, more, want string }{
		{"p1", "ask", `,"person":"p2"`, "<p2"},
		{"p2", "accept", `,"on":false`, "<"},
		{"p1", "ask", `,"person":"p2"`, "<p2"},
		{"p2", "accept", ``, "p2<"},
		{"p1", "ask", `,"person":"p3"`, "p2<p3"},
		{"p3", "accept", ``, "p3<"},
		{"p3", "accept", `,"on":false`, "<"},
		{"p2", "accept", ``, "p2<"},
	} {
		h.must(h.do(ID(step.who), step.verb, `{"task":%q%s}`, id, step.more))
		if owner() != step.want {
			t.Fatalf("after %v: %s", step, owner())
		}
	}
	h.refused("already_owned", func() error { return h.do("p3", "accept", `{"task":%q}`, id) })
	h.refused("no_such_person", func() error { return h.do("p1", "ask", `{"task":%q,"person":"p9"}`, id) })
	h.must(h.do("p1", "finish", `{"task":%q,"on":true}`, id))
	h.must(h.do("p1", "drop", `{"task":%q}`, id))
	if n := h.room().Actions.Len(); n != 0 {
		t.Errorf("%d actions stay", n)
	}
	h.refused("no_such_task", func() error { return h.do("p1", "drop", `{"task":%q}`, id) })
}

func (h *hall) leaves(person ID) {
	h.Helper()
	h.must(h.change(person, func(t *Tx) error { t.depart(person, false); return nil }))
}

// Somebody leaves for good: what they were to do is free, and what they did stays.
func TestWhoIsGoneOwnsNothingThatIsOpen(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.do("p1", "task", `{"text":"Write it down"}`))
	id, _ := only(h, h.room().Actions)
	h.must(h.do("p2", "accept", `{"task":%q}`, id))
	h.must(h.do("p1", "ask", `{"task":%q,"person":"p3"}`, id))
	h.must(h.do("p1", "raise", `{"text":"No test data"}`))
	blocker, _ := only(h, h.room().Block)
	h.must(h.do("p2", "own", `{"blocker":%q}`, blocker))
	h.must(h.do("p3", "help", `{"blocker":%q,"on":true}`, blocker))
	h.leaves("p3")
	if _, task := only(h, h.room().Actions); task.Owner != "p2" || task.Asked != "" {
		t.Errorf("asked is who has left: %+v", task)
	}
	h.leaves("p2")
	if _, task := only(h, h.room().Actions); task.Owner != "" {
		t.Errorf("the action is somebody's who has left: %+v", task)
	}
	if _, b := only(h, h.room().Block); b.Owner != "" || b.Helpers.Len() != 0 {
		t.Errorf("the blocker is somebody's who has left: %+v", b)
	}
	h.must(h.do("p1", "accept", `{"task":%q}`, id))
	h.must(h.do("p1", "finish", `{"task":%q,"on":true}`, id))
	h.must(h.do("p1", "own", `{"blocker":%q}`, blocker))
	h.must(h.do("p1", "solve", `{"blocker":%q,"on":true}`, blocker))
	h.leaves("p1")
	if _, task := only(h, h.room().Actions); task.Owner != "p1" {
		t.Errorf("nobody knows who did it: %+v", task)
	}
	if _, b := only(h, h.room().Block); b.Owner != "p1" {
		t.Errorf("nobody knows who solved it: %+v", b)
	}
}

func TestWhoGoesHomeKeepsWhatWasAgreed(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.do("p1", "task", `{"text":"Write it down"}`))
	id, _ := only(h, h.room().Actions)
	h.must(h.do("p2", "accept", `{"task":%q}`, id))
	h.must(h.change("", func(t *Tx) error { t.Room.Ended = t.Now; return nil }))
	h.leaves("p2")
	if _, task := only(h, h.room().Actions); task.Owner != "p2" {
		t.Fatalf("%+v", task)
	}
	h.must(h.do("p3", "accept", `{"task":%q}`, id)) // when it is opened again, say: its owner is not here
}

func TestParkingLot(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.do("p1", "park", `{"text":"Rename the service"}`))
	id, _ := only(h, h.room().Parked)
	h.must(h.do("p3", "concern", `{"topic":%q,"on":true}`, id))
	var first ID
	h.must(h.change("", func(t *Tx) error { first = t.ParkFirst("Re-plan", ""); return nil }))
	h.must(h.do("p2", "park", `{"text":"Later"}`))
	order := h.room().Parked.Ranked(Topic.rank)
	if len(order) != 3 || order[0] != first || order[1] != id {
		t.Errorf("order %v, first %s, then %s", order, first, id)
	}
	if topic, _ := h.room().Parked.Get(id); toJSON(t, topic.People) != `["p1","p3"]` {
		t.Errorf("concerns %s", toJSON(t, topic.People))
	}
	h.must(h.do("p1", "unpark", `{"topic":%q}`, id))
	h.refused("no_such_topic", func() error { return h.do("p1", "concern", `{"topic":%q,"on":true}`, id) })
}

func TestAParkedTopicIsFollowedUpInOneRoom(t *testing.T) {
	h := newHall(t, "p1", "p2")
	h.must(h.do("p1", "park", `{"text":"Safari 15?"}`))
	id, _ := only(h, h.room().Parked)
	link := "/r/11111111-2222-4333-8444-555555555555#" + strings.Repeat("s", 22)
	for _, bad := range []string{"", "https://evil.example" + link, link + "x", "/r/#"} {
		h.refused("invalid", func() error { return h.do("p1", "follow_up", `{"topic":%q,"room":%q}`, id, bad) })
	}
	h.must(h.do("p1", "follow_up", `{"topic":%q,"room":%q}`, id, link))
	h.refused("already_open", func() error { return h.do("p2", "follow_up", `{"topic":%q,"room":%q}`, id, link) })
	if _, topic := only(h, h.room().Parked); topic.Room != link {
		t.Errorf("the room is %q", topic.Room)
	}
}

func TestParkedBlockerTakesItsPeopleAlong(t *testing.T) {
	h := newHall(t, "p1", "p2", "p3")
	h.must(h.do("p2", "raise", `{"text":"No test data"}`))
	id, _ := only(h, h.room().Block)
	h.must(h.do("p3", "own", `{"blocker":%q}`, id))
	h.must(h.do("p1", "park", `{"blocker":%q}`, id))
	h.refused("already_parked", func() error { return h.do("p1", "park", `{"blocker":%q}`, id) })
	_, topic := only(h, h.room().Parked)
	if _, b := only(h, h.room().Block); b.State != "parked" || toJSON(t, topic.People) != `["p2","p3","p1"]` {
		t.Errorf("%s, topic %s", b.State, toJSON(t, topic))
	}
}

func TestKeptThingsAreLimited(t *testing.T) {
	for _, verb := range []string{"raise", "park", "task"} {
		h := newHall(t, "p1")
		for range maxKept {
			h.must(h.do("p1", verb, `{"text":"x"}`))
		}
		h.refused("too_many", func() error { return h.do("p1", verb, `{"text":"x"}`) })
	}
}

func TestTextsAreCheckedByField(t *testing.T) {
	h := newHall(t, "p1")
	for _, verb := range []string{"raise", "park", "task"} {
		for _, text := range []string{"", "  ", strings.Repeat("x", MaxCard+1), "\u202e", "a" + strings.Repeat("\u0301", maxMarks+2)} {
			err := h.do("p1", verb, `{"text":%q}`, text)
			if e := AsError(fmt.Errorf("%w", err)); err == nil || e.Field != "/text" {
				t.Errorf("%s %.10q: %v", verb, text, err)
			}
		}
	}
	for _, do := range []string{"own", "help", "today", "solve"} {
		if err := AsError(h.do("p1", do, `{"blocker":"gone"}`)); err.Code != "no_such_blocker" || err.Field != "/blocker" {
			t.Errorf("%s: %v", do, err)
		}
	}
}
