package team

import (
	"encoding/json"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// What a review found of the sprint counts, also once the next one has been planned; what it
// changed of what is done, and nothing else.
func TestAHomeTakesWhatAReviewFound(t *testing.T) {
	for name, planned := range map[string]bool{"of the sprint in progress": false, "after the next was planned": true} {
		t.Run(name, func(t *testing.T) {
			s := team4(t)
			s.Does(ilse, "item_bring", roomstest.With("text", "A\nB"))
			s.Does(ilse, "sprint", roomstest.With("number", 7, "goal", "Pay again", "from", "2025-12-01", "to", "2025-12-12"))
			ids := s.Base().Room.Items.Ranked(func(i rooms.Item) int { return i.Rank })
			s.Does(ada, "built", roomstest.With("item", ids[0], "on", true))
			if planned {
				taking{t, s}.takes(rooms.Handover{Room: "p", Kind: "planning", Ended: 1, Sprint: rooms.Sprint{Number: 8}})
			}
			found := rooms.Found{Number: 7, Outcome: "partly", Said: "All but one bank"}
			found.Built.Put(ids[1], true)
			var items rooms.Map[rooms.ID, rooms.Item]
			items.Put("new", rooms.Item{Title: "C", State: rooms.ItemOpen})
			for range 2 { // however often it is told
				taking{t, s}.takes(rooms.Handover{Room: "r", Kind: "review", Ended: 2, Found: found, Items: items})
			}
			is := state(s).Sprint
			if planned {
				is, _ = state(s).Sprints.Get("7")
			}
			if is.Outcome != "partly" || is.Said != "All but one bank" || !is.Built.Has(ids[0]) || !is.Built.Has(ids[1]) {
				t.Errorf("the sprint is %+v", is)
			}
			if got := s.Base().Room.Items.Len(); got != 3 {
				t.Errorf("there are %d items", got)
			}
		})
	}
}

// What somebody wrote of an item lies beside the document: it is theirs to take along, and goes
// when they are forgotten; what was answered stays.
func TestWhatLiesBesideIsTakenAlongAndForgotten(t *testing.T) {
	s := team4(t)
	s.Does(ilse, "item_add", roomstest.With("title", "Pay again"))
	s.Does(ada, "question_add", roomstest.With("item", first(s), "text", "How often?"))
	item, _ := s.Base().WholeItem(first(s))
	s.Does(ilse, "question_answer", roomstest.With("item", first(s), "question", only(item.Details.Questions), "text", "Three times."))
	own, _, err := Kind().OwnedBy(s.Meeting().(rooms.Document), ada, rooms.Drawer{})
	if err != nil {
		t.Fatal(err)
	}
	if raw, _ := json.Marshal(own); !strings.Contains(string(raw), "How often?") {
		t.Errorf("hers is %s", raw)
	}
	s.Does(ada, "forget", nil)
	item, _ = s.Base().WholeItem(first(s))
	if q, _ := item.Details.Questions.Get(only(item.Details.Questions)); q.Text == "How often?" || q.Answer != "Three times." || q.By != "" {
		t.Errorf("the question is %+v", q)
	}
}
