package live

import (
	"fmt"
	"rondo/rooms"
	"rondo/rooms/wire"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// quietStage seats a facilitator, p1, and others; the toy takes quiet signals.
func quietStage(t *testing.T, others int, play func(*stage, []*screen)) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.giveBaton()
		seats := []*screen{s.sit("ann")}
		for _, name := range []string{"bob", "cyd", "dan", "eve", "fay", "gus"}[:others] {
			s.join(name)
			seats = append(seats, s.sit(name))
		}
		play(s, seats)
	})
}

func (c *screen) tellsQuietly(what string, on bool) {
	c.chair.Act(wire.Up{Gesture: &wire.Gesture{Kind: wire.Quietly, What: what, On: &on}})
	synctest.Wait()
}

// quiet returns the quiet frames so far, as they were on the wire.
func (c *screen) quiet() (frames []string) {
	for _, f := range c.wire() {
		if strings.HasPrefix(f, `{"quiet"`) {
			frames = append(frames, f)
		}
	}
	return frames
}

// hears waits for the next quiet frame and returns what it says.
func (c *screen) hears(t *testing.T) string {
	t.Helper()
	synctest.Wait()
	had := len(c.quiet())
	time.Sleep(quietPace)
	synctest.Wait()
	got := c.quiet()
	if len(got) != had+1 {
		t.Fatalf("%d quiet frames in %v", len(got)-had, quietPace)
	}
	return strings.TrimRight(got[had], " ")
}

func TestAQuietSignalIsToldFromThreePeopleOn(t *testing.T) {
	quietStage(t, 5, func(s *stage, seats []*screen) {
		ann := seats[0]
		seats[1].tellsQuietly("too_fast", true)
		seats[1].tellsQuietly("too_fast", true) // twice is once
		seats[2].tellsQuietly("too_fast", true)
		seats[3].tellsQuietly("lost", true)
		ann.tellsQuietly("too_fast", true) // does not count: two would learn of a third
		want := func(said string) {
			t.Helper()
			if got := ann.hears(t); got != said {
				t.Errorf("ann hears %s, not %s", got, said)
			}
		}
		want(`{"quiet":{}}`)
		seats[3].tellsQuietly("too_fast", true)
		want(`{"quiet":{"too_fast":3}}`)
		seats[4].tellsQuietly("too_fast", true)
		want(`{"quiet":{"too_fast":4}}`)
		seats[5].tellsQuietly("too_fast", true)
		want(`{"quiet":{"too_fast":4}}`) // that all five did would name them
		seats[5].tellsQuietly("too_fast", false)
		seats[4].tellsQuietly("too_fast", false)
		want(`{"quiet":{"too_fast":3}}`)
		time.Sleep(quietLife)
		want(`{"quiet":{}}`)
		for _, c := range seats[1:] {
			if got := c.quiet(); got != nil {
				t.Errorf("%s got %s", c.name, got)
			}
		}
	})
}

// Three people who may signal are too few: all of them would be known.
func TestThreePeopleAreTooFewToTellQuietly(t *testing.T) {
	quietStage(t, 3, func(s *stage, seats []*screen) {
		for _, c := range seats[1:] {
			c.tellsQuietly("pause", true)
		}
		if got := seats[0].hears(t); got != `{"quiet":{}}` {
			t.Errorf("ann hears %s", got)
		}
	})
}

// Nothing that the facilitator can do to one person may change the count by it.
func TestTheFacilitatorCannotSiftQuietSignals(t *testing.T) {
	for then, sift := range map[string]func(*rooms.Tx, rooms.ID){
		`{"quiet":{}}`:             func(t *rooms.Tx, p rooms.ID) { t.Room.Baton.Co = rooms.ListOf(p) },
		`{"quiet":{"disagree":4}}`: func(t *rooms.Tx, p rooms.ID) { t.Room.People.Edit(p, func(p *rooms.Person) { p.Left = true }) },
	} {
		heard := map[bool]string{}
		for _, signals := range []bool{true, false} {
			quietStage(t, 6, func(s *stage, seats []*screen) {
				for _, c := range seats[1:4] {
					c.tellsQuietly("disagree", true)
				}
				seats[6].tellsQuietly("disagree", true)
				victim := seats[6]
				if !signals {
					victim = seats[5]
				}
				seats[0].hears(t)
				s.change(func(t *rooms.Tx) { sift(t, victim.you) })
				heard[signals] = seats[0].hears(t)
			})
		}
		if heard[true] != then || heard[false] != then {
			t.Errorf("when it is done to somebody who signals: %s; to one who does not: %s; not %s", heard[true], heard[false], then)
		}
	}
}

// Neither when a frame comes nor how long it is may depend on what was said, and
// nobody but the facilitators gets anything.
func TestQuietSignalsDoNotInterfere(t *testing.T) {
	perform := func(talks bool) (others, sizes []string) {
		quietStage(t, 5, func(s *stage, seats []*screen) {
			for i := range 20 {
				if c := seats[1+i%5]; talks {
					c.tellsQuietly(wire.Gestures()[wire.Quietly][i%4], i%7 != 0)
				}
				time.Sleep(3700 * time.Millisecond)
			}
			synctest.Wait()
			for _, c := range seats[1:] {
				others = append(others, c.wire()...)
			}
			for _, f := range seats[0].quiet() {
				sizes = append(sizes, fmt.Sprint(len(f)))
			}
		})
		return others, sizes
	}
	silent, silentSizes := perform(false)
	loud, loudSizes := perform(true)
	if !slices.Equal(silent, loud) {
		t.Error("others receive something else when somebody signals")
	}
	if !slices.Equal(silentSizes, loudSizes) || len(loudSizes) != 4 || loudSizes[0] != fmt.Sprint(quietSize) {
		t.Errorf("sizes %v and %v", silentSizes, loudSizes)
	}
}

// entries counts what the journal has of the room.
func (s *stage) entries() int {
	s.t.Helper()
	record, err := s.journal.Read(s.t.Context(), s.room)
	if err != nil {
		s.t.Fatal(err)
	}
	return len(record.Entries)
}

// Nothing of it is stored, and a restart forgets it.
func TestQuietSignalsAreNotStored(t *testing.T) {
	quietStage(t, 5, func(s *stage, seats []*screen) {
		before := s.entries()
		for _, c := range seats[1:] {
			c.tellsQuietly("lost", true)
		}
		if got := seats[0].hears(t); got != `{"quiet":{"lost":4}}` {
			t.Errorf("ann hears %s", got)
		}
		if after := s.entries(); after != before {
			t.Errorf("%d entries were journaled", after-before)
		}
		s.shutDown()
		s.boot(Limits{})
		for _, c := range seats {
			c.connect()
		}
		if got := seats[0].hears(t); got != `{"quiet":{}}` {
			t.Errorf("after a restart ann hears %s", got)
		}
	})
}

// To leave and come back must not bring the next frame sooner.
func TestTheQuietPaceIsTheRoomsOwn(t *testing.T) {
	quietStage(t, 4, func(s *stage, seats []*screen) {
		seats[0].hears(t)
		for range 3 {
			time.Sleep(4 * time.Second)
			seats[0].chair.Leave()
			synctest.Wait()
			seats[0].connect()
		}
		if n := len(seats[0].quiet()); n != 1 {
			t.Fatalf("%d frames in 27 s", n)
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
		if n := len(seats[0].quiet()); n != 2 {
			t.Errorf("%d frames in 30 s", n)
		}
	})
}

func TestQuietSignsAreStrict(t *testing.T) {
	for frame, ok := range map[string]bool{
		`{"signal":{"kind":"quiet","what":"lost"}}`:                    true,
		`{"signal":{"kind":"quiet","what":"lost","on":false}}`:         true,
		`{"signal":{"kind":"quiet","what":"bored"}}`:                   false,
		`{"signal":{"kind":"quiet","what":"lost","on":1}}`:             false,
		`{"signal":{"kind":"quiet","what":"lost","who":"p1"}}`:         false,
		`{"signal":{"kind":"react","what":"clap","on":true}}`:          false,
		`{"signal":{"kind":"react","what":"too_fast"}}`:                false,
		`{"signal":{"kind":"quiet","what":"lost","on":true}}` + " \t ": true,
	} {
		if _, err := wire.ParseUp([]byte(frame)); (err == nil) != ok {
			t.Errorf("%s: %v", frame, err)
		}
	}
}

// In a ceremony that does not want them they are no signs.
func TestQuietSignsAreUnknownElsewhere(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		plain := toyCeremony()
		plain.Quiet = false
		s.inRoom(func(r *room) { r.kind = rooms.Register(plain) })
		ann.tellsQuietly("lost", true)
		if last := ann.wire()[len(ann.wire())-1]; last != string(wire.ErrorFrame(0, wire.ErrNoSign)) {
			t.Errorf("ann got %s", last)
		}
	})
}
