package main

import (
	"encoding/json"
	"mime"
	"rondo/rooms"
	"strings"
	"testing"
	"time"
)

// Two people meet: the whole way from opening a room to reading its minutes.
func TestTwoPeopleMeet(t *testing.T) {
	w := realWorld(t)
	ann, ben := w.browser(), w.browser()
	room := ann.open()
	ben.join(room, "Ben")
	a, b := ann.enter(room.ID), ben.enter(room.ID)

	a.send(`{"n":1,"do":"title","with":{"title":"Grebe"}}`)
	a.await(`{"n":1,"ok":true}`)
	if got := b.await(`"patch"`); !strings.Contains(got, "Grebe") {
		t.Errorf("Ben got %s", got)
	}
	b.send(`{"ping":7}`)
	if got := b.await(`"pong"`); !strings.HasPrefix(got, `{"pong":7,"now":1`) {
		t.Errorf("pong is %s", got)
	}
	b.send(`{"signal":{"kind":"react","what":"clap"}}`)
	a.await(`"signal"`)

	if me := ben.get(string("/api/rooms/"+room.ID+"/me")).must(t, 200); string(me.body) != `{"you":"p2","name":"Ben"}` {
		t.Errorf("me is %s", me.body)
	}
	if doc := ben.get(string("/api/rooms/"+room.ID+"/doc")).must(t, 200); !strings.Contains(string(doc.body), "Grebe") {
		t.Errorf("doc is %s", doc.body)
	}
	for _, kind := range []string{"md", "csv", "json", "ics"} {
		got := ben.get(string("/api/rooms/"+room.ID+"/minutes."+rooms.ID(kind))).must(t, 200)
		if csp := got.Header.Get("Content-Security-Policy"); csp != "sandbox; default-src 'none'" {
			t.Errorf("minutes.%s has the policy %q", kind, csp)
		}
	}
}

// A folder of minutes tells which is which, in any script and for any browser.
func TestFilesAreNamedAfterTitleAndDay(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	room := ann.open()
	a := ann.enter(room.ID)
	a.send(`{"n":1,"do":"title","with":{"title":"Größe 陳: \"50%\"; ok"}}`)
	a.await(`{"n":1,"ok":true}`)
	a.send(`{"n":2,"do":"start","with":{}}`)
	a.await(`{"n":2,"ok":true}`)
	var m rooms.Minutes
	if err := json.Unmarshal(ann.get("/api/rooms/"+string(room.ID)+"/minutes.json").must(t, 200).body, &m); err != nil {
		t.Fatal(err)
	}
	for _, ending := range []string{"md", "csv", "json", "ics"} {
		got := ann.get("/api/rooms/"+string(room.ID)+"/minutes."+ending).must(t, 200).Header.Get("Content-Disposition")
		plain, _, _ := strings.Cut(got, "; filename*=")
		if want := `attachment; filename="minutes.` + ending + `"`; plain != want {
			t.Errorf("an old program reads %s, want %s", plain, want)
		}
		_, params, err := mime.ParseMediaType(got)
		if want := "Größe 陳 50% ; ok " + m.Started.Time().Format(time.DateOnly) + "." + ending; err != nil || params["filename"] != want {
			t.Errorf("it is saved as %q, want %q (%v): %s", params["filename"], want, err, got)
		}
	}
}

// Minutes come in the language that a reader asks for; to programs they are the same
// whatever a browser speaks.
func TestMinutesComeInTheReadersLanguage(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	room := ann.open()
	path := string("/api/rooms/" + room.ID)
	a := ann.enter(room.ID)
	a.send(`{"n":1,"do":"raise","with":{"text":"Kein Gerüst"}}`)
	a.await(`{"n":1,"ok":true}`)

	for ask, c := range map[string]struct{ accept, want, language string }{
		"/minutes.md":           {"de-AT, en;q=0.5", "## Hindernisse", "de"},
		"/minutes.md?lang=de":   {"en", "## Hindernisse", "de"},
		"/minutes.md?lang=en":   {"de", "## Blockers", "en"},
		"/minutes.md?lang=tlh":  {"", "## Blockers", "en"},
		"/minutes.csv?lang=de":  {"", "\ufeffMeeting;Art;Standup", "de"},
		"/minutes.ics?lang=de":  {"", "BEGIN:VCALENDAR", "de"},
		"/minutes.json":         {"de", `"title": "Blockers"`, "en"},
		"/minutes.json?lang=de": {"", "Hindernisse", "de"},
	} {
		ann.header["Accept-Language"] = []string{c.accept}
		got := ann.get(path+ask).must(t, 200)
		if language := got.Header.Get("Content-Language"); language != c.language {
			t.Errorf("%s comes in %q, want %q", ask, language, c.language)
		}
		if !strings.Contains(string(got.body), c.want) {
			t.Errorf("%s for %q has no %q:\n%s", ask, c.accept, c.want, got.body)
		}
	}
	if csv := ann.get(path+"/minutes.csv").must(t, 200); !strings.HasPrefix(string(csv.body), "\xef\xbb\xbf") || !strings.Contains(string(csv.body), "Kein Gerüst") {
		t.Errorf("a spreadsheet would show something else for ü: %q", csv.body)
	}
}

func TestStrangersSeeNothing(t *testing.T) {
	w := realWorld(t)
	ann, eve := w.browser(), w.browser()
	room := ann.open()
	eve.open() // has a cookie, but no seat in Ann's room
	for _, who := range []*browser{eve, w.browser()} {
		for path, status := range map[string]int{"/me": 200, "/doc": 404, "/minutes.md": 404, "/minutes.csv": 404, "/minutes.json": 404, "/minutes.ics": 404} {
			got := who.get(string("/api/rooms/"+room.ID+rooms.ID(path))).must(t, status)
			unknown := who.get("/api/rooms/00000000-0000-4000-8000-000000000000"+path).must(t, status)
			if got.code() != unknown.code() || len(got.body) != len(unknown.body) {
				t.Errorf("%s tells a room from none: %s, %s", path, got.body, unknown.body)
			}
		}
	}
}

func TestAFacilitatorDeletesTheRoom(t *testing.T) {
	w := realWorld(t)
	ann, ben := w.browser(), w.browser()
	room := ann.open()
	ben.join(room, "Ben")
	ben.do("DELETE", string("/api/rooms/"+room.ID), "").must(t, 403)
	ann.do("DELETE", string("/api/rooms/"+room.ID), "").must(t, 204)
	ann.get(string("/api/rooms/"+room.ID+"/doc")).must(t, 404)
	ann.do("DELETE", string("/api/rooms/"+room.ID), "").must(t, 404)
}
