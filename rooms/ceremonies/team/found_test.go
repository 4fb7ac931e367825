package team_test

import (
	"fmt"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// What a review finds is at home once, whenever the process is killed: the outcome of the
// sprint, what is done of it after all, and what was accepted, on the backlog.
func TestWhatAReviewFoundIsAtHomeOnceWheneverTheProcessIsKilled(t *testing.T) {
	const rounds = 20
	atHome(t, func(h *house) {
		h.does("jonas", h.home, "roles", roomstest.With("person", "p1", "roles", []rooms.Role{rooms.ProductOwner}))
		for round := range rounds {
			number := round + 1
			h.does("jonas", h.home, "sprint", roomstest.With("number", number, "goal", "Pay again", "from", "2025-12-01", "to", "2025-12-12"))
			room := h.meets("review")
			if is := h.sees("mira", room).Shared; is.Number != number || is.Goal != "Pay again" {
				t.Fatalf("the review is of sprint %d, for %q", is.Number, is.Goal)
			}
			h.does("jonas", room, "start", roomstest.With())
			h.does("jonas", room, "goal_outcome", roomstest.With("outcome", "partly", "text", fmt.Sprint("Round ", round)))
			for range 3 {
				h.does("jonas", room, "next", roomstest.With())
			}
			for _, title := range []string{"Accepted", "Declined"} {
				h.does("mira", room, "candidate_add", roomstest.With("title", title))
			}
			for id, candidate := range h.sees("mira", room).Shared.Candidates {
				state := map[string]string{"Accepted": "accepted", "Declined": "declined"}[candidate.Title]
				h.does("jonas", room, "decide", roomstest.With("candidate", id, "state", state, "why", "So"))
			}
			h.does("jonas", room, "end", roomstest.With())
			h.passes(time.Duration(round) * 250 * time.Microsecond)
			h.kill()
			h.passes(15 * time.Second)
			home, end := h.sees("mira", h.home), h.sees("mira", room).Room
			if n := home.Room.Items.Len(); n != number || end.Given != end.Ended {
				t.Fatalf("after round %d there are %d items on the backlog, of the end at %d it has %d", round, n, end.Ended, end.Given)
			}
			if is := home.Shared.Sprint; is.Outcome != "partly" || is.Said != fmt.Sprint("Round ", round) {
				t.Fatalf("after round %d the sprint is %+v", round, is)
			}
		}
	})
}
