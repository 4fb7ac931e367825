package review

import "rondo/rooms"

// sayOutcome says what came of the sprint's goal. It is the product owner's word (Scrum Guide:
// the Product Owner is accountable for maximizing the value).
func sayOutcome(t *turn, with struct {
	Outcome string `json:"outcome" takes:"met|partly|not"`
	Text    string `json:"text,omitempty" takes:"extra?"`
}) error {
	t.Shared.Outcome, t.Shared.Said = with.Outcome, with.Text
	return nil
}

// sayBuilt says that an item meets the definition of done, or does not. What is done and is not
// in the queue yet can be shown.
func sayBuilt(t *turn, with struct {
	Work rooms.ID `json:"work"`
	On   bool     `json:"on"`
}) error {
	if err := rooms.EditIn(&t.Shared.Work, with.Work, "item", func(w *Work) error { w.Done = with.On; return nil }); err != nil {
		return err
	}
	work, _ := t.Shared.Work.Get(with.Work)
	if with.On && !queued(t, with.Work) && t.Shared.Demos.Len() < mostDemos {
		addToQueue(t, Demo{Title: work.Title, Item: with.Work})
	}
	return nil
}

// mostWork is how many items a sprint has at most.
const mostWork = 200

// addWork names an item of the sprint where no team's home has it.
func addWork(t *turn, with struct {
	Title string `json:"title" takes:"title"`
}) error {
	if t.Shared.Work.Len() >= mostWork {
		return rooms.Refuse("too_many/items", "n", mostWork)
	}
	t.Shared.Work.Put(t.Rand.ID(), Work{Title: with.Title, Rank: rooms.LastRank(t.Shared.Work, Work.rank) + 1, Here: true})
	return nil
}

// dropWork takes an item off that was named here. What the team has in its sprint stays.
func dropWork(t *turn, with struct {
	Work rooms.ID `json:"work"`
}) error {
	switch w, there := t.Shared.Work.Get(with.Work); {
	case !there:
		return rooms.NoSuch("item")
	case !w.Here:
		return rooms.Refuse("of_the_team")
	}
	t.Shared.Work.Delete(with.Work)
	for id, d := range t.Shared.Demos.All() {
		if d.Item == with.Work && d.State == demoWaits {
			t.Shared.Demos.Delete(id)
		}
	}
	return demosLeft(t)
}
