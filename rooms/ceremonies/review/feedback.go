package review

import (
	"time"

	"rondo/rooms"
)

const (
	mostFeedback = 300
	ownFeedback  = 50 // of one person: nobody takes all of it
	contextTime  = 5 * time.Minute
)

// giveFeedback says something of what is shown, or of the whole.
func giveFeedback(t *turn, with struct {
	Kind string   `json:"kind" takes:"like|question|idea|risk"`
	Text string   `json:"text,omitempty" takes:"extra?"`
	Demo rooms.ID `json:"demo,omitempty"` // absent: of the whole
}) error {
	own := 0
	for _, f := range t.Shared.Feedback.All() {
		if f.By == t.Actor {
			own++
		}
		if f.By == t.Actor && f.Kind == liked && with.Kind == liked && with.Text == "" && f.Text == "" && f.Demo == with.Demo {
			return nil // one likes a thing once
		}
	}
	switch {
	case with.Text == "" && with.Kind != liked:
		return rooms.Invalid("text", "empty")
	case with.Demo != "" && !t.Shared.Demos.Has(with.Demo):
		return rooms.NoSuch("demo")
	case t.Shared.Feedback.Len() >= mostFeedback:
		return rooms.Refuse("too_many/feedback", "n", mostFeedback)
	case own >= ownFeedback:
		return rooms.Refuse("too_many/own_feedback", "n", ownFeedback)
	}
	rank := rooms.LastRank(t.Shared.Feedback, Feedback.rank) + 1
	id := t.Rand.ID()
	f := Feedback{Kind: with.Kind, Text: with.Text, By: t.Actor, Demo: with.Demo, Rank: rank}
	t.Shared.Feedback.Put(id, f)
	if t.Room.Agenda.Now == next {
		layCandidate(t, id, f)
	}
	return nil
}

// dropFeedback takes back what one said oneself, or, by whoever leads, what does not belong here.
func dropFeedback(t *turn, with struct {
	Feedback rooms.ID `json:"feedback"`
}) error {
	f, there := t.Shared.Feedback.Get(with.Feedback)
	switch {
	case !there:
		return rooms.NoSuch("feedback")
	case f.By != t.Actor && t.WhoIs(t.Actor)&rooms.Leading == 0:
		return rooms.Refuse("forbidden/not_your_feedback")
	}
	for id, c := range t.Shared.Candidates.All() {
		if c.From == with.Feedback && c.State == candidateOpen {
			t.Shared.Candidates.Delete(id)
		}
	}
	t.Shared.Feedback.Delete(with.Feedback)
	return nil
}

// upvote says that one wants to know it, too, or takes that back.
func upvote(t *turn, with struct {
	Feedback rooms.ID `json:"feedback"`
	On       bool     `json:"on"`
}) error {
	return rooms.EditIn(&t.Shared.Feedback, with.Feedback, "feedback", func(f *Feedback) error {
		if f.By == t.Actor {
			return rooms.Refuse("own_feedback")
		}
		if f.Votes = f.Votes.Without(t.Actor); with.On {
			f.Votes = f.Votes.With(t.Actor)
		}
		return nil
	})
}

// sayAnswered says that a question was answered, or is open again. What is answered need not
// be decided on.
func sayAnswered(t *turn, with struct {
	Feedback rooms.ID `json:"feedback"`
	On       bool     `json:"on"`
}) error {
	f, there := t.Shared.Feedback.Get(with.Feedback)
	switch {
	case !there:
		return rooms.NoSuch("feedback")
	case f.Kind != question:
		return rooms.Refuse("no_question")
	}
	f.Done = with.On
	t.Shared.Feedback.Put(with.Feedback, f)
	if c, laid := t.Shared.Candidates.Get(with.Feedback); with.On && laid && c.State == candidateOpen {
		t.Shared.Candidates.Delete(with.Feedback)
	} else if t.Room.Agenda.Now == next {
		layCandidate(t, with.Feedback, f)
	}
	return nil
}

// takeContext gives somebody the floor, once, to say what the market, the figures and the
// roadmap say.
func takeContext(t *turn, _ struct{}) error {
	if t.Shared.Heard.Has(t.Actor) {
		return rooms.Refuse("context_given")
	}
	t.Shared.Heard = t.Shared.Heard.With(t.Actor)
	t.GiveFloor(t.Actor, contextTime)
	return nil
}
