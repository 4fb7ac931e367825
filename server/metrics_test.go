package main

import (
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestMetricsAreTotals(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	room := ann.open()
	c := ann.enter(room.ID)
	c.send(`{"n":1,"do":"title","with":{"title":"Grebe"}}`)
	c.await(`"ok"`)
	c.send(`{"x":1}`)
	c.await(`"error"`)
	handler, later := w.s.metrics.handler(), time.Duration(0)
	w.s.metrics.now = func() time.Time { return time.Now().Add(later) }
	text := func() string {
		rec := httptest.NewRecorder()
		handler.ServeHTTP(rec, httptest.NewRequest("GET", "/metrics", nil))
		return rec.Body.String()
	}
	before := text()
	for _, want := range []string{
		"rondo_rooms 1", "rondo_connections 1", "rondo_seats 1", "rondo_bad_frames_total 1",
		`rondo_http_requests_total{route="/api/rooms/{id}/join",status="200"} 1`, "go_goroutines ", "rondo_frames_sent_total ", "rondo_steps_total ",
	} {
		if !strings.Contains(before, want) {
			t.Errorf("there is no %q", want)
		}
	}
	if strings.Contains(before, string(room.ID)) {
		t.Error("a room's id is in the metrics")
	}
	_ = c.ws.Close(4999, "a code of mine")
	<-w.s.crowd.gone()
	if text() != before {
		t.Error("the figures change all the time: they show who has just done something")
	}
	later = settled
	if after := text(); !strings.Contains(after, `rondo_socket_closes_total{code="other"} 1`) {
		t.Error("a stranger's close code is not counted as other")
	}
	w.browser().get("/metrics") // is a page, whatever the pages make of it
	if got := w.browser().get("/metrics"); strings.Contains(string(got.body), "rondo_rooms") {
		t.Error("browsers can read the metrics")
	}
}
