package team_test

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/roomstest"
)

// What a refinement did not touch stays as the home has it by then, field by field.
func TestARefinementUndoesNothingThatWasDoneAtHomeMeanwhile(t *testing.T) {
	atHome(t, func(h *house) {
		h.comes("ilse", h.home, live.Knock{Name: "Ilse", Roles: []rooms.Role{rooms.Developer}})
		h.does("jonas", h.home, "roles", roomstest.With("person", "p3", "roles", []rooms.Role{rooms.ProductOwner}))
		h.does("ilse", h.home, "item_add", roomstest.With("title", "Pay again", "note", "Cards only"))
		id, _ := one(t, h.sees("ilse", h.home).Room.Items)
		for _, text := range []string{"Three tries", "Within a day"} {
			h.does("ilse", h.home, "acceptance_add", roomstest.With("item", id, "text", text))
		}
		at := map[string]rooms.ID{}
		for criterion, c := range h.item("ilse", id).Details.Acceptance.All() {
			at[c.Text] = criterion
		}
		room := h.meets("refinement")
		h.comes("ilse", room, live.Knock{})
		h.does("ilse", room, "baton_take", roomstest.With())
		h.does("ilse", room, "start", roomstest.With())

		// Meanwhile, at home:
		h.does("ilse", h.home, "item_reword", roomstest.With("item", id, "title", "Pay a second time", "note", "Cards only"))
		h.does("ilse", h.home, "acceptance_reword", roomstest.With("item", id, "criterion", at["Three tries"], "text", "Four tries"))
		h.does("mira", h.home, "question_add", roomstest.With("item", id, "text", "Which banks?"))
		// And in the meeting:
		h.does("ilse", room, "item_reword", roomstest.With("item", id, "title", "Pay again", "note", "Cards and invoices"))
		h.does("ilse", room, "acceptance_drop", roomstest.With("item", id, "criterion", at["Within a day"]))
		h.does("mira", room, "question_add", roomstest.With("item", id, "text", "Which cards?"))
		h.does("ilse", room, "end", roomstest.With())
		h.kill()
		h.passes(15 * time.Second)

		line, _ := h.sees("ilse", h.home).Room.Items.Get(id)
		is := h.item("ilse", id)
		if line.Title != "Pay a second time" || is.Note != "Cards and invoices" || is.Details.Questions.Len() != 2 {
			t.Errorf("it is %q, %q, with %d questions", line.Title, is.Note, is.Details.Questions.Len())
		}
		if _, left := one(t, is.Details.Acceptance); left.Text != "Four tries" {
			t.Errorf("it is accepted by %+v", left)
		}
	})
}

// What the product manager prepared at home stands there when the item is presented, and what
// is made of it goes home with the item, as somebody's whom the home knows.
func TestWhatTheMarketSaysGoesToARefinementAndBack(t *testing.T) {
	atHome(t, func(h *house) {
		h.comes("ilse", h.home, live.Knock{Name: "Ilse", Roles: []rooms.Role{rooms.Developer}})
		h.does("jonas", h.home, "roles", roomstest.With("person", "p3", "roles", []rooms.Role{rooms.ProductOwner, rooms.ProductManager}))
		h.does("ilse", h.home, "item_bring", roomstest.With("text", "Pay again\nLog in\nExport\nPrint"))
		ids := map[string]rooms.ID{}
		for id, item := range h.sees("ilse", h.home).Room.Items.All() {
			ids[item.Title] = id
		}
		for _, title := range []string{"Pay again", "Log in", "Export"} {
			h.does("ilse", h.home, "market_note", roomstest.With("item", ids[title], "text", title+": in every second call"))
		}
		room := h.meets("refinement")
		h.comes("ilse", room, live.Knock{})
		if item, _ := h.sees("mira", room).Room.Items.Get(ids["Pay again"]); item.Details.Market.Text != "Pay again: in every second call" {
			t.Errorf("the meeting has %+v", item.Details.Market)
		}
		h.does("ilse", room, "market_note", roomstest.With("item", ids["Pay again"], "text", "In each call"))
		h.does("ilse", room, "market_drop", roomstest.With("item", ids["Log in"]))
		h.does("ilse", h.home, "market_note", roomstest.With("item", ids["Export"], "text", "Nobody asks for it any more"))
		h.comes("jonas", room, live.Knock{})
		guest := h.comes("eve", room, live.Knock{Name: "Eve", Roles: []rooms.Role{rooms.ProductManager}}) // whom the home does not know
		h.does("jonas", room, "grant", roomstest.With("person", guest, "role", rooms.ProductManager, "yes", true))
		h.does("eve", room, "market_note", roomstest.With("item", ids["Print"], "text", "Nobody prints"))
		h.does("jonas", room, "start", roomstest.With())
		h.does("jonas", room, "end", roomstest.With())
		h.kill()
		h.passes(15 * time.Second)
		for title, want := range map[string]rooms.Remark{
			"Pay again": {Text: "In each call", By: "p3"}, "Log in": {}, "Export": {Text: "Nobody asks for it any more", By: "p3"},
			"Print": {Text: "Nobody prints"},
		} {
			if got := h.item("mira", ids[title]).Details.Market; got != want {
				t.Errorf("of %q there is %+v, want %+v", title, got, want)
			}
		}
	})
}

// A refinement begins with the team's backlog and its definition of ready, and what came of
// its items is at home once, also where the process is killed in the moment it ends.
func TestARefinementGivesBackWhatCameOfTheItems(t *testing.T) {
	atHome(t, func(h *house) {
		h.comes("ilse", h.home, live.Knock{Name: "Ilse", Roles: []rooms.Role{rooms.ProductOwner}})
		h.does("jonas", h.home, "roles", roomstest.With("person", "p3", "roles", []rooms.Role{rooms.ProductOwner}))
		h.does("ilse", h.home, "item_bring", roomstest.With("text", "Pay again\nExport everything\nLog in"))
		h.does("mira", h.home, "criterion_add", roomstest.With("text", "We can test it"))
		criterion, _ := one(t, h.sees("mira", h.home).Room.Backlog.Ready)
		ids := map[string]rooms.ID{}
		for id, item := range h.sees("mira", h.home).Room.Items.All() {
			ids[item.Title] = id
		}

		room := h.meets("refinement")
		h.comes("ilse", room, live.Knock{})
		h.does("ilse", room, "baton_take", roomstest.With())
		h.does("ilse", room, "start", roomstest.With())
		if s := h.sees("mira", room).Room; s.Items.Len() != 3 || s.Backlog.Ready.Len() != 1 {
			t.Fatalf("it begins with %d items and %d criteria", s.Items.Len(), s.Backlog.Ready.Len())
		}
		pay := ids["Pay again"]
		h.does("ilse", room, "acceptance_add", roomstest.With("item", pay, "text", "Three tries"))
		h.does("mira", room, "question_add", roomstest.With("item", pay, "text", "Which cards?"))
		h.does("mira", room, "ready", roomstest.With("item", pay, "criterion", criterion, "on", true))
		h.does("ilse", room, "step", roomstest.With("to", "size"))
		h.does("mira", room, "vote", roomstest.With("ballot", rooms.SizeBallot, "card", "5"))
		h.passes(5 * time.Second)
		h.does("mira", room, "agree", roomstest.With("card", "5"))
		h.does("ilse", room, "item_move", roomstest.With("item", ids["Log in"]))
		h.does("ilse", room, "item_split", roomstest.With("item", ids["Export everything"], "titles", []string{"As CSV", "As PDF"}))
		h.does("ilse", room, "end", roomstest.With())
		h.kill()
		h.passes(15 * time.Second)

		home := h.sees("mira", h.home)
		item, _ := home.Room.Items.Get(pay)
		beside := h.item("mira", pay).Details
		if item.Result != "5" || item.Met != 1 || beside.Acceptance.Len() != 1 || beside.Questions.Len() != 1 || beside.Estimates.Len() != 1 {
			t.Errorf("it is %+v, and beside lies %+v", item, beside)
		}
		var order []string
		for _, id := range home.Room.Items.Ranked(func(i rooms.Item) int { return i.Rank }) {
			i, _ := home.Room.Items.Get(id)
			if order = append(order, i.Title); i.Title == "As CSV" && i.Parent != ids["Export everything"] {
				t.Errorf("the child is %+v", i)
			}
		}
		if len(order) != 5 || order[0] != "Log in" {
			t.Errorf("the order is %q", order)
		}
		if past := home.Shared.Past.meetings[room]; past.People != 2 || past.Led != "p3" || len(home.Shared.Open) != 0 {
			t.Errorf("it was held with %+v, and is open: %v", past, home.Shared.Open)
		}
	})
}
