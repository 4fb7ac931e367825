package live

import (
	"fmt"
	"rondo/rooms"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A room grows to its budget and no further; small steps are done all the same, so
// that the meeting goes on, and removing makes room again.
func TestARoomHoldsSoMuch(t *testing.T) {
	onStage(t, Limits{Document: 16 << 10, Drawer: 4 << 10, Memory: 8 << 10}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		long, n := strings.Repeat(`"`, 1000), 0 // JSON writes it twice as long
		for n = 0; ann.try("say", word{fmt.Sprint(n), long}) == ""; n++ {
			if n > 100 {
				t.Fatal("there is no end of it")
			}
		}
		if code := bob.try("say", word{"more", long}); code != "room_too_large" || n < 6 || n > 8 {
			t.Errorf("after %d texts of 2 KB: %q", n, code)
		}
		bob.must("say", word{"short", "yes"})
		ann.must("say", word{"0", long[1:]}) // no longer than before
		for range 30 {                       // rewriting fills nothing
			ann.must("say", word{"0", strings.Repeat("x", 2000)})
			ann.must("say", word{"0", long[1:]})
		}
		ann.must("unsay", word{Key: "0"})
		bob.must("say", word{"more", long})
		for i := 0; bob.try("say", word{fmt.Sprint("short ", i), "yes"}) == ""; i++ {
			if i > 1000 {
				t.Fatal("short texts fill the room for ever")
			}
		}
		ann.must("unsay", word{Key: "1"})
		s.inRoom(func(r *room) {
			if r.backlog.bytes > 8<<10 || r.history.bytes > 8<<10 {
				t.Errorf("%d bytes are kept to resume, %d to take back", r.backlog.bytes, r.history.bytes)
			}
			kept := 0
			for _, f := range r.backlog.frames {
				kept += len(f)
			}
			if kept != r.backlog.bytes {
				t.Errorf("%d bytes are kept, counted as %d", kept, r.backlog.bytes)
			}
		})
	})
}

// What one keeps to oneself is counted by itself: a refusal of the others must not
// tell how much it is.
func TestADrawerHoldsSoMuch(t *testing.T) {
	onStage(t, Limits{Document: 4 << 10, Drawer: 8 << 10}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("whisper", word{Text: strings.Repeat("x", 7<<10)})
		if code := ann.try("whisper", word{Text: strings.Repeat("x", 9<<10)}); code != "room_too_large" {
			t.Errorf("more than a drawer holds: %q", code)
		}
		bob.must("say", word{"a", strings.Repeat("x", 2<<10)})
		bob.must("whisper", word{Text: strings.Repeat("x", 7<<10)})
		ann.must("whisper", word{Text: "less"})
	})
}

// A drawer that a group shares holds so much as well, and goes on where it was when the
// room is opened again; so does one's own.
func TestADrawerGoesOnWhereItWas(t *testing.T) {
	onStage(t, Limits{Document: 8 << 10, Drawer: 8 << 10}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		for _, verb := range []string{"whisper", "tell_devs"} {
			ann.must(verb, word{Text: strings.Repeat("x", 7<<10)})
			if code := ann.try(verb, word{Text: strings.Repeat("x", 9<<10)}); code != "room_too_large" {
				t.Errorf("%s: more than a drawer holds: %q", verb, code)
			}
		}
		ann.chair.Leave()
		time.Sleep(2 * parkAfter)
		synctest.Wait()
		if open := s.house.Stats().Rooms; open != 0 {
			t.Fatal("the room is still open")
		}
		s.join("bob")
		s.inRoom(func(r *room) {
			own, group := gaugeOf(r.sizes.own, "p1", r.ownBytes("p1")), gaugeOf(r.sizes.groups, "devs", r.groupBytes("devs"))
			if own.bytes < 7<<10 || group.bytes < 7<<10 {
				t.Errorf("opened again, drawers are counted as %d and %d bytes", own.bytes, group.bytes)
			}
		})
	})
}

// When memory is short, rooms that are large grow no more; small ones go on, short
// steps too, and empty ones leave at once.
func TestRoomsSaveWhenMemoryIsShort(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		short := false
		s.house.with.Short = func() bool { return short }
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", strings.Repeat("x", 60<<10)})
		ann.must("say", word{"d", strings.Repeat("x", 60<<10)})
		s.inRoom(func(*room) { short = true })
		if code := ann.try("say", word{"b", strings.Repeat("x", 10<<10)}); code != "room_too_large" {
			t.Errorf("a large room grows: %q", code)
		}
		if code := ann.try("tell_devs", word{Text: strings.Repeat("x", 70<<10)}); code != "room_too_large" {
			t.Errorf("a large drawer of a group grows: %q", code)
		}
		if code := ann.try("whisper", word{Text: strings.Repeat("x", 70<<10)}); code != "room_too_large" {
			t.Errorf("a large drawer grows: %q", code)
		}
		ann.must("say", word{"c", "yes"})
		ann.must("vote", word{"b", "5"})
		ann.must("unsay", word{Key: "a"})
		ann.must("unsay", word{Key: "d"})
		ann.must("say", word{"b", strings.Repeat("x", 10<<10)})
		ann.chair.Leave()
		time.Sleep(parkAfter / 2)
		synctest.Wait()
		if open := s.house.Stats().Rooms; open != 0 {
			t.Errorf("%d empty rooms stay in memory", open)
		}
	})
}

// What removes, votes and moves on is done in a room in which not a byte is left, and
// when memory is short besides.
func TestSomeThingsAreAlwaysDone(t *testing.T) {
	for _, short := range []bool{false, true} {
		onStage(t, Limits{Document: 4 << 10}, func(s *stage) {
			s.house.with.Short = func() bool { return short }
			s.join("ann")
			ann, n := s.sit("ann"), 0
			for ann.try("say", word{fmt.Sprint(n), "-"}) == "" {
				if n++; n > 4<<10 {
					t.Fatal("there is no end of it")
				}
			}
			for i := range n {
				ann.must("strike", word{Key: fmt.Sprint(i)}) // makes it longer
			}
			if code := ann.try("say", word{"more", "-"}); code != "room_too_large" {
				t.Errorf("a full room grows: %q", code)
			}
			ann.must("unsay", word{Key: "0"})
		})
	}
}

func TestASmallPartThatChangesOftenIsNotTakenForALargeOne(t *testing.T) {
	var g gauge
	asked := 0
	for range 10_000 {
		g.add(100, 1<<20, func() int { return 200 }, func() int { asked++; return 0 })
	}
	if asked > 0 {
		t.Errorf("it was asked %d times by how much it grew", asked)
	}
}

// By how much a step makes a document larger is what one would find who counted it before and
// after, whatever people write.
func TestGrowthIsWhatTheDocumentGrowsBy(t *testing.T) {
	kind, doc := toyOf(t, 3, 10)
	r := &room{kind: kind, newest: version{doc: doc}}
	for _, with := range []string{
		`{"key":"new","text":"short"}`, `{"key":"new","text":"somewhat longer"}`, `{"key":"k3","text":"\":null,"}`,
		`{"key":"quote \" \\","text":"<\\\":null>"}`, `{"key":"k3","text":"null"}`, `{"key":"k4","text":"x\n\u2028 é"}`,
		`{"key":"quote \" \\","text":""}`,
	} {
		for _, do := range []string{"say", "unsay", "say"} {
			next, err := kind.Play(r.newest.doc, rooms.Moment{Actor: "p1", Dice: rooms.SeededDice(1)}, kind.Act(do, []byte(with), nil))
			if err != nil {
				continue // there is nothing to take away
			}
			grown, before := r.growth(next.Doc.Since(r.newest.doc), next.Doc).open(), r.openBytes()
			r.newest.doc = next.Doc
			if grown != r.openBytes()-before {
				t.Errorf("%s %s: %d bytes, and %d were expected", do, with, r.openBytes()-before, grown)
			}
		}
	}
	if weight([]byte("null")) != 0 {
		t.Error("a drawer that is gone weighs something")
	}
}
