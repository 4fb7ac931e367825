package planning

import (
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
	"rondo/rooms/words"
)

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
