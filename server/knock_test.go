package main

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
)

const unknownRoom rooms.ID = "00000000-0000-4000-8000-000000000000"

func (b *browser) knock(room rooms.ID, name string) answer {
	b.w.t.Helper()
	return b.post("/api/rooms/"+string(room)+"/knock", fmt.Sprintf(`{"name":%q}`, name))
}

// knocking is somebody who waits at the door.
func (b *browser) knocking(room rooms.ID, name string) <-chan answer {
	answered := make(chan answer, 1)
	go func() { answered <- b.knock(room, name) }()
	return answered
}

func TestWhoKnocksIsLetIn(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	room := ann.open()
	line := ann.enter(room.ID)
	tom := w.browser()
	answered := tom.knocking(room.ID, " Tom ")
	told := line.await(`"callers":[{`)
	if !strings.Contains(told, `"name":"Tom"`) {
		t.Errorf("ann is told %s", told)
	}
	_, id, _ := strings.Cut(told, `"id":"`)
	id, _, _ = strings.Cut(id, `"`)
	line.send(fmt.Sprintf(`{"n":1,"do":"let_in","with":{"caller":%q,"yes":true}}`, id))
	got := (<-answered).must(t, 200)
	if strings.TrimSpace(string(got.body)) != `{"in":true}` {
		t.Errorf("tom is told %s", got.body)
	}
	if me := tom.get("/api/rooms/"+string(room.ID)+"/me").must(t, 200); !strings.Contains(string(me.body), `"name":"Tom"`) {
		t.Errorf("tom is %s", me.body)
	}
	tom.enter(room.ID)
	for _, secret := range []string{room.Secret, "Tom"} {
		if strings.Contains(w.log.String(), secret) {
			t.Errorf("the log has %q", secret)
		}
	}
}

// Whoever is not let in cannot tell why, nor whether there is such a room: the same answer,
// the same headers, after the same time, whatever else ends sooner.
func TestAnUnknownRoomKnocksAlike(t *testing.T) {
	const wait = 300 * time.Millisecond
	w := realWorld(t, func(_ *config, l *limits) { l.knock, l.read, l.ping = wait, wait/4, wait/4 })
	ann := w.browser()
	room, locked := ann.open(), ann.open()
	line := ann.enter(locked.ID)
	line.send(`{"n":1,"do":"lock","with":{"on":true}}`)
	line.await(`"n":1`)
	var said []string
	blanks := 100
	for _, id := range []rooms.ID{room.ID, locked.ID, unknownRoom} {
		start := time.Now()
		got := w.browser().knock(id, "Eve").must(t, 200)
		if took := time.Since(start); took < wait {
			t.Errorf("%s was answered after %v", id, took)
		}
		got.Header.Del("Set-Cookie")
		got.Header.Del("Date")
		body := strings.TrimLeft(string(got.body), " ")
		blanks = min(blanks, len(got.body)-len(body)) // how many there were is the scheduler's
		said = append(said, fmt.Sprintf("%v %q", got.Header, body))
	}
	if said[0] != said[1] || said[1] != said[2] {
		t.Errorf("they differ: %s", strings.Join(said, "\n"))
	}
	if blanks == 0 || !strings.HasSuffix(said[0], `"{\"in\":false}"`) {
		t.Errorf("%d blanks keep the line, and then: %s", blanks, said[0])
	}
}

// What is wrong with a name or a role is said before anything is looked up.
func TestAKnockIsCheckedBeforeItIsHeard(t *testing.T) {
	w := realWorld(t)
	for _, room := range []rooms.ID{w.browser().open().ID, unknownRoom} {
		for body, field := range map[string]string{`{"name":" "}`: "#/name", `{"name":"Eve","roles":["boss"]}`: "#/roles"} {
			got := w.browser().post("/api/rooms/"+string(room)+"/knock", body).must(t, 422)
			if !strings.Contains(string(got.body), field) {
				t.Errorf("%s: %s", body, got.body)
			}
		}
	}
}

func TestKnocksPerAddressRoomAndBrowser(t *testing.T) {
	w := realWorld(t, func(cfg *config, l *limits) {
		_ = setProxies(cfg, "127.0.0.1")
		l.knock, l.knocks, l.knocksPerBrowser = time.Millisecond, never(2), never(3)
	})
	room := w.browser().open()
	from := func(b *browser, ip string) *browser { b.header.Set("X-Forwarded-For", ip); return b }
	for _, id := range []rooms.ID{room.ID, unknownRoom} {
		from(w.browser(), "198.51.100.1").knock(id, "Eve").must(t, 200)
		from(w.browser(), "198.51.100.1").knock(id, "Eve").must(t, 200)
		if got := from(w.browser(), "198.51.100.1").knock(id, "Eve").must(t, 429); got.code() != "rate_limited" {
			t.Errorf("%s", got.body)
		}
	}
	eve := w.browser()
	for n := range 4 { // the first has no cookie yet
		from(eve, fmt.Sprint("198.51.100.", 10+n)).knock(room.ID, "Eve").must(t, 200)
	}
	from(eve, "198.51.100.20").knock(room.ID, "Eve").must(t, 429)
}

// Each who waits holds a connection: so many of one address do, and so many in all.
func TestWhoWaitsAtTheDoorIsCounted(t *testing.T) {
	w := realWorld(t, func(cfg *config, l *limits) {
		_ = setProxies(cfg, "127.0.0.1")
		l.knock, l.knockersPerIP, l.knockersPerNode = 10*time.Second, 1, 2
	})
	ann := w.browser()
	room := ann.open()
	line := ann.enter(room.ID)
	from := func(ip string) *browser {
		b := w.browser()
		b.header.Set("X-Forwarded-For", ip)
		return b
	}
	opened := 0
	waits := func(ip, name string) (letIn func()) {
		answered := from(ip).knocking(room.ID, name)
		before, _, _ := strings.Cut(line.await(`","name":"`+name), `","name":"`+name)
		id := before[strings.LastIndex(before, `"`)+1:]
		return func() {
			opened++
			line.send(fmt.Sprintf(`{"n":%d,"do":"let_in","with":{"caller":%q,"yes":true}}`, opened, id))
			(<-answered).must(t, 200)
		}
	}
	tom := waits("198.51.100.1", "Tom")
	from("198.51.100.1").knock(room.ID, "Eve").must(t, 429)
	tom()
	uma := waits("198.51.100.1", "Uma")
	bob := waits("198.51.100.2", "Bob")
	from("198.51.100.3").knock(room.ID, "Eve").must(t, 429)
	bob()
	eve := waits("198.51.100.3", "Eve")
	eve()
	uma()
}

// A server that stops does not answer for the room: the line is cut, and the page knocks again.
func TestAServerThatStopsCutsThoseOffWhoWait(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	room := ann.open()
	line := ann.enter(room.ID)
	cut := make(chan error, 1)
	go func() {
		resp, err := client.Post(w.url+"/api/rooms/"+string(room.ID)+"/knock", "application/json", strings.NewReader(`{"name":"Tom"}`))
		if err == nil {
			_, err = io.ReadAll(resp.Body)
			_ = resp.Body.Close()
		}
		cut <- err
	}()
	line.await(`"callers":[{`)
	w.s.quit()
	if err := <-cut; err == nil {
		t.Error("a server that stops answered")
	}
}

func TestALinkIsLookedAtSoOften(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.doors = never(1) })
	room := w.browser().open()
	read := func() answer {
		return w.browser().post("/api/rooms/"+string(room.ID)+"/door", fmt.Sprintf(`{"secret":%q}`, room.Secret))
	}
	read().must(t, 200)
	read().must(t, 429)
}
