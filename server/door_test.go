package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
)

func TestALinkSaysWhereItLeadsUntilTheRoomIsLocked(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	room := ann.open()
	read := func(status int, want string) {
		t.Helper()
		got := w.browser().post("/api/rooms/"+string(room.ID)+"/door", fmt.Sprintf(`{"secret":%q}`, room.Secret)).must(t, status)
		if !strings.Contains(string(got.body), want) {
			t.Errorf("the door says %s, not %s", got.body, want)
		}
	}
	read(200, `{"title":"Heron","kind":"standup","leads":"Ann","here":[]}`)
	line := ann.dial(room.ID)
	line.send(helloFrame)
	line.await(`"hello"`)
	read(200, `"here":["Ann"]`)
	line.send(`{"n":1,"do":"lock","with":{"on":true}}`)
	line.await(`"n":1`)
	read(403, `"code":"room_locked"`)
}

// What stands at the door is for whoever could come in.
func TestTheDoorSaysNothingToWhoHasNoLink(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.refusalPace = 50 * time.Millisecond })
	room := w.browser().open()
	for _, id := range []rooms.ID{room.ID, "00000000-0000-4000-8000-000000000000"} {
		start := time.Now()
		got := w.browser().post("/api/rooms/"+string(id)+"/door", fmt.Sprintf(`{"secret":%q}`, rooms.NewSecret())).must(t, 404)
		if took := time.Since(start); took < 50*time.Millisecond || strings.Contains(string(got.body), "Heron") {
			t.Errorf("%s was answered after %v with %s", id, took, got.body)
		}
	}
}
