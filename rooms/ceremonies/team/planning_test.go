package team_test

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// What was planned is the team's sprint once, however often the process ends; what was done
// of it stands in the next planning.
func TestWhatWasPlannedIsTheSprintAndStandsInTheNextPlanning(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "item_add", roomstest.With("title", "Pay again"))
		id, _ := one(t, h.sees("mira", h.home).Room.Items)
		h.does("jonas", h.home, "sprint", roomstest.With("number", 7, "goal", "Pay", "from", "2026-11-16", "to", "2026-11-27"))
		room := h.meets("planning")
		if s := h.sees("mira", room).Shared; s.Number != 8 || s.From != "2026-11-30" {
			t.Fatalf("planned is sprint %d from %s", s.Number, s.From)
		}
		h.does("mira", room, "available", roomstest.With("halves", 20))
		h.does("jonas", room, "start", roomstest.With())
		h.does("mira", room, "goal_draft", roomstest.With("text", "Pay again"))
		h.does("jonas", room, "next", roomstest.With())
		h.does("mira", room, "vote", roomstest.With("ballot", "cards", "card", "5"))
		h.does("jonas", room, "reveal", roomstest.With("ballot", "cards"))
		h.does("jonas", room, "settle", roomstest.With("card", "5"))
		h.does("mira", room, "pull", roomstest.With("item", id, "on", true))
		h.does("jonas", room, "end", roomstest.With())
		h.kill()
		h.passes(15 * time.Second)
		is := h.sees("mira", h.home).Shared.Sprint
		if is.Number != 8 || is.Goal != "Pay again" || is.Points != 5 || is.Capacity != 7 || !is.Forecast.Has(id) {
			t.Fatalf("the sprint is %+v", is)
		}
		h.does("mira", h.home, "built", roomstest.With("item", id, "on", true))
		h.again()
		h.passes(15 * time.Second)
		if done := h.sees("mira", h.home).Shared.Sprint.Done; done != 5 {
			t.Errorf("%v points are done: the outcome came twice", done)
		}
		next := h.meets("planning")
		seen := h.sees("mira", next)
		past := seen.Shared.Past.sprints
		if len(past) != 1 || past[0].Number != 8 || past[0].Done != 5 || seen.Shared.Number != 9 || seen.Room.Items.Len() != 0 {
			t.Errorf("the next planning has %+v, sprint %d and %d items", past, seen.Shared.Number, seen.Room.Items.Len())
		}
		h.does("jonas", next, "start", roomstest.With())
		h.does("jonas", next, "end", roomstest.With())
		h.passes(15 * time.Second)
		home := h.sees("mira", h.home)
		if item, _ := home.Room.Items.Get(id); item.State != rooms.ItemWithdrawn || home.Shared.Sprints["8"].Done != 5 {
			t.Errorf("after it the item is %s, and of the last sprint is known %+v", item.State, home.Shared.Sprints)
		}
	})
}

// What a sprint leaves undone is asked about in the next planning, and what is kept of it is
// known at home, and so are the risks until somebody says that they are none any more.
func TestWhatASprintLeavesUndoneIsCarriedOver(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "item_add", roomstest.With("title", "Pay again"))
		id, _ := one(t, h.sees("mira", h.home).Room.Items)
		for n, carried := range []string{"", "open"} {
			room := h.meets("planning")
			if is := h.sees("mira", room).Shared.Plans[id].Carried; is != carried {
				t.Fatalf("in planning %d it is %q, want %q", n+1, is, carried)
			}
			h.does("jonas", room, "start", roomstest.With())
			h.does("jonas", room, "next", roomstest.With())
			h.does("mira", room, "pull", roomstest.With("item", id, "on", true))
			h.does("mira", room, "risk_add", roomstest.With("text", "The bank answers slowly"))
			h.does("jonas", room, "end", roomstest.With())
			h.passes(15 * time.Second)
			risk, known := one(t, h.sees("mira", h.home).Shared.Risks)
			if known.By != "p2" || known.At == 0 {
				t.Errorf("after planning %d its risk is %+v", n+1, known)
			}
			h.does("jonas", h.home, "risk_drop", roomstest.With("risk", risk))
			if is := h.sees("mira", h.home).Shared.Sprint; is.Carried.Has(id) != (carried != "") || !is.Forecast.Has(id) {
				t.Fatalf("after planning %d the sprint is %+v", n+1, is)
			}
		}
	})
}

func TestSizesThatWereSettledAreOnTheBacklog(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "item_add", roomstest.With("title", "Pay again"))
		id, _ := one(t, h.sees("mira", h.home).Room.Items)
		room := h.meets("poker")
		h.does("jonas", room, "start", roomstest.With())
		if item, _ := h.sees("mira", room).Room.Items.Get(id); item.State != rooms.ItemCurrent {
			t.Fatalf("in hand is %+v", item)
		}
		h.does("mira", room, "vote", roomstest.With("ballot", "cards", "card", "5"))
		h.does("jonas", room, "reveal", roomstest.With("ballot", "cards"))
		h.passes(5 * time.Second)
		h.does("jonas", room, "settle", roomstest.With("card", "5"))
		h.does("mira", room, "item_add", roomstest.With("title", "Refund"))
		h.does("jonas", room, "end", roomstest.With())
		h.passes(5 * time.Second)
		items := h.sees("mira", h.home).Room.Items
		if item, _ := items.Get(id); item.Result != "5" || item.Rounds != 1 || items.Len() != 2 {
			t.Errorf("on the backlog there are %d items, and this: %+v", items.Len(), item)
		}
	})
}
