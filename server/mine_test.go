package main

import (
	"strings"
	"testing"
)

// Everybody can take along what stands in their name, and be forgotten with it.
func TestWhatIsOnesOwnIsTakenAlongAndForgotten(t *testing.T) {
	w := realWorld(t)
	ann, ben := w.browser(), w.browser()
	room := ann.open()
	ben.join(room, "Benedict")
	a, b := ann.enter(room.ID), ben.enter(room.ID)
	b.send(`{"n":1,"do":"park","with":{"text":"What Ben said"}}`)
	b.await(`{"n":1,"ok":true}`)
	a.send(`{"n":1,"do":"park","with":{"text":"What Ann said"}}`)
	a.await(`{"n":1,"ok":true}`)
	mine := string("/api/rooms/" + room.ID + "/mine.json")
	if got := string(ben.get(mine).must(t, 200).body); !strings.Contains(got, "What Ben said") || !strings.Contains(got, "Benedict") || strings.Contains(got, "What Ann said") {
		t.Errorf("of Ben there is %s", got)
	}
	if got := w.browser().get(mine).must(t, 404); got.code() != "no_room" {
		t.Errorf("a stranger hears %s", got.body)
	}
	for _, frame := range []string{`{"n":2,"do":"start","with":{}}`, `{"n":3,"do":"end","with":{}}`} {
		a.send(frame)
		a.await(`"ok":true`)
	}
	b.send(`{"n":2,"do":"forget","with":{}}`)
	if got := a.await(`"—"`); !strings.Contains(got, `"patch"`) {
		t.Errorf("Ann is told %s", got)
	}
	ben.get(mine).must(t, 404)
	if doc := string(ann.get(string("/api/rooms/"+room.ID+"/doc")).must(t, 200).body); strings.Contains(doc, "Ben") || !strings.Contains(doc, "What Ann said") {
		t.Errorf("the room says %s", doc)
	}
}
