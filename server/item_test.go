package main

import (
	"strings"
	"testing"
)

func TestWhatIsKnownOfAnItemIsForTheTeam(t *testing.T) {
	w := realWorld(t)
	ann, eve := w.browser(), w.browser()
	home := ann.openKind("team")
	ann.join(home, "Ann")
	line := ann.enter(home.ID)
	line.send(`{"n":1,"do":"item_add","with":{"title":"Pay again","note":"After a failed charge"}}`)
	line.await(`"n":1`)
	doc := string(ann.get("/api/rooms/"+string(home.ID)+"/doc").must(t, 200).body)
	if strings.Contains(doc, "After a failed charge") {
		t.Errorf("the document of the home has what lies beside it: %s", doc)
	}
	_, id, _ := strings.Cut(doc, `"items":{"`)
	id, _, _ = strings.Cut(id, `"`)
	path := "/api/rooms/" + string(home.ID) + "/items/" + id
	if got := ann.get(path).must(t, 200); !strings.Contains(string(got.body), `"note":"After a failed charge"`) {
		t.Errorf("of the item there is %s", got.body)
	}
	ann.get(path+"x").must(t, 404)
	eve.get(path).must(t, 404)
}
