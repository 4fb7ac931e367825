package planning

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestDevelopersPullAndTheOwnerAsks(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	in, out := item(s, "Log in"), item(s, "Log out")
	s.GoTo(what)
	if at, _ := s.Base().CurrentItem(); at != in {
		t.Errorf("it begins with %q", at)
	}
	s.Does(olga, "wish", roomstest.With("item", out, "wish", "in"))
	s.Refused("forbidden", olga, "pull", roomstest.With("item", out, "on", true))
	s.Does(ann, "pull", roomstest.With("item", out, "on", true))
	if plan, _ := shared(s).Plans.Get(out); !plan.In || plan.Wish != "" {
		t.Errorf("it is planned as %+v", plan)
	}
	s.Does(olga, "item_withdraw", roomstest.With("item", in, "on", true))
	s.Refused("item_withdrawn", ann, "pull", roomstest.With("item", in, "on", true))
	s.Refused("forbidden", pam, "item_move", roomstest.With("item", out))
	s.Does(olga, "item_move", roomstest.With("item", out))
}

func TestAnItemWithoutASizeIsSizedOnTheWay(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	s.GoTo(what)
	s.Refused("ballot_open", ben, "size", nil)
	s.Does(ann, "vote", roomstest.With("ballot", rooms.SizeBallot, "card", "3"))
	s.Does(olga, "item_pick", roomstest.With("item", item(s, "Log out"))) // the cards go with it
	s.Refused("forbidden", olga, "vote", roomstest.With("ballot", rooms.SizeBallot, "card", "3"))
	votes(s, rooms.SizeBallot, "5", "5", "5")
	s.Refused("forbidden", olga, "settle", roomstest.With("card", "5"))
	s.Does(ann, "settle", roomstest.With("card", "5"))
	s.Refused("no_item", ben, "size", nil)
	s.Does(ann, "pull", roomstest.With("item", item(s, "Log out"), "on", true))
	if is := sprint(s.Meeting().(*meeting)); is.Points != 5 {
		t.Errorf("%v points are forecast", is.Points)
	}
	s.Does(olga, "item_pick", roomstest.With("item", item(s, "Log out")))
	if isOpen(s, rooms.SizeBallot) {
		t.Error("what has its size is sized unasked")
	}
	s.Does(ben, "size", nil)
	if at, _ := s.Base().CurrentItem(); at != item(s, "Log out") || !isOpen(s, rooms.SizeBallot) {
		t.Error("it cannot be sized once more")
	}
}

func isOpen(s roomstest.Rehearsed, ballot string) bool {
	b, _ := s.Base().Room.Ballots.Get(ballot)
	return b.IsOpen()
}

func TestAnItemHasItsClock(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	s.GoTo(what)
	s.Passes(itemTime - time.Second)
	s.Does(olga, "item_pick", roomstest.With("item", item(s, "Log out")))
	s.Passes(itemTime)
	for title, over := range map[string]bool{"Log in": false, "Log out": true} {
		if plan, _ := shared(s).Plans.Get(item(s, title)); plan.Over != over {
			t.Errorf("%s: over %v", title, plan.Over)
		}
	}
	s.GoTo(how)
	if s.Base().Room.Timers.Has(itemClock) {
		t.Error("the clock of an item runs on")
	}
}

// Who says "enough" is hidden: all see how many.
func TestEnoughIsSaidWithoutNames(t *testing.T) {
	s := inPlanning(t)
	s.GoTo(what)
	s.Refused("forbidden", olga, "done", roomstest.With("on", true))
	for _, dev := range []rooms.ID{ann, ben, cem} {
		s.Does(dev, "done", roomstest.With("on", true))
	}
	if a := s.Base().Room.Agenda; !a.Blind || a.Done.Len() != 0 {
		t.Errorf("seen is who is done: %v", a.Done)
	}
	s.Passes(21 * time.Second) // the count, and fifteen seconds
	s.IsIn(how)
	for _, dev := range []rooms.ID{ann, ben, cem} {
		s.Does(dev, "done", roomstest.With("on", true))
	}
	s.Passes(15 * time.Second)
	s.IsIn(confidence)
}
