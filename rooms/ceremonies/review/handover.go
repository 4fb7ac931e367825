package review

import "rondo/rooms"

// beginWith lays out what the team's home has: the sprint with its goal, what is done of it and
// what is not. What is done waits in the queue to be shown.
func beginWith(t *turn, h rooms.Handover) {
	was, s := h.Sprint, t.Shared
	s.Number, s.From, s.To, s.Goal, s.Outcome, s.Said = was.Number, was.From, was.To, was.Goal, was.Outcome, was.Said
	for _, id := range h.Backlog.Done.Ranked(func(c rooms.Criterion) int { return c.Rank }) {
		criterion, _ := h.Backlog.Done.Get(id)
		s.Means = s.Means.With(criterion.Text)
	}
	for _, id := range append(was.Forecast.Slice(), was.Built.Slice()...) {
		item, there := h.Items.Get(id)
		if !there || s.Work.Has(id) {
			continue
		}
		done := was.Built.Has(id)
		s.Work.Put(id, Work{
			Title: item.Title, Link: item.Link, Size: item.Result, Goal: item.Goal,
			Planned: was.Forecast.Has(id), Was: done, Done: done, Rank: s.Work.Len() + 1,
		})
		if done && s.Demos.Len() < mostDemos {
			addToQueue(t, Demo{Title: item.Title, Item: id})
		}
	}
}

// gives is what comes of a review for the team: what came of the sprint, and new items for the
// backlog, which have the ids of their candidates, so that each comes there once.
func gives(m *meeting, h *rooms.Handover) {
	s := &m.Shared
	m.TellMood(h, worth, "review")
	h.Found = rooms.Found{Number: s.Number, Outcome: s.Outcome, Said: s.Said}
	for id, w := range s.Work.All() {
		if w.Done != w.Was && !w.Here {
			h.Found.Built.Put(id, w.Done)
		}
	}
	for _, id := range s.Candidates.Ranked(Candidate.rank) {
		if c, _ := s.Candidates.Get(id); c.State == candidateAccepted {
			h.Items.Put(id, rooms.Item{Title: c.Title, By: c.By, Rank: c.Rank, State: rooms.ItemOpen})
		}
	}
}
