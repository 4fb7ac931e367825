package team_test

import (
	"fmt"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/ceremonies/team"
	"rondo/rooms/live"
	"rondo/rooms/roomstest"
)

func TestAStandupBeginsWithWhatTheTeamHasAndGivesBackWhatCameOfIt(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "raise", roomstest.With("text", "No test cards"))
		h.does("mira", h.home, "sprint", roomstest.With("number", 1, "goal", "Pay again", "from", "1999-12-27", "to", "2000-01-07"))
		room := h.meets("standup")
		doc := h.sees("mira", room)
		id, blocker := one(t, doc.Room.Block)
		if mira, _ := doc.Room.People.Get("p2"); mira.Name != "Mira" || !mira.Is(rooms.Developer) || doc.Room.Baton.Holder != "p1" {
			t.Errorf("in the standup there are %+v, led by %q", mira, doc.Room.Baton.Holder)
		}
		if !blocker.Old || blocker.By != "p2" || doc.Shared.Goal != "Pay again" {
			t.Errorf("it begins with %+v for %q", blocker, doc.Shared.Goal)
		}
		h.does("jonas", room, "start", roomstest.With())
		h.does("mira", room, "solve", roomstest.With("blocker", id, "on", true))
		h.does("mira", room, "raise", roomstest.With("text", "Staging is full"))
		h.does("mira", room, "park", roomstest.With("text", "Safari 15?"))
		h.does("jonas", room, "end", roomstest.With())
		h.passes(5 * time.Second)
		home := h.sees("mira", h.home)
		if known, _ := home.Room.Block.Get(id); home.Room.Block.Len() != 2 || known.State != "solved" || known.Old {
			t.Errorf("at home there are %d blockers, the first %+v", home.Room.Block.Len(), known)
		}
		if _, topic := one(t, home.Room.Parked); topic.By != "p2" || topic.People.Len() != 1 {
			t.Errorf("parked is %+v", topic)
		}
		if _, held := home.Shared.Past.meetings[room]; !held || len(home.Shared.Open) != 0 {
			t.Errorf("at home one knows of %+v, and meets at %+v", home.Shared.Past.meetings, home.Shared.Open)
		}
		if end := h.sees("mira", room).Room; end.Given != end.Ended {
			t.Errorf("the meeting ended at %d, and knows that the home has that of %d", end.Ended, end.Given)
		}
	})
}

func TestWhatCameOfAMeetingArrivesOverARestartAndOnce(t *testing.T) {
	atHome(t, func(h *house) {
		room := h.meets("standup")
		h.does("jonas", room, "start", roomstest.With())
		h.does("mira", room, "park", roomstest.With("text", "Safari 15?"))
		h.away.Store(true)
		h.does("jonas", room, "end", roomstest.With())
		h.passes(time.Minute)
		if n := h.sees("mira", h.home).Room.Parked.Len(); n != 0 {
			t.Fatalf("the home is away, and has %d topics", n)
		}
		h.again()
		h.away.Store(false)
		h.passes(10 * time.Second)
		one(t, h.sees("mira", h.home).Room.Parked)
	})
}

func TestWhatCameOfMeetingsIsAtHomeOnceWheneverTheProcessIsKilled(t *testing.T) {
	const rounds = 50
	atHome(t, func(h *house) {
		for round := range rounds {
			room := h.meets("standup")
			h.does("jonas", room, "start", roomstest.With())
			h.does("mira", room, "park", roomstest.With("text", fmt.Sprint("Topic ", round)))
			h.does("jonas", room, "end", roomstest.With())
			h.passes(time.Duration(round) * 100 * time.Microsecond)
			h.kill()
			h.passes(15 * time.Second)
			home, end := h.sees("mira", h.home), h.sees("mira", room).Room
			if n := home.Room.Parked.Len(); n != round+1 || len(home.Shared.Open) != 0 || end.Given != end.Ended {
				t.Fatalf("after round %d there are %d topics at home, of the end at %d it has %d", round, n, end.Ended, end.Given)
			}
		}
	})
}

func TestAMeetingOfATeamIsHeldAsTheLastOne(t *testing.T) {
	atHome(t, func(h *house) {
		budget := func(room rooms.ID) rooms.Millis {
			plan, _ := h.sees("mira", room).Room.Agenda.Phases.Get("plan")
			return plan.Budget
		}
		ends := func(room rooms.ID) {
			h.does("jonas", room, "start", roomstest.With())
			h.does("jonas", room, "end", roomstest.With())
			h.passes(20 * time.Hour)
		}
		room := h.meets("standup")
		h.does("jonas", room, "timebox", roomstest.With("phase", "plan", "ms", 90_000))
		ends(room)
		if room = h.meets("standup"); budget(room) != 90_000 {
			t.Errorf("the next one has %d ms for the plan", budget(room))
		}
		ends(room)
		if err := h.Remove(h.ctx, room, "jonas"); err != nil {
			t.Fatal(err)
		}
		if room = h.meets("standup"); budget(room) != 60_000 {
			t.Errorf("after the last one was deleted there are %d ms for the plan", budget(room))
		}
	})
}

func TestNobodyStartsTheStandupTwoDaysRunning(t *testing.T) {
	atHome(t, func(h *house) {
		h.comes("ada", h.home, live.Knock{Name: "Ada", Roles: []rooms.Role{rooms.Developer}})
		before := rooms.ID("")
		for day := range 6 {
			room := h.meets("standup")
			h.comes("ada", room, live.Knock{})
			h.does("jonas", room, "start", roomstest.With())
			h.does("jonas", room, "next", roomstest.With())
			first := h.sees("mira", room).Room.Floor.Order.At(0)
			if first == before {
				t.Errorf("on day %d %q starts again", day, first)
			}
			before = first
			h.does("jonas", room, "end", roomstest.With())
			h.passes(20 * time.Hour)
		}
	})
}

func TestAHomeTakesEachEndOnce(t *testing.T) {
	k, s := team.Kind(), roomstest.Rehearse(t, team.Kind(), "Jonas")
	now := rooms.MillisOf(time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC))
	receives := func(doc rooms.Document, ended rooms.Millis) rooms.Document {
		h := rooms.Handover{Room: "r", Kind: "standup", Ended: ended}
		h.Topics.Put("t", rooms.Topic{Text: "Safari 15?", State: "open"})
		step, err := k.Play(doc, rooms.Moment{Now: now, Dice: rooms.SeededDice(1), Most: 10}, k.Receive(h))
		if err != nil {
			t.Fatal(err)
		}
		return step.Doc
	}
	home := receives(s.Meeting().(rooms.Document), 1).Clone()
	home.Common().Room.Parked.Delete("t") // it was dealt with
	if again := receives(home, 1); again.Common().Room.Parked.Len() != 0 {
		t.Error("the same end was taken twice")
	}
	if once := receives(home, 2); once.Common().Room.Parked.Len() != 1 {
		t.Error("another end was not taken")
	}
}

func TestARetrospectiveAsksWhatBecameOfTheTeamsActions(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "task", roomstest.With("text", "Silence the alarm"))
		id, _ := one(t, h.sees("mira", h.home).Room.Actions)
		room := h.meets("retrospective")
		if old := h.sees("mira", room).Shared.Old[id]; old.Text != "Silence the alarm" {
			t.Errorf("asked about is %+v", old)
		}
		h.does("jonas", room, "start", roomstest.With())
		for h.sees("mira", room).Room.Agenda.Now != "actions" {
			h.does("jonas", room, "next", roomstest.With())
		}
		h.does("mira", room, "answer", roomstest.With("action", id, "state", "done"))
		h.does("jonas", room, "end", roomstest.With())
		h.passes(5 * time.Second)
		if task, _ := h.sees("mira", h.home).Room.Actions.Get(id); task.State != "done" {
			t.Errorf("at home it is %+v", task)
		}
	})
}

func TestATeamThatIsGoneIsOwedNothing(t *testing.T) {
	atHome(t, func(h *house) {
		room := h.meets("standup")
		if err := h.Remove(h.ctx, h.home, "jonas"); err != nil {
			t.Fatal(err)
		}
		h.does("jonas", room, "start", roomstest.With())
		h.does("jonas", room, "end", roomstest.With())
		h.passes(10 * time.Second)
		if doc := h.sees("mira", room).Room; doc.Team != "" || doc.Given != doc.Ended {
			t.Errorf("it still owes its team %q the end at %d", doc.Team, doc.Ended)
		}
	})
}
