package main

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"rondo/rooms"
	"rondo/rooms/wire"
)

func never(burst int) bucket { return bucket{rate.Limit(1e-9), burst} }

func TestDefaultLimitsAreThoseOfTheTable(t *testing.T) {
	l := defaultLimits()
	for what, ok := range map[string]bool{
		"message":  l.message == 64<<10,
		"actions":  l.actions == bucket{10, 30} && l.signals.per == 20,
		"flood":    l.floods == 5 && l.strikeTime == time.Minute && l.badFrames == 10,
		"hello":    l.hello == 5*time.Second && l.waiting == 50,
		"backlog":  l.backFrames == 256 && l.backBytes == 512<<10 && l.backPerIP == 16<<20 && l.backAll == 64<<20 && l.stall == 5*time.Second,
		"ping":     l.ping == 20*time.Second && l.pong == 10*time.Second,
		"sockets":  l.perCookie == 16 && l.perIP == 1000 && l.perRoom == 300 && l.perNode == 10_000,
		"rooms":    l.roomsPerCookie.burst == 30 && l.roomsPerIP.burst == 300,
		"failures": l.failures == bucket{10.0 / 60, 10} && l.joins == bucket{1, 210} && l.doors == bucket{1, 210},
		"knocks":   l.knocks == bucket{0.5, 30} && l.knocksPerBrowser == bucket{1.0 / 20, 6} && l.knock == 3*time.Minute && l.knockersPerIP == 50 && l.knockersPerNode == 1000,
		"bots":     l.botsPerRoom == 9 && l.botsPerAddress == 27 && l.botsPerNode == 90,
		"http":     l.readHeader == 5*time.Second && l.idle == time.Minute && l.headers == 16<<10 && l.body == 16<<10 && l.answer == 16<<10,
		"drain":    l.drain == 25*time.Second && l.bye == 8*time.Second,
		"memory":   l.newRooms == 0.8 && l.newSockets == 0.9,
	} {
		if !ok {
			t.Errorf("%s differs from docs/protocol.md", what)
		}
	}
	raised := l.times(1000)
	if raised.perIP != 1_000_000 || raised.actions.burst != 30_000 || raised.message != l.message || raised.backBytes != l.backBytes {
		t.Error("raising changes the wrong ones")
	}
	if huge := l.times(10_000).times(10_000).perNode; huge < 1 {
		t.Errorf("raising twice overflows to %d", huge)
	}
}

func TestRoomsPerCookieAndAddress(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.roomsPerCookie, l.roomsPerIP = never(2), never(4) })
	body := `{"kind":"standup","title":"T"}`
	ann, ben := w.guest(), w.guest()
	ann.post("/api/rooms", body).must(t, 201)
	ann.post("/api/rooms", body).must(t, 201)
	got := ann.post("/api/rooms", body).must(t, 429)
	if got.code() != "rate_limited" || got.Header.Get("Retry-After") == "" {
		t.Errorf("%s", got.body)
	}
	ben.post("/api/rooms", body).must(t, 201) // the third of four: Ann's refusal counted for the address too
	ben.post("/api/rooms", body).must(t, 429)
	w.browser().post("/api/rooms", body).must(t, 429)
}

// Wrong links use up nothing that right ones need, at the door and inside: however many
// somebody in an office tries, the others come in.
func TestWrongLinksTakeNothingFromRightOnes(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.joins, l.doors = never(3), never(2) }) // who opens it joins, too
	room := w.browser().open()
	for _, at := range []string{"/door", "/join"} {
		try := func(secret string) answer {
			body := fmt.Sprintf(`{"secret":%q}`, secret)
			if at == "/join" {
				body = fmt.Sprintf(`{"secret":%q,"name":"Eve"}`, secret)
			}
			return w.browser().post(string("/api/rooms/"+room.ID)+at, body)
		}
		for range 5 {
			try(rooms.NewSecret())
		}
		try(room.Secret).must(t, 200)
		try(room.Secret).must(t, 200)
		try(room.Secret).must(t, 429)
	}
}

// Whoever tries wrong links from an office is told to wait, for that room; the right
// link opens to everybody there all the same (zelloptt/zello-channel-api#21).
func TestFailedJoinsPerAddressAndRoom(t *testing.T) {
	w := realWorld(t, func(cfg *config, l *limits) {
		_ = setProxies(cfg, "127.0.0.1")
		l.failures = never(2)
	})
	room, other := w.browser().open(), w.browser().open()
	wrong := fmt.Sprintf(`{"secret":%q,"name":"Eve"}`, rooms.NewSecret())
	try := func(ip string, room rooms.ID) answer {
		b := w.browser()
		b.header.Set("X-Forwarded-For", ip)
		return b.post(string("/api/rooms/"+room+"/join"), wrong)
	}
	try("198.51.100.1", room.ID).must(t, 404)
	try("198.51.100.1", room.ID).must(t, 404)
	if got := try("198.51.100.1", room.ID).must(t, 429); got.code() != "rate_limited" || got.Header.Get("Retry-After") == "" {
		t.Errorf("%s", got.body)
	}
	try("198.51.100.1", other.ID).must(t, 404)
	try("198.51.100.2", room.ID).must(t, 404)
	try("2001:db8:1:1::1", room.ID).must(t, 404)
	try("2001:db8:1:1::2", room.ID).must(t, 404)
	try("2001:db8:1:1::3", room.ID).must(t, 429) // the same /64 is the same subscriber
	ben := w.browser()
	ben.header.Set("X-Forwarded-For", "198.51.100.1")
	ben.join(room, "Ben")
}

// Whoever comes and goes without end is slowed down: for that room, and at that address.
func TestJoinsPerAddressAndRoom(t *testing.T) {
	w := realWorld(t, func(cfg *config, l *limits) {
		_ = setProxies(cfg, "127.0.0.1")
		l.joins = never(2)
	})
	room, other := w.browser().open(), w.browser().open()
	try := func(ip string, to openedRoom) answer {
		b := w.browser()
		b.header.Set("X-Forwarded-For", ip)
		return b.post(string("/api/rooms/"+to.ID+"/join"), fmt.Sprintf(`{"secret":%q,"name":"Eve"}`, to.Secret))
	}
	try("198.51.100.1", room).must(t, 200)
	try("198.51.100.1", room).must(t, 200)
	if got := try("198.51.100.1", room).must(t, 429); got.code() != "rate_limited" || got.Header.Get("Retry-After") == "" {
		t.Errorf("%s", got.body)
	}
	try("198.51.100.1", other).must(t, 200)
	try("198.51.100.2", room).must(t, 200)
}

func TestBotsPerRoomAddressAndNode(t *testing.T) {
	l := defaultLimits()
	l.botsPerRoom, l.botsPerAddress, l.botsPerNode = 2, 3, 4
	c := newCompany(t.Context(), nil, l, slog.New(slog.DiscardHandler))
	code := func(room rooms.ID, address string, n int) string {
		if err := c.enter(room, address, n); err != nil {
			return rooms.AsError(err).Code
		}
		return ""
	}
	for _, row := range []struct {
		room    rooms.ID
		address string
		n       int
		code    string
	}{
		{"a", "x", 2, ""}, {"a", "y", 1, "rate_limited"}, {"b", "x", 2, "rate_limited"}, {"b", "x", 1, ""},
		{"c", "y", 1, ""}, {"d", "z", 1, "capacity"},
	} {
		if got := code(row.room, row.address, row.n); got != row.code {
			t.Errorf("%d in %s for %s: %q, want %q", row.n, row.room, row.address, got, row.code)
		}
	}
	c.gone("b", "x", 1)
	if got := code("d", "x", 1); got != "" {
		t.Errorf("the share of one who went is not free again: %q", got)
	}
}

func TestUnknownRoomAndWrongSecretAreAlike(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.refusalPace = 50 * time.Millisecond })
	room := w.browser().open()
	wrong := fmt.Sprintf(`{"secret":%q,"name":"Eve"}`, rooms.NewSecret())
	var bodies []string
	for _, id := range []string{string(room.ID), "00000000-0000-4000-8000-000000000000", "x"} {
		start := time.Now()
		got := w.browser().post("/api/rooms/"+id+"/join", wrong).must(t, 404)
		if took := time.Since(start); took < 50*time.Millisecond {
			t.Errorf("%s was answered after %v", id, took)
		}
		body, _, _ := strings.Cut(string(got.body), `"trace"`)
		bodies = append(bodies, body)
	}
	if bodies[0] != bodies[1] || bodies[1] != bodies[2] {
		t.Errorf("they differ: %q", bodies)
	}
}

// Whoever has a cookie and no seat must not learn from the time of the answer whether
// there is such a room.
func TestWhoHasNoSeatIsAnsweredAtOnePace(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.refusalPace = 50 * time.Millisecond })
	room, eve := w.browser().open(), w.guest()
	for _, path := range []string{"/me", "/doc", "/minutes.md"} {
		for _, id := range []rooms.ID{room.ID, "00000000-0000-4000-8000-000000000000"} {
			start := time.Now()
			eve.get("/api/rooms/" + string(id) + path)
			if took := time.Since(start); took < 50*time.Millisecond {
				t.Errorf("%s of %s was answered after %v", path, id, took)
			}
		}
		start := time.Now()
		line := eve.dial(room.ID)
		line.send(helloFrame)
		if code := line.closes(); code != wire.CloseNoSession || time.Since(start) < 50*time.Millisecond {
			t.Errorf("a socket closed with %d after %v", code, time.Since(start))
		}
	}
}

func TestConnectionsPerCookieAddressRoomAndNode(t *testing.T) {
	for _, row := range []struct {
		what   string
		limit  func(*limits)
		status int
		code   int
	}{
		{"cookie", func(l *limits) { l.perCookie = 2 }, 101, wire.CloseTooMany},
		{"address", func(l *limits) { l.perIP = 2 }, 429, 0},
		{"room", func(l *limits) { l.perRoom = 2 }, 503, 0},
		{"node", func(l *limits) { l.perNode = 2 }, 503, 0},
		{"waiting", func(l *limits) { l.waiting = 2 }, 429, 0},
		{"handshakes", func(l *limits) { l.handshakes = never(2) }, 503, 0},
	} {
		w := newWorld(t, newFakeHouse(), func(_ *config, l *limits) { row.limit(l) })
		b := w.guest()
		first, second := b.dial("r"), b.dial("r")
		if row.what != "waiting" {
			first.send(helloFrame)
			first.await("hello")
			second.send(helloFrame)
			second.await("hello")
		}
		ws, resp, err := b.tryDial("r")
		switch {
		case row.status == 101 && err == nil:
			if code := (&line{t: t, ws: ws}).closes(); code != row.code {
				t.Errorf("per %s: closed with %d", row.what, code)
			}
		case err == nil || resp.StatusCode != row.status:
			t.Errorf("per %s: %v", row.what, err)
		}
	}
}

// Whoever connects with cookies of their own making, and says nothing, keeps nobody in an office
// out who has a seat.
func TestStrangersKeepNobodyOut(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.waiting, l.handshakesPerIP = 2, never(3) })
	ann := w.browser()
	room := ann.open()
	refused := 0
	for range 5 {
		if ws, _, err := w.guest().tryDial(room.ID); err != nil {
			refused++
		} else {
			defer func() { _ = ws.CloseNow() }()
		}
	}
	if refused != 3 {
		t.Errorf("%d of 5 strangers were refused", refused)
	}
	ann.enter(room.ID)
	if ann.get("/api/rooms/"+string(room.ID)+"/me").must(t, 200); len(w.s.regulars.seen) != 1 {
		t.Errorf("regulars are %v", w.s.regulars.seen)
	}
}

// Whoever asks on and on, opens rooms or knocks without a seat anywhere uses up what strangers
// at an address share, and nothing of those who have one.
func TestStrangersUseUpTheirOwnShare(t *testing.T) {
	for _, row := range []struct {
		of    string
		limit func(*limits)
		ask   func(b *browser, room openedRoom) int
	}{
		{"requests", func(l *limits) { l.requestsPerIP = never(8) }, func(b *browser, room openedRoom) int {
			return b.get("/api/rooms/" + string(room.ID) + "/me").StatusCode
		}},
		{"files", func(l *limits) { l.filesPerIP = never(4) }, func(b *browser, _ openedRoom) int { return b.get("/").StatusCode }},
		{"rooms", func(l *limits) { l.roomsPerIP = never(3) }, func(b *browser, _ openedRoom) int {
			return b.post("/api/rooms", `{"kind":"standup","title":"Room"}`).StatusCode
		}},
	} {
		t.Run(row.of, func(t *testing.T) {
			w := realWorld(t, func(_ *config, l *limits) { l.refusedFor = time.Millisecond; row.limit(l) })
			ann := w.browser()
			room := ann.open()
			refused := 0
			for range 12 {
				if row.ask(w.browser(), room) == 429 {
					refused++
				}
			}
			if refused == 0 {
				t.Error("no stranger was refused")
			}
			if status := row.ask(ann, room); status == 429 {
				t.Error("somebody with a seat was refused")
			}
		})
	}
}

func TestRegularsAreForgotten(t *testing.T) {
	r, now := newRegulars(2), time.Now()
	r.note("a", now)
	r.note("b", now.Add(time.Hour))
	if r.note("c", now.Add(2*time.Hour)); r.has("c", now) || !r.has("a", now.Add(regularFor)) {
		t.Error("more are kept than there may be, or one is forgotten at once")
	}
	later := now.Add(regularFor + time.Minute)
	if r.note("c", later); !r.has("c", later) || r.has("a", later) || !r.has("b", later) {
		t.Errorf("whose time is over makes no room: %v", r.seen)
	}
}

func TestPlacesAreGivenBack(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h, func(_ *config, l *limits) { l.perIP = 1 })
	for range 5 {
		c, seat := w.guestEnters(h)
		_ = c.ws.Close(1000, "")
		<-seat.left
		<-w.s.crowd.gone()
	}
	c := w.s.crowd
	if len(c.byIP)+len(c.byRoom)+len(c.byWho)+len(c.waiting) != 0 {
		t.Errorf("something is still counted: %v %v %v %v", c.byIP, c.byRoom, c.byWho, c.waiting)
	}
}

func TestRatesForgetAndShare(t *testing.T) {
	now := time.Now()
	r := newRates(bucket{1, 1}, 2)
	for _, who := range []string{"a", "b"} {
		if ok, _ := r.take(who, now); !ok {
			t.Errorf("%s has none", who)
		}
	}
	r.take("c", now)
	if ok, wait := r.take("d", now); ok || wait <= 0 || wait > time.Second {
		t.Errorf("newcomers of a flood do not share: %v", wait)
	}
	later := now.Add(2 * time.Minute)
	r.take("e", later)
	if len(r.known) != 1 {
		t.Errorf("%d are remembered", len(r.known))
	}
}
