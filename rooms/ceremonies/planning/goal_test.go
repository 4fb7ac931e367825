package planning

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

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
