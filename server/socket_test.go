package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// Each row of the table of bad input that ends a connection.
func TestBadFramesThatEndAConnection(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h)
	for what, row := range map[string]struct {
		kind  websocket.MessageType
		frame string
		code  int
	}{
		"not JSON":       {websocket.MessageText, `hello`, wire.CloseBadFrame},
		"half JSON":      {websocket.MessageText, `{"n":1,"do":"x"`, wire.CloseBadFrame},
		"two values":     {websocket.MessageText, `{"ping":1}{"ping":2}`, wire.CloseBadFrame},
		"empty":          {websocket.MessageText, ``, wire.CloseBadFrame},
		"binary":         {websocket.MessageBinary, `{"n":1,"do":"x"}`, wire.CloseBadFrame},
		"not UTF-8":      {websocket.MessageText, "{\"do\":\"\xff\"}", closeBadText},
		"one MB":         {websocket.MessageText, strings.Repeat("x", 1<<20), closeTooBig},
		"just too large": {websocket.MessageText, strings.Repeat("x", 64<<10+2), closeTooBig},
	} {
		t.Run(what, func(t *testing.T) {
			other, _ := w.guestEnters(h)
			c, seat := w.guestEnters(h)
			_ = c.ws.Write(t.Context(), row.kind, []byte(row.frame)) // may fail: the server may have hung up
			if code := c.closes(); code != row.code {
				t.Errorf("closed with %d, want %d", code, row.code)
			}
			<-seat.left
			other.send(`{"ping":1}`)
			other.await("pong") // nobody else notices
		})
	}
}

// Each row that is answered by an error which names the field, and the action where
// its number can be read. The number is used up then: what comes after it goes on.
func TestBadFramesThatAreAnswered(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	c := ann.enter(ann.open().ID)
	deep := strings.Repeat(`{"a":`, 9) + "1" + strings.Repeat("}", 9)
	for _, row := range []struct{ frame, field, n string }{
		{`{"n":1,"do":"x","with":{"card":NaN}}`, "/with/card", `"n":1`},
		{`{"n":2,"do":"x","with":{"card":1e999}}`, "/with/card", `"n":2`},
		{`{"n":3,"do":"x","with":` + deep + `}`, "/with/a/a/a/a/a/a/a", `"n":3`},
		{`{"more":1,"do":"x","n":4}`, "/more", `"n":4`},
		{`{"n":"1","do":"x"}`, "/n", ""},
		{`{"n":5,"n":5,"do":"x"}`, "/n", `"n":5`},
		{`{"n":6,"do":"x","with":{"__proto__":{}}}`, "/with/__proto__", `"n":6`},
		{`{"N":7,"do":"x"}`, "/N", ""},
		{`{"ping":"now"}`, "/ping", ""},
	} {
		c.send(row.frame)
		if got := c.await(`"error"`); !strings.Contains(got, `"field":"`+row.field+`"`) || !strings.Contains(got, `"invalid"`) ||
			!strings.Contains(got, row.n) || row.n == "" && strings.Contains(got, `"n":`) {
			t.Errorf("%s: %s", row.frame, got)
		}
	}
	c.send(`{"n":7,"do":"title","with":{"title":"a\u0000b"}}`)
	c.await(`{"n":7,"ok":true}`)
	c.send(helloFrame) // the tenth
	if code := c.closes(); code != wire.CloseBadFrame {
		t.Errorf("after ten bad frames: %d", code)
	}
}

func TestHelloComesFirst(t *testing.T) {
	w := newWorld(t, newFakeHouse())
	for _, frame := range []string{`{"n":1,"do":"vote"}`, `{"ping":1}`, `{"hello":{"tab":1}}`, `{}`} {
		c := w.guest().dial("r")
		c.send(frame)
		if code := c.closes(); code != wire.CloseBadFrame {
			t.Errorf("%s: closed with %d", frame, code)
		}
	}
}

func TestHelloComesInTime(t *testing.T) {
	w := newWorld(t, newFakeHouse(), func(_ *config, l *limits) { l.hello = 20 * time.Millisecond })
	c := w.guest().dial("r")
	if code := c.closes(); code != -1 {
		t.Errorf("closed with %d", code)
	}
	<-w.s.crowd.gone()
}

func TestWhoIsTurnedAway(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h)
	for what, row := range map[string]struct {
		change func(*browser)
		code   int
	}{
		"no cookie":      {func(b *browser) { b.cookie = "" }, wire.CloseNoSession},
		"an old cookie":  {func(b *browser) { b.cookie = "sid=v1.nonsense" }, wire.CloseNoSession},
		"an old version": {func(b *browser) { b.header.Set("Sec-WebSocket-Protocol", "rondo.v0") }, wire.CloseVersion},
	} {
		b := w.guest()
		row.change(b)
		if code := b.dial("r").closes(); code != row.code {
			t.Errorf("%s: closed with %d, want %d", what, code, row.code)
		}
	}
	if len(h.seats) != 0 {
		t.Error("somebody entered")
	}
}

func TestHandshakesThatAreNone(t *testing.T) {
	w := newWorld(t, newFakeHouse())
	for _, row := range []struct {
		drop, set, to, code string
		status              int
	}{
		{drop: "Upgrade", code: "version", status: 426},
		{set: "Sec-Websocket-Version", to: "8", code: "bad_handshake", status: 400},
		{set: "Sec-Websocket-Key", to: "short", code: "bad_handshake", status: 400},
		{drop: "Sec-Websocket-Protocol", code: "bad_handshake", status: 400},
		{set: "Sec-Websocket-Protocol", to: "chat", code: "bad_handshake", status: 400},
		{set: "Sec-Fetch-Site", to: "cross-site", code: "bad_origin", status: 403},
	} {
		b := w.guest()
		b.header = map[string][]string{
			"Connection": {"keep-alive, Upgrade"}, "Upgrade": {"websocket"}, "Sec-Websocket-Version": {"13"},
			"Sec-Websocket-Key": {"dGhlIHNhbXBsZSBub25jZQ=="}, "Sec-Websocket-Protocol": {"rondo.v1"},
		}
		delete(b.header, row.drop)
		if row.set != "" {
			b.header[row.set] = []string{row.to}
		}
		if got := b.get("/api/rooms/r/live"); got.StatusCode != row.status || got.code() != row.code {
			t.Errorf("%+v: %d %s", row, got.StatusCode, got.body)
		}
	}
}

func TestRefusalsAtTheDoor(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h)
	for code, want := range map[string]int{
		"no_room": wire.CloseNoSession, "removed": wire.CloseRemoved, "gone": wire.CloseGone, "invalid": wire.CloseBadFrame,
		"too_many_tabs": wire.CloseTooMany, "draining": closeRestart, "storage_full": closeOverload, "else": closeBug,
	} {
		h.enter = func(wire.Hello, live.Subscriber) error { return rooms.Refuse(code) }
		c := w.guest().dial("r")
		c.send(helloFrame)
		c.await(`"` + code + `"`)
		if got := c.closes(); got != want {
			t.Errorf("%s closes with %d, want %d", code, got, want)
		}
	}
	h.enter = func(wire.Hello, live.Subscriber) error { return errors.New("secret of the house") }
	c := w.guest().dial("r")
	c.send(helloFrame)
	if got := c.await("error"); strings.Contains(got, "secret") {
		t.Errorf("a fault of ours says %s", got)
	}
}

// A tab that was forgotten says hello again as a new one, on the same socket.
func TestForgottenTabSaysHelloAgain(t *testing.T) {
	h := newFakeHouse()
	h.enter = func(hello wire.Hello, _ live.Subscriber) error {
		if hello.Next > 1 {
			return rooms.Refuse("tab_forgotten")
		}
		return nil
	}
	c := newWorld(t, h).guest().dial("r")
	c.send(strings.Replace(helloFrame, `"next":1`, `"next":9`, 1))
	c.await("tab_forgotten")
	c.send(helloFrame)
	c.await(`"you"`)
}

func TestFloodOfActions(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h, func(_ *config, l *limits) { l.actions = bucket{1.0 / 60, 3} })
	c, seat := w.guestEnters(h)
	for n := 1; n <= 8; n++ {
		c.send(fmt.Sprintf(`{"n":%d,"do":"vote"}`, n))
	}
	got := c.await(`"rate_limited"`)
	if !strings.Contains(got, `"n":4`) || !strings.Contains(got, `"retry_ms":`) {
		t.Errorf("the refusal is %s", got)
	}
	if code := c.closes(); code != wire.CloseFlood {
		t.Errorf("closed with %d", code)
	}
	<-seat.left
	if len(seat.acts) != 3 {
		t.Errorf("the room heard of %d actions, want 3", len(seat.acts))
	}
}

func TestFloodOfPings(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h, func(_ *config, l *limits) { l.signals = bucket{1.0 / 60, 3} })
	c, _ := w.guestEnters(h)
	for range 8 {
		c.send(`{"ping":1}`)
	}
	if code := c.closes(); code != wire.CloseFlood {
		t.Errorf("JSON pings: closed with %d", code)
	}
	raw := dialRaw(t, w, w.guest().cookie, append(maskedFrame(finText, helloFrame), bytes.Repeat(maskedFrame(pingFrame[0], ""), 8)...))
	defer raw.Close()
	<-(<-h.seats).left
}

func TestTheHouseCloses(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h)
	c, seat := w.guestEnters(h)
	seat.Close(wire.CloseRemoved, "no longer in the room")
	seat.Close(wire.CloseReplaced, "once is enough")
	if seat.Send([]wire.Frame{wire.Frame("{}")}) != true {
		t.Error("a seat that is closed asks for a snapshot")
	}
	if code := c.closes(); code != wire.CloseRemoved {
		t.Errorf("closed with %d", code)
	}
	<-seat.left
	c, seat = w.guestEnters(h)
	seat.Close(wire.CloseSlow, "")
	if code := c.closes(); code != -1 {
		t.Errorf("a slow one was told goodbye: %d", code)
	}
	<-seat.left
}

// What the browser sent together with its handshake is not lost.
func TestEarlyFrames(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h)
	c := dialRaw(t, w, w.guest().cookie, maskedFrame(finText, helloFrame))
	defer c.Close()
	<-h.seats
}

func TestPingsFindTheDead(t *testing.T) {
	h := newFakeHouse()
	w := newWorld(t, h)
	dead := dialRaw(t, w, w.guest().cookie, maskedFrame(finText, helloFrame)) // never answers a ping
	defer dead.Close()
	deadSeat := <-h.seats
	alive, aliveSeat := w.guestEnters(h)
	done := make(chan struct{})
	go func() { defer close(done); alive.closes() }() // reads, and so answers
	for turn := range 2 * spokes {
		w.s.crowd.turn(turn)
		if turn%spokes == 5 { // both were pinged; only now the pong can be asked for
			aliveSeat.Send([]wire.Frame{wire.Frame(`{}`)})
			waitFor(t, func() bool { return !anyPinged(w.s.crowd, aliveSeat) })
		}
	}
	<-deadSeat.left
	select {
	case <-aliveSeat.left:
		t.Error("the living was dropped")
	default:
	}
	_ = alive.ws.CloseNow()
	<-done
}

// anyPinged tells whether a seat owes a pong.
func anyPinged(_ *crowd, seat fakeSeat) bool { return seat.Subscriber.(*socket).pinged.Load() }
