package retrospective

import (
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// A step back by mistake costs no dot and no vote, whatever is asked: it waits, and
// goes on where it was when the meeting comes on again.

func TestGoingBackAndOnAgainCostsNoDot(t *testing.T) {
	for _, after := range []time.Duration{10 * time.Second, share(5) + 100*time.Millisecond} { // also just after the zero
		r := inVote(t, "Ann", "Ben", "Cara")
		r.gives(ann, map[string]int{"a": 3})
		r.gives(ben, map[string]int{"a": 1, "b": 2})
		r.Passes(after)
		r.Does(ann, "back", nil)
		r.Passes(20 * time.Second)
		r.IsIn(group)
		if r.Base().Room.Agenda.Blind || r.ballot(dotsBallot).Results.Len() != 0 {
			t.Fatalf("%+v", r.ballot(dotsBallot))
		}
		r.Refused("phase_closed", ann, "revote", roomstest.With("ballot", dotsBallot))
		r.Does(ann, "next", nil)
		if b := r.ballot(dotsBallot); !b.IsOpen() || b.Round != 1 || b.Count != 2 || !r.holds(heldVote) || !r.Base().Room.Agenda.Blind {
			t.Fatalf("%+v", b)
		}
		r.gives(cara, map[string]int{"b": 1})
		r.Does(ann, "next", nil)
		for title, want := range map[string]int{"a": 4, "b": 3} {
			if topic, _ := r.shared().Topics.Get(r.topic(title)); topic.Dots != want {
				t.Errorf("%s has %d dots, want %d", title, topic.Dots, want)
			}
		}
		r.nothingHeld()
	}
}

// nothingHeld checks that nothing keeps the key of what was secret.
func (r retro) nothingHeld() {
	r.T.Helper()
	if holds := r.meeting().Internal.Holds; holds.Len() > 0 {
		r.T.Fatalf("the secret round is still held by %v", holds)
	}
}

func TestAMeetingThatEndsWhileDotsWaitCountsThem(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	for _, id := range []rooms.ID{ann, ben, cara} {
		r.gives(id, map[string]int{"a": 1})
	}
	r.Does(ann, "back", nil)
	r.Does(ann, "end", nil)
	if topic, _ := r.shared().Topics.Get(r.topic("a")); topic.Dots != 3 {
		t.Fatalf("%+v", topic)
	}
	r.nothingHeld()
}

// Where people write again, the board will be another: the dots do not wait for it, nor
// lie in one round with what is written.
func TestGoingBackToTheWritingEndsTheVote(t *testing.T) {
	r := inVote(t, "Ann", "Ben", "Cara")
	r.gives(ann, map[string]int{"a": 1})
	r.to2(write)
	if r.ballot(dotsBallot).IsOpen() || r.holds(heldVote) || r.holds("ballot:"+dotsBallot) {
		t.Fatalf("%+v, held by %v", r.ballot(dotsBallot), r.meeting().Internal.Holds)
	}
}

func TestAPromiseThatIsMadeStricterHoldsForDotsThatWait(t *testing.T) {
	r := inNamedRetro(t, "Ann", "Ben", "Cara")
	r.written(ben, "a", "b")
	r.GoTo(dots)
	r.gives(ann, map[string]int{"a": 1})
	r.Does(ann, "back", nil)
	r.Does(ben, "tighten", nil)
	r.cards(tightenBallot, "yes", "yes", "yes")
	r.Passes(9 * time.Second)
	r.promised(anonymous)
	if b := r.ballot(dotsBallot); !b.IsOpen() || b.Secrecy != rooms.Anonymous || b.Done.Len() != 0 || r.Base().Room.Agenda.Blind {
		t.Fatalf("%+v", b)
	}
	r.Does(ann, "next", nil)
	for _, id := range []rooms.ID{ann, ben, cara} {
		r.gives(id, map[string]int{"b": 1})
	}
	r.Does(ann, "next", nil)
	if n := r.result(dotsBallot).Voters; n != 3 {
		t.Fatalf("%d votes", n)
	}
	r.nothingHeld()
}

func TestGoingBackAndOnAgainCostsNoVoteOnATopic(t *testing.T) {
	for name, c := range map[string]struct {
		before []string
		later  []string
	}{
		"two of three":  {[]string{"park", "park"}, []string{"", "", "park"}},
		"all of them":   {[]string{"park", "park", "park"}, nil},
		"before anyone": {nil, []string{"park", "park", "park"}},
	} {
		r := discussing(t)
		r.Passes(share(30) / 3)
		r.cards(goOnBallot, c.before...)
		r.Passes(6 * time.Second)
		r.Does(ann, "back", nil)
		r.Passes(time.Minute)
		if b := r.ballot(goOnBallot); !b.IsOpen() {
			t.Fatalf("%s: %+v", name, b)
		}
		r.Does(ann, "next", nil)
		r.now("a")
		if r.Base().Room.Timers.Has(topicTimer) {
			t.Errorf("%s: the topic goes on before it is decided", name)
		}
		r.cards(goOnBallot, c.later...)
		r.Passes(goOnFor)
		if r.topicState("a") != topicParked || r.result(goOnBallot).Voters != 3 {
			t.Errorf("%s: a is %q after %+v", name, r.topicState("a"), r.result(goOnBallot))
		}
	}
}

func TestAVoteOnATopicThatIsNoMoreEnds(t *testing.T) {
	r := discussing(t)
	r.Passes(share(30) / 3)
	r.to2(group)
	r.groups(ben, "a", "d")
	r.GoTo(discuss)
	if r.ballot(goOnBallot).IsOpen() || !r.Base().Room.Timers.Has(topicTimer) {
		t.Fatalf("%+v", r.ballot(goOnBallot))
	}
}

func TestGoingBackAndOnAgainCostsNoOtherAnswer(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(rooms.Closing)
	r.cards(roti, "4", "5")
	r.Does(ann, "back", nil)
	r.Passes(20 * time.Second)
	r.Does(ann, "next", nil)
	r.cards(roti, "", "", "3")
	r.Passes(9 * time.Second)
	if got := r.result(roti); got.Voters != 3 || got.Mean != 4 {
		t.Fatalf("%+v", got)
	}
	r = inNamedRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(old)
	r.Does(ben, "tighten", nil)
	r.cards(tightenBallot, "yes", "yes")
	r.Does(ann, "back", nil)
	r.Does(ann, "next", nil)
	r.cards(tightenBallot, "", "", "yes")
	r.Passes(9 * time.Second)
	r.promised(anonymous)
}
