package main

import (
	"encoding/json"
	"strings"
	"testing"

	"rondo/rooms"
)

// link asks for a link and returns what stands behind its #.
func (b *browser) link(room rooms.ID, what, body string) string {
	b.w.t.Helper()
	var made madeLink
	if err := json.Unmarshal(b.post("/api/rooms/"+string(room)+"/"+what, body).must(b.w.t, 201).body, &made); err != nil {
		b.w.t.Fatal(err)
	}
	_, secret, _ := strings.Cut(made.Link, "/r/"+string(room)+"#")
	return secret
}

func TestLinksThatGiveRolesAndTheWayBack(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.failures = never(2) })
	jonas, ilse, mira := w.browser(), w.browser(), w.browser()
	home := jonas.openKind("team")
	jonas.join(home, "Jonas")
	mira.join(home, "Mira")
	path := "/api/rooms/" + string(home.ID)

	if got := mira.post(path+"/links", `{"roles":["product_owner"]}`).must(t, 403); got.code() != "forbidden" {
		t.Errorf("%s", got.body)
	}
	jonas.post(path+"/links", `{"roles":[]}`).must(t, 422)
	jonas.post(path+"/links", `{"roles":["king"]}`).must(t, 422)
	ilse.post(path+"/links", `{"roles":["product_owner"]}`).must(t, 404)
	ilse.post(path+"/recovery", `{}`).must(t, 404)

	role, ok := strings.CutPrefix(jonas.link(home.ID, "links", `{"roles":["product_owner"]}`), "role.")
	if !ok || len(role) != 22 {
		t.Fatalf("the link ends with %q", role)
	}
	back, ok := strings.CutPrefix(mira.link(home.ID, "recovery", `{}`), "back.")
	if !ok || len(back) != 22 {
		t.Fatalf("the way back ends with %q", back)
	}
	// Who tries too much is told so, and a right link opens all the same.
	for range 2 {
		ilse.post(path+"/join", `{"recovery":"x"}`).must(t, 404)
	}
	for _, wrong := range []string{`{"recovery":"x"}`, `{"secret":"x","name":"Ilse"}`} {
		if got := ilse.post(path+"/join", wrong).must(t, 429); got.code() != "rate_limited" {
			t.Errorf("%s", got.body)
		}
	}
	ilse.post(path+"/join", `{"secret":"`+role+`","name":"Ilse"}`).must(t, 200)
	again := w.browser()
	if got := again.post(path+"/join", `{"recovery":"`+back+`"}`).must(t, 200); string(got.body) != `{"you":"p2"}` {
		t.Errorf("Mira comes back as %s", got.body)
	}
	if log := w.log.String(); strings.Contains(log, role) || strings.Contains(log, back) {
		t.Error("a secret is in the log")
	}
}
