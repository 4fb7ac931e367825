package retrospective

import (
	"cmp"
	"time"

	"rondo/rooms"
)

// States of a topic.
const (
	topicWaits   = "waits"
	topicNow     = "now"
	topicDone    = "done"
	topicParked  = "parked"
	topicDecided = "decided" // something will be done about it
)

var topicStates = rooms.ListOf(topicWaits, topicNow, topicDone, topicParked, topicDecided)

// topicSeen is the topic that somebody sees who ends it or chooses another.
const topicSeen = "/shared/topic"

const (
	topicTimer = "topic"
	goOnFor    = 30 * time.Second // to vote whether to go on
	goOnMore   = 2 * time.Minute  // what a topic gets when people want to go on
)

// openDiscussion lays out the topics and begins with the first, or goes on with the
// one that was cut short when the meeting went on too early.
func openDiscussion(t *turn) error {
	layTopics(t)
	for _, id := range t.Shared.Topics.Ranked(topicRank) {
		if topic, _ := t.Shared.Topics.Get(id); topic.Cut {
			resumeTopic(t, id)
			return t.SetReady(false)
		}
	}
	return cmp.Or(t.CloseBallot(goOnBallot), nextTopic(t)) // it was about what is no topic any more
}

// resumeTopic gives the table to a topic that was cut short, or to the vote on whether
// it goes on.
func resumeTopic(t *turn, id rooms.ID) {
	beginTopic(t, id)
	if b, _ := t.Room.Ballots.Get(goOnBallot); b.IsOpen() && b.About == string(id) {
		t.StopTimer(topicTimer)
		t.ReleaseBallot(goOnBallot)
	}
}

// nextTopic goes on to the topic with the most dots that still waits. When none is
// left the phase is over; what got no dot waits until the facilitator chooses it,
// unless there was nothing to go by. Where there is nothing on the board the clock
// runs: somebody may bring up a topic.
func nextTopic(t *turn) error {
	noVotes := true
	for _, topic := range t.Shared.Topics.All() {
		noVotes = noVotes && topic.Dots == 0
	}
	for _, id := range t.Shared.Topics.Ranked(topicRank) {
		if topic, _ := t.Shared.Topics.Get(id); topic.State == topicWaits && (topic.Dots > 0 || topic.Added || noVotes) {
			beginTopic(t, id)
			return t.SetReady(false)
		}
	}
	return t.SetReady(t.Shared.Topics.Len() > 0)
}

// beginTopic gives a topic the table, with what is left of its budget.
func beginTopic(t *turn, id rooms.ID) {
	t.Shared.Topic = id
	var left rooms.Millis
	t.Shared.Topics.Edit(id, func(r *Topic) {
		r.State, r.Cut = topicNow, false
		left = max(r.Budget-r.Spent, min(r.Budget, rooms.For(goOnMore)))
	})
	t.SetTimer(topicTimer, left.Duration())
}

// leaveTopic takes the table from the topic that has it, and ends the vote on whether
// it goes on.
func leaveTopic(t *turn, state string) error {
	bookTopic(t, state)
	return t.CloseBallot(goOnBallot)
}

// bookTopic takes the table from the topic that has it, and books its time.
func bookTopic(t *turn, state string) {
	id := t.Shared.Topic
	topic, ok := t.Shared.Topics.Get(id)
	if !ok {
		return
	}
	topic.Spent += t.TimerSpent(topicTimer)
	topic.State = state
	t.Shared.Topics.Put(id, topic)
	t.Shared.Topic = ""
	t.StopTimer(topicTimer)
}

// leaveDiscussion ends the topic that has the table. When the meeting comes back, it
// goes on where it was, also in the vote on whether it goes on.
func leaveDiscussion(t *turn) (err error) {
	id := t.Shared.Topic
	if t.Before(discuss) {
		bookTopic(t, topicWaits)
		t.HoldBallot(goOnBallot)
	} else {
		err = leaveTopic(t, topicDone)
	}
	if t.Shared.Topics.Has(id) {
		t.Shared.Topics.Edit(id, func(r *Topic) { r.Cut = true })
	}
	return err
}

type topicWith struct {
	Topic rooms.ID `json:"topic"`
}

// discussNow gives the table to another topic; the one before waits, with the time
// that it has left.
func discussNow(t *turn, with topicWith) error {
	if !t.Shared.Topics.Has(with.Topic) {
		return rooms.NoSuch("topic")
	}
	if with.Topic == t.Shared.Topic {
		return nil
	}
	if err := leaveTopic(t, topicWaits); err != nil {
		return err
	}
	beginTopic(t, with.Topic)
	return t.SetReady(false)
}

// endTopic ends the topic that has the table and goes on to the next.
func endTopic(t *turn, with struct {
	State string `json:"state" takes:"done|parked|decided"`
}) error {
	if t.Shared.Topic == "" {
		return rooms.NoSuch("topic")
	}
	return finishTopic(t, with.State)
}

func finishTopic(t *turn, state string) error {
	topic, _ := t.Shared.Topics.Get(t.Shared.Topic)
	if state == topicParked && !park(t, topic.Title) {
		state = topicDone // the parking lot is full; the topic stays in the minutes
	}
	if err := leaveTopic(t, state); err != nil {
		return err
	}
	return nextTopic(t)
}

func goOnPlan(t *turn) rooms.BallotPlan {
	return rooms.BallotPlan{
		Kind: rooms.Cards, Options: []string{"continue", "park", "decide"}, Secrecy: secrecy(t),
		Who: participants, About: string(t.Shared.Topic), Auto: true, Fixed: true, Deadline: goOnFor,
	}
}

// topicRings is the zero of a topic's clock: people say whether to go on. With too
// few of them for a vote the facilitator says so.
func topicRings(t *turn) error {
	topic, ok := t.Shared.Topics.Get(t.Shared.Topic)
	if !ok {
		return nil
	}
	topic.Spent = max(topic.Spent, topic.Budget)
	t.Shared.Topics.Put(t.Shared.Topic, topic)
	return rooms.UnlessTooFew(t.AskAnew(goOnBallot, goOnPlan(t)))
}

// goOnSettles does what most people want; when as many want something else, the
// talk goes on.
func goOnSettles(t *turn) error {
	b, _ := t.Room.Ballots.Get(goOnBallot)
	r, _ := b.Latest()
	more, _ := r.Tally.Get("continue")
	park, _ := r.Tally.Get("park")
	done, _ := r.Tally.Get("decide")
	switch {
	case t.Shared.Topic == "" || t.Room.Timers.Has(topicTimer):
		return nil // the facilitator went on meanwhile
	case park > more && park > done:
		return finishTopic(t, topicParked)
	case done > more && done > park:
		return finishTopic(t, topicDecided)
	}
	t.Shared.Topics.Edit(t.Shared.Topic, func(r *Topic) { r.Budget += rooms.For(goOnMore) })
	t.SetTimer(topicTimer, goOnMore)
	return nil
}

// takeScribe makes the actor the scribe, or nobody.
func takeScribe(t *turn, with struct {
	On bool `json:"on"`
}) error {
	switch {
	case with.On:
		t.Shared.Scribe = t.Actor
	case t.Shared.Scribe == t.Actor || t.WhoIs(t.Actor)&rooms.Leading != 0:
		t.Shared.Scribe = ""
	}
	return nil
}

// writeSaid keeps what is said about a topic.
func writeSaid(t *turn, with struct {
	Topic rooms.ID `json:"topic"`
	Text  string   `json:"text" takes:"note?"`
}) error {
	if t.Shared.Scribe != t.Actor && t.WhoIs(t.Actor)&rooms.Leading == 0 {
		return rooms.Refuse("forbidden/not_the_scribe")
	}
	if !t.Shared.Topics.Has(with.Topic) {
		return rooms.NoSuch("topic")
	}
	t.Shared.Topics.Edit(with.Topic, func(r *Topic) { r.Said = with.Text })
	return nil
}
