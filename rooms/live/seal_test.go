package live

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"rondo/rooms"
	"rondo/rooms/document"
	"rondo/rooms/journal"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// inStore tells whether a text can be found in what the journal keeps of the room.
func (s *stage) inStore(text string) bool {
	record, err := s.journal.Read(context.Background(), s.room)
	if err != nil {
		s.t.Fatal(err)
	}
	raw, err := json.Marshal(record)
	if err != nil {
		s.t.Fatal(err)
	}
	var parts [][]byte
	parts = append(parts, raw, record.Snapshot.Open, record.Snapshot.Door, record.Snapshot.Sealed)
	for _, e := range record.Entries {
		parts = append(parts, e.Open, e.Door, e.Sealed)
	}
	return bytes.Contains(bytes.Join(parts, nil), []byte(text))
}

// stuckBurns is a journal that answers no burn while stuck, and wipes nothing
// while it is read.
type stuckBurns struct {
	*journal.Memory
	stuck, read *atomic.Bool
}

func (j stuckBurns) Wipe(ctx context.Context) error {
	for j.read.Load() {
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (j stuckBurns) Burn(ctx context.Context, room rooms.ID, epoch int64, snap journal.Snapshot, key string) error {
	if j.stuck.Load() {
		return errors.New("no answer")
	}
	return j.Memory.Burn(ctx, room, epoch, snap, key)
}

// kill leaves the house as a process that is killed does: nothing is saved, and
// its browsers hear nothing. It is fenced as soon as the next one opens the room.
func (s *stage) kill() {
	_ = s.house.ask(context.Background(), s.room, func(r *room) error {
		clear(r.sessions)
		return nil
	})
	s.dead = append(s.dead, s.house)
}

func (s *stage) countKeys() int {
	return len(s.keys.Names(s.room))
}

func (s *stage) loseRoundKeys() {
	for _, id := range s.keys.Names(s.room) {
		if id != roomKey {
			_ = s.keys.Destroy(s.room, id)
		}
	}
}

func TestWhatOnlySomeMayKnowIsNotStoredInTheOpen(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "canary-public"})
		ann.must("whisper", word{"", "canary-own"})
		ann.must("tell_devs", word{"", "canary-devs"})
		s.shutDown()
		if !s.inStore("canary-public") {
			t.Error("the search finds nothing at all")
		}
		for _, canary := range []string{"canary-own", "canary-devs", ann.tab, "whisper", toySecret, string(rooms.DigestOf("link", toySecret))} {
			if s.inStore(canary) {
				t.Errorf("%q lies in the journal in the open", canary)
			}
		}
	})
}

func TestAfterASecretRoundItsKeyAndWhatItSealedAreGone(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("round", struct{}{})
		ann.must("vote", word{"", "5"})
		bob.must("vote", word{"", "8"})
		keys := s.countKeys()
		ann.must("say", word{"a", "in between"})
		ann.must("end_round", struct{}{})
		synctest.Wait()
		if got := s.countKeys(); got != keys-1 {
			t.Errorf("%d keys are left of %d: the round's key was not destroyed", got, keys)
		}
		for _, c := range []*screen{ann, bob} {
			if raw, _ := json.Marshal(c.doc["me"]); bytes.Contains(raw, []byte("card")) {
				t.Errorf("%s still holds a vote: %s", c.name, raw)
			}
			c.sameAsFresh()
		}
		record, err := s.journal.Read(context.Background(), s.room)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range record.Entries {
			if e.Key != roomKey || e.LSN <= record.Snapshot.LSN {
				t.Errorf("entry %d is still there: %s", e.LSN, e.Open)
			}
		}
	})
}

func TestTheStepThatEndsARoundDoesNotSayWhoVoted(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann := s.sit("ann")
		ann.must("round", struct{}{})
		ann.must("vote", word{"", "5"})
		var last *step
		s.house.ask(context.Background(), s.room, func(r *room) error {
			release := s.journal.Hold()
			defer release()
			next, err := r.kind.Play(r.newest.doc, r.moment("p1"), r.kind.Act("end_round", nil, nil))
			if err != nil {
				t.Error(err)
				return err
			}
			r.commit(next, stepInfo{actor: "p1"})
			last = r.batch.steps[len(r.batch.steps)-1]
			return nil
		})
		if !last.tidy || last.patch.Held != nil {
			t.Errorf("the patch names whose drawer was emptied: %s", last.patch.Held)
		}
		if bytes.Contains(last.patch.Internal, []byte("tabs")) {
			t.Errorf("the patch says which tabs are forgotten: %s", last.patch.Internal)
		}
	})
}

func TestABurnIsFinishedAfterACrash(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("round", struct{}{})
		ann.must("vote", word{"", "5"})
		keys := s.countKeys()
		s.burns.Store(true) // the process dies between the step and the burn
		ann.must("end_round", struct{}{})
		time.Sleep(time.Second)
		if s.countKeys() != keys {
			t.Fatal("the burn was not held up")
		}
		s.kill()
		s.burns.Store(false)
		s.boot(Limits{})
		ann.connect()
		synctest.Wait()
		if got := s.countKeys(); got != keys-1 {
			t.Errorf("%d keys are left of %d", got, keys)
		}
		if raw, _ := json.Marshal(ann.doc["me"]); strings.Contains(string(raw), "card") {
			t.Errorf("the vote came back: %s", raw)
		}
		ann.must("say", word{"a", "on we go"})
	})
}

func TestALostKeyVoidsTheRoundAndNothingElse(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann := s.sit("ann")
		ann.must("say", word{"a", "before"})
		ann.must("round", struct{}{})
		ann.must("vote", word{"", "5"})
		ann.must("say", word{"b", "during"})
		s.kill()
		s.loseRoundKeys()
		s.boot(Limits{})
		fresh := &screen{t: s.t, stage: s, name: "ann", tab: strings.Repeat("d", 32)}
		fresh.connect()
		if look := fresh.doc["room"].(document.Tree)["look"]; look != "please vote again" {
			t.Errorf("nobody is told: %v", look)
		}
		if w := fresh.words(); w["a"] != "before" || w["b"] != "during" {
			t.Errorf("public words were lost: %v", w)
		}
		fresh.must("round", struct{}{})
		fresh.must("vote", word{"", "3"})
		if id := s.join("carl"); id != "p3" {
			t.Errorf("a new person got the id %s: ids must not be used twice", id)
		}
	})
}

// TestALostKeyVoidsOnce loses the key of a round; what is asked afterwards is
// not void, however often the room is loaded, with the lost entries in the tail
// or behind a snapshot.
func TestALostKeyVoidsOnce(t *testing.T) {
	for _, wait := range []time.Duration{0, 2 * saveAfter} {
		onStage(t, Limits{}, func(s *stage) {
			s.join("ann")
			ann := s.sit("ann")
			ann.must("round", struct{}{})
			ann.must("vote", word{"", "3"})
			s.kill()
			s.loseRoundKeys()
			s.boot(Limits{})
			fresh := &screen{t: s.t, stage: s, name: "ann", tab: strings.Repeat("d", 32)}
			fresh.connect()
			s.change(func(t *rooms.Tx) { t.Room.Look = "voting again" })
			fresh.must("round", struct{}{})
			fresh.must("vote", word{"", "5"})
			time.Sleep(wait)
			s.kill()
			s.boot(Limits{})
			fresh.connect()
			if look := fresh.doc["room"].(document.Tree)["look"]; look != "voting again" {
				t.Errorf("after %v: %v", wait, look)
			}
			s.inRoom(func(r *room) {
				if r.newest.doc.Common().Internal.Round == "" {
					t.Errorf("after %v: the round that is open has lost its key, which nobody will ever burn", wait)
				}
			})
		})
	}
}

func TestSealedPartsOpenOnlyAtTheirPlace(t *testing.T) {
	key := bytes.Repeat([]byte{7}, 32)
	sealed, err := seal(key, []byte("secret"), "room step 1")
	if err != nil {
		t.Fatal(err)
	}
	if plain, err := unseal(key, sealed, "room step 1"); err != nil || string(plain) != "secret" {
		t.Errorf("%s, %v", plain, err)
	}
	if _, err := unseal(key, sealed, "room step 2"); err == nil {
		t.Error("a part that was moved still opens")
	}
	if _, err := unseal(bytes.Repeat([]byte{8}, 32), sealed, "room step 1"); err == nil {
		t.Error("another key opens it")
	}
	if _, err := unseal(key, sealed[:5], "room step 1"); err == nil {
		t.Error("a cut off part opens")
	}
}

func TestSecretStepsOfARoundAreOfOneSize(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("round", struct{}{})
		for _, v := range []string{"1", strings.Repeat("x", 300), strings.Repeat("ü", 1000), strings.Repeat("字", 1000), strings.Repeat("🙂", 1000), strings.Repeat("<&>", 333)} {
			ann.do("vote", word{"", v})
			time.Sleep(6 * Beat) // a long one comes back by several
		}
		record, _ := s.journal.Read(context.Background(), s.room)
		sizes := map[int]bool{}
		for _, e := range record.Entries {
			if e.Key != roomKey {
				sizes[len(e.Sealed)] = true
			}
		}
		if len(sizes) != 1 {
			t.Errorf("sealed parts have these sizes: %v", sizes)
		}
	})
}

func TestAnUpgradeAfterARoundIsMadeOnce(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		ann.must("round", struct{}{})
		ann.must("vote", word{"", "x"})
		s.burns.Store(true)
		ann.must("end_round", struct{}{}) // stays in the log: no snapshot holds it yet
		s.kill()
		s.burns.Store(false)
		s.house = NewHouse(Options{Journal: s.journal, Keys: s.keys}, louderToy())
		s.inRoom(func(r *room) {
			doc := r.newest.doc.(*rooms.Meeting[toy, toyOwn, toyOwn])
			if w, _ := doc.Shared.Words.Get("a"); w != "1!" {
				t.Errorf("the word was upgraded to %q", w)
			}
			if held, _ := doc.Held.Get("p1"); held.Votes.Len() != 0 {
				t.Error("the drawers are not empty")
			}
		})
	})
}
