package review

import (
	"slices"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

func TestProperties(t *testing.T) {
	roomstest.Ceremony(t, Kind(), roomstest.Hints{
		"do":   {"built", "feedback", "upvote", "decide", "demo_start", "present", "candidate_add", "flag", "dots", "vote"},
		"vote": {"dots"}, "kind": {"like", "question", "idea", "risk"}, "state": {"open", "accepted", "parked", "declined"}, "outcome": {"met", "partly", "not"},
	})
}

// The people of the tests: Ann and Ben built it, Olga owns the product, Pam manages it, Stan is
// a stakeholder.
const ann, ben, olga, pam, stan = "p1", "p2", "p3", "p4", "p5"

func inReview(t *testing.T) roomstest.Rehearsed {
	s := roomstest.Rehearse(t, Kind(), "Ann", "Ben")
	s.EnterAs("Olga", rooms.ProductOwner)
	s.EnterAs("Pam", rooms.ProductManager)
	s.EnterAs("Stan", rooms.Stakeholder)
	return s
}

// at brings a review so many phases on from the lobby.
func at(s roomstest.Rehearsed, phases int) roomstest.Rehearsed {
	s.T.Helper()
	s.Does(ann, "start", nil)
	for range phases - 1 {
		s.Does(ann, "next", nil)
	}
	return s
}

func shared(s roomstest.Rehearsed) State { return s.Meeting().(*meeting).Shared }

func demo(s roomstest.Rehearsed, title string) (found rooms.ID) {
	for id, d := range shared(s).Demos.All() {
		if d.Title == title {
			found = id
		}
	}
	return found
}

func said(s roomstest.Rehearsed, text string) (found rooms.ID) {
	for id, f := range shared(s).Feedback.All() {
		if f.Text == text {
			found = id
		}
	}
	return found
}

func candidate(s roomstest.Rehearsed, title string) (found rooms.ID, is Candidate) {
	for id, c := range shared(s).Candidates.All() {
		if c.Title == title {
			found, is = id, c
		}
	}
	return found, is
}

func TestADemoHasItsClockAndEndsNobody(t *testing.T) {
	s := inReview(t)
	s.Does(ann, "demo_add", roomstest.With("title", "Pay", "minutes", 3))
	s.Does(ben, "demo_add", roomstest.With("title", "Refund"))
	at(s, 2)
	s.Does(olga, "demo_start", nil)
	if is := shared(s); is.Demo != demo(s, "Pay") || s.Base().Room.Floor.Speaker != ann || is.Soon {
		t.Fatalf("shown is %v, %q speaks", is.Demo, s.Base().Room.Floor.Speaker)
	}
	s.Passes(2*time.Minute - time.Second)
	if shared(s).Soon {
		t.Error("who is next is warned too early")
	}
	s.Passes(2 * time.Second)
	if is := shared(s); !is.Soon || is.Over {
		t.Errorf("with a minute left: soon %t, over %t", is.Soon, is.Over)
	}
	s.Passes(time.Minute)
	if is := shared(s); !is.Over || is.Demo == "" {
		t.Errorf("at zero: over %t, shown is %q", is.Over, is.Demo)
	}
	s.Refused("forbidden", ben, "demo_end", nil)
	s.Does(olga, "demo_start", nil)
	pay, _ := shared(s).Demos.Get(demo(s, "Pay"))
	if pay.State != demoShown || pay.Spent != rooms.For(3*time.Minute+time.Second) || s.Base().Room.Floor.Speaker != ben {
		t.Errorf("the first is %+v, and %q speaks", pay, s.Base().Room.Floor.Speaker)
	}
	s.Does(ben, "demo_end", nil)
	if s.Base().Room.Floor.Speaker != "" {
		t.Error("who is done has the floor still")
	}
	s.Refused("queue_empty", olga, "demo_start", nil)
	s.Passes(20 * time.Second)
	if now := s.Base().Room.Agenda.Now; now != context {
		t.Errorf("with an empty queue the review is at %q", now)
	}
}

func TestAGuestIsLetIntoTheQueue(t *testing.T) {
	s := at(inReview(t), 2)
	s.Does(stan, "demo_add", roomstest.With("title", "How we use it"))
	asked := demo(s, "How we use it")
	s.Refused("queue_empty", olga, "demo_start", nil)
	s.Refused("demo_asked", olga, "demo_start", roomstest.With("demo", asked))
	s.Refused("forbidden", stan, "demo_queue", roomstest.With("demo", asked))
	s.Does(olga, "demo_queue", roomstest.With("demo", asked))
	s.Does(olga, "demo_start", nil)
	if s.Base().Room.Floor.Speaker != stan {
		t.Error("the guest does not speak")
	}
}

func TestWhoShowsSomethingCanBeSaid(t *testing.T) {
	s := inReview(t)
	s.Does(ann, "demo_add", roomstest.With("title", "Pay"))
	s.Does(ben, "present", roomstest.With("demo", demo(s, "Pay")))
	s.Refused("forbidden", ben, "present", roomstest.With("demo", demo(s, "Pay"), "person", ann))
	s.Refused("no_such_person", olga, "present", roomstest.With("demo", demo(s, "Pay"), "person", "p99"))
	s.Does(olga, "present", roomstest.With("demo", demo(s, "Pay"), "person", stan))
	s.Does(stan, "leave", nil)
	if d, _ := shared(s).Demos.Get(demo(s, "Pay")); d.By != "" {
		t.Errorf("%q shows it, who is gone", d.By)
	}
	s.Does(ben, "demo_add", roomstest.With("title", "Refund"))
	s.Refused("forbidden", pam, "demo_drop", roomstest.With("demo", demo(s, "Refund")))
	s.Does(olga, "demo_move", roomstest.With("demo", demo(s, "Refund")))
	if is := shared(s); nextDemo(&is) != demo(s, "Refund") {
		t.Error("what was moved to the top is not next")
	}
	s.Does(ben, "demo_drop", roomstest.With("demo", demo(s, "Refund")))
}

func TestFeedbackBecomesCandidatesAndTheOwnerDecides(t *testing.T) {
	s := inReview(t)
	s.Does(ann, "demo_add", roomstest.With("title", "Pay"))
	at(s, 2)
	s.Does(olga, "demo_start", nil)
	pay := demo(s, "Pay")
	for kind, text := range map[string]string{"like": "", "question": "Which cards?", "idea": "Receipts by mail", "risk": "The bank is slow"} {
		s.Does(stan, "feedback", roomstest.With("kind", kind, "text", text, "demo", pay))
	}
	s.Does(pam, "feedback", roomstest.With("kind", "question", "text", "When?"))
	s.Refused("invalid", stan, "feedback", roomstest.With("kind", "idea", "text", ""))
	s.Does(stan, "feedback", roomstest.With("kind", "like", "text", "", "demo", pay))
	if n := shared(s).Feedback.Len(); n != 5 {
		t.Errorf("there are %d remarks: one likes a thing once", n)
	}
	s.Does(pam, "upvote", roomstest.With("feedback", said(s, "Which cards?"), "on", true))
	s.Refused("own_feedback", stan, "upvote", roomstest.With("feedback", said(s, "Which cards?"), "on", true))
	s.Does(ann, "answered", roomstest.With("feedback", said(s, "Which cards?"), "on", true))
	s.Refused("no_question", ann, "answered", roomstest.With("feedback", said(s, "The bank is slow"), "on", true))
	s.Does(ann, "next", nil)
	s.Does(ann, "next", nil)
	var titles []string
	is := shared(s)
	for _, id := range is.Candidates.Ranked(Candidate.rank) {
		c, _ := is.Candidates.Get(id)
		titles = append(titles, c.Title)
	}
	slices.Sort(titles)
	if want := []string{"Receipts by mail", "The bank is slow", "When?"}; !slices.Equal(titles, want) {
		t.Fatalf("the candidates are %q, not %q", titles, want)
	}
	receipts, _ := candidate(s, "Receipts by mail")
	bank, _ := candidate(s, "The bank is slow")
	when, _ := candidate(s, "When?")
	s.Refused("forbidden", stan, "decide", roomstest.With("candidate", receipts, "state", "accepted"))
	s.Does(pam, "flag", roomstest.With("candidate", receipts, "text", "Two customers ask for it"))
	s.Does(olga, "candidate_reword", roomstest.With("candidate", receipts, "title", "Mail the receipt"))
	s.Does(olga, "decide", roomstest.With("candidate", receipts, "state", "accepted"))
	s.Does(olga, "decide", roomstest.With("candidate", bank, "state", "parked"))
	s.Refused("invalid", olga, "decide", roomstest.With("candidate", when, "state", "declined"))
	s.Does(olga, "decide", roomstest.With("candidate", when, "state", "declined", "why", "Nobody knows yet"))
	if n := s.Base().Room.Parked.Len(); n != 1 {
		t.Errorf("%d topics are parked", n)
	}
	s.Does(olga, "decide", roomstest.With("candidate", bank, "state", "open"))
	if n := s.Base().Room.Parked.Len(); n != 0 {
		t.Errorf("%d topics are parked after the owner thought again", n)
	}
	var h rooms.Handover
	gives(s.Meeting().(*meeting), &h)
	item, there := h.Items.Get(receipts)
	if h.Items.Len() != 1 || !there || item.Title != "Mail the receipt" {
		t.Errorf("the backlog gets %v", h.Items)
	}
	for text, want := range map[string]string{"Receipts by mail": candidateAccepted, "When?": candidateDeclined, "Which cards?": fateAnswered, "The bank is slow": candidateOpen} {
		if fate, _ := shared(s).fateOf(said(s, text)); fate != want {
			t.Errorf("%q is %s, not %s", text, fate, want)
		}
	}
}

func TestDotsAreAdviceOfThoseWhoCame(t *testing.T) {
	s := at(inReview(t), 4)
	s.Refused("too_few_candidates", ann, "dots", nil)
	s.Does(ann, "candidate_add", roomstest.With("title", "One"))
	s.Does(pam, "candidate_add", roomstest.With("title", "Two"))
	s.Does(ann, "dots", nil)
	two, _ := candidate(s, "Two")
	s.Refused("forbidden", ann, "vote", roomstest.With("ballot", dotsBallot, "dots", map[rooms.ID]int{two: 1}))
	s.Does(stan, "vote", roomstest.With("ballot", dotsBallot, "dots", map[rooms.ID]int{two: 3}))
	s.Does(olga, "reveal", roomstest.With("ballot", dotsBallot))
	s.Passes(10 * time.Second)
	b, _ := s.Base().Room.Ballots.Get(dotsBallot)
	if r, shown := b.Shown(); !shown || r.Voters != 1 {
		t.Errorf("the dots came to %+v", r)
	}
}

func TestContextIsGivenOnce(t *testing.T) {
	s := at(inReview(t), 3)
	s.Refused("forbidden", ann, "context", nil)
	s.Does(pam, "context", nil)
	if s.Base().Room.Floor.Speaker != pam {
		t.Error("the product manager does not have the floor")
	}
	s.Passes(5 * time.Minute)
	if s.Base().Room.Floor.Speaker != "" {
		t.Error("after five minutes the floor is not free")
	}
	s.Refused("context_given", pam, "context", nil)
}

// What the home has of the sprint is laid out; what comes of the review says only what it changed.
func TestAReviewHasTheSprint(t *testing.T) {
	given := rooms.Handover{Home: true, Sprint: rooms.Sprint{
		Number: 7, Goal: "Pay again", To: "2025-12-12", Forecast: rooms.ListOf[rooms.ID]("a", "b"), Built: rooms.ListOf[rooms.ID]("a", "c"),
	}}
	for id, title := range map[rooms.ID]string{"a": "Pay", "b": "Refund", "c": "Not planned"} {
		given.Items.Put(id, rooms.Item{Title: title, Result: "3", State: rooms.ItemDone})
	}
	r, err := rooms.Rehearse(Kind(), rooms.Brief{Kind: "review", Title: "Heron", Given: given}, 1)
	if err != nil {
		t.Fatal(err)
	}
	s := roomstest.Rehearsed{Rehearsal: r, T: t}
	s.Enter("Ann")
	s.EnterAs("Olga", rooms.ProductOwner)
	const olga = "p2"
	is := shared(s)
	if is.Number != 7 || is.Goal != "Pay again" || is.Work.Len() != 3 || is.Demos.Len() != 2 {
		t.Fatalf("the review begins with %+v", is)
	}
	s.Does(olga, "built", roomstest.With("work", "b", "on", true))
	s.Does(olga, "built", roomstest.With("work", "a", "on", false))
	s.Does(olga, "goal_outcome", roomstest.With("outcome", "partly", "text", "All but one bank"))
	var h rooms.Handover
	gives(s.Meeting().(*meeting), &h)
	b, _ := h.Found.Built.Get("b")
	a, said := h.Found.Built.Get("a")
	if h.Found.Number != 7 || h.Found.Outcome != goalPartly || h.Found.Said != "All but one bank" || h.Found.Built.Len() != 2 || !b || a || !said {
		t.Errorf("it found %+v", h.Found)
	}
	if shared(s).Demos.Len() != 3 {
		t.Error("what is done after all is not in the queue")
	}
}

func TestPlays(t *testing.T) { roomstest.Plays(t, Kind()) }
