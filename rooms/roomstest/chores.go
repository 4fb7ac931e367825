package roomstest

import (
	"maps"
	"slices"
	"strings"
	"testing/synctest"
	"time"

	"rondo/rooms"
)

// chore is something that may be done in a room of any kind, whatever the room is about.
type chore struct {
	who  string // of the cast
	do   string
	with map[string]any // "$task" is the last action, "$item" the last item, "$bob" a person
}

// with makes arguments of names and values.
func with(pairs ...any) map[string]any { return With(pairs...) }

// Chores are done in this order, each by somebody who may: so a kind needs no play of what all kinds
// share. Those that a kind has not, or that have no sense in it, are refused there.
var (
	keepingChores = []chore{
		{"ann", "rename", with("name", "Ann Brown")}, {"ann", "title", with("title", "Grebe")}, {"ann", "look", with("what", "x")},
		{"ann", "lock", with("on", true)}, {"ann", "lock", with("on", false)}, {"ann", "keep", with("days", 7)}, {"ann", "phone", with()},
		{"ann", "let_in", with("caller", "$caller", "yes", true)}, {"ann", "roles", with("person", "$fay", "roles", []string{"observer"})},
		{"bob", "late", with("person", "$bob", "on", true)}, {"ann", "away", with("person", "$bob", "on", true)}, {"ann", "away", with("person", "$bob", "on", false)},
		{"ann", "autopilot", with("on", true)}, {"ann", "autopilot", with("on", false)}, {"ann", "baton_co", with("person", "$cyd", "on", true)},
		{"ann", "baton_lock", with("on", true)}, {"ann", "baton_lock", with("on", false)},
		{"ann", "timebox", with("phase", "$second", "ms", 600_000)}, {"ann", "shift", with("phase", "$third", "after", "$first")}, {"ann", "shift", with("phase", "$second", "after", "$first")},
		{"ann", "deck", with("deck", "modified")}, {"ann", "undo", with()},
		{"ann", "ahead", with("seconds", 3600, "zone", "Europe/Berlin")}, {"ann", "ahead", with()}, {"bob", "hand", with("on", true)},
	}
	listChores = []chore{
		{"bob", "task", with("text", "Call the bank")}, {"bob", "retext", with("task", "$task", "text", "Write to the bank")}, {"ann", "ask", with("task", "$task", "person", "$bob")},
		{"bob", "accept", with("task", "$task")}, {"bob", "due", with("task", "$task", "date", "2000-02-01")}, {"bob", "how", with("task", "$task", "text", "They answer")},
		{"bob", "finish", with("task", "$task", "on", true)}, {"bob", "finish", with("task", "$task", "on", false)}, {"bob", "drop", with("task", "$task")},
		{"bob", "park", with("text", "Safari 15?")}, {"cyd", "concern", with("topic", "$topic", "on", true)},
		{"bob", "follow_up", with("topic", "$topic", "room", "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5f#AAAAAAAAAAAAAAAAAAAAAA")}, {"bob", "unpark", with("topic", "$topic")},
		{"bob", "raise", with("text", "No test cards")}, {"cyd", "help", with("blocker", "$blocker", "on", true)}, {"bob", "own", with("blocker", "$blocker")},
		{"bob", "today", with("blocker", "$blocker", "by", "14:00+01:00")}, {"bob", "reword", with("blocker", "$blocker", "text", "No cards")}, {"bob", "solve", with("blocker", "$blocker", "on", true)},
	}
	backlogChores = []chore{
		{"dan", "item_bring", with("text", "Log in\nLog out")}, {"dan", "item_add", with("title", "Pay again")}, {"dan", "item_reword", with("item", "$item", "title", "Pay twice")},
		{"dan", "item_move", with("item", "$item")}, {"dan", "item_pick", with("item", "$item")}, {"dan", "item_pick", with()},
		{"dan", "item_withdraw", with("item", "$item", "on", true)}, {"dan", "item_withdraw", with("item", "$item", "on", false)},
		{"eve", "goal_add", with("text", "Fewer lost orders")}, {"eve", "goal_reword", with("goal", "$goal", "text", "No lost orders")},
		{"dan", "serves", with("item", "$item", "goal", "$goal")}, {"eve", "goal_drop", with("goal", "$goal")}, {"ann", "undo", with()},
		{"bob", "criterion_add", with("text", "It is small")}, {"bob", "criterion_reword", with("criterion", "$criterion", "text", "It is very small")},
		{"bob", "ready", with("item", "$item", "criterion", "$criterion", "on", true)}, {"bob", "criterion_drop", with("criterion", "$criterion")},
		{"bob", "acceptance_add", with("item", "$item", "text", "Three tries")}, {"dan", "acceptance_accept", with("item", "$item", "criterion", "$accepted")},
		{"dan", "acceptance_reword", with("item", "$item", "criterion", "$accepted", "text", "Four tries")}, {"dan", "acceptance_drop", with("item", "$item", "criterion", "$accepted")},
		{"bob", "question_add", with("item", "$item", "text", "How often?")}, {"dan", "question_answer", with("item", "$item", "question", "$question", "text", "Thrice")},
		{"dan", "question_drop", with("item", "$item", "question", "$question")}, {"eve", "market_note", with("item", "$item", "text", "In every call")},
		{"eve", "market_drop", with("item", "$item")}, {"eve", "concern_raise", with("item", "$item", "text", "Not before May")},
		{"dan", "concern_answer", with("item", "$item", "text", "So it is")}, {"dan", "item_split", with("item", "$item", "titles", []string{"One half", "The other"})},
	}
	sizingChores = []chore{
		{"dan", "item_add", with("title", "Export")}, {"dan", "item_pick", with("item", "$item")}, {"dan", "step", with("to", "size")},
		{"bob", "vote", with("ballot", rooms.SizeBallot, "card", "3")}, {"bob", "unvote", with("ballot", rooms.SizeBallot)},
		{"bob", "vote", with("ballot", rooms.SizeBallot, "card", "3")}, {"dan", "reveal", with("ballot", rooms.SizeBallot)},
		{"dan", "revote", with("ballot", rooms.SizeBallot)}, {"bob", "vote", with("ballot", rooms.SizeBallot, "card", "3")},
		{"dan", "reveal", with("ballot", rooms.SizeBallot)}, {"ann", "aside", with("as", rooms.ItemSpike)},
	}
	courseChores = []chore{
		{"ann", "pause", with()}, {"ann", "resume", with()}, {"ann", "extend", with("ms", 60_000)}, {"ann", "hold", with("on", true)}, {"ann", "hold", with("on", false)},
		{"ann", "call_next", with("person", "$bob")}, {"bob", "done", with("on", true)}, {"ann", "next", with()},
		{"bob", "done", with("on", true)}, {"ann", "back", with()},
		{"ann", "baton_give", with("to", "$bob")}, {"bob", "baton_give", with("to", "$ann")},
		{"ann", "remove", with("person", "$fay")},
	}
	lastChores = []chore{
		{"$offered", "baton_decline", with()}, {"", "", nil}, {"$offered", "baton_take", with()},
		{"$lead", "end", with()}, {"$lead", "reopen", with()}, {"$lead", "end", with()}, {"cyd", "leave", with()}, {"bob", "forget", with()},
	}
)

// doChores does all of them, in a meeting of its own.
func (s *stage) doChores() {
	defer s.end()
	s.enter()
	s.each(slices.Concat(keepingChores, listChores, backlogChores))
	s.each([]chore{{"ann", "start", with()}})
	s.each(slices.Concat(listChores, backlogChores, sizingChores, courseChores))
	s.called("ann").rise() // the lead is offered, or nobody answers
	s.sleep(rooms.BatonGrace + time.Second)
	s.each(lastChores)
}

func (s *stage) each(chores []chore) {
	for _, c := range chores {
		if c.do == "let_in" {
			s.knock()
		}
		if c.do == "" {
			s.sleep(time.Second)
		} else if v := s.called(c.who); v != nil && v.seat != nil {
			_ = v.do(c.do, s.filled(c.with))
		}
	}
}

// called is somebody of the cast, or who is offered the lead, or has it.
func (s *stage) called(name string) *viewer {
	synctest.Wait()                        // all have heard of what was done before
	baton := s.people[1].base().Room.Baton // who stays to the end
	for _, v := range s.people {
		if v.name == name || name == "$offered" && v.you == baton.Offer || name == "$lead" && v.you == baton.Holder {
			return v
		}
	}
	return nil
}

// filled are arguments with what there is now in the places of names.
func (s *stage) filled(with map[string]any) map[string]any {
	v := s.people[1]
	room := s.withBeside(v).Room
	item := last(room.Items, func(i rooms.Item) int { return i.Rank })
	details, _ := room.Items.Get(item)
	criterion := func(c rooms.Criterion) int { return c.Rank }
	there := map[string]any{
		"$task": last(room.Actions, func(t rooms.Task) int { return t.Rank }), "$topic": last(room.Parked, func(t rooms.Topic) int { return t.Rank }),
		"$blocker": last(room.Block, func(b rooms.Blocker) int { return b.Rank }), "$item": item,
		"$goal": last(room.Backlog.Goals, func(g rooms.ProductGoal) int { return g.Rank }), "$criterion": last(room.Backlog.Ready, criterion),
		"$accepted": last(details.Details.Acceptance, criterion), "$question": last(details.Details.Questions, func(q rooms.Question) int { return q.Rank }),
	}
	for i, place := range []string{"$first", "$second", "$third"} {
		if i < len(s.kind.Phases) {
			there[place] = s.kind.Phases[i].Key
		}
	}
	for _, v := range s.people {
		there["$"+v.name] = v.you
		for _, caller := range v.callers {
			there["$caller"] = caller
		}
	}
	with = maps.Clone(with)
	for name, value := range with {
		if word, ok := value.(string); ok && strings.HasPrefix(word, "$") {
			with[name] = there[word]
		}
	}
	return with
}

// last is what comes last in an order; "": there is nothing.
func last[V any](of rooms.Map[rooms.ID, V], rank func(V) int) rooms.ID {
	ids := append([]rooms.ID{""}, of.Ranked(rank)...)
	return ids[len(ids)-1]
}
