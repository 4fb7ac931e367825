package rooms

import (
	"testing"
	"time"
)

// heldAgain opens the room in which a session is held again.
func (h session) heldAgain() session {
	h.t.Helper()
	again, err := Rehearse(h.kind, Brief{Kind: "talk", Title: "Heron", Given: h.kind.Handover(h.doc, "first"), Before: h.doc}, 2)
	h.must(err)
	return session{again, h.t}
}

func TestAMeetingHeldAgainHasWhatIsStillOpen(t *testing.T) {
	h := rehearsing(t, talkKind(BlockerService(), ParkingService(), ItemService()), "Ann", "Ben", "Cara", "Dan")
	h.do(ann, "roles", with("person", ben, "roles", []Role{ScrumMaster, Developer}))
	h.do(ann, "baton_co", with("person", cara, "on", true))
	h.do(ann, "timebox", with("phase", "wrap", "ms", 90_000))
	h.do(ann, "timebox", with("phase", "warm", "off", true))
	h.do(ann, "order", with("mode", Shuffle))
	h.do(ann, "hard", with("on", false))
	h.do(ben, "item_add", with("title", "First"))
	h.do(ben, "raise", with("text", "Red build"))
	h.do(ben, "raise", with("text", "Slow build"))
	h.do(ben, "park", with("text", "Audit"))
	for id, b := range h.Base().Room.Block.All() {
		if b.Text == "Slow build" {
			h.do(ben, "solve", with("blocker", id, "on", true))
		} else {
			h.do(ben, "own", with("blocker", id, "person", ben))
		}
	}
	h.do(ann, "start", nil)
	h.do(ann, "extend", with("ms", 60_000))
	h.plan(func(t *talkTurn) { t.Door.Browsers.Put("laptop", dan) })
	h.do(ann, "remove", with("person", dan))
	h.do(ann, "end", nil)
	h.do(ben, "leave", nil) // going home

	room := h.heldAgain().Base().Room
	p, _ := room.People.Get(ben)
	if p.Name != "Ben" || !p.Is(ScrumMaster) || !p.Is(Developer) || p.Expected != 1 || !p.Left || p.TakesPart() {
		t.Errorf("Ben is expected as %+v", p)
	}
	if room.People.Has(dan) || room.People.Len() != 3 {
		t.Errorf("%d people are expected; Dan was removed", room.People.Len())
	}
	wrap, _ := room.Agenda.Phases.Get("wrap")
	warm, _ := room.Agenda.Phases.Get("warm")
	talk, _ := room.Agenda.Phases.Get("talk")
	was, _ := h.Base().Room.Agenda.Phases.Get("talk")
	if wrap.Budget != 90_000 || !warm.Off || talk.Budget != was.Budget-60_000 || talk.Spent != 0 || room.Agenda.Budget != h.agenda().Budget {
		t.Errorf("the agenda is %+v, %+v, %+v", wrap, warm, talk)
	}
	if f := room.Floor; f.Mode != Shuffle || f.Hard {
		t.Errorf("the floor is %+v", f)
	}
	if room.Block.Len() != 1 || room.Parked.Len() != 1 || room.Items.Len() != 1 {
		t.Errorf("%d blockers, %d topics, %d items are open", room.Block.Len(), room.Parked.Len(), room.Items.Len())
	}
	for _, b := range room.Block.All() {
		if b.Text != "Red build" || b.Owner != ben {
			t.Errorf("the blocker is %+v", b)
		}
	}
	if !room.Baton.Co.Has(cara) || room.Baton.Holder != "" || room.Started != 0 || room.Ended != 0 {
		t.Errorf("the room is %+v", room)
	}
}

// Whoever comes by a browser that was there is who they were; all others are somebody new.
func TestWhoComesAgainIsWhoTheyWere(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ann, "roles", with("person", ben, "roles", []Role{ScrumMaster}))
	h.plan(func(t *talkTurn) { t.Door.Browsers.Put("ben in first", ben) })
	h.do(ann, "start", nil)
	h.do(ann, "end", nil)
	next := h.heldAgain()
	comes := func(h session, name, browser, before Digest) (id ID, err error) {
		err = h.step("", func(_ Document, t *Tx) error {
			id, err = t.comeIn(Caller{Browser: browser, Before: before, Name: string(name), Roles: []Role{ScrumMaster}}, false, false)
			return err
		})
		return id, err
	}
	if id, _ := comes(next, "Ben", "eve here", "eve in first"); id != "p3" || next.person(id).Name != "Ben" || next.person(id).Is(ScrumMaster) {
		t.Fatalf("a stranger is %s, %+v", id, next.person(id))
	}
	if id, _ := comes(next, "Ben", "ben here", "ben in first"); id != ben || !next.person(ben).Is(ScrumMaster) || next.person(ben).Expected != 0 || next.person(ben).Name != "Ben · 2" {
		t.Fatalf("Ben is %s, %+v", id, next.person(ben))
	}
	if id, _ := comes(next, "Ben", "ben's phone", "ben in first"); id != ben {
		t.Fatalf("at his phone he is %s", id)
	}
	next.do(ben, "rename", with("name", "Ben"))
	next.do("p3", "remove", with("person", ben))
	if _, err := comes(next, "Ben", "a third browser", "ben in first"); AsError(err).Code != "removed" {
		t.Fatalf("who was removed comes in: %v", err)
	}
}

func TestWhoNeverComesIsNotExpectedForEver(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.do(ann, "start", nil)
	h.do(ann, "end", nil)
	for n := 1; n <= mostMissed; n++ {
		h = h.heldAgain()
		if p := h.person(ben); p.Expected != n {
			t.Fatalf("in meeting %d Ben is expected since %d", n, p.Expected)
		}
		if md := h.Minutes(); len(md.People) != 0 {
			t.Fatalf("the minutes name %v", md.People)
		}
	}
	if h = h.heldAgain(); h.Base().Room.People.Len() != 0 {
		t.Error("they are expected still")
	}
	h.wait(time.Hour)
}
