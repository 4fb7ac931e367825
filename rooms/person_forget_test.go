package rooms

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestWhoAsksForItIsForgotten(t *testing.T) {
	h := rehearsing(t, talkKind(BlockerService(), ParkingService(), TaskService(), ItemService()), "Ann", "Benedict", "Cara")
	h.do(ben, "raise", with("text", "Red build"))
	h.do(cara, "raise", with("text", "Slow build"))
	h.do(ben, "park", with("text", "Audit"))
	h.do(cara, "park", with("text", "Rent"))
	h.do(ben, "item_add", with("title", "Pay again"))
	for id := range h.Base().Room.Block.All() {
		h.do(ben, "help", with("blocker", id, "on", true))
	}
	h.refused("under_way", ben, "forget", with())
	h.refused("still_here", ann, "forget", with("person", ben))
	h.refused("forbidden", cara, "forget", with("person", ben))
	h.refused("no_such_person", ann, "forget", with("person", "p99"))
	h.do(ann, "start", nil)
	h.do(ann, "end", nil)
	h.do(ben, "forget", nil)

	tree, err := h.doc.Tree()
	h.must(err)
	raw, err := json.Marshal(tree)
	h.must(err)
	for _, gone := range []string{"Benedict", "Red build", "Audit", `"by":"p2"`, `["p2"`, `"p2"]`} {
		if strings.Contains(string(raw), gone) {
			t.Errorf("the room still says %s: %s", gone, raw)
		}
	}
	for _, stays := range []string{"Ann", "Cara", "Slow build", "Rent", "Pay again"} {
		if !strings.Contains(string(raw), stays) {
			t.Errorf("the room says %s no more", stays)
		}
	}
	if p, _ := h.Base().Room.People.Get(ben); !p.Left {
		t.Error("who is forgotten is still there")
	}
	h.refused("forbidden", cara, "forget", with("person", ann))
	h.do(cara, "leave", nil)
	h.do(ann, "forget", with("person", cara))
}
