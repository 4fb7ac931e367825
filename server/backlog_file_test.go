package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
)

// brings posts a file.
func (b *browser) brings(room rooms.ID, ask url.Values, file string) answer {
	b.w.t.Helper()
	b.header.Set("Content-Type", "application/octet-stream")
	defer b.header.Del("Content-Type")
	return b.do("POST", "/api/rooms/"+string(room)+"/backlog?"+ask.Encode(), file)
}

func TestABacklogIsBroughtOnceItsFaultsWereSeen(t *testing.T) {
	w := realWorld(t)
	ann, eve := w.browser(), w.browser()
	home := ann.openKind("team")
	ann.join(home, "Ann")
	file := "Title;URL\nPay again;https://a.example/1\nInvoices;nowhere\n"
	var f found
	if err := json.Unmarshal(ann.brings(home.ID, nil, file).must(t, 200).body, &f); err != nil {
		t.Fatal(err)
	}
	if f.Items != 1 || len(f.Faults) != 1 || f.Faults[0].Line != 3 || f.Faults[0].Column != 10 || f.From.Link != "URL" || f.Saved {
		t.Errorf("found is %+v", f)
	}
	save, skip := url.Values{"save": {""}}, url.Values{"save": {""}, "skip": {""}}
	ann.brings(home.ID, save, file).must(t, 422)
	ann.brings(home.ID, skip, file).must(t, 403) // no product owner
	line := ann.enter(home.ID)
	line.send(`{"n":1,"do":"roles","with":{"roles":["product_owner"]}}`)
	line.await(`"n":1`)
	ann.brings(home.ID, skip, file).must(t, 200)
	ann.brings(home.ID, skip, file).must(t, 409) // all of it is there
	if own := ann.get("/api/rooms/"+string(home.ID)+"/backlog.json").must(t, 200); !strings.Contains(string(own.body), "Pay again") {
		t.Errorf("the backlog as a file: %s", own.body)
	}
	own := ann.get("/api/rooms/"+string(home.ID)+"/backlog.json").must(t, 200)
	if err := json.Unmarshal(ann.brings(home.ID, nil, string(own.body)).must(t, 200).body, &f); err != nil || f.Items != 1 || len(f.Faults) > 0 {
		t.Errorf("of what it gave is found %+v", f)
	}
	bad := strings.Replace(string(own.body), `"title": "Pay again"`, `"title": 7`, 1)
	f = found{}
	if err := json.Unmarshal(ann.brings(home.ID, nil, bad).must(t, 200).body, &f); err != nil || len(f.Faults) != 1 || f.Faults[0].Field != "/items/0/title" {
		t.Errorf("of a bad one is found %+v", f)
	}
	ann.get("/api/rooms/"+string(home.ID)+"/backlog.csv").must(t, 200)
	eve.brings(home.ID, nil, file).must(t, 404)
	ann.post("/api/rooms/"+string(home.ID)+"/backlog", `{}`).must(t, 415)
}

// A whole backlog comes in one step, and leaves lines of no more than 300 bytes each.
func TestFiveThousandItemsAreBrought(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	home := ann.openKind("team")
	ann.join(home, "Ann")
	line := ann.enter(home.ID)
	line.send(`{"n":1,"do":"roles","with":{"roles":["product_owner"]}}`)
	line.await(`"n":1`)
	var file strings.Builder
	file.WriteString("Title,URL,Description,Story Points,Acceptance Criteria\n")
	for n := range 5000 {
		fmt.Fprintf(&file, "Item %d: %s,https://tracker.example/browse/PAY-%d,%q,5,\"- One\n- Two\"\n", n, strings.Repeat("word ", 10), n, strings.Repeat("It says why. ", 20))
	}
	ann.brings(home.ID, url.Values{"save": {""}}, file.String()).must(t, 200)
	doc := ann.get("/api/rooms/"+string(home.ID)+"/doc").must(t, 200)
	if n := strings.Count(string(doc.body), `"title":"Item`); n != 5000 || len(doc.body) > 5000*300 {
		t.Errorf("the document has %d items in %d bytes", n, len(doc.body))
	}
	ann.brings(home.ID, url.Values{"save": {""}}, "Title\nOne more\n").must(t, 422)
}

// Whoever is slow in sending a file keeps nobody else from bringing theirs; and one address has so
// many on their way, and so many in a time.
func TestASlowFileIsInNobodysWay(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.halfPerIP, l.brought = 100, never(2) })
	ann := w.browser()
	home := ann.openKind("team")
	slow, sending := io.Pipe()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.url+"/api/rooms/"+string(home.ID)+"/backlog", slow)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{"Cookie": ann.cookie, "Origin": ann.origin, "Content-Type": "application/octet-stream", "Expect": "100-continue"} {
		req.Header.Set(name, value)
	}
	held := make(chan int, 1)
	go func() {
		resp, err := (&http.Transport{ExpectContinueTimeout: time.Minute}).RoundTrip(req)
		if err != nil {
			held <- 0
			return
		}
		_ = resp.Body.Close()
		held <- resp.StatusCode
	}()
	if _, err := sending.Write([]byte("Title\n")); err != nil { // is taken once the server reads
		t.Fatal(err)
	}
	ann.brings(home.ID, nil, "Title\nPay again\n").must(t, 200)
	_ = sending.Close()
	if status := <-held; status != 200 {
		t.Errorf("the slow one: %d", status)
	}
	ann.brings(home.ID, nil, "Title\n").must(t, 429)
}

func TestFilesOnTheirWayCount(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.halfPerIP = 100 })
	ann := w.browser()
	home := ann.openKind("team")
	for range 2 { // what was refused counts no more
		ann.brings(home.ID, nil, "Title\n"+strings.Repeat("x", 100)).must(t, 503)
		ann.brings(home.ID, nil, "Title\n"+strings.Repeat("x", 50)).must(t, 200)
	}
}

// What is known of items lies beside what all see, and has a budget of its own; removing makes room.
func TestWhatLiesBesideHasABudget(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	home := ann.openKind("team")
	line := ann.enter(home.ID)
	line.send(`{"n":1,"do":"roles","with":{"roles":["product_owner"]}}`)
	line.await(`"n":1`)
	criteria := strings.Repeat(`,"`+strings.Repeat("x", 500)+`"`, 29)
	file := func(name string, items int) string {
		var all []string
		for i := range items {
			all = append(all, fmt.Sprintf(`{"title":"%s %d","acceptance":["A"%s]}`, name, i, criteria))
		}
		return `{"rondo":"backlog","items":[` + strings.Join(all, ",") + `]}`
	}
	save := url.Values{"save": {""}}
	ann.brings(home.ID, save, file("First", 300)).must(t, 200)
	if got := ann.brings(home.ID, save, file("Then", 400)).must(t, 409); got.code() != "room_too_large" {
		t.Errorf("%s", got.body)
	}
	ann.brings(home.ID, save, file("Then", 100)).must(t, 200)
}
