package review

import "rondo/rooms"

const (
	mostCandidates = 100
	dotsEach       = 3
)

// layCandidates makes candidates of what was said of the demos, once.
func layCandidates(t *turn) {
	for _, id := range t.Shared.Feedback.Ranked(Feedback.rank) {
		f, _ := t.Shared.Feedback.Get(id)
		layCandidate(t, id, f)
	}
}

// layCandidate makes a candidate of an idea, a risk, or a question that nobody has answered.
func layCandidate(t *turn, id rooms.ID, f Feedback) {
	if f.Kind == liked || f.Done || t.Shared.Candidates.Has(id) || t.Shared.Candidates.Len() >= mostCandidates {
		return
	}
	t.Shared.Candidates.Put(id, Candidate{Title: rooms.TitleOf(f.Text), From: id, By: f.By, State: candidateOpen, Rank: lastCandidate(t) + 1})
}

func lastCandidate(t *turn) int { return rooms.LastRank(t.Shared.Candidates, Candidate.rank) }

func addCandidate(t *turn, with struct {
	Title string `json:"title" takes:"title"`
}) error {
	if t.Shared.Candidates.Len() >= mostCandidates {
		return rooms.Refuse("too_many/candidates", "n", mostCandidates)
	}
	t.Shared.Candidates.Put(t.Rand.ID(), Candidate{Title: with.Title, By: t.Actor, State: candidateOpen, Rank: lastCandidate(t) + 1})
	return nil
}

func rewordCandidate(t *turn, with struct {
	Candidate rooms.ID `json:"candidate"`
	Title     string   `json:"title" takes:"title"`
}) error {
	return rooms.EditIn(&t.Shared.Candidates, with.Candidate, "candidate", func(c *Candidate) error { c.Title = with.Title; return nil })
}

// moveCandidate puts a candidate behind another one, or before all: in this order they go to the
// backlog.
func moveCandidate(t *turn, with struct {
	Candidate rooms.ID `json:"candidate"`
	After     rooms.ID `json:"after,omitempty"` // absent: to the top
}) error {
	return reorder(&t.Shared.Candidates, with.Candidate, with.After, "candidate", Candidate.rank, func(c *Candidate, rank int) { c.Rank = rank })
}

// flagCandidate is what strategy or the market say of a candidate. It decides nothing.
func flagCandidate(t *turn, with struct {
	Candidate rooms.ID `json:"candidate"`
	Text      string   `json:"text" takes:"card?"`
}) error {
	return rooms.EditIn(&t.Shared.Candidates, with.Candidate, "candidate", func(c *Candidate) error { c.Flag = with.Text; return nil })
}

// askDots asks stakeholders and the product manager what matters most of what is open. It is
// advice: the product owner decides.
func askDots(t *turn, _ struct{}) error {
	var open []string
	for _, id := range t.Shared.Candidates.Ranked(Candidate.rank) {
		if c, _ := t.Shared.Candidates.Get(id); c.State == candidateOpen {
			open = append(open, string(id))
		}
	}
	if len(open) < 2 {
		return rooms.Refuse("too_few_candidates")
	}
	return t.AskAnew(dotsBallot, rooms.BallotPlan{
		Kind: rooms.Dots, Secrecy: rooms.Hidden, Options: open, Budget: dotsEach, Who: advisers, Late: true,
	})
}

// decide is the product owner's word about a candidate, with a line why: it goes to the backlog,
// is parked, or declined. Taken back it is open again.
func decide(t *turn, with struct {
	Candidate rooms.ID `json:"candidate"`
	State     string   `json:"state" takes:"open|accepted|parked|declined"`
	Why       string   `json:"why,omitempty" takes:"title?"`
}) error {
	c, there := t.Shared.Candidates.Get(with.Candidate)
	switch {
	case !there:
		return rooms.NoSuch("candidate")
	case with.State == candidateDeclined && with.Why == "":
		return rooms.Invalid("why", "empty")
	}
	if c.Topic != "" && with.State != candidateParked {
		t.Room.Parked.Delete(c.Topic)
		c.Topic = ""
	}
	if with.State == candidateParked && c.Topic == "" {
		if c.Topic = t.ParkTopic(c.Title, c.By); c.Topic == "" {
			return rooms.Refuse("too_many/parked", "n", t.Room.Parked.Len())
		}
	}
	c.State, c.Why = with.State, with.Why
	t.Shared.Candidates.Put(with.Candidate, c)
	return nil
}
