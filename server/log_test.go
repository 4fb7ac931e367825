package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// Nothing that people wrote, and nothing that opens a room or is somebody's
// session, is in the log.
func TestLogKeepsSecrets(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	room := ann.open()
	c := ann.enter(room.ID)
	c.send(`{"n":1,"do":"title","with":{"title":"Canary title"}}`)
	c.await("Canary")
	ann.post("/api/rooms", `{"kind":"Canary kind","title":"T"}`).must(t, 422)
	ann.get(string("/r/" + room.ID + "?Canary=query"))
	ann.get("/api/rooms/Canary-path/nothing").must(t, 404)
	ann.header.Set("User-Agent", "Canary agent")
	ann.do("CANARY", "/livez", "").must(t, 405)
	ann.get("/livez")
	_ = c.ws.Close(1000, "Canary reason")
	<-w.s.crowd.gone()
	log := w.log.String()
	for _, secret := range []string{"Canary", "CANARY", "Heron", "Ann", string(room.ID), room.Secret, ann.cookie[len("sid=v1."):], "127.0.0.1"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log has %q:\n%s", secret, log)
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(log), "\n") {
		var entry map[string]any
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	if n := strings.Count(log, `"session"`); n != 1 {
		t.Errorf("one session has %d lines", n)
	}
}
