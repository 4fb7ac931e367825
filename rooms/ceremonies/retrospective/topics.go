package retrospective

import (
	"slices"
	"strings"
	"time"

	"rondo/rooms"
)

// layTopics makes the agenda of the discussion from the dots. Those with as many
// share a place; the board decides which of them is first. What got no dot waits
// behind, and all of it when there was no vote to go by. What was said about a
// topic before is kept.
func layTopics(t *turn) {
	b, _ := t.Room.Ballots.Get(dotsBallot)
	result, _ := b.Shown()
	given := func(id rooms.ID) int { n, _ := result.Tally.Get(string(id)); return n }
	ids := votables(t)
	slices.SortStableFunc(ids, func(a, b rooms.ID) int { return given(b) - given(a) })
	before := t.Shared.Topics
	t.Shared.Topics, t.Shared.Topic = rooms.Map[rooms.ID, Topic]{}, ""
	budget, place := topicBudget(t, ids, given), 0
	for i, id := range ids {
		if i == 0 || given(id) != given(ids[i-1]) {
			place = i + 1
		}
		t.Shared.Topics.Put(id, Topic{
			Title: titleOf(t, id), Dots: given(id), Place: place, Rank: i + 1, Budget: budget, State: topicWaits,
		})
	}
	for _, id := range before.Ranked(topicRank) {
		was, _ := before.Get(id)
		takeOver(t, id, was)
	}
}

func topicRank(r Topic) int { return r.Rank }

// takeOver keeps what became of a topic when the topics are laid anew. What was said
// goes along with a note that has joined a group since; a topic of which nothing is
// on the board any more stays, last, if anything was said or it came from the table.
func takeOver(t *turn, id rooms.ID, was Topic) {
	into := id
	if n, _ := t.Shared.Notes.Get(id); n.Group != "" {
		into = n.Group
	}
	topic, ok := t.Shared.Topics.Get(into)
	switch {
	case !ok && was.Said == "" && was.Spent == 0 && !was.Added:
		return
	case !ok:
		topic = was
		topic.Dots, topic.Place, topic.Rank = 0, t.Shared.Topics.Len()+1, t.Shared.Topics.Len()+1
	case into == id:
		topic.State, topic.Said, topic.Spent, topic.Budget, topic.Cut = was.State, was.Said, was.Spent, was.Budget, was.Cut
	default:
		topic.Said = strings.Trim(topic.Said+"\n"+was.Said, "\n")
		topic.Spent += was.Spent
	}
	t.Shared.Topics.Put(into, topic)
}

const (
	topicLeast = 3 * time.Minute
	topicMost  = 8 * time.Minute
	mostAdded  = 30 // topics that came from the table
)

// topicBudget shares the discussion among what people voted for.
func topicBudget(t *turn, ids []rooms.ID, given func(rooms.ID) int) rooms.Millis {
	wanted := 0
	for _, id := range ids {
		if given(id) > 0 {
			wanted++
		}
	}
	phase, _ := t.Room.Agenda.Phases.Get(discuss)
	each := phase.Budget / rooms.Millis(max(1, wanted))
	if phase.Budget < rooms.For(topicLeast) {
		return each
	}
	return min(max(each, rooms.For(topicLeast)), rooms.For(topicMost))
}

// addTopic brings up what is not on the board, or all there is when nobody wrote.
func addTopic(t *turn, with struct {
	Title string `json:"title" takes:"title"`
}) error {
	added := 0
	for _, topic := range t.Shared.Topics.All() {
		if topic.Added {
			added++
		}
	}
	if added >= mostAdded {
		return rooms.Refuse("too_many/topics", "n", mostAdded)
	}
	last := rooms.LastRank(t.Shared.Topics, topicRank)
	t.Shared.Topics.Put(t.Rand.ID(), Topic{
		Title: with.Title, Place: last + 1, Rank: last + 1, Budget: topicBudget(t, nil, nil), State: topicWaits, Added: true,
	})
	if t.Shared.Topic != "" {
		return nil
	}
	return nextTopic(t)
}

// park puts a topic on the parking lot, once; false when there is no more room.
func park(t *turn, title string) bool {
	for _, parked := range t.Room.Parked.All() {
		if parked.Text == title {
			return true
		}
	}
	return t.ParkTopic(title, "") != ""
}
