package refinement

import (
	"slices"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

func TestPlays(t *testing.T) { roomstest.Plays(t, Kind()) }

// ann opens the room and leads; ben and cem build with her.
const ann, ben, cem = "p1", "p2", "p3"

// revealed is when all have voted and three seconds have been counted down.
const revealed = 4 * time.Second

type table struct {
	roomstest.Rehearsed
	olga rooms.ID // the product owner
	t    *testing.T
}

// begun is a refinement of some items, with Ann, Ben, Cem and the product owner Olga.
func begun(t *testing.T, ready, list string) table {
	s := roomstest.Rehearse(t, Kind(), "Ann", "Ben", "Cem")
	g := table{s, s.EnterAs("Olga", rooms.ProductOwner), t}
	s.Does(ann, "item_bring", roomstest.With("text", list))
	for _, criterion := range strings.Fields(ready) {
		s.Does(ann, "criterion_add", roomstest.With("text", criterion))
	}
	s.Does(ann, "start", roomstest.With())
	return g
}

func (g table) meeting() *meeting { return g.Meeting().(*meeting) }

func (g table) state() State { return g.meeting().Shared }

func (g table) at(title, step string) {
	g.t.Helper()
	s := g.state()
	if item, _ := g.Base().Room.Items.Get(s.Item); item.Title != title || s.Step != step {
		g.t.Errorf("in hand is %q, at %q; want %q at %q", item.Title, s.Step, title, step)
	}
}

func (g table) item(title string) (found rooms.ID, item rooms.Item) {
	for id, i := range g.Base().Room.Items.All() {
		if i.Title == title {
			return id, i
		}
	}
	return "", rooms.Item{}
}

func (g table) steps(to string) { g.Does(g.olga, "step", roomstest.With("to", to)) }

func (g table) vote(cards ...string) {
	for i, card := range cards {
		g.Does(rooms.ID([]string{ann, ben, cem}[i]), "vote", roomstest.With("ballot", rooms.SizeBallot, "card", card))
	}
	g.Passes(revealed)
}

func TestItemsTakeTheirStepsByTheClock(t *testing.T) {
	g := begun(t, "", "Log in\nLog out")
	g.at("Log in", present)
	if speaker := g.Base().Room.Floor.Speaker; speaker != g.olga {
		t.Errorf("%q presents", speaker)
	}
	g.Passes(lasts[present])
	g.at("Log in", clarify)
	g.Passes(lasts[clarify])
	g.at("Log in", size) // there is nothing to be ready for
	g.Refused("forbidden", g.olga, "vote", roomstest.With("ballot", rooms.SizeBallot, "card", "3"))
	g.vote("3", "3", "3")
	g.Refused("forbidden", g.olga, "settle", roomstest.With("card", "3"))
	g.Does(ann, "settle", roomstest.With("card", "3"))
	g.at("Log in", order)
	g.Passes(lasts[order])
	g.at("Log out", present)
	if _, item := g.item("Log in"); item.Result != "3" || item.State != rooms.ItemDone {
		t.Errorf("it is %+v", item)
	}
	g.steps("")
	g.at("", "")
	if _, item := g.item("Log out"); item.State != rooms.ItemDeferred {
		t.Errorf("left without a size, it is %q", item.State)
	}
}

func TestWhatIsReadyIsSizedAndWhatIsNotLeavesTheLoop(t *testing.T) {
	g := begun(t, "valued testable", "Log in\nLog out\nPay")
	g.steps(ready)
	in, _ := g.item("Log in")
	for id := range g.Base().Room.Backlog.Ready.All() {
		g.at("Log in", ready)
		g.Does(ben, "ready", roomstest.With("item", in, "criterion", id, "on", true))
	}
	g.at("Log in", size)
	g.vote("3", "3", "3")
	for _, dev := range []rooms.ID{ann, ben, cem} {
		g.Does(dev, "agree", roomstest.With("card", "3")) // the developers' consent
	}
	g.at("Log in", order)
	g.steps("")

	g.at("Log out", present)
	g.steps(ready)
	g.Passes(lasts[ready]) // nobody ticks anything: the clock decides
	g.at("Pay", present)
	out, item := g.item("Log out")
	lack, _ := g.state().Lacks.Get(out)
	task, _ := g.Base().Room.Actions.Get(lack.Task)
	if item.State != rooms.ItemUnready || lack.Text != "valued, testable" || task.Asked != g.olga || task.Owner != "" || task.Text != "Log out: valued, testable" {
		t.Errorf("it is %q, lacks %+v, and somebody is to %+v", item.State, lack, task)
	}

	due := g.Now().Time().AddDate(0, 0, 3).Format(time.DateOnly)
	g.Does(cem, "not_ready", roomstest.With("lacks", "the design", "owner", cem, "due", due))
	pay, _ := g.item("Pay")
	lack, _ = g.state().Lacks.Get(pay)
	if task, _ := g.Base().Room.Actions.Get(lack.Task); task.Owner != cem || task.Due != due {
		t.Errorf("somebody is to %+v", task)
	}
	g.at("", "")
	text := string(g.Minutes().Markdown(words.All.In(words.Source)))
	for _, want := range []string{"valued, testable", "| Pay | the design | Cem | " + due, "Points added\n\n3"} {
		if !strings.Contains(text, want) {
			t.Errorf("the minutes have no %q:\n%s", want, text)
		}
	}
}

func TestWhatIsSplitGoesOnAsItsChildren(t *testing.T) {
	g := begun(t, "", "Log in\nLog out")
	g.steps(size)
	g.vote("3", "8", "21")
	g.Does(g.olga, "aside", roomstest.With("as", rooms.ItemToSplit))
	g.at("Log in", split)
	in, _ := g.item("Log in")
	g.Does(ben, "item_split", roomstest.With("item", in, "titles", []string{"By password", "By passkey"}))
	g.at("By password", present)
	_, child := g.item("By passkey")
	if child.Parent != in {
		t.Errorf("the child is %+v", child)
	}
	g.steps("")
	g.at("By passkey", present)
	g.steps("")
	g.at("Log out", present)
}

func TestOrderIsTheProductOwnersAndAConcernIsAnswered(t *testing.T) {
	g := begun(t, "", "Log in\nLog out\nPay")
	mia := g.EnterAs("Mia", rooms.ProductManager)
	in, _ := g.item("Log in")
	pay, _ := g.item("Pay")
	g.Does(mia, "market", roomstest.With())
	if g.Base().Room.Floor.Speaker != mia {
		t.Error("she has not the floor")
	}
	g.Refused("context_given", mia, "market", roomstest.With())
	g.Does(mia, "market_note", roomstest.With("item", in, "text", "4 of 10 calls"))
	g.Passes(marketFor + lasts[present])
	g.at("Log in", clarify)
	g.Refused("not_presenting", mia, "market", roomstest.With())
	g.steps(size)
	g.vote("2", "2", "2")
	g.Does(ann, "settle", roomstest.With("card", "2"))
	g.Refused("forbidden", mia, "item_move", roomstest.With("item", pay))
	g.Does(mia, "concern_raise", roomstest.With("item", in, "text", "Does it serve new markets?"))
	g.Does(g.olga, "item_move", roomstest.With("item", pay))
	g.Passes(2 * lasts[order])
	g.at("Log in", order)
	g.Does(g.olga, "concern_answer", roomstest.With("item", in, "text", "With the next."))
	g.steps("")
	g.at("Pay", present)
}

func TestAnItemThatHasHadItsTimeGoesOnIsParkedOrDecided(t *testing.T) {
	spent := func(t *testing.T) table {
		g := begun(t, "", "Log in\nLog out")
		g.steps(clarify)
		for range 4 { // talking in circles
			g.Passes(itemFor / 4)
			g.steps(clarify)
		}
		if !g.state().Spent {
			t.Fatal("nobody is asked")
		}
		return g
	}
	all := func(g table, wants ...string) {
		for i, want := range wants {
			g.Does([]rooms.ID{ann, ben, cem, g.olga}[i], "want", roomstest.With("want", want))
		}
	}
	t.Run("more", func(t *testing.T) {
		g := spent(t)
		all(g, wantMore, wantMore, wantPark, wantMore)
		g.at("Log in", clarify)
		if left := g.Base().TimerLeft(itemClock, g.Now()); left != rooms.For(moreFor) {
			t.Errorf("it has %v left", left)
		}
		g.Refused("not_spent", ann, "want", roomstest.With("want", wantMore))
	})
	t.Run("park", func(t *testing.T) {
		g := spent(t)
		all(g, wantPark, wantPark)
		g.at("Log in", clarify)
		g.Passes(wantFor) // the clock counts those who have said something
		g.at("Log out", present)
		if _, item := g.item("Log in"); item.State != rooms.ItemParked || g.Base().Room.Parked.Len() != 1 {
			t.Errorf("it is %q", item.State)
		}
	})
	t.Run("decide, where as many want something else", func(t *testing.T) {
		g := spent(t)
		all(g, wantPark, wantDecide, wantMore, wantPark)
		g.at("Log out", present)
		g = spent(t)
		all(g, wantPark, wantDecide, wantDecide, wantPark)
		g.at("Log in", size)
	})
	t.Run("nobody says anything", func(t *testing.T) {
		g := spent(t)
		g.Passes(2 * wantFor)
		g.at("Log in", clarify)
		all(g, wantPark) // late is not too late
		g.at("Log in", clarify)
		g.Passes(wantFor)
		g.at("Log out", present)
	})
	t.Run("decide takes the highest card that lies on the table", func(t *testing.T) {
		g := begun(t, "", "Log in\nLog out")
		g.steps(clarify)
		g.Passes(lasts[clarify] - time.Second)
		g.steps(clarify)
		g.Passes(lasts[clarify] - time.Second)
		g.steps(clarify)
		g.Passes(lasts[clarify] - time.Second)
		g.steps(size)
		g.Passes(50 * time.Second)
		g.vote("3", "5", "13")
		g.Passes(10 * time.Second)
		all(g, wantDecide, wantDecide, wantDecide, wantDecide)
		g.at("Log in", order)
		if _, item := g.item("Log in"); item.Result != "13" {
			t.Errorf("it is %q", item.Result)
		}
	})
}

// What was skipped is not among the steps that were taken, and each item begins anew.
func TestTheStepsThatAnItemHasTakenAreKept(t *testing.T) {
	taken := func(g table, want ...string) {
		t.Helper()
		if got := g.state().Taken.Slice(); !slices.Equal(got, want) {
			t.Errorf("taken are %q, want %q", got, want)
		}
	}
	g := begun(t, "", "Log in\nLog out")
	taken(g, present)
	g.steps(ready) // there is nothing to be ready for
	taken(g, present, size)
	g.steps(clarify)
	taken(g, present, size, clarify)
	g.steps("")
	g.at("Log out", present)
	taken(g, present)

	g = begun(t, "valued", "Log in")
	in, _ := g.item("Log in")
	for id := range g.Base().Room.Backlog.Ready.All() {
		g.Does(ben, "ready", roomstest.With("item", in, "criterion", id, "on", true))
	}
	g.steps(ready) // all is ticked
	g.at("Log in", size)
	taken(g, present, ready, size)
}

func TestQuestionsBelongToTheItem(t *testing.T) {
	g := begun(t, "", "Log in\nLog out")
	in, _ := g.item("Log in")
	g.steps(clarify)
	g.Refused("forbidden", g.olga, "question_add", roomstest.With("item", in, "text", "Why?"))
	g.Does(ben, "question_add", roomstest.With("item", in, "text", "How often?"))
	g.Does(ben, "question_add", roomstest.With("item", in, "text", "For whom?"))
	_, item := g.item("Log in")
	for id, q := range item.Details.Questions.All() {
		if q.Text == "How often?" {
			g.Does(g.olga, "question_answer", roomstest.With("item", in, "question", id, "text", "Three times at most", "accept", true))
		}
	}
	g.Passes(lasts[clarify])
	g.at("Log in", size)
	_, item = g.item("Log in")
	if item.Details.Acceptance.Len() != 1 || item.Details.Questions.Len() != 2 {
		t.Errorf("it is %+v", item.Details)
	}
}

func TestLeavingThePhaseEndsWhatRuns(t *testing.T) {
	g := begun(t, "", "Log in")
	g.steps(size)
	g.Does(ben, "vote", roomstest.With("ballot", rooms.SizeBallot, "card", "1"))
	g.Does(cem, "vote", roomstest.With("ballot", rooms.SizeBallot, "card", "8"))
	g.Does(ann, "next", roomstest.With())
	for _, clock := range []string{stepClock, itemClock, spentClock, showClock, "voice"} {
		if g.Base().Room.Timers.Has(clock) {
			t.Errorf("%s runs", clock)
		}
	}
	g.Does(ann, "back", roomstest.With())
	g.at("Log in", size) // without loss
	g.vote("3", "3", "3")
}

func TestATeamHasItsOwnBudgetForAnItem(t *testing.T) {
	g := begun(t, "", "Log in")
	g.Passes(time.Minute)
	g.Does(g.olga, "item_time", roomstest.With("minutes", 5))
	g.Passes(5*time.Minute - time.Second)
	if g.state().Spent {
		t.Error("its time is up too early")
	}
	g.Passes(time.Second)
	if !g.state().Spent {
		t.Error("its time is not up")
	}
}
