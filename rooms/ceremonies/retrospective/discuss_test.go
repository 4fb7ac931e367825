package retrospective

import (
	"fmt"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/roomstest"
)

// discussing has the topics a (5 dots), b and c (2 each), and d without any.
func discussing(t *testing.T) retro {
	t.Helper()
	r := inVote(t, "Ann", "Ben", "Cara")
	r.gives(ann, map[string]int{"a": 3, "b": 1, "c": 1})
	r.gives(ben, map[string]int{"a": 2, "b": 1})
	r.gives(cara, map[string]int{"c": 1})
	r.Does(ann, "next", nil)
	return r
}

// now checks which topic has the table.
func (r retro) now(title string) {
	r.T.Helper()
	if topic, _ := r.shared().Topics.Get(r.shared().Topic); topic.Title != title {
		r.T.Fatalf("%q has the table, want %q", topic.Title, title)
	}
}

func TestTopicsAreInTheOrderOfTheirDots(t *testing.T) {
	r := discussing(t)
	places := map[string]int{}
	for _, topic := range r.shared().Topics.All() {
		places[topic.Title] = topic.Place
		if b := topic.Budget.Duration(); b != share(30)/3 {
			t.Errorf("%s has %v", topic.Title, b)
		}
	}
	if places["a"] != 1 || places["b"] != 2 || places["c"] != 2 || places["d"] != 4 {
		t.Fatalf("%v", places)
	}
	r.now("a")
}

func TestAtItsZeroPeopleSayWhetherATopicGoesOn(t *testing.T) {
	for name, c := range map[string]struct {
		cards []string
		state string
		parks int
	}{
		"go on":      {[]string{"continue", "continue", "park"}, topicNow, 0},
		"park":       {[]string{"park", "park", "decide"}, topicParked, 1},
		"decide":     {[]string{"decide", "decide", "decide"}, topicDecided, 0},
		"all differ": {[]string{"continue", "park", "decide"}, topicNow, 0},
		"as many":    {[]string{"park", "park", "decide", "decide"}, topicNow, 0},
		"nobody":     {nil, topicNow, 0},
	} {
		r := discussing(t)
		if len(c.cards) == 4 {
			r.Enter("Dan")
		}
		first, _ := r.shared().Topics.Get(r.shared().Topic)
		r.Passes(first.Budget.Duration())
		if b := r.ballot(goOnBallot); !b.IsOpen() || b.Secrecy != rooms.Anonymous {
			t.Fatalf("%s: %+v", name, b)
		}
		r.cards(goOnBallot, c.cards...)
		r.Passes(goOnFor + time.Second)
		topic, _ := r.shared().Topics.Get(r.topic("a"))
		if topic.State != c.state || len(r.Parked()) != c.parks {
			t.Errorf("%s: a is %q, parked %v", name, topic.State, r.Parked())
		}
		if goesOn := topic.Budget == first.Budget+rooms.For(goOnMore); goesOn != (c.state == topicNow) {
			t.Errorf("%s: it has %v", name, topic.Budget.Duration())
		}
		if c.state != topicNow && r.shared().Topic == r.topic("a") {
			t.Errorf("%s: a still has the table", name)
		}
	}
}

func TestWhatTheFacilitatorChoosesWinsOverAnOpenVote(t *testing.T) {
	r := discussing(t)
	r.Passes(share(30) / 3)
	r.cards(goOnBallot, "park", "park", "park")
	r.Does(ann, "discuss", roomstest.With("topic", r.topic("d")))
	r.now("d")
	if r.ballot(goOnBallot).IsOpen() || len(r.Parked()) != 0 || r.topicState("a") != topicWaits {
		t.Fatalf("a is %q, parked %v", r.topicState("a"), r.Parked())
	}
	r.Does(ann, "topic_done", roomstest.With("state", topicParked))
	if got := r.Parked(); len(got) != 1 || got[0] != "d" {
		t.Fatalf("parked %v", got)
	}
	r.now("a")
	r.refusedAt("/state", ann, "topic_done", roomstest.With("state", "forgotten"))
	r.Refused("no_such_topic", ann, "discuss", roomstest.With("topic", "x"))
}

func TestWhenNothingIsLeftTheDiscussionIsOver(t *testing.T) {
	r := discussing(t)
	for range 3 {
		r.Does(ann, "topic_done", roomstest.With("state", topicDone))
	}
	r.Refused("no_such_topic", ann, "topic_done", roomstest.With("state", topicDone))
	r.Passes(14 * time.Second)
	r.Does(ann, "discuss", roomstest.With("topic", r.topic("d"))) // what got no dot can be chosen
	r.Passes(20 * time.Second)
	r.IsIn(discuss)
	r.now("d")
	r.Does(ann, "topic_done", roomstest.With("state", topicDecided))
	r.Passes(15 * time.Second)
	r.IsIn(decide)
}

func TestATopicThatIsGoneBackFromGoesOn(t *testing.T) {
	r := discussing(t)
	r.Passes(time.Minute)
	left := share(30)/3 - time.Minute
	there := func() {
		t.Helper()
		r.now("a")
		if got := r.Base().TimerLeft(topicTimer, r.Now()).Duration(); got != left {
			t.Fatalf("%v is left, want %v", got, left)
		}
	}
	r.Does(ann, "back", nil)
	if r.ballot(dotsBallot).IsOpen() {
		t.Fatal("going back asks again, and the result is gone")
	}
	r.Does(ann, "next", nil)
	there()
	r.Does(ann, "next", nil)
	if r.topicState("a") != topicDone {
		t.Fatalf("a is %q", r.topicState("a"))
	}
	r.Does(ann, "back", nil) // went on too early
	there()
}

func TestWhatWasSaidGoesAlongWithItsNotes(t *testing.T) {
	r := discussing(t)
	r.Does(ann, "said", roomstest.With("topic", r.topic("a"), "text", "About a"))
	r.Does(ann, "said", roomstest.With("topic", r.topic("b"), "text", "About b"))
	r.Does(ann, "back", nil)
	r.Does(ann, "back", nil)
	r.groups(ben, "a", "b")
	r.Does(ann, "next", nil)
	for _, id := range []rooms.ID{ann, ben, cara} {
		r.gives(id, map[string]int{"c": 1})
	}
	r.Does(ann, "next", nil)
	group := r.groupOf("a")
	if topic, _ := r.shared().Topics.Get(group); topic.Said != "About a\nAbout b" {
		t.Fatalf("%+v", topic)
	}
	r.Does(ann, "back", nil)
	r.Does(ann, "back", nil)
	r.Does(ben, "split", roomstest.With("group", group))
	r.Does(ann, "next", nil)
	r.Does(ann, "next", nil)
	if topic, ok := r.shared().Topics.Get(group); !ok || topic.Said != "About a\nAbout b" {
		t.Fatalf("what was said about a group that is no more: %+v", topic)
	}
}

func TestTopicsFromTheTable(t *testing.T) {
	r := inRetro(t, "Ann", "Ben", "Cara")
	r.GoTo(discuss) // with nothing on the board
	r.Passes(time.Minute)
	r.IsIn(discuss)
	r.refusedAt("/title", ben, "topic", roomstest.With("title", " "))
	r.Does(ben, "topic", roomstest.With("title", "Holidays"))
	r.now("Holidays")
	r.Does(ben, "topic", roomstest.With("title", "Office"))
	r.Does(ann, "topic_done", roomstest.With("state", topicDone))
	r.now("Office")
	r.Does(ann, "back", nil)
	r.Does(ann, "next", nil)
	r.now("Office")
	if r.topicState("Holidays") != topicDone {
		t.Fatal("a topic from the table is lost")
	}
	for i := range mostAdded - 2 {
		r.Does(ben, "topic", roomstest.With("title", fmt.Sprint("Topic ", i)))
	}
	r.Refused("too_many", ben, "topic", roomstest.With("title", "One more"))
}

func TestATopicIsParkedOnce(t *testing.T) {
	r := discussing(t)
	a := r.topic("a")
	for range 2 {
		r.Does(ann, "discuss", roomstest.With("topic", a))
		r.Does(ann, "topic_done", roomstest.With("state", topicParked))
	}
	if n := r.Base().Room.Parked.Len(); n != 1 {
		t.Fatalf("%d topics are parked", n)
	}
}

func TestTheScribe(t *testing.T) {
	r := discussing(t)
	a := r.topic("a")
	r.Refused("forbidden", ben, "said", roomstest.With("topic", a, "text", "x"))
	r.Does(ben, "scribe", roomstest.With("on", true))
	r.Does(ben, "said", roomstest.With("topic", a, "text", "We agree."))
	r.Does(ann, "said", roomstest.With("topic", a, "text", "We mostly agree."))
	r.Does(cara, "scribe", roomstest.With("on", false)) // not the scribe: nothing
	if r.shared().Scribe != ben {
		t.Fatal("somebody else ended it")
	}
	r.Does(ann, "remove", roomstest.With("person", ben))
	if topic, _ := r.shared().Topics.Get(a); r.shared().Scribe != "" || topic.Said != "We mostly agree." {
		t.Fatalf("%+v", r.shared())
	}
}

func TestTheFloorIsPassedByHand(t *testing.T) {
	r := discussing(t)
	r.Does(cara, "hand", roomstest.With("on", true))
	r.Does(ben, "hand", roomstest.With("on", true))
	r.Refused("forbidden", ben, "call_next", nil)
	r.Does(ann, "call_next", nil)
	if f := r.Floor(); f.Speaker != cara || f.Hands.Len() != 1 {
		t.Fatalf("%+v", f)
	}
	r.Does(cara, "call_next", nil)
	r.Does(ann, "remove", roomstest.With("person", ben))
	if f := r.Floor(); f.Speaker != "" || f.Hands.Len() != 0 {
		t.Fatalf("%+v", f)
	}
}
