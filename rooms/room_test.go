package rooms

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestWhatOneDoesAllSee(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("say", word{"a", "hello"})
		synctest.Wait()
		if bob.words()["a"] != "hello" || ann.words()["a"] != "hello" {
			t.Errorf("ann sees %v, bob %v", ann.words(), bob.words())
		}
		ann.sameAsFresh()
		bob.sameAsFresh()
		if ann.you == bob.you || ann.you == "" {
			t.Errorf("ann is %q and bob is %q", ann.you, bob.you)
		}
	})
}

func TestDrawersReachWhomTheyAreFor(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		s.join("eve", Observer)
		ann, bob, eve := s.sit("ann"), s.sit("bob"), s.sit("eve")
		ann.must("whisper", word{"", "canary-own"})
		ann.must("tell_devs", word{"", "canary-devs"})
		synctest.Wait()
		for name, c := range map[string]*screen{"bob": bob, "eve": eve} {
			if strings.Contains(strings.Join(c.raw, ""), "canary-own") {
				t.Errorf("%s got what only ann may know", name)
			}
		}
		if all := strings.Join(eve.raw, ""); strings.Contains(all, "canary-devs") {
			t.Errorf("an observer got what only developers may know: %s", all)
		}
		if all := strings.Join(bob.raw, ""); !strings.Contains(all, "canary-devs") {
			t.Error("a developer did not get what developers share")
		}
		eve.must("become", word{"", Developer})
		if all := strings.Join(eve.raw, ""); !strings.Contains(all, "canary-devs") {
			t.Error("who becomes a developer gets the drawer")
		}
		eve.must("become", word{"", Observer})
		if raw, _ := json.Marshal(eve.doc["me"]); bytes.Contains(raw, []byte("canary-devs")) {
			t.Error("who is a developer no more still has the drawer")
		}
		for _, c := range []*screen{ann, bob, eve} {
			c.sameAsFresh()
		}
	})
}

func TestASecretStepMovesNoPosition(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		frames := len(bob.frames)
		ann.must("whisper", word{"", "x"})
		ann.must("whisper", word{"", "y"})
		synctest.Wait()
		if len(bob.frames) != frames {
			t.Errorf("bob got %v", bob.raw[frames:])
		}
		ann.must("say", word{"a", "1"}) // bob's position must not show a gap: the screen checks
		if bob.words()["a"] != "1" {
			t.Error("bob did not get the public step")
		}
	})
}

func TestNothingIsShownBeforeItIsDurable(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		release := s.journal.Hold()
		ann.do("say", word{"a", "early"})
		ann.do("lead", struct{}{})
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if _, answered := ann.answer(ann.n); answered || ann.words()["a"] != nil || bob.words()["a"] != nil {
			t.Error("something was shown or answered before the journal had it")
		}
		release()
		synctest.Wait()
		if bob.words()["a"] != "early" {
			t.Error("it never arrived")
		}
	})
}

func TestARefusedActionChangesNothingAndSaysWhy(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		bob := s.sit("bob")
		before := len(bob.frames)
		for verb, code := range map[string]string{"lead": "forbidden", "panic": "internal", "fly": "unknown_action", "undo": "forbidden"} {
			if got := bob.try(verb, struct{}{}); got != code {
				t.Errorf("%s: refused with %q, want %q", verb, got, code)
			}
		}
		if got := bob.try("say", map[string]any{"key": "a", "text": "b", "more": 1}); got != "invalid" {
			t.Errorf("an unknown field: %q", got)
		}
		last, _ := json.Marshal(bob.frames[len(bob.frames)-1])
		if !strings.Contains(string(last), `"field":"/more"`) {
			t.Errorf("the field is not named: %s", last)
		}
		for _, f := range bob.frames[before:] {
			if f["patch"] != nil {
				t.Errorf("a refused action changed %v", f)
			}
		}
		bob.sameAsFresh()
	})
}

func TestAnActionTakesEffectOnce(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		ann.must("say", word{"a", "2"})
		ann.chair.Act(Up{N: 1, Do: "say", With: json.RawMessage(`{"key":"a","text":"1"}`)})
		synctest.Wait()
		if ann.words()["a"] != "2" {
			t.Error("a repeated action was done again")
		}
		if code, ok := ann.answer(1); !ok || code != "" {
			t.Errorf("a repeated action was answered with %q", code)
		}
		ann.chair.Act(Up{N: 1, Do: "say", With: json.RawMessage(`{"key":"a","text":"other"}`)})
		ann.chair.Act(Up{N: 9, Do: "say", With: json.RawMessage(`{"key":"a","text":"9"}`)})
		synctest.Wait()
		if code, _ := ann.answer(1); code != "number_reused" {
			t.Errorf("a number used for something else: %q", code)
		}
		if code, _ := ann.answer(9); code != "out_of_order" {
			t.Errorf("a number too far: %q", code)
		}
	})
}

func TestARefusalIsAnsweredAlikeAgain(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		bob := s.sit("bob")
		if code := bob.try("lead", struct{}{}); code != "forbidden" {
			t.Fatal(code)
		}
		frames := len(bob.frames)
		bob.chair.Act(Up{N: bob.n, Do: "lead", With: json.RawMessage(`{}`)})
		synctest.Wait()
		if code, _ := bob.answer(bob.n); code != "forbidden" || len(bob.frames) != frames+1 {
			t.Errorf("answered with %q", code)
		}
	})
}

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
		ann.chair.Act(Up{N: 1, Do: "say", With: json.RawMessage(`{"key":"a","text":"1"}`)})
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

func count(frames []tree) (snapshots, patches int) {
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

func TestClocksRingOnceAlthoughNobodyIsThere(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("arm", after{int((10 * time.Minute).Milliseconds())})
		ann.chair.Leave()
		time.Sleep(9 * time.Minute)
		synctest.Wait()
		if s.house.Stats().Rooms != 0 {
			t.Error("an empty room still lies in memory")
		}
		time.Sleep(70 * time.Second)
		synctest.Wait()
		ann.connect()
		if rung := ann.doc["shared"].(tree)["rung"]; rung != json.Number("1") {
			t.Errorf("the clock rang %v times", rung)
		}
	})
}

func TestClocksRingOnTimeAndOnceOverARestart(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("arm", after{5000})
		s.shutDown()
		time.Sleep(20 * time.Second)
		s.boot(Limits{})
		time.Sleep(2 * time.Second) // the sweeper opens it, nobody else does
		synctest.Wait()
		ann.connect()
		if rung := ann.doc["shared"].(tree)["rung"]; rung != json.Number("1") {
			t.Errorf("the clock rang %v times", rung)
		}
	})
}

func TestOneJournalAnswerLostIsNoActionLostOrDoubled(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		s.journal.LoseNext()
		ann.do("say", word{"a", "1"})
		time.Sleep(time.Second)
		synctest.Wait()
		if code, ok := ann.answer(1); !ok || code != "" || ann.words()["a"] != "1" {
			t.Errorf("answered %v with %q, ann sees %v", ok, code, ann.words())
		}
		ann.must("say", word{"a", "2"})
		ann.sameAsFresh()
	})
}

func TestAFullDiskLosesNothingAndRecovers(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		s.journal.FailNext(ErrFull)
		ann.do("say", word{"a", "2"})
		ann.do("say", word{"a", "3"})
		synctest.Wait()
		for n := 2; n <= 3; n++ {
			if code, _ := ann.answer(n); code != "storage_full" && code != "out_of_order" {
				t.Errorf("action %d was answered with %q", n, code)
			}
		}
		ann.sameAsFresh()
		time.Sleep(fullPause + time.Second)
		ann.n = 1
		ann.must("say", word{"a", "2"}) // the same number: it was not used up
		if ann.words()["a"] != "2" {
			t.Error("the room did not recover")
		}
	})
}

func TestAFailedDiskStopsTheProcess(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		s.journal.FailNext(ErrBroken)
		ann.do("say", word{"a", "1"})
		synctest.Wait()
		if code, _ := ann.answer(1); code != "storage_failed" || !errors.Is(s.fatal, ErrBroken) {
			t.Errorf("answered with %q, fatal is %v", code, s.fatal)
		}
	})
}

func TestASecondOwnerFencesTheFirst(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		if _, err := s.journal.Acquire(context.Background(), s.room); err != nil {
			t.Fatal(err)
		}
		ann.do("say", word{"a", "stale"})
		synctest.Wait()
		if code, _ := ann.answer(2); code != "moved" || ann.closed != closeRestart {
			t.Errorf("the first owner answered with %q and closed with %d", code, ann.closed)
		}
		ann.n = 1
		ann.connect()
		if ann.words()["a"] != "1" {
			t.Errorf("a stale write was kept: %v", ann.words())
		}
	})
}

func TestUndoIsANewStepAndRespectsOthers(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		s.house.ask(context.Background(), s.room, func(r *room) error {
			return r.change("baton", func(_ document, t *Table) error { t.Room.Baton.Holder = "p1"; return nil })
		})
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("say", word{"a", "1"})
		ann.must("say", word{"a", "2"})
		ann.must("undo", struct{}{})
		if bob.words()["a"] != "1" {
			t.Errorf("after one undo bob sees %v", bob.words())
		}
		ann.must("undo", struct{}{})
		if bob.words()["a"] != nil {
			t.Errorf("after two undos bob sees %v", bob.words())
		}
		if code := ann.try("undo", struct{}{}); code != "undo_nothing" {
			t.Errorf("nothing left: %q", code)
		}
		ann.must("say", word{"a", "3"})
		bob.must("say", word{"b", "1"})
		bob.must("say", word{"a", "bob's"})
		if code := ann.try("undo", struct{}{}); code != "" { // takes back bob's newest
			t.Errorf("undo of the newest: %q", code)
		}
		ann.sameAsFresh()
		bob.sameAsFresh()
	})
}

func TestUndoWorksAfterARestart(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.house.ask(context.Background(), s.room, func(r *room) error {
			return r.change("baton", func(_ document, t *Table) error { t.Room.Baton.Holder = "p1"; return nil })
		})
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		s.shutDown()
		s.boot(Limits{})
		ann.connect()
		ann.must("undo", struct{}{})
		if ann.words()["a"] != nil {
			t.Errorf("ann sees %v", ann.words())
		}
	})
}

func TestWhoIsRemovedIsShownOut(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		bobID := s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("out", word{Key: bobID})
		if bob.closed != CloseRemoved {
			t.Errorf("bob's connection was closed with %d", bob.closed)
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
		if _, ok := two.doc["me"].(tree)["own"]; !ok {
			t.Error("the second tab does not see the person's own drawer")
		}
	})
}

func TestTheSameTabReplacesItsOldConnection(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		old := s.sit("ann")
		fresh := s.sit("ann")
		if old.closed != CloseReplaced {
			t.Errorf("the old connection was closed with %d", old.closed)
		}
		fresh.must("say", word{"a", "1"})
	})
}

func TestATabForgottenIsTold(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		_, err := s.house.Enter(context.Background(), s.room, "ann", Hello{Tab: strings.Repeat("c", 32), Next: 7}, &screen{t: t})
		if AsError(err).Code != "tab_forgotten" {
			t.Errorf("an unknown tab with a past: %v", err)
		}
	})
}

func TestAWrongSecretAndAnUnknownRoomLookTheSame(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		_, wrong := s.house.Join(context.Background(), s.room, Knock{Secret: "guess", Browser: "x", Name: "X"})
		_, unknown := s.house.Join(context.Background(), NewID(), Knock{Secret: toySecret, Browser: "x", Name: "X"})
		if a, b := AsError(wrong), AsError(unknown); *a != *b || a.Code != "no_room" {
			t.Errorf("%v and %v", wrong, unknown)
		}
	})
}

func TestABusyRoomSaysSoAndLosesNothing(t *testing.T) {
	onStage(t, Limits{Inbox: 4, Ahead: 2, Unacked: 100}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		release := s.journal.Hold()
		for i := range 20 {
			ann.do("say", word{fmt.Sprint(i), "x"})
			synctest.Wait()
		}
		busy := 0
		for n := 1; n <= 20; n++ {
			if code, ok := ann.answer(n); ok && code == "busy" {
				busy++
			}
		}
		if busy == 0 {
			t.Error("nobody was told that the room is busy")
		}
		release()
		synctest.Wait()
		ann.sameAsFresh()
		if len(ann.words()) != 20-busy {
			t.Errorf("%d words were kept, %d refused", len(ann.words()), busy)
		}
	})
}

func TestARoomThatNobodyUsesIsDeletedForGood(t *testing.T) {
	onStage(t, Limits{Keep: 48 * time.Hour}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		time.Sleep(47 * time.Hour)
		ann.must("say", word{"a", "2"}) // it is used: the time starts again
		ann.chair.Leave()
		time.Sleep(47 * time.Hour)
		if _, err := s.house.Doc(context.Background(), s.room, "ann"); err != nil {
			t.Errorf("the room went too early: %v", err)
		}
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if _, err := s.house.Doc(context.Background(), s.room, "ann"); AsError(err).Code != "no_room" || s.countKeys() != 0 {
			t.Errorf("the room is still there (%v), with %d keys", err, s.countKeys())
		}
	})
}

func TestOnlyTheFacilitatorDeletesARoom(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		bob := s.sit("bob")
		if err := s.house.Remove(context.Background(), s.room, "bob"); AsError(err).Code != "forbidden" {
			t.Errorf("bob: %v", err)
		}
		if err := s.house.Remove(context.Background(), s.room, "ann"); err != nil {
			t.Errorf("ann: %v", err)
		}
		synctest.Wait()
		if bob.closed != CloseGone || s.countKeys() != 0 {
			t.Errorf("bob's connection was closed with %d, %d keys are left", bob.closed, s.countKeys())
		}
		if _, err := s.house.Doc(context.Background(), s.room, "ann"); AsError(err).Code != "no_room" {
			t.Errorf("the room is still there: %v", err)
		}
	})
}
