package main

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// plenty is a bucket that is never empty in a test.
var plenty = bucket{1e6, 1 << 20}

// Each share is taken from by all who share it, and by nobody else.
func TestSharesOfPersonBrowserAddressRoomAndNode(t *testing.T) {
	at := func(ip, who, room string) place { return place{ip: ip, who: who, room: rooms.ID(room)} }
	type asks struct {
		at     place
		person rooms.ID
	}
	first := asks{at("i", "w", "r"), "p"}
	for what, c := range map[string]struct {
		limit    func(*limits) *bucket
		sharing  asks
		separate asks
	}{
		"person":  {func(l *limits) *bucket { return &l.actions }, asks{at("i2", "w2", "r"), "p"}, asks{at("i", "w", "r2"), "p"}},
		"browser": {func(l *limits) *bucket { return &l.actionsPerBrowser }, asks{at("i2", "w", "r2"), "q"}, asks{at("i", "w2", "r"), "p"}},
		"address": {func(l *limits) *bucket { return &l.actionsPerIP }, asks{at("i", "w2", "r2"), "q"}, asks{at("i2", "w", "r"), "p"}},
		"room":    {func(l *limits) *bucket { return &l.actionsPerRoom }, asks{at("i2", "w2", "r"), "q"}, asks{at("i", "w", "r2"), "p"}},
		"node":    {func(l *limits) *bucket { return &l.actionsPerNode }, asks{at("i2", "w2", "r2"), "q"}, asks{}},
	} {
		l := defaultLimits()
		for _, b := range []*bucket{&l.actions, &l.actionsPerBrowser, &l.actionsPerIP, &l.actionsPerRoom, &l.actionsPerNode} {
			*b = plenty
		}
		*c.limit(&l) = never(2)
		s, now := newShares(l), time.Now()
		take := func(a asks) bool {
			actions, signals := s.purses(a.at, a.person)
			defer actions.drop()
			defer signals.drop()
			ok, _ := actions.take(1, now)
			return ok
		}
		if !take(first) || !take(c.sharing) || take(first) {
			t.Errorf("%s: two share, and each has all of it", what)
		}
		if c.separate.person != "" && !take(c.separate) {
			t.Errorf("%s: who does not share it has none", what)
		}
	}
}

// A bucket that somebody holds is not forgotten: coming back would fill it.
func TestAHeldBucketIsKept(t *testing.T) {
	r := newRates(bucket{1, 1}, 10)
	h, later := r.hold("a"), time.Now().Add(time.Hour)
	r.take("b", later)
	r.take("c", later.Add(time.Hour))
	if r.known["a"] != h || r.known["b"] != nil {
		t.Errorf("known are %v", r.known)
	}
	h.drop()
	r.take("c", later.Add(2*time.Hour))
	if r.known["a"] != nil {
		t.Error("what nobody holds is kept for ever")
	}
}

// A second connection, or one connection after the other, gains nothing.
func TestConnectionsOfOnePersonShareTheirRate(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h, func(_ *config, l *limits) { l.actions = never(4) })
	b := w.guest()
	first := b.enter("r")
	for n := range 4 {
		first.send(fmt.Sprintf(`{"n":%d,"do":"vote"}`, n+1))
	}
	seat := <-h.seats
	for range 4 {
		<-seat.acts
	}
	second := b.enter("r")
	second.send(`{"n":1,"do":"vote"}`)
	second.await("rate_limited")
	if other := <-h.seats; len(other.acts) != 0 {
		t.Error("a second connection has a rate of its own")
	}
}

func TestWhoFloodedWaits(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h, func(_ *config, l *limits) { l.actions = bucket{rate.Limit(1.0 / 60), 1} })
	b := w.guest()
	c := b.dial("r")
	c.send(helloFrame)
	c.await("hello")
	for n := range 8 {
		c.send(fmt.Sprintf(`{"n":%d,"do":"vote"}`, n+1))
	}
	if code := c.closes(); code != wire.CloseFlood {
		t.Fatalf("closed with %d", code)
	}
	if code := b.dial("r").closes(); code != wire.CloseFlood {
		t.Errorf("who comes back at once: closed with %d", code)
	}
	other := w.guest().dial("r")
	other.send(helloFrame)
	other.await("hello")
}

func TestRefusedHellosEnd(t *testing.T) {
	h, asked := newFakeHouse(), 0
	h.enter = func(wire.Hello, live.Subscriber) error {
		asked++
		return rooms.Refuse("tab_forgotten")
	}
	c := newWorld(t, h).guest().dial("r")
	for range 10 {
		c.send(helloFrame)
	}
	if code := c.closes(); code != wire.CloseFlood || asked != 3 {
		t.Errorf("closed with %d after the room was asked %d times", code, asked)
	}
}

// What is refused for its rate costs whoever asks time and a connection.
func TestRefusedRequestsCostMoreThanTheyGain(t *testing.T) {
	for what, limit := range map[string]func(*limits) *bucket{
		"browser": func(l *limits) *bucket { return &l.requestsPerBrowser },
		"address": func(l *limits) *bucket { return &l.requestsPerIP },
		"node":    func(l *limits) *bucket { return &l.requestsPerNode },
		"files":   func(l *limits) *bucket { return &l.filesPerIP },
	} {
		w := realWorld(t, func(_ *config, l *limits) { *limit(l), l.refusedFor, l.refused = never(1), 50*time.Millisecond, 1 })
		b, path := w.guest(), "/api/openapi.yaml"
		if what == "files" {
			path = "/livez"
		}
		b.get(path).must(t, 200)
		start := time.Now()
		got := b.get(path).must(t, 429)
		if took := time.Since(start); took < 50*time.Millisecond || got.Header.Get("Connection") != "close" && !got.Close || got.code() != "rate_limited" {
			t.Errorf("%s: refused after %v: %v %s", what, took, got.Header, got.body)
		}
		if strings.Contains(w.log.String(), `"status":429`) {
			t.Errorf("%s: a line for each refusal", what)
		}
		w.s.requests.held <- struct{}{} // as many are refused as may wait
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Cookie", b.cookie)
		if resp, err := http.DefaultClient.Do(req); err == nil {
			resp.Body.Close()
			t.Errorf("%s: one more than are held is answered with %d", what, resp.StatusCode)
		}
	}
}

// A large answer counts as several requests, for the browser and for the address.
func TestLargeAnswersCost(t *testing.T) {
	for what, limit := range map[string]func(*limits) *bucket{
		"browser": func(l *limits) *bucket { return &l.requestsPerBrowser },
		"address": func(l *limits) *bucket { return &l.requestsPerIP },
	} {
		for _, path := range []string{"/doc", "/minutes.json", "/minutes.ics"} {
			w := realWorld(t, func(_ *config, l *limits) { *limit(l), l.refusedFor, l.answer = never(12), time.Millisecond, 4 })
			b := w.browser()
			room := b.open()
			b.get(string("/api/rooms/"+room.ID)+path).must(t, 200)
			if got := b.get(string("/api/rooms/"+room.ID) + "/me"); got.StatusCode != 429 {
				t.Errorf("%s: after %s the next is answered with %d", what, path, got.StatusCode)
			}
		}
	}
}

// What is put together of a large room counts by what was looked through, however little comes
// of it, and before the next one begins: whoever asks for ten at once gets one.
func TestWhatIsLookedThroughCosts(t *testing.T) {
	for _, path := range []string{"/mine.json", "/minutes.json", "/minutes.md", "/backlog.json", "/backlog.csv"} {
		w := realWorld(t, func(_ *config, l *limits) { l.requestsPerIP, l.refusedFor, l.answer = never(20), time.Millisecond, 1 })
		b := w.browser()
		room := b.open()
		var all sync.WaitGroup
		var got atomic.Int32
		for range 10 {
			one := *b
			all.Go(func() {
				if one.get(string("/api/rooms/"+room.ID)+path).StatusCode == http.StatusOK {
					got.Add(1)
				}
			})
		}
		all.Wait()
		if got.Load() != 1 {
			t.Errorf("%s: %d of ten were put together", path, got.Load())
		}
	}
}

// A short answer to somebody who has nothing in a room in which others have much.
func TestAShortAnswerOfALargeRoomCosts(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.requestsPerIP, l.refusedFor, l.answer = never(20), time.Millisecond, 100 })
	ann, ben := w.browser(), w.browser()
	room := ann.open()
	ben.join(room, "Ben")
	a := ann.enter(room.ID)
	for i := range 4 {
		a.send(fmt.Sprintf(`{"n":%d,"do":"park","with":{"text":%q}}`, i+1, strings.Repeat("a long story ", 70)))
		a.await(fmt.Sprintf(`{"n":%d,"ok":true`, i+1))
	}
	if mine := ben.get(string("/api/rooms/"+room.ID+"/mine.json")).must(t, http.StatusOK); len(mine.body) > 500 {
		t.Fatalf("Ben has %s", mine.body)
	}
	if got := ben.get(string("/api/rooms/" + room.ID + "/me")); got.StatusCode != http.StatusTooManyRequests {
		t.Errorf("the next is answered with %d", got.StatusCode)
	}
}

// A long action is as much work as several, and one of the longest can always be made.
func TestLongActionsCountAsSeveral(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.actions, l.action = never(8), 100 })
	b := w.browser()
	c := b.enter(b.open().ID)
	c.send(fmt.Sprintf(`{"n":1,"do":"park","with":{"text":%q}}`, strings.Repeat("long ", 120))) // 6 and a bit
	c.await(`{"n":1,"ok":true`)
	c.send(`{"n":2,"do":"hand","with":{"on":true}}`)
	c.await(`{"n":2,"ok":true`)
	c.send(`{"n":3,"do":"hand","with":{"on":false}}`)
	c.await(`"code":"rate_limited"`)
	l := defaultLimits()
	if longest := l.worth(wire.Up{With: make([]byte, l.message)}); longest > l.actions.burst {
		t.Errorf("the longest counts as %d, and %d may be made at once", longest, l.actions.burst)
	}
}
