package main

import (
	"strings"
	"testing"
	"time"

	"rondo/rooms"
)

func TestATeamHasACalendar(t *testing.T) {
	w := realWorld(t)
	ann, eve := w.browser(), w.browser()
	home := ann.openKind("team")
	path := "/api/rooms/" + string(home.ID) + "/calendar.ics"
	if got := ann.get(path).must(t, 200); strings.Contains(string(got.body), "VEVENT") {
		t.Errorf("a team that says nothing meets: %s", got.body)
	}
	line := ann.enter(home.ID)
	line.send(`{"n":1,"do":"rhythm","with":{"zone":"Europe/Berlin"}}`)
	line.await(`{"n":1,"ok":true}`)
	line.send(`{"n":2,"do":"schedule","with":{"kind":"retrospective","days":[5],"at":"14:00","minutes":60,"every":2,"from":"` + time.Now().Format(time.DateOnly) + `"}}`)
	line.await(`{"n":2,"ok":true}`)
	got := ann.get(path+"?lang=de").must(t, 200)
	text := strings.ReplaceAll(string(got.body), "\r\n ", "")
	for _, want := range []string{"RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=FR\r\n", "SUMMARY:Retro · Heron\r\n", "/r/" + string(home.ID) + "?meet=retrospective\r\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	if strings.Contains(text, home.Secret) {
		t.Error("the key of the home is in it")
	}
	if kind, language := got.Header.Get("Content-Type"), got.Header.Get("Content-Language"); kind != "text/calendar; charset=utf-8" || language != "de" {
		t.Errorf("it comes as %q in %q", kind, language)
	}
	eve.get(path).must(t, 404)
	eve.open()
	eve.get(path).must(t, 404)
	if got := ann.get(string("/api/rooms/"+ann.open().ID+rooms.ID("/calendar.ics"))).must(t, 404); got.code() != "no_such_schedule" {
		t.Errorf("a standup: %s", got.body)
	}
}
