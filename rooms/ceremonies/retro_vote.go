package ceremonies

import (
	"cmp"
	"slices"
	"time"

	"rondo/rooms"
)

// heldVote keeps the secret round open over the whole voting phase, so that a
// promise that is made stricter meanwhile holds for what was chosen before, too.
const heldVote = "dots"

// votables returns what can get dots: groups, and notes that stand alone.
func votables(t *retroTurn) (ids []rooms.ID) {
	for _, note := range onBoard(t) {
		n, _ := t.Shared.Notes.Get(note)
		id := cmp.Or(n.Group, note)
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func dotsPlan(t *retroTurn) rooms.BallotPlan {
	return rooms.BallotPlan{
		Kind: rooms.Dots, Secrecy: secrecy(t), Who: participants,
		Options: votables(t), Budget: t.Shared.Dots, Stack: t.Shared.Stack,
	}
}

// openDots lets people vote. When it is gone back to, the vote is asked anew: the
// board may be another. With nothing on the board, or too few people, there is no
// vote.
func openDots(t *retroTurn) error {
	if len(votables(t)) == 0 {
		return t.SetReady(true)
	}
	if err := t.AskAnew(dotsBallot, dotsPlan(t)); err != nil {
		return tooFew(err)
	}
	t.HoldRound(heldVote)
	t.Blind()
	return nil
}

// titleOf is what a votable is called.
func titleOf(t *retroTurn, id rooms.ID) string {
	if g, ok := t.Shared.Groups.Get(id); ok {
		return g.Title
	}
	n, _ := t.Shared.Notes.Get(id)
	return clipped(n.Text)
}

// layTopics makes the agenda of the discussion from the dots. Those with as many
// share a place; the board decides which of them is first. What got no dot waits
// behind, and all of it when there was no vote to go by.
func layTopics(t *retroTurn) {
	b, _ := t.Room.Ballots.Get(dotsBallot)
	result, _ := b.Latest()
	ids := votables(t)
	given := func(id rooms.ID) int { n, _ := result.Tally.Get(id); return n }
	slices.SortStableFunc(ids, func(a, b rooms.ID) int { return given(b) - given(a) })
	before := t.Shared.Topics
	t.Shared.Topics, t.Shared.Topic = rooms.Map[RetroTopic]{}, ""
	budget := topicBudget(t, ids, given)
	place := 0
	for i, id := range ids {
		if i == 0 || given(id) != given(ids[i-1]) {
			place = i + 1
		}
		topic, was := before.Get(id)
		if !was {
			topic = RetroTopic{Budget: budget, State: topicWaits}
		}
		topic.Title, topic.Dots, topic.Place, topic.Rank = titleOf(t, id), given(id), place, i+1
		t.Shared.Topics.Put(id, topic)
	}
}

const (
	topicLeast = 3 * time.Minute
	topicMost  = 8 * time.Minute
)

// topicBudget shares the discussion among what people voted for.
func topicBudget(t *retroTurn, ids []rooms.ID, given func(rooms.ID) int) rooms.Millis {
	wanted := 0
	for _, id := range ids {
		if given(id) > 0 {
			wanted++
		}
	}
	phase, _ := t.Room.Agenda.Phases.Get(discuss)
	each := phase.Budget / rooms.Millis(max(1, wanted))
	return min(max(each, rooms.For(topicLeast)), rooms.For(topicMost))
}
