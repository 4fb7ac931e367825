package live

import (
	"context"
	"rondo/rooms/document"
	"rondo/rooms/wire"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
)

// sizes are how long what somebody got since is.
func (c *screen) sizes(since int) (all []int) {
	synctest.Wait()
	for _, f := range c.raw[since:] {
		all = append(all, len(f))
	}
	return all
}

// In an anonymous round a short choice, a long one and a refusal look alike to
// who sees sizes only, and so does coming back with them.
func TestSizesSayNothingInARound(t *testing.T) {
	var seen [][]int
	for _, text := range []string{"a", strings.Repeat("b", 500)} {
		onStage(t, Limits{}, func(s *stage) {
			s.join("ann")
			s.join("bob")
			ann, bob := s.sit("ann"), s.sit("bob")
			ann.must("round", struct{}{})
			got, rest := len(bob.raw), len(ann.raw)
			bob.must("vote", word{Text: text})
			bob.try("no such thing "+text[:1], word{})
			bob.try("lead", word{})
			bob.chair.Act(wire.Up{N: 99, Do: "vote"})
			sizes := bob.sizes(got)
			if want := slices.Repeat([]int{wire.PadTo}, 5); !slices.Equal(sizes, want) { // mine, ok, three refusals
				t.Errorf("with %d letters bob got frames of %v bytes", len(text), sizes)
			}
			if n := ann.sizes(rest); n != nil {
				t.Errorf("ann got frames of %v bytes", n)
			}
			got = len(bob.raw)
			bob.connect()
			bob.at = nil
			bob.connect()
			doc, _, err := s.house.Doc(context.Background(), s.room, "bob")
			if err != nil {
				t.Fatal(err)
			}
			seen = append(seen, append(bob.sizes(got), len(doc)))
		})
	}
	if !slices.Equal(seen[0], seen[1]) {
		t.Errorf("whoever comes back gets frames of %v or %v bytes", seen[0], seen[1])
	}
}

// Outside rounds nothing is longer than it has to be.
func TestNothingIsPaddedOutsideRounds(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("whisper", word{Text: "x"})
		ann.must("round", struct{}{})
		ann.must("end_round", struct{}{})
		got := len(ann.raw)
		ann.must("whisper", word{Text: "y"})
		ann.try("lead", word{})
		for _, f := range append(ann.raw[:3:3], ann.raw[got:]...) {
			if strings.HasSuffix(f, " ") {
				t.Errorf("padded: %q", f)
			}
		}
	})
}

// Pages are told when to pad, by the step that opens the round and the one that
// ends it.
func TestTheRoomSaysWhenToPad(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		sealed := func() any { return ann.doc["room"].(document.Tree)["sealed"] }
		if sealed() != nil {
			t.Error("sealed before the round")
		}
		ann.must("round", struct{}{})
		if sealed() != true {
			t.Error("not sealed in the round")
		}
		ann.must("end_round", struct{}{})
		if sealed() != nil {
			t.Error("sealed after the round")
		}
	})
}

// What is padded decodes as strictly as before, up to the limit of a frame.
func TestPaddedFramesDecode(t *testing.T) {
	frame := []byte(`{"n":1,"do":"vote","with":{"key":"k"}}`)
	plain, err := wire.ParseUp(frame)
	padded, err2 := wire.ParseUp(wire.Padded(frame))
	if err != nil || err2 != nil || sumOf(plain) != sumOf(padded) {
		t.Errorf("%v, %v, sums %d and %d", err, err2, sumOf(plain), sumOf(padded))
	}
	if _, err := wire.ParseUp(append(wire.Padded(frame), '{')); err == nil {
		t.Error("something behind the spaces passed")
	}
	for _, n := range []int{1, wire.PadTo - 1, wire.PadTo, wire.PadTo + 1, 64<<10 - 1, 64 << 10} {
		if got := len(wire.Padded([]byte(strings.Repeat("x", n)))); got%wire.PadTo != 0 || got < n || got > 64<<10 {
			t.Errorf("%d bytes become %d", n, got)
		}
	}
}
