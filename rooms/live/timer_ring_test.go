package live

import (
	"encoding/json"
	"rondo/rooms/document"
	"testing"
	"testing/synctest"
	"time"
)

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
		if rung := ann.doc["shared"].(document.Tree)["rung"]; rung != json.Number("1") {
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
		if rung := ann.doc["shared"].(document.Tree)["rung"]; rung != json.Number("1") {
			t.Errorf("the clock rang %v times", rung)
		}
	})
}
