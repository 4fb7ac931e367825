package retrospective

import (
	"rondo/rooms"
	"rondo/rooms/roomstest"
	"testing"
	"time"
)

// inVote is a retrospective in its vote, on the notes a to d.
func inVote(t *testing.T, names ...string) retro {
	t.Helper()
	r := inRetro(t, names...)
	r.written(ben, "a", "b", "c", "d")
	r.GoTo(dots)
	return r
}

func TestDotsHaveABudgetAndAStack(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	a, b, c := r.note("a"), r.note("b"), r.note("c")
	for _, given := range []map[string]int{{}, {string(a): 4}, {string(a): 3, string(b): 3, string(c): 1}, {string(a): -1}, {string(a): 0}, {"x": 1}} {
		r.refusedAt("/dots", ben, "vote", roomstest.With("ballot", dotsBallot, "dots", given))
	}
	r.Does(ben, "vote", roomstest.With("ballot", dotsBallot, "dots", map[string]int{string(a): 3, string(b): 3}))
	r.Does(ben, "vote", roomstest.With("ballot", dotsBallot, "dots", map[string]int{string(a): 1}))
	r.Does(ben, "unvote", roomstest.With("ballot", dotsBallot))
}

func TestTotalsComeAtTheCloseAlone(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	r.gives(ann, map[string]int{"a": 3, "b": 1})
	r.gives(ben, map[string]int{"a": 2})
	r.gives(cara, map[string]int{"b": 1, "c": 1})
	r.Passes(10 * time.Second)
	if b := r.ballot(dotsBallot); b.Results.Len() != 0 || b.Count != 3 || b.Done.Len() != 0 {
		t.Fatalf("%+v", b)
	}
	r.Does(ann, "next", nil)
	if n, _ := r.result(dotsBallot).Tally.Get(string(r.note("a"))); n != 5 || r.result(dotsBallot).Votes.Len() != 0 {
		t.Fatalf("%+v", r.result(dotsBallot))
	}
	r.IsIn(discuss)
}

func TestAVoteInFlightAtZeroOfTheVoteCounts(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	r.gives(ann, map[string]int{"a": 1})
	r.gives(ben, map[string]int{"a": 1})
	r.Passes(share(5))
	r.IsIn(dots)
	r.gives(cara, map[string]int{"a": 1})
	r.Passes(749 * time.Millisecond)
	r.IsIn(dots)
	r.Passes(time.Millisecond)
	r.IsIn(discuss)
	if n := r.result(dotsBallot).Voters; n != 3 {
		t.Fatalf("%d votes", n)
	}
}

func TestMoreTimeAtTheLastMomentKeepsTheVoteOpen(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	r.Passes(share(5) + 500*time.Millisecond)
	r.Does(ann, "extend", nil)
	r.Passes(30 * time.Second)
	if !r.ballot(dotsBallot).IsOpen() {
		t.Fatal("the vote was closed")
	}
}

func TestTwoVotesAreTooFewAndThereIsStillSomethingToTalkAbout(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	r.gives(ann, map[string]int{"d": 3})
	r.gives(ben, map[string]int{"d": 3})
	r.Does(ann, "next", nil)
	if res := r.result(dotsBallot); !res.Small || res.Tally.Len() != 0 {
		t.Fatalf("%+v", res)
	}
	if r.shared().Topics.Len() != 4 || r.shared().Topic == "" {
		t.Fatalf("%+v", r.shared().Topics)
	}
}

func TestWithTwoPeopleTheVoteWaitsForAThird(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "a", "b")
	r.GoTo(group)
	r.Must(r.Drop(cara))
	r.Passes(time.Minute)
	r.GoTo(dots)
	if r.ballot(dotsBallot).IsOpen() {
		t.Fatal("two people vote anonymously")
	}
	r.Must(r.Connect(cara))
	if !r.ballot(dotsBallot).IsOpen() {
		t.Fatal("the third is here and there is no vote")
	}
	r.Does(ann, "reveal", roomstest.With("ballot", dotsBallot))
	r.Enter("Dan")
	if r.ballot(dotsBallot).IsOpen() {
		t.Fatal("a vote that was closed is open again because somebody came")
	}
	r.Does(ann, "back", nil)
	r.Must(r.Drop(cara, "p4"))
	r.Passes(time.Minute)
	r.Does(ann, "next", nil)
	r.Must(r.Connect(cara))
	if b := r.ballot(dotsBallot); !b.IsOpen() || b.Round != 2 {
		t.Fatalf("gone back to, it waits for the third no longer: %+v", b)
	}
}

func TestWhoComesLateVotesWhenTheFacilitatorSaysSo(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	late := r.Enter("Late")
	r.Refused("not_eligible", late, "vote", roomstest.With("ballot", dotsBallot, "dots", map[string]int{string(r.note("a")): 1}))
	r.Refused("forbidden", ben, "let_vote", roomstest.With("person", late))
	r.refusedAt("/person", ann, "let_vote", roomstest.With("person", "p99"))
	r.Does(ann, "let_vote", roomstest.With("person", late))
	r.gives(late, map[string]int{"a": 1})
}

func TestAVoteThatIsGoneBackToIsOnWhatThereIsNow(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	gone := r.note("a")
	r.gives(ben, map[string]int{"a": 1})
	r.Does(ann, "back", nil)
	r.groups(ben, "a", "b")
	r.Does(ann, "next", nil)
	b := r.ballot(dotsBallot)
	if !b.IsOpen() || b.Round != 2 || b.Options.Len() != 3 {
		t.Fatalf("%+v", b)
	}
	r.refusedAt("/dots", ben, "vote", roomstest.With("ballot", dotsBallot, "dots", map[string]int{string(gone): 1}))
}

func TestWithNothingOnTheBoardThereIsNoVote(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(dots)
	r.Passes(15 * time.Second)
	r.IsIn(discuss)
	r.Passes(time.Minute) // somebody may bring up a topic
	r.IsIn(discuss)
}

func TestAVoteThatIsGoneBackToKeepsItsResult(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	for _, id := range []string{ann, ben, cara} {
		r.gives(rooms.ID(id), map[string]int{"a": 1})
	}
	r.Does(ann, "next", nil)
	r.Refused("phase_closed", ann, "revote", roomstest.With("ballot", dotsBallot))
	r.Does(ann, "back", nil)
	if b := r.ballot(dotsBallot); b.IsOpen() || r.holds(heldVote) {
		t.Fatalf("%+v", b)
	}
	r.Does(ann, "revote", roomstest.With("ballot", dotsBallot))
	if !r.holds(heldVote) || !r.Base().Room.Agenda.Blind {
		t.Fatal("asked again, but not in secret")
	}
	r.Does(ann, "next", nil) // nobody has answered
	if topic, _ := r.shared().Topics.Get(r.topic("a")); topic.Dots != 3 {
		t.Fatalf("the dots are lost with a vote that nobody took part in: %+v", topic)
	}
}

func TestAMeetingThatEndsAtTheVoteHasItsTopics(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	for _, id := range []string{ann, ben, cara} {
		r.gives(rooms.ID(id), map[string]int{"a": 1})
	}
	r.Does(ann, "end", nil)
	if topic, _ := r.shared().Topics.Get(r.topic("a")); topic.Dots != 3 {
		t.Fatalf("%+v", topic)
	}
}

// The promise may become stricter while people vote, so a named vote lies under
// the round's key as well.
func TestTheWholeVoteIsOneSecretRound(t *testing.T) {
	r := inNamedRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "a")
	r.GoTo(dots)
	if !r.holds(heldVote) || !r.Base().Room.Agenda.Blind {
		t.Fatal("no round is open")
	}
	r.Does(ann, "next", nil)
	if r.holds(heldVote) || r.Base().Room.Agenda.Blind {
		t.Fatal("the round is still open")
	}
	if r.Base().Held.Len() != 0 {
		t.Fatal("something is left in the drawers")
	}
}
