package demo

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"rondo/rooms"
)

// review is of a sprint.
func review(s *stage, n int) {
	this := sprints[n]
	s.opens("review", fmt.Sprint("Review of sprint ", n+1), lead, append([]string{owner, manager, guest}, developers...)...)
	s.does(lead, "start")
	s.does(owner, "goal_outcome", "outcome", this.outcome, "text", this.said)
	s.passes(s.seconds(200, 500))
	s.goesTo("demos")
	for id, demo := range s.sees(lead).Shared.Demos {
		s.does(developers[demo.Rank%len(developers)], "present", "demo", id)
	}
	for s.err == nil {
		waits := func(d doc) (ids []rooms.ID) {
			for id, demo := range d.Shared.Demos {
				if demo.State == "waits" {
					ids = append(ids, id)
				}
			}
			return ids
		}(s.sees(lead))
		if len(waits) == 0 {
			break
		}
		s.does(lead, "demo_start")
		s.passes(s.seconds(120, 400))
		s.does(guest, "feedback", "kind", "like", "demo", s.sees(lead).Shared.Demo)
		s.does(lead, "demo_end")
	}
	for _, idea := range this.ideas {
		s.does(guest, "feedback", "kind", "idea", "text", idea)
	}
	s.goesTo("context")
	s.does(manager, "context")
	s.passes(s.seconds(120, 300))
	s.does(manager, "call_next")
	s.goesTo("next")
	for i, idea := range this.ideas {
		id := find(s, maps.All(s.sees(lead).Shared.Candidates), func(c struct{ Title string }) string { return c.Title }, idea)
		s.does(owner, "decide", "candidate", id, "state", []string{"accepted", "declined"}[i%2], "why", []string{"It serves the goal", "Not this year"}[i%2])
	}
	s.passes(s.seconds(300, 900))
	s.goesTo("close")
	s.votes("roti", append(slices.Clone(this.worth), "4", "5"), append([]string{lead, owner, manager, guest}, developers...))
	s.ends(lead)
}

// votes is a secret ballot that reveals itself once all have voted.
func (s *stage) votes(ballot string, cards, people []string) {
	for i, name := range people {
		s.does(name, "vote", "ballot", ballot, "card", cards[i])
	}
	s.passes(9 * time.Second) // how many have voted is told by the beat
	s.passes(9 * time.Second)
}

// retrospective is of a sprint.
func retrospective(s *stage, n int) {
	this, team := sprints[n], append([]string{lead}, developers...)
	s.opens("retrospective", fmt.Sprint("Retrospective of sprint ", n+1), lead, append([]string{owner}, developers...)...)
	s.does(lead, "start")
	s.votes("safety", append(this.safety, "4"), append(team, owner))
	s.goesTo("actions")
	for id, old := range s.sees(lead).Shared.Old {
		for name, person := range s.people {
			switch {
			case person != old.Owner:
			case old.Text == this.kept:
				s.does(name, "answer", "action", id, "state", "keep")
			default:
				s.does(name, "answer", "action", id, "state", "done", "helped", "yes")
			}
		}
	}
	s.passes(s.seconds(100, 300))
	s.goesTo("facts")
	s.passes(s.seconds(60, 120))
	s.goesTo("write")
	writes(s, this)
	s.goesTo("read")
	s.passes(s.seconds(200, 400))
	s.goesTo("group")
	notes := s.sees(lead).Shared.Notes
	text := func(n struct {
		Text  string
		Group rooms.ID
	}) string {
		return n.Text
	}
	s.does(lead, "group", "note", find(s, maps.All(notes), text, this.notes[1][1]), "onto", find(s, maps.All(notes), text, this.notes[1][0]))
	s.goesTo("vote")
	things := dottable(s.sees(lead))
	for _, name := range team {
		if s.err != nil {
			return
		}
		s.does(name, "vote", "ballot", "dots", "dots", map[rooms.ID]int{things[s.dice.IntN(3)]: 3, things[3+s.dice.IntN(len(things)-3)]: 2})
	}
	s.passes(60 * time.Second)
	s.goesTo("discuss")
	for range 3 {
		s.passes(s.seconds(300, 500))
		if s.sees(lead).Shared.Topic != "" {
			s.does(lead, "topic_done", "state", "decided")
		}
	}
	s.goesTo("decide")
	for i, task := range this.tasks {
		decides(s, task, i == 0)
	}
	s.goesTo("close")
	s.does(developers[2], "thank", "to", s.people[developers[0]], "text", "For the evening with the bank", "signed", true)
	s.votes("roti", this.worth, append(team, owner))
	s.ends(lead)
}

// writes: everybody has some of the notes, by the dice.
func writes(s *stage, this sprint) {
	for i, title := range []string{"Went well", "To improve", "Ideas"} {
		column := find(s, maps.All(s.sees(lead).Shared.Columns), func(c struct{ Title string }) string { return c.Title }, title)
		for _, note := range this.notes[i] {
			s.does(developers[s.dice.IntN(len(developers))], "write", "column", column, "text", note)
		}
	}
	s.passes(s.seconds(300, 500))
	for _, name := range append([]string{lead, owner}, developers...) {
		s.does(name, "done", "on", true)
	}
	s.passes(10 * time.Second)
	s.passes(20 * time.Second)
}

// dottable is what dots can be put on, in the order of its words.
func dottable(d doc) (ids []rooms.ID) {
	words := map[rooms.ID]string{}
	for id, group := range d.Shared.Groups {
		words[id] = group.Title
	}
	for id, note := range d.Shared.Notes {
		if note.Group == "" {
			words[id] = note.Text
		}
	}
	return slices.SortedFunc(maps.Keys(words), func(a, b rooms.ID) int { return slices.Compare([]byte(words[a]), []byte(words[b])) })
}

// decides makes an action that somebody takes, and picks it.
func decides(s *stage, is task, one bool) {
	s.does(is.owner, "task", "text", is.text)
	id := find(s, s.sees(lead).Room.Actions.All(), func(t rooms.Task) string { return t.Text }, is.text)
	s.does(is.owner, "accept", "task", id)
	s.does(is.owner, "due", "task", id, "date", s.now().AddDate(0, 0, 14).Format(time.DateOnly))
	s.does(is.owner, "how", "task", id, "text", is.how)
	s.does(lead, "pick", "task", id, "on", true)
	if one {
		s.does(lead, "one", "task", id)
	}
}
