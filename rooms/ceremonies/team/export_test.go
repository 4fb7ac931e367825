package team

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/tracker"
)

// What a home's backlog says, whatever is in it, an empty home says after it was taken there
// as a file; and so does one that was full of the same by then. Only ids differ, the numbers
// by which a list is in order, how often an item has changed, and who said what.
func TestABacklogIsTakenElsewhereWithoutLoss(t *testing.T) {
	for seed := range uint64(60) {
		home := randomHome(t, rand.New(rand.NewPCG(seed, 12)))
		want := sayings(home.Base())
		file, err := json.Marshal(tracker.Own{Rondo: tracker.OwnKind, Version: tracker.OwnVersion, BroughtBacklog: home.Base().Brings()})
		if err != nil {
			t.Fatal(err)
		}
		read := tracker.Read(file, nil)
		if len(read.Faults) > 0 {
			t.Fatalf("%d: %+v\n%s", seed, read.Faults[0], file)
		}
		other := roomstest.Rehearse(t, Kind(), "Zoe")
		other.Does("p1", "roles", roomstest.With("roles", []string{"product_owner"}))
		other.Does("p1", "item_import", read.BroughtBacklog)
		got := sayings(other.Base())
		for i := range max(len(want), len(got)) {
			if i >= len(want) || i >= len(got) || want[i] != got[i] {
				t.Fatalf("%d: line %d of %d\n was %s\n and is %s", seed, i, len(want), at(want, i), at(got, i))
			}
		}
		home.Refused("nothing_new", "p1", "item_import", read.BroughtBacklog)
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "nothing"
}

// sayings are all that a backlog says, a line for each thing, without ids.
func sayings(b *rooms.Base) (lines []string) {
	say := func(what string, of any) { lines = append(lines, fmt.Sprintf("%s: %+v", what, of)) }
	places, texts := map[rooms.ID]int{}, map[rooms.ID]string{"": "none"}
	goals := b.Room.Backlog.Goals
	for i, id := range goals.Ranked(func(g rooms.ProductGoal) int { return g.Rank }) {
		goal, _ := goals.Get(id)
		texts[id] = fmt.Sprint(i, goal.Text)
		say("goal", goal.Text)
	}
	criteria := func(what string, all rooms.Map[rooms.ID, rooms.Criterion]) {
		for i, id := range all.Ranked(func(c rooms.Criterion) int { return c.Rank }) {
			c, _ := all.Get(id)
			texts[id] = fmt.Sprint(i, c.Text)
			say(what, fmt.Sprint(c.Text, c.Proposed))
		}
	}
	criteria("ready", b.Room.Backlog.Ready)
	criteria("done", b.Room.Backlog.Done)
	order := b.Room.Items.Ranked(func(i rooms.Item) int { return i.Rank })
	for i, id := range order {
		places[id] = i
	}
	for _, id := range order {
		item, _ := b.WholeItem(id)
		parent := -1
		if i, there := places[item.Parent]; there {
			parent = i
		}
		d := item.Details
		d.Concern.By, d.Market.By = "", ""
		say("item", []any{item.Title, item.Link, item.Note, item.State, item.Result, item.Rounds, parent, texts[item.Goal], item.Met, item.Concern, item.Raised})
		say("flag", d.Concern)
		say("market", d.Market.Text)
		say("estimates", d.Estimates.Slice())
		criteria("accepted by", d.Acceptance)
		for _, q := range d.Questions.Ranked(func(q rooms.Question) int { return q.Rank }) {
			question, _ := d.Questions.Get(q)
			say("question", []string{question.Text, question.Answer})
		}
		var meets []string
		for criterion := range d.Ready.All() {
			meets = append(meets, texts[criterion])
		}
		slices.Sort(meets)
		say("meets", meets)
	}
	return lines
}

// randomHome is a home in which a product owner and a product manager did what came to mind.
func randomHome(t *testing.T, dice *rand.Rand) roomstest.Rehearsed {
	t.Helper()
	s := roomstest.Rehearse(t, Kind(), "Olga")
	s.Does("p1", "roles", roomstest.With("roles", []string{"product_owner", "developer"}))
	pam := s.EnterAs("Pam", rooms.ProductManager)
	text := func() string {
		words := []string{"Pay", "=1+1", "ß", "👩‍💻", "\"quoted\"", "<b>", "a, b", "Größe", "Pay"}
		return strings.Join([]string{words[dice.IntN(len(words))], words[dice.IntN(len(words))]}, " ")
	}
	one := func(of []rooms.ID) rooms.ID { return of[dice.IntN(len(of))] }
	try := func(who rooms.ID, do string, with ...any) { _ = s.Do(who, do, roomstest.With(with...)) }
	for range 3 + dice.IntN(3) {
		try(pam, "goal_add", "text", text())
		try("p1", "criterion_add", "text", text())
		try("p1", "done_add", "text", text())
		try("p1", "item_add", "title", text(), "note", "Two\nlines", "link", "https://a.example/1")
	}
	for range 40 {
		s.Passes(time.Duration(dice.IntN(5000)) * time.Millisecond)
		base := s.Base()
		items := base.Room.Items.Ranked(func(i rooms.Item) int { return i.Rank })
		item := one(items)
		whole, _ := base.WholeItem(item)
		switch dice.IntN(13) {
		case 0:
			try("p1", "item_add", "title", text())
		case 1:
			try("p1", "item_move", "item", item, "after", one(items))
		case 2:
			try("p1", "item_split", "item", item, "titles", []string{text(), text()})
		case 3:
			try("p1", "item_withdraw", "item", item, "on", dice.IntN(2) == 0)
		case 4:
			try("p1", "serves", "item", item, "goal", one(base.Room.Backlog.Goals.Ranked(func(g rooms.ProductGoal) int { return g.Rank })))
		case 5:
			try("p1", "ready", "item", item, "criterion", one(base.Room.Backlog.Ready.Ranked(func(c rooms.Criterion) int { return c.Rank })), "on", true)
		case 6:
			try(pam, "concern_raise", "item", item, "text", text())
		case 7:
			try("p1", "concern_answer", "item", item, "text", text())
		case 8:
			try("p1", "question_add", "item", item, "text", text())
		case 9:
			for id := range whole.Details.Questions.All() {
				try("p1", "question_answer", "item", item, "question", id, "text", text(), "accept", dice.IntN(2) == 0)
			}
		case 10:
			try("p1", "acceptance_add", "item", item, "text", text())
			beside, _ := s.Base().Beside.Get(item)
			for id := range beside.Details.Acceptance.All() {
				beside.Details.Acceptance.Edit(id, func(c *rooms.Criterion) { c.Proposed = dice.IntN(2) == 0 })
			}
			s.Base().Beside.Put(item, beside)
		case 11:
			try(pam, "market_note", "item", item, "text", text())
		default: // as a meeting gives it
			base.Room.Items.Edit(item, func(i *rooms.Item) { i.Result, i.Rounds = "5", 1+dice.IntN(3) })
			beside, _ := base.Beside.Get(item)
			beside.Details.Estimates = rooms.ListOf(append(beside.Details.Estimates.Slice(), rooms.Estimate{At: s.Now(), Size: "5", Rounds: 2, From: "3–13", To: "5"})...)
			base.Beside.Put(item, beside)
		}
	}
	return s
}
