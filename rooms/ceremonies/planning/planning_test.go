package planning

import (
	"slices"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"do":         {"vote", "agree", "heard", "speak", "rework", "carried"},
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
