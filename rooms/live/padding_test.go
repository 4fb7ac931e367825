package live

import (
	"context"
	"fmt"
	"rondo/rooms/document"
	"rondo/rooms/wire"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// While an anonymous round is open, every connection gets one frame of one size
// with every beat, and nothing between: a short choice, a long one, a refusal and
// nothing at all look alike to who counts bytes, and so does coming back with them.
func TestSizesSayNothingInARound(t *testing.T) {
	var seen [][]string
	for _, text := range []string{"", "a", strings.Repeat("b", 500), strings.Repeat("<&>", 200), strings.Repeat("🙂", 1000)} {
		onStage(t, Limits{}, func(s *stage) {
			s.join("ann")
			s.join("bob")
			ann, bob := s.sit("ann"), s.sit("bob")
			ann.must("round", struct{}{})
			time.Sleep(10*time.Second + 100*time.Millisecond)
			if text != "" {
				bob.do("vote", word{Text: text})
				synctest.Wait()
				bob.do("no such thing "+text[:1], word{})
				bob.do("lead", word{})
				bob.chair.Act(wire.Up{N: 99, Do: "vote"})
			}
			time.Sleep(10 * time.Second)
			bob.connect()
			time.Sleep(10 * time.Second)
			bob.at = nil
			bob.connect()
			time.Sleep(10 * time.Second)
			doc, _, err := s.house.Doc(context.Background(), s.room, "bob")
			if err != nil {
				t.Fatal(err)
			}
			bob.sameAsFresh()
			ann.must("end_round", struct{}{})
			bob.must("say", word{"a", "after"})
			bob.sameAsFresh()
			seen = append(seen, slices.Concat(ann.volumes(), bob.volumes(), []string{fmt.Sprint(len(doc))}))
		})
	}
	for _, other := range seen[1:] {
		for i, at := range seen[0] {
			if i >= len(other) || other[i] != at {
				t.Fatalf("whoever counts bytes sees\n%v\nor\n%v", seen[0][i:], other[i:])
			}
		}
	}
}

// Whoever asks over HTTP for what they have in a round gets as many bytes as everybody else,
// also with all that a drawer holds.
func TestTheFullestDrawerIsOfTheOneSize(t *testing.T) {
	var sizes []string
	for _, text := range []string{"", "a", strings.Repeat("<", 40_000)} { // six bytes each
		onStage(t, Limits{}, func(s *stage) {
			s.join("ann")
			s.join("bob")
			ann, bob := s.sit("ann"), s.sit("bob")
			ann.must("round", struct{}{})
			if text != "" {
				bob.do("vote", word{Text: text})
			}
			bob.chair.Leave() // nobody waits until all of it has been said by the beat
			synctest.Wait()
			doc, _, err := s.house.Doc(context.Background(), s.room, "bob")
			if err != nil {
				t.Fatal(err)
			}
			own, err := s.house.Owned(context.Background(), s.room, "bob")
			if err != nil {
				t.Fatal(err)
			}
			sizes = append(sizes, fmt.Sprint(len(doc), len(own.File)))
		})
	}
	if slices.Sort(sizes); sizes[0] != sizes[2] {
		t.Errorf("the sizes are %v", sizes)
	}
	if most := new(Limits).withDefaults().Drawer * 5 / 4; most >= wire.DrawerSize {
		t.Errorf("a drawer holds %d bytes, and %d are sent", most, wire.DrawerSize)
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
	padded, err2 := wire.ParseUp(wire.Padded(frame, wire.FrameSize))
	if err != nil || err2 != nil || sumOf(plain) != sumOf(padded) {
		t.Errorf("%v, %v, sums %d and %d", err, err2, sumOf(plain), sumOf(padded))
	}
	if _, err := wire.ParseUp(append(wire.Padded(frame, wire.FrameSize), '{')); err == nil {
		t.Error("something behind the spaces passed")
	}
	for _, n := range []int{1, 1023, 1024, 1025, 64<<10 - 1, 64 << 10} {
		if got := len(wire.Padded([]byte(strings.Repeat("x", n)), 1024)); got%1024 != 0 || got < n || got > 64<<10 {
			t.Errorf("%d bytes become %d", n, got)
		}
	}
}
