package refinement

import (
	"slices"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// asks puts a question without a name.
func (g table) asks(who rooms.ID, text string) {
	g.t.Helper()
	g.Does(who, "ask_unnamed", roomstest.With("text", text))
}

// questions are those of an item, in their order.
func (g table) questions(title string) (texts []string) {
	_, item := g.item(title)
	all := item.Details.Questions
	for _, id := range all.Ranked(func(q rooms.Question) int { return q.Rank }) {
		q, _ := all.Get(id)
		if q.By != "" {
			g.t.Errorf("%q is %s's", q.Text, q.By)
		}
		texts = append(texts, q.Text)
	}
	return texts
}

func TestQuestionsWithoutANameAreShownTogetherAndTheirKeyIsBurnt(t *testing.T) {
	g := begun(t, "", "Log in\nLog out")
	g.asks(ben, "Why at all?")
	g.asks(cem, "Who pays?")
	g.Refused("forbidden", g.olga, "ask_unnamed", roomstest.With("text", "x"))
	g.Passes(lasts[present])
	g.asks(ann, "What of old browsers?")
	if got := g.questions("Log in"); len(got) > 0 || g.Base().Internal.Round == "" {
		t.Errorf("before their time there are %q", got)
	}
	g.Passes(rooms.LeastStay)
	got := g.questions("Log in")
	slices.Sort(got)
	if !slices.Equal(got, []string{"What of old browsers?", "Who pays?", "Why at all?"}) {
		t.Errorf("shown are %q", got)
	}
	if g.meeting().Private.Len() > 0 || g.Base().Internal.Holds.Len() > 0 || g.Base().Internal.Burn == "" {
		t.Error("something is left that says who asked")
	}
	g.Refused("not_asking", ben, "ask_unnamed", roomstest.With("text", "One more?"))
	g.at("Log in", clarify) // there is time to answer
}

// Who goes on early shows what was asked so far, once all have had their time to ask.
func TestGoingOnShowsWhatWasAsked(t *testing.T) {
	g := begun(t, "", "Log in\nLog out")
	g.asks(ben, "Why at all?")
	g.steps(ready)
	if got := g.questions("Log in"); len(got) != 1 || g.state().Kept {
		t.Errorf("shown are %q", got)
	}
	// What is asked about the next item is shown after a minute at least: else going on and on
	// would show each question as it is asked.
	g.steps("")
	g.asks(ben, "And this?")
	g.steps(size)
	if got := g.questions("Log out"); len(got) > 0 || !g.state().Kept || g.meeting().Private.Len() > 0 {
		t.Errorf("shown are %q", got)
	}
}

func TestOfTooFewNobodyAsksWithoutAName(t *testing.T) {
	s := roomstest.Rehearse(t, Kind(), "Ann", "Ben")
	g := table{s, s.EnterAs("Olga", rooms.ProductOwner), t}
	s.Does(ann, "item_bring", roomstest.With("text", "Log in\nLog out"))
	s.Does(ann, "start", roomstest.With())
	g.Refused("too_few", ben, "ask_unnamed", roomstest.With("text", "Why?"))
	g.steps(size)
	if g.state().Kept {
		t.Error("it says that something was kept that nobody could ask")
	}
	g.steps("")
	eve := s.Enter("Eve", rooms.Developer)
	g.asks(eve, "Why?")
	g.asks(ben, "Why not?")
	g.Refused("no_such_question", ben, "unask", roomstest.With("question", "x"))
	for _, who := range []rooms.ID{ben, eve} {
		own, _ := g.meeting().Private.Get(who)
		for question := range own.Questions.All() {
			g.Does(who, "unask", roomstest.With("question", question))
		}
	}
	if g.meeting().Private.Len() > 0 {
		t.Error("an empty drawer says that its owner had asked")
	}
	g.asks(eve, "Why?")
	s.Must(s.Drop(ben))
	g.Passes(time.Minute)
	g.Refused("too_few", eve, "ask_unnamed", roomstest.With("text", "Alone?"))
}

func TestThereIsRoomForSomeQuestions(t *testing.T) {
	g := begun(t, "", "Log in")
	for range mostUnnamed {
		g.asks(ben, "Why?")
	}
	g.Refused("too_many", ben, "ask_unnamed", roomstest.With("text", "Why?"))
	g.asks(cem, "Why?")
}
