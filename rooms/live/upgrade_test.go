package live

import (
	"rondo/rooms"
	"rondo/rooms/document"
	"testing"
	"testing/synctest"
	"time"
)

// louderToy is the toy's next version: every word is said louder.
func louderToy() *rooms.Kind {
	newer := toyCeremony()
	newer.Version, newer.Upgrade = 2, func(content map[string]any, _ int) error {
		words := content["shared"].(document.Tree)["words"].(document.Tree)
		for key, w := range words {
			words[key] = w.(string) + "!"
		}
		return nil
	}
	return rooms.Register(newer)
}

// bootLouder starts the next version of the program.
func (s *stage) bootLouder() {
	s.house = NewHouse(Options{Journal: stuckBurns{s.journal, &s.burns, &s.wipes}, Keys: s.keys}, louderToy())
}

func TestAPageFromBeforeAnUpgradeGetsASnapshot(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		s.join("bob")
		ann, bob := s.sit("ann"), s.sit("bob")
		ann.must("say", word{"a", "1"})
		synctest.Wait()
		s.shutDown()
		s.bootLouder()
		ann.connect() // at the newest seq
		ann.sameAsFresh()
		if snapshots, _ := count(ann.frames); snapshots != 2 || ann.resets != 0 || ann.words()["a"] != "1!" {
			t.Errorf("%d snapshots, %d resets, %v", snapshots, ann.resets, ann.words())
		}
		ann.chair.Leave()
		synctest.Wait()
		ann.connect()
		ann.must("say", word{"b", "2"})
		if snapshots, _ := count(ann.frames); snapshots > 3 {
			t.Errorf("%d snapshots: a page of this version resumes", snapshots)
		}
		s.shutDown()
		s.bootLouder()
		bob.connect() // two epochs ago, with another shape
		bob.sameAsFresh()
		if snapshots, _ := count(bob.frames); snapshots != 2 || bob.resets != 0 {
			t.Errorf("%d snapshots, %d resets", snapshots, bob.resets)
		}
	})
}

// TestAnUpgradeIsMadeOnce kills the process right behind the first step in the
// new shape: no entry may lie behind a snapshot of the old one.
func TestAnUpgradeIsMadeOnce(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		s.kill()
		for range 3 {
			s.bootLouder()
			ann.connect()
			ann.must("say", word{"b", "2"})
			s.kill()
		}
		s.bootLouder()
		ann.connect()
		ann.sameAsFresh()
		if ann.words()["a"] != "1!" || ann.words()["b"] != "2" {
			t.Errorf("upgraded to %v", ann.words())
		}
	})
}

func TestAnUpgradeOnAFullDiskIsShownAndMadeLater(t *testing.T) {
	onStage(t, Limits{}, func(s *stage) {
		s.join("ann")
		ann := s.sit("ann")
		ann.must("say", word{"a", "1"})
		s.shutDown()
		free := s.journal.Fill()
		s.bootLouder()
		ann.connect()
		ann.sameAsFresh()
		if ann.words()["a"] != "1!" || ann.resets != 0 {
			t.Errorf("shown as %v, %d resets", ann.words(), ann.resets)
		}
		free()
		time.Sleep(2 * fullPause)
		synctest.Wait()
		ann.must("say", word{"b", "2"})
		ann.sameAsFresh()
		s.kill()
		s.bootLouder()
		ann.connect()
		if ann.words()["a"] != "1!" {
			t.Errorf("upgraded twice: %v", ann.words())
		}
	})
}
