package team_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/roomstest"
)

// mostLine is how many bytes an item may cost everybody who has the home open.
const mostLine = 300

func (h *house) item(browser string, id rooms.ID) rooms.Beside {
	h.Helper()
	beside, err := h.Item(h.ctx, h.home, id, browser)
	if err != nil {
		h.Fatal(err)
	}
	return beside
}

func TestWhatIsKnownOfAnItemLiesBesideTheDocumentAndStaysThere(t *testing.T) {
	atHome(t, func(h *house) {
		long := strings.Repeat("Es geht um die zweite Mahnung. ", 12)
		h.does("mira", h.home, "item_add", roomstest.With("title", strings.Repeat("x", rooms.MaxTitle), "note", long, "link", "https://tracker.example/"+strings.Repeat("y", 200)))
		id, _ := one(t, h.sees("mira", h.home).Room.Items)
		for n := range 10 {
			h.does("mira", h.home, "acceptance_add", roomstest.With("item", id, "text", fmt.Sprint(n, " ", long[:80])))
		}
		h.does("mira", h.home, "question_add", roomstest.With("item", id, "text", "Which banks?"))
		h.does("mira", h.home, "criterion_add", roomstest.With("text", "It is small"))
		criterion, _ := one(t, h.sees("mira", h.home).Room.Backlog.Ready)
		h.does("mira", h.home, "ready", roomstest.With("item", id, "criterion", criterion, "on", true))

		_, line := one(t, h.sees("mira", h.home).Room.Items)
		raw, err := json.Marshal(line)
		if err != nil || len(raw) > mostLine+rooms.MaxTitle || line.Met != 1 || line.Rev != 13 {
			t.Errorf("the line has %d bytes: %s", len(raw), raw)
		}
		h.again()
		is := h.item("jonas", id)
		if is.Note != strings.TrimSpace(long) || is.Details.Acceptance.Len() != 10 || is.Details.Questions.Len() != 1 {
			t.Errorf("after a restart there is %+v", is)
		}
		if _, err := h.Item(h.ctx, h.home, id, "eve"); rooms.AsError(err).Code != "no_room" {
			t.Errorf("who does not belong to the team: %v", err)
		}
		if _, err := h.Item(h.ctx, h.home, "nothing", "mira"); rooms.AsError(err).Code != "no_such_item" {
			t.Errorf("of nothing: %v", err)
		}
	})
}

// A backlog of thousands: to move one item touches no other, wherever it goes to.
func TestMovingAnItemTouchesNoOther(t *testing.T) {
	atHome(t, func(h *house) {
		for part := range 10 {
			var lines []string
			for n := range 100 {
				lines = append(lines, fmt.Sprintf("Item %d-%d", part, n))
			}
			h.does("mira", h.home, "item_bring", roomstest.With("text", strings.Join(lines, "\n")))
		}
		h.comes("ilse", h.home, live.Knock{Name: "Ilse", Roles: []rooms.Role{rooms.Developer}})
		h.does("jonas", h.home, "roles", roomstest.With("person", "p3", "roles", []rooms.Role{rooms.ProductOwner}))
		before := h.sees("mira", h.home).Room.Items
		order := before.Ranked(func(i rooms.Item) int { return i.Rank })
		h.does("ilse", h.home, "item_move", roomstest.With("item", order[900], "after", order[3]))
		after := h.sees("mira", h.home).Room.Items
		for _, id := range order {
			was, _ := before.Get(id)
			if is, _ := after.Get(id); is.Rank != was.Rank && id != order[900] {
				t.Fatalf("%q is at %d, and was at %d", is.Title, is.Rank, was.Rank)
			}
		}
		if got := after.Ranked(func(i rooms.Item) int { return i.Rank })[4]; got != order[900] {
			t.Errorf("behind the fourth comes %s", got)
		}
	})
}
