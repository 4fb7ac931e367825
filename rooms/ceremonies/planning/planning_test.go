package planning

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"do":         {"vote", "agree", "heard", "speak", "rework", "carried"},
		"first":      {"item_add", "question_add", "start", "next", "vote"},
		"vote":       {"card"},
		"agree.card": {"1", "5"}, "settle.card": {"1", "5"},
		"vote.card": {"1", "5"},
		"deck":      {"fibonacci"}, "as": {"to_split", "spike", "deferred"}, "wish": {"in", "out"},
		"from": {"2025-12-01"}, "to": {"2025-12-12"}, "ahead.zone": {"Europe/Berlin"},
	})
}

func TestPlays(t *testing.T) { roomstest.Plays(t, Kind()) }

// The way to the ballots of a planning: the veto of the goal, the sizes, the fists, and the
// advice, for which two more become scrum masters.
func TestWhatIsSecretInAPlanning(t *testing.T) {
	grant := roomstest.Deed{Who: "ann", Do: "roles", With: roomstest.With("roles", []string{"developer", "product_owner"})}
	to := func(phases int) (deeds []roomstest.Deed) {
		deeds = []roomstest.Deed{grant, {Who: "ann", Do: "start"}}
		for range phases {
			deeds = append(deeds, roomstest.Deed{Who: "ann", Do: "next"})
		}
		return deeds
	}
	roomstest.Secrets(t, Kind(),
		roomstest.Secret{Ballot: vetoBallot, Anonymous: true, Before: append(to(0),
			roomstest.Deed{Who: "ann", Do: "goal_draft", With: roomstest.With("text", "Pay again")}, roomstest.Deed{Who: "ann", Do: "goal_confirm"})},
		roomstest.Secret{Ballot: rooms.SizeBallot, Before: append([]roomstest.Deed{{Who: "ann", Do: "item_add", With: roomstest.With("title", "Log in")}}, to(1)...)},
		roomstest.Secret{Ballot: confidenceBallot, Anonymous: true, Before: to(3)},
		roomstest.Secret{Ballot: adviceBallot, Before: append([]roomstest.Deed{
			{Who: "ann", Do: "roles", With: roomstest.With("person", "p2", "roles", []string{"developer", "scrum_master"})},
			{Who: "ann", Do: "roles", With: roomstest.With("person", "p3", "roles", []string{"developer", "scrum_master"})},
		}, to(3)...)},
	)
}

// The people of the tests: Ann, Ben and Cem build it, Olga owns the product, Pam manages it,
// Sam is scrum master.
const ann, ben, cem, olga, pam, sam = "p1", "p2", "p3", "p4", "p5", "p6"

// revealed is when all have voted and what is shown was counted down.
const revealed = 30 * time.Second

func inPlanning(t *testing.T) roomstest.Rehearsed {
	s := roomstest.Rehearse(t, Kind(), "Ann", "Ben", "Cem")
	s.EnterAs("Olga", rooms.ProductOwner)
	s.EnterAs("Pam", rooms.ProductManager)
	s.EnterAs("Sam", rooms.ScrumMaster)
	s.Does(sam, "baton_decline", nil)
	return s
}

func shared(s roomstest.Rehearsed) State { return s.Meeting().(*meeting).Shared }

func votes(s roomstest.Rehearsed, ballot string, cards ...string) {
	s.T.Helper()
	for i, card := range cards {
		s.Does([]rooms.ID{ann, ben, cem}[i], "vote", roomstest.With("ballot", ballot, "card", card))
	}
	s.Passes(revealed)
}

func item(s roomstest.Rehearsed, title string) (found rooms.ID) {
	s.T.Helper()
	for id, item := range s.Base().Room.Items.All() {
		if item.Title == title {
			found = id
		}
	}
	return found
}

func draft(s roomstest.Rehearsed, text string) (id rooms.ID, found GoalDraft) {
	for key, d := range shared(s).Drafts.All() {
		if d.Text == text {
			id, found = key, d
		}
	}
	return id, found
}

func TestCapacityIsDaysTimesFocusAtTheTeamsPace(t *testing.T) {
	s := inPlanning(t)
	s.Does(ann, "available", roomstest.With("halves", 20))
	s.Does(ben, "available", roomstest.With("halves", 15))
	s.Does(olga, "settings", roomstest.With("focus", 60, "pace", 150))
	if is := shared(s); is.days() != 10.5 || is.capacity() != 15.8 {
		t.Errorf("%v days, %v points", is.days(), is.capacity())
	}
	s.Refused("forbidden", olga, "available", roomstest.With("halves", 20))
	s.Refused("invalid", ann, "available", roomstest.With("halves", 63))
	s.Does(ben, "leave", nil)
	if days := shared(s).days(); days != 6 {
		t.Errorf("%v days without who left", days)
	}
}

func TestASprintHasItsDays(t *testing.T) {
	s := inPlanning(t)
	s.Does(ann, "settings", roomstest.With("from", "2025-12-01", "to", "2025-12-12", "number", 7))
	s.Refused("invalid", ann, "settings", roomstest.With("to", "2025-11-30"))
	s.Refused("invalid", ann, "settings", roomstest.With("to", "2026-01-02"))
	s.Does(ann, "settings", roomstest.With("weeks", 2))
	if budget := s.Base().Room.Agenda.Budget.Duration(); budget != 4*time.Hour {
		t.Errorf("two weeks are planned in %v", budget)
	}
	s.GoTo(why)
	s.Refused("too_late", ann, "settings", roomstest.With("weeks", 1))
}

func TestTheProductManagerHasFiveMinutesForStrategyOnce(t *testing.T) {
	s := inPlanning(t)
	s.GoTo(why)
	s.Refused("forbidden", olga, "context", nil)
	s.Does(pam, "context", nil)
	s.Passes(5*time.Minute - time.Second)
	if s.Floor().Speaker != pam {
		t.Fatal("her time was cut short")
	}
	s.Passes(time.Second)
	if s.Floor().Speaker != "" {
		t.Error("she goes on after it")
	}
	s.Refused("context_given", pam, "context", nil)
}

func TestAGoalNeedsTheOwnersYesAndNoDevelopersVeto(t *testing.T) {
	s := inPlanning(t)
	s.GoTo(why)
	s.Does(pam, "goal_draft", roomstest.With("text", "Win back who left"))
	if shared(s).Goal != "" {
		t.Error("a suggestion lies on the table")
	}
	s.Does(olga, "goal_draft", roomstest.With("text", "Pay again"))
	s.Does(ben, "objection", roomstest.With("text", "Which cards?"))
	s.Refused("objections_open", olga, "goal_confirm", nil)
	for id := range shared(s).Objections.All() {
		s.Refused("forbidden", cem, "objection_settle", roomstest.With("objection", id, "on", true))
		s.Does(ben, "objection_settle", roomstest.With("objection", id, "on", true))
	}
	s.Refused("forbidden", ben, "goal_confirm", nil)
	s.Does(olga, "goal_confirm", nil)
	s.Refused("forbidden", olga, "vote", roomstest.With("ballot", vetoBallot, "card", "yes"))
	votes(s, vetoBallot, "yes", "no", "yes")
	if _, d := draft(s, "Pay again"); d.State != goalVetoed {
		t.Fatalf("vetoed, it is %q", d.State)
	}
	if r := latest1(s, vetoBallot); r.Tally.Len() != 0 || r.Votes.Len() != 0 || r.Mood != rooms.SomeNot {
		t.Errorf("of the veto is shown %+v", r)
	}
	s.Does(cem, "goal_draft", roomstest.With("text", "Pay again by card"))
	better, _ := draft(s, "Pay again by card")
	s.Refused("forbidden", pam, "goal_choose", roomstest.With("draft", better))
	s.Does(cem, "goal_choose", roomstest.With("draft", better))
	s.Does(olga, "goal_confirm", nil)
	s.Refused("asked_now", cem, "goal_choose", roomstest.With("draft", better))
	votes(s, vetoBallot, "yes", "abstain", "yes")
	if text, agreed := shared(s).goal(); text != "Pay again by card" || !agreed {
		t.Errorf("the goal is %q, agreed on: %v", text, agreed)
	}
	s.IsIn(what) // it leads on by itself
}

func latest1(s roomstest.Rehearsed, ballot string) rooms.Result {
	b, _ := s.Base().Room.Ballots.Get(ballot)
	r, _ := b.Latest()
	return r
}

// Two developers cannot hide from each other: they are asked with names, and see that before.
func TestTwoDevelopersAreAskedWithNames(t *testing.T) {
	s := inPlanning(t)
	s.Does(cem, "leave", nil)
	s.GoTo(why)
	s.Does(olga, "goal_draft", roomstest.With("text", "Pay again"))
	s.Does(olga, "goal_confirm", nil)
	if b, _ := s.Base().Room.Ballots.Get(vetoBallot); b.Secrecy != rooms.Hidden || !b.IsOpen() {
		t.Fatalf("asked is %+v", b)
	}
	votes(s, vetoBallot, "yes", "no")
	if _, d := draft(s, "Pay again"); d.State != goalVetoed {
		t.Errorf("it is %q", d.State)
	}
}

func TestDevelopersPullAndTheOwnerAsks(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	in, out := item(s, "Log in"), item(s, "Log out")
	s.GoTo(what)
	if at, _ := s.Base().CurrentItem(); at != in {
		t.Errorf("it begins with %q", at)
	}
	s.Does(olga, "wish", roomstest.With("item", out, "wish", "in"))
	s.Refused("forbidden", olga, "pull", roomstest.With("item", out, "on", true))
	s.Does(ann, "pull", roomstest.With("item", out, "on", true))
	if plan, _ := shared(s).Plans.Get(out); !plan.In || plan.Wish != "" {
		t.Errorf("it is planned as %+v", plan)
	}
	s.Does(olga, "item_withdraw", roomstest.With("item", in, "on", true))
	s.Refused("item_withdrawn", ann, "pull", roomstest.With("item", in, "on", true))
	s.Refused("forbidden", pam, "item_move", roomstest.With("item", out))
	s.Does(olga, "item_move", roomstest.With("item", out))
}

func TestAnItemWithoutASizeIsSizedOnTheWay(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	s.GoTo(what)
	s.Refused("ballot_open", ben, "size", nil)
	s.Does(ann, "vote", roomstest.With("ballot", rooms.SizeBallot, "card", "3"))
	s.Does(olga, "item_pick", roomstest.With("item", item(s, "Log out"))) // the cards go with it
	s.Refused("forbidden", olga, "vote", roomstest.With("ballot", rooms.SizeBallot, "card", "3"))
	votes(s, rooms.SizeBallot, "5", "5", "5")
	s.Refused("forbidden", olga, "settle", roomstest.With("card", "5"))
	s.Does(ann, "settle", roomstest.With("card", "5"))
	s.Refused("no_item", ben, "size", nil)
	s.Does(ann, "pull", roomstest.With("item", item(s, "Log out"), "on", true))
	if is := sprint(s.Meeting().(*meeting)); is.Points != 5 {
		t.Errorf("%v points are forecast", is.Points)
	}
	s.Does(olga, "item_pick", roomstest.With("item", item(s, "Log out")))
	if isOpen(s, rooms.SizeBallot) {
		t.Error("what has its size is sized unasked")
	}
	s.Does(ben, "size", nil)
	if at, _ := s.Base().CurrentItem(); at != item(s, "Log out") || !isOpen(s, rooms.SizeBallot) {
		t.Error("it cannot be sized once more")
	}
}

func isOpen(s roomstest.Rehearsed, ballot string) bool {
	b, _ := s.Base().Room.Ballots.Get(ballot)
	return b.IsOpen()
}

func TestAnItemHasItsClock(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	s.GoTo(what)
	s.Passes(itemTime - time.Second)
	s.Does(olga, "item_pick", roomstest.With("item", item(s, "Log out")))
	s.Passes(itemTime)
	for title, over := range map[string]bool{"Log in": false, "Log out": true} {
		if plan, _ := shared(s).Plans.Get(item(s, title)); plan.Over != over {
			t.Errorf("%s: over %v", title, plan.Over)
		}
	}
	s.GoTo(how)
	if s.Base().Room.Timers.Has(itemClock) {
		t.Error("the clock of an item runs on")
	}
}

// Who says "enough" is hidden: all see how many.
func TestEnoughIsSaidWithoutNames(t *testing.T) {
	s := inPlanning(t)
	s.GoTo(what)
	s.Refused("forbidden", olga, "done", roomstest.With("on", true))
	for _, dev := range []rooms.ID{ann, ben, cem} {
		s.Does(dev, "done", roomstest.With("on", true))
	}
	if a := s.Base().Room.Agenda; !a.Blind || a.Done.Len() != 0 {
		t.Errorf("seen is who is done: %v", a.Done)
	}
	s.Passes(21 * time.Second) // the count, and fifteen seconds
	s.IsIn(how)
	for _, dev := range []rooms.ID{ann, ben, cem} {
		s.Does(dev, "done", roomstest.With("on", true))
	}
	s.Passes(15 * time.Second)
	s.IsIn(confidence)
}

func TestHowItIsBuiltAndWhatMayComeBetween(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	in := item(s, "Log in")
	s.GoTo(what)
	s.Refused("not_pulled", ann, "step_add", roomstest.With("item", in, "text", "A form"))
	s.Does(ann, "pull", roomstest.With("item", in, "on", true))
	s.GoTo(how)
	s.Does(ann, "step_add", roomstest.With("item", in, "text", "A form"))
	s.Refused("forbidden", olga, "step_add", roomstest.With("item", in, "text", "In blue"))
	s.Does(ben, "risk_add", roomstest.With("text", "Nobody knows the library", "item", in))
	for id := range shared(s).Risks.All() {
		s.Does(ben, "risk_own", roomstest.With("risk", id, "on", true))
		s.Refused("already_owned", cem, "risk_own", roomstest.With("risk", id, "on", true))
	}
	s.Does(ann, "page", roomstest.With("on", true))
	if shared(s).Paged != ann {
		t.Error("nobody asked the product owner to come")
	}
	s.Does(olga, "page", roomstest.With("on", false))
	text := string(s.Minutes().Markdown(words.All.In(words.Source)))
	for _, want := range []string{"| Log in |  | A form |", "| Nobody knows the library | Log in | Ben |"} {
		if !strings.Contains(text, want) {
			t.Errorf("the minutes have no %q:\n%s", want, text)
		}
	}
	s.Does(ben, "leave", nil)
	for _, risk := range shared(s).Risks.All() {
		if risk.Owner != "" {
			t.Error("who is gone for good still watches a risk")
		}
	}
}

func TestWhoeverDoubtsMaySpeakAndThePlanChangesTwiceAtMost(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	in, out := item(s, "Log in"), item(s, "Log out")
	s.GoTo(what)
	s.Does(ann, "pull", roomstest.With("item", in, "on", true))
	s.Does(ann, "pull", roomstest.With("item", out, "on", true))
	s.GoTo(confidence)
	s.Does(olga, "vote", roomstest.With("ballot", adviceBallot, "card", "5"))
	s.Refused("nobody_doubts", olga, "rework", roomstest.With("why", "x"))
	votes(s, confidenceBallot, "4", "2", "5")
	if c := shared(s).Confidence; c != doubted {
		t.Fatalf("a low fist comes to %q", c)
	}
	if r := latest1(s, confidenceBallot); r.Votes.Len() != 0 || r.Tally.Len() != 0 {
		t.Errorf("of the fists is shown %+v", r)
	}
	if r := latest1(s, adviceBallot); r.Voters != 1 {
		t.Errorf("the advice is %+v", r)
	}
	s.Does(ben, "speak", nil)
	s.Passes(time.Minute)
	if s.Floor().Speaker != "" {
		t.Error("a minute has no end")
	}
	s.Refused("forbidden", ben, "rework", roomstest.With("why", "Too much"))
	s.Does(olga, "rework", roomstest.With("why", "Too much"))
	s.IsIn(what)
	s.Does(ann, "pull", roomstest.With("item", out, "on", false))
	s.GoTo(confidence)
	votes(s, confidenceBallot, "4", "2", "5")
	s.Does(olga, "rework", roomstest.With("why", "Still"))
	s.GoTo(confidence)
	votes(s, confidenceBallot, "4", "2", "5")
	s.Refused("too_many", olga, "rework", roomstest.With("why", "Once more"))
	s.IsIn(confidence)
	s.Refused("forbidden", ann, "accept_risk", roomstest.With("on", true))
	s.Does(olga, "accept_risk", roomstest.With("on", true))
	s.Passes(15 * time.Second)
	s.IsIn(rooms.Closing)
	text := string(s.Minutes().Markdown(words.All.In(words.Source)))
	if !strings.Contains(text, "| Too much | Log out |") || !strings.Contains(text, "| Still |") {
		t.Errorf("the minutes do not say what changed:\n%s", text)
	}
}

func TestWhereNobodyDoubtsThePlanStands(t *testing.T) {
	s := inPlanning(t)
	s.GoTo(confidence)
	votes(s, confidenceBallot, "3", "4", "5")
	if c := shared(s).Confidence; c != confident {
		t.Fatalf("it is %q", c)
	}
	s.IsIn(rooms.Closing)
}

func TestThePlanGoesHome(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "settings", roomstest.With("number", 7, "from", "2025-12-01", "to", "2025-12-12", "pace", 200))
	for _, dev := range []rooms.ID{ann, ben, cem} {
		s.Does(dev, "available", roomstest.With("halves", 10))
	}
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out"))
	s.GoTo(why)
	s.Does(olga, "goal_draft", roomstest.With("text", "Pay again"))
	s.GoTo(what)
	s.Does(ann, "pull", roomstest.With("item", item(s, "Log out"), "on", true))
	is := sprint(s.Meeting().(*meeting))
	if is.Number != 7 || is.Goal != "Pay again" || is.Capacity != 21 || is.Days != 10.5 || !slices.Equal(is.Forecast.Slice(), []rooms.ID{item(s, "Log out")}) {
		t.Errorf("given is %+v", is)
	}
}

// What was forecast and done in the last three sprints is shown, and is the team's pace.
func TestThePaceIsWhatTheTeamDidOfLate(t *testing.T) {
	h := rooms.Handover{Home: true, Sprint: rooms.Sprint{Number: 4, Days: 10, Points: 20, Done: 12, Forecast: rooms.ListOf[rooms.ID]("a")}}
	for number, done := range map[string]float64{"1": 90, "2": 8, "3": 10} {
		n, _ := strconv.Atoi(number)
		h.Sprints.Put(number, rooms.Sprint{Number: n, Days: 10, Points: 15, Done: done, Forecast: rooms.ListOf[rooms.ID]("a")})
	}
	var s State
	lookBack(&s, h)
	want := []PastSprint{{2, 15, 8}, {3, 15, 10}, {4, 20, 12}}
	if !slices.Equal(s.Past.Slice(), want) || s.Pace != 100 {
		t.Errorf("past %v, pace %d", s.Past, s.Pace)
	}
}

// The next sprint begins on the next working day and is as long.
func TestASprintFollowsTheOneBefore(t *testing.T) {
	var s State
	follow(&s, rooms.Sprint{Number: 6, From: "2025-11-17", To: "2025-11-28"}, rooms.Rhythm{})
	if s.Number != 7 || s.From != "2025-12-01" || s.To != "2025-12-12" {
		t.Errorf("it is %d from %s to %s", s.Number, s.From, s.To)
	}
}

// In a team that works from Tuesday to Saturday and says how long its sprints are.
func TestASprintFollowsInTheTeamsRhythm(t *testing.T) {
	var s State
	follow(&s, rooms.Sprint{Number: 6, From: "2025-11-18", To: "2025-11-22"}, rooms.Rhythm{Days: rooms.ListOf(2, 3, 4, 5, 6), Weeks: 2})
	if s.From != "2025-11-25" || s.To != "2025-12-06" {
		t.Errorf("it is from %s to %s", s.From, s.To)
	}
}

// The timeboxes are for a sprint of so many weeks.
func TestAPlanningIsAsLongAsTheTeamsSprintsAskFor(t *testing.T) {
	opened := func(rhythm rooms.Rhythm, before rooms.Document) (int, rooms.Millis, rooms.Document) {
		r, err := rooms.Rehearse(Kind(), rooms.Brief{Title: "Heron", Given: rooms.Handover{Rhythm: rhythm}, Before: before}, 1)
		if err != nil {
			t.Fatal(err)
		}
		return r.Meeting().(*meeting).Shared.Weeks, r.Base().Room.Agenda.Budget, r.Meeting().(rooms.Document)
	}
	_, week, _ := opened(rooms.Rhythm{}, nil)
	weeks, budget, before := opened(rooms.Rhythm{Weeks: 2}, nil)
	if weeks != 2 || budget != 2*week {
		t.Errorf("for two weeks it is %d weeks, %d of %d", weeks, budget, week)
	}
	if weeks, budget, _ := opened(rooms.Rhythm{Weeks: 3}, before); weeks != 3 || budget != 3*week {
		t.Errorf("after one for two weeks it is %d weeks, %d of %d", weeks, budget, week)
	}
	if weeks, budget, _ := opened(rooms.Rhythm{}, before); weeks != 2 || budget != 2*week {
		t.Errorf("where nothing is said it is %d weeks, %d of %d", weeks, budget, week)
	}
}

// What the sprint before left undone is asked about in the inputs, wherever it lies on the
// backlog by now; what is done of it is not.
func TestWhatIsCarriedOverIsAskedAbout(t *testing.T) {
	h := rooms.Handover{Home: true, Sprint: rooms.Sprint{Number: 4, Forecast: rooms.ListOf[rooms.ID]("done", "left", "gone"), Built: rooms.ListOf[rooms.ID]("done")}}
	for i := range topItems {
		h.Items.Put(rooms.ID("i"+strconv.Itoa(i)), rooms.Item{Title: "x", Rank: i, State: rooms.ItemOpen})
	}
	h.Items.Put("done", rooms.Item{Title: "Done", Rank: -1, State: rooms.ItemOpen, Result: "3"})
	h.Items.Put("left", rooms.Item{Title: "Left", Rank: 1000, State: rooms.ItemOpen, Result: "8"})
	h.Items.Put("gone", rooms.Item{Title: "Gone", Rank: 1001, State: rooms.ItemWithdrawn, Result: "2"})
	r, err := rooms.Rehearse(Kind(), rooms.Brief{Title: "Heron", Given: h}, 1)
	if err != nil {
		t.Fatal(err)
	}
	m := r.Meeting().(*meeting)
	if got := carried(&m.Base, &m.Shared); !slices.Equal(got, []rooms.ID{"left"}) || len(kept(&m.Base, &m.Shared)) != 0 {
		t.Errorf("carried over is %v", got)
	}
}

// Section 3: developers pull in and out, the product owner asks, the scrum master brings what
// is carried over; a size is asked for by whoever asks for sizes.
func TestDevelopersKeepWhatIsCarriedOverOrLetItGoBack(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in\nLog out\nPay"))
	in, out, pay := item(s, "Log in"), item(s, "Log out"), item(s, "Pay")
	s.Refused("not_carried", ann, "pull", roomstest.With("item", in, "on", true))
	s.Refused("not_carried", ann, "resize", roomstest.With("item", in, "on", true))
	s.Refused("forbidden", olga, "carried", roomstest.With("item", in, "on", true))
	for _, id := range []rooms.ID{in, out, pay} {
		s.Does(sam, "carried", roomstest.With("item", id, "on", true))
	}
	s.Does(sam, "carried", roomstest.With("item", pay, "on", false))
	s.Does(olga, "wish", roomstest.With("item", out, "wish", "out"))
	s.Refused("forbidden", olga, "pull", roomstest.With("item", in, "on", true))
	s.Refused("forbidden", sam, "pull", roomstest.With("item", in, "on", true))
	s.Does(ben, "pull", roomstest.With("item", in, "on", true))
	s.Does(ben, "pull", roomstest.With("item", out, "on", false))
	s.Refused("carried_decided", sam, "carried", roomstest.With("item", in, "on", false))
	s.Refused("forbidden", sam, "resize", roomstest.With("item", in, "on", true))
	for id, want := range map[rooms.ID]ItemPlan{in: {In: true, Carried: carriedKept}, out: {Carried: carriedBack}, pay: {}} {
		if plan, _ := shared(s).Plans.Get(id); plan != want {
			t.Errorf("%s: it is planned as %+v, want %+v", id, plan, want)
		}
	}
	if is := sprint(s.Meeting().(*meeting)); !slices.Equal(is.Carried.Slice(), []rooms.ID{in}) {
		t.Errorf("the sprint carries %v", is.Carried.Slice())
	}
	text := string(s.Minutes().Markdown(words.All.In(words.Source)))
	for _, want := range []string{"| Log in |  | kept |", "| Log out |  | back on the backlog |"} {
		if !strings.Contains(text, want) {
			t.Errorf("the minutes have no %q:\n%s", want, text)
		}
	}
}

// What is left of an item is less than the whole: it has a size, and is sized all the same.
func TestWhatIsCarriedOverIsSizedAnew(t *testing.T) {
	s := inPlanning(t)
	s.Does(olga, "item_bring", roomstest.With("text", "Log in"))
	in := item(s, "Log in")
	s.GoTo(what)
	votes(s, rooms.SizeBallot, "8", "8", "8")
	s.Does(ann, "settle", roomstest.With("card", "8"))
	s.Does(ann, "back", nil)
	s.Does(sam, "carried", roomstest.With("item", in, "on", true))
	s.Does(olga, "resize", roomstest.With("item", in, "on", true))
	s.GoTo(what)
	s.Does(olga, "item_pick", roomstest.With("item", in))
	if !isOpen(s, rooms.SizeBallot) {
		t.Fatal("the cards do not come out")
	}
	votes(s, rooms.SizeBallot, "3", "3", "3")
	s.Does(ann, "settle", roomstest.With("card", "3"))
	if plan, _ := shared(s).Plans.Get(in); plan.Resize {
		t.Error("sized anew it is still to be sized")
	}
}

// Section 3: a phase is extended within the total, which is two hours for each week of the
// sprint: what was saved is given first, then what the phases to come can go without.
func TestAPhaseIsExtendedWithinTheTotalOnly(t *testing.T) {
	s := inPlanning(t)
	s.GoTo(why)
	budget := func(phase string) time.Duration {
		p, _ := s.Base().Room.Agenda.Phases.Get(phase)
		return p.Budget.Duration()
	}
	ends := func() time.Duration { return (s.Base().Forecast(s.Now()).Ends - s.Base().Room.Started).Duration() }
	s.Passes(10 * time.Minute) // of eighteen
	s.GoTo(what)
	s.Does(ann, "extend", roomstest.With("ms", 8*60_000)) // what was saved
	if got := []time.Duration{budget(what), budget(how), budget(confidence), budget(rooms.Closing), ends()}; !slices.Equal(got,
		[]time.Duration{62 * time.Minute, 36 * time.Minute, 6 * time.Minute, 6 * time.Minute, 2 * time.Hour}) {
		t.Fatalf("after what was saved they have %v", got)
	}
	s.Does(ann, "extend", roomstest.With("ms", 9*60_000)) // of 45 that can be given a fifth
	if got := []time.Duration{budget(what), budget(how), budget(confidence), budget(rooms.Closing), ends()}; !slices.Equal(got,
		[]time.Duration{71 * time.Minute, 29 * time.Minute, 5 * time.Minute, 5 * time.Minute, 2 * time.Hour}) {
		t.Fatalf("after what the others gave they have %v", got)
	}
	if left := s.Base().Spare(s.Now()).Duration(); left != 36*time.Minute {
		t.Errorf("%v are left to give", left)
	}
	s.Does(ann, "extend", roomstest.With("ms", 60*60_000)) // as much as there is
	if left, end := s.Base().Spare(s.Now()), ends(); left != 0 || end != 2*time.Hour {
		t.Errorf("%v are left to give, and it ends after %v", left, end)
	}
	s.Refused("no_time_left", ann, "extend", nil)
	s.GoTo(confidence)
	s.Passes(time.Hour + 50*time.Minute)
	s.Refused("no_time_left", ann, "extend", nil)
}

// A version of the goal about which not all have answered is never asked about again, since two
// results could be put together: whoever confirms it hears so, and another version is.
func TestAGoalThatCannotBeAskedAboutAgainSaysSo(t *testing.T) {
	s := inPlanning(t)
	s.Enter("Dov")
	s.GoTo(why)
	s.Does(olga, "goal_draft", roomstest.With("text", "Pay again"))
	s.Does(olga, "goal_confirm", nil)
	for person, card := range map[rooms.ID]string{ann: "yes", ben: "no", cem: "yes"} {
		s.Does(person, "vote", roomstest.With("ballot", vetoBallot, "card", card))
	}
	s.Does(ann, "reveal", roomstest.With("ballot", vetoBallot))
	s.Refused("same_people", olga, "goal_confirm", nil)
	if draft, _ := shared(s).Drafts.Get(shared(s).Goal); draft.State != goalVetoed {
		t.Errorf("it is %q", draft.State)
	}
}
