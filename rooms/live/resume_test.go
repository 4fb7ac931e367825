package live

import (
	"context"
	"encoding/json"
	"fmt"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/wire"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestExactlyOnceOverARestart(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("say", word{"a", "1"})
		if code := bob.try("lead", struct{}{}); code != "forbidden" {
			t.Fatal(code)
		}
		bob.must("say", word{"b", "1"})
		s.shutDown()
		s.boot(Limits{})
		ann.connect()
		ann.chair.Act(wire.Up{N: 1, Do: "say", With: json.RawMessage(`{"key":"a","text":"1"}`)})
		ann.must("say", word{"a", "2"})
		bob.connect()
		bob.must("say", word{"b", "2"}) // n = 3: the refusal of n = 1 was never journaled
		if ann.words()["a"] != "2" || ann.words()["b"] != "2" {
			t.Errorf("after the restart ann sees %v", ann.words())
		}
		if ann.resets+bob.resets != 0 {
			t.Error("a restart lost nothing, so nobody should be told that something was lost")
		}
	})
}

func TestResumeBringsTheMissingPatchesAlone(t *testing.T) {
	onStage(t, Limits{Resume: 5}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		bob.chair.Leave()
		synctest.Wait()
		for i := range 3 {
			ann.must("say", word{fmt.Sprint(i), "x"})
		}
		frames := len(bob.frames)
		bob.connect()
		snapshots, patches := count(bob.frames[frames:])
		if snapshots != 0 || patches != 3 {
			t.Errorf("bob got %d snapshots and %d patches: %v", snapshots, patches, bob.raw[frames:])
		}
		bob.sameAsFresh()
		bob.chair.Leave()
		synctest.Wait()
		for i := range 9 {
			ann.must("say", word{fmt.Sprint(i), "y"})
		}
		frames = len(bob.frames)
		bob.connect()
		if snapshots, patches = count(bob.frames[frames:]); snapshots != 1 || patches != 0 || bob.resets != 0 {
			t.Errorf("beyond the window bob got %d snapshots, %d patches, %d resets", snapshots, patches, bob.resets)
		}
		bob.sameAsFresh()
	})
}

func count(frames []document.Tree) (snapshots, patches int) {
	for _, f := range frames {
		if f["doc"] != nil {
			snapshots++
		}
		if f["patch"] != nil {
			patches++
		}
	}
	return snapshots, patches
}

func TestAPositionThatNeverWasIsReset(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		for _, at := range [][]int64{{ann.at[0], ann.at[1] + 5}, {ann.at[0] + 9, 1}, {ann.at[0], -1}, {-4, 0}} {
			ann.chair.Leave()
			synctest.Wait()
			ann.at, ann.resets = at, 0
			ann.connect()
			if ann.resets != 1 {
				t.Errorf("from %v: %d resets", at, ann.resets)
			}
			ann.sameAsFresh()
		}
	})
}

// Who saw more of an owner than its successor found saw what is no more: another thing stands
// at that position since.
func TestWhatDidNotOutliveItsOwnerIsReset(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		lost := []int64{ann.at[0], ann.at[1] + 1}
		s.shutDown()
		s.boot(Limits{})
		ann.connect()
		ann.must("say", word{"a", "2"})
		if ann.at[0] <= lost[0] || ann.at[1] < lost[1] {
			t.Fatalf("the next owner is at %v", ann.at)
		}
		ann.chair.Leave()
		synctest.Wait()
		ann.at, ann.resets = lost, 0
		ann.connect()
		if ann.resets != 1 {
			t.Errorf("from %v: %d resets", lost, ann.resets)
		}
		ann.sameAsFresh()
	})
}

func TestASlowSeatGetsASnapshotAndNobodyElseNotices(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		bob.deaf = true
		for i := range 50 {
			ann.must("say", word{fmt.Sprint(i), "x"})
		}
		bob.deaf = false
		bob.chair.Ready()
		synctest.Wait()
		bob.sameAsFresh()
		ann.must("say", word{"last", "x"})
		if bob.words()["last"] != "x" {
			t.Error("after its snapshot bob gets no patches")
		}
	})
}

func TestTwoTabsAreOnePerson(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		one := s.sit("ann")
		two := &screen{t: t, stage: s, name: "ann", tab: strings.Repeat("b", 32)}
		two.connect()
		one.must("whisper", word{"", "mine"})
		two.must("say", word{"a", "1"})
		synctest.Wait()
		if one.you != two.you {
			t.Error("two tabs of one browser are two people")
		}
		one.sameAsFresh()
		two.sameAsFresh()
		if _, ok := two.doc["me"].(document.Tree)["own"]; !ok {
			t.Error("the second tab does not see the person's own drawer")
		}
	})
}

func TestTheSameTabReplacesItsOldConnection(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		old := s.sit("ann")
		fresh := s.sit("ann")
		if old.closed != wire.CloseReplaced {
			t.Errorf("the old connection was closed with %d", old.closed)
		}
		fresh.must("say", word{"a", "1"})
	})
}

// A browser that is sent to another node is there before it has left: nobody sees it go, and
// who was here the longest still was.
func TestNobodyHearsOfATabThatIsConnectedAnew(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		bob := s.sit("bob")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		heard, written := len(bob.frames), s.entries()
		ann.connect()
		ann.must("say", word{"b", "1"})
		if more := bob.frames[heard:]; len(more) != 1 {
			t.Errorf("bob heard %v, want what she said", more)
		}
		if more := s.entries() - written; more != 1 {
			t.Errorf("%d entries were written, want what she said", more)
		}
	})
}

func TestATabForgottenIsTold(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		_, err := s.house.Enter(context.Background(), s.room, "ann", wire.Hello{Tab: strings.Repeat("c", 32), Next: 7}, &screen{t: t})
		if rooms.AsError(err).Code != "tab_forgotten" {
			t.Errorf("an unknown tab with a past: %v", err)
		}
	})
}

func TestThatSomebodyIsGoneIsSaidOnce(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		for _, name := range []string{"bob", "eve", "kim"} {
			s.join(name)
			c := s.sit(name)
			c.chair.Leave()
			time.Sleep(2 * rooms.BatonGrace)
		}
		synctest.Wait()
		gone := 0
		for _, f := range ann.frames {
			if here, ok := f["here"].(document.Tree); ok && f["hello"] == nil {
				for _, state := range here {
					if state == nil {
						gone++
					}
				}
			}
		}
		if gone != 3 {
			t.Errorf("three went, and Ann was told of %d", gone)
		}
	})
}

// What was there before the end of a round may have had names in it, and in its
// numbers when people did something in secret.
func TestNobodyResumesFromBeforeTheEndOfARound(t *testing.T) {
	for name, again := range map[string]func(*stage){"at once": func(*stage) {}, "after a restart": func(s *stage) { s.shutDown(); s.boot(Limits{}) }} {
		t.Run(name, func(t *testing.T) {
			ledByAnn(t, func(s *stage, ann *screen) {
				ann.must("say", word{"a", "1"})
				before := slices.Clone(ann.at)
				ann.must("round", struct{}{})
				ann.must("vote", word{"", "5"})
				ann.must("end_round", struct{}{})
				ann.must("say", word{"a", "2"})
				after := slices.Clone(ann.at)
				again(s)
				ann.connect()
				s.inRoom(func(r *room) {
					if frames, ok, lost := r.missing(before); ok || lost {
						t.Errorf("from before: %d frames, ok %v, lost %v", len(frames), ok, lost)
					}
					if _, ok, _ := r.missing(after); !ok {
						t.Error("from after it one cannot resume either")
					}
				})
			})
		})
	}
}

// How far back one may resume counts what all see: else it would say, after a
// restart, how much was done in secret.
func TestTheWindowOfThoseWhoResumeCountsPublicStepsAlone(t *testing.T) {
	for _, secret := range []int{0, 3, 40} {
		ledByAnn(t, func(s *stage, ann *screen) {
			s.shutDown()
			s.boot(Limits{Resume: 6, Snapshot: 10})
			ann.connect()
			ann.must("round", struct{}{})
			for i := range 8 {
				ann.must("say", word{"a", fmt.Sprint(i)})
				for range secret / 8 {
					ann.must("vote", word{"", fmt.Sprint(i)})
				}
			}
			time.Sleep(2 * saveAfter)
			s.shutDown()
			s.boot(Limits{Resume: 6, Snapshot: 10})
			ann.connect()
			s.inRoom(func(r *room) {
				if n := len(r.backlog.frames); n != 6 {
					t.Errorf("with %d secret steps one may go back by %d public ones", secret, n)
				}
			})
		})
	}
}
