package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.uber.org/goleak"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a server on a real socket of this machine.
type world struct {
	t   testing.TB
	s   *server
	web *http.Server
	url string
	log *safeBuffer
}

// tweak changes a server before it starts.
type tweak func(*config, *limits)

// realWorld serves a real house that keeps its rooms in memory.
func realWorld(t testing.TB, tweaks ...tweak) *world {
	t.Helper()
	h := live.NewHouse(live.Options{Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys(), Build: "test"}, kinds()...)
	return newWorld(t, realHouse{h}, tweaks...)
}

func newWorld(t testing.TB, h house, tweaks ...tweak) *world {
	t.Helper()
	cfg, l := config{hsts: "host"}, defaultLimits()
	l.refusalPace, l.linger = time.Millisecond, 200*time.Millisecond
	for _, tw := range tweaks {
		tw(&cfg, &l)
	}
	w := &world{t: t, log: &safeBuffer{}}
	w.s = newServer(cfg, l, h, slog.New(slog.NewJSONHandler(w.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	w.web = w.s.httpServer()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.url = "http://" + ln.Addr().String()
	served := make(chan error, 1)
	go func() { served <- w.web.Serve(ln) }()
	t.Cleanup(func() {
		if err := w.s.drain(w.web); err != nil {
			t.Errorf("drain: %v", err)
		}
		<-served
	})
	return w
}

// browser is a person's browser: it has a cookie, and says where it comes from.
type browser struct {
	w      *world
	cookie string
	origin string
	header http.Header
}

func (w *world) browser() *browser { return &browser{w: w, origin: w.url, header: http.Header{}} }

// answer is a response, read whole.
type answer struct {
	*http.Response
	body []byte
}

// code is the code of a problem.
func (a answer) code() string {
	var p problem
	_ = json.Unmarshal(a.body, &p)
	return p.Code
}

var client = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// do sends a request and checks the response against openapi.yaml.
func (b *browser) do(method, path, body string) answer {
	b.w.t.Helper()
	req, err := http.NewRequest(method, b.w.url+path, strings.NewReader(body))
	if err != nil {
		b.w.t.Fatal(err)
	}
	if body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	if b.origin != "" {
		req.Header.Set("Origin", b.origin)
	}
	if b.cookie != "" {
		req.Header.Set("Cookie", b.cookie)
	}
	for name, values := range b.header {
		req.Header[name] = values
	}
	if host := b.header.Get("Host"); host != "" {
		req.Host = host
	}
	return b.send(req)
}

func (b *browser) send(req *http.Request) answer {
	b.w.t.Helper()
	resp, err := client.Do(req)
	if err != nil {
		b.w.t.Fatal(err)
	}
	defer resp.Body.Close()
	got := answer{Response: resp}
	if got.body, err = io.ReadAll(resp.Body); err != nil {
		b.w.t.Fatal(err)
	}
	for _, c := range resp.Cookies() {
		b.cookie = c.Name + "=" + c.Value
	}
	checkResponse(b.w.t, req, got)
	return got
}

func (b *browser) get(path string) answer        { b.w.t.Helper(); return b.do("GET", path, "") }
func (b *browser) post(path, body string) answer { b.w.t.Helper(); return b.do("POST", path, body) }

// must fails the test unless the status is as wanted.
func (a answer) must(t testing.TB, status int) answer {
	t.Helper()
	if a.StatusCode != status {
		t.Fatalf("%s %s: status %d, want %d: %s", a.Request.Method, a.Request.URL.Path, a.StatusCode, status, a.body)
	}
	return a
}

// open opens a standup and joins it.
func (b *browser) open() openedRoom { b.w.t.Helper(); return b.openKind("standup") }

// openKind opens a room of a kind and joins it.
func (b *browser) openKind(kind string) openedRoom {
	b.w.t.Helper()
	var room openedRoom
	got := b.post("/api/rooms", `{"kind":"`+kind+`","title":"Heron"}`).must(b.w.t, 201)
	if err := json.Unmarshal(got.body, &room); err != nil {
		b.w.t.Fatal(err)
	}
	b.join(room, "Ann")
	return room
}

func (b *browser) join(room openedRoom, name string) {
	b.w.t.Helper()
	b.post(string("/api/rooms/"+room.ID+"/join"), `{"secret":"`+room.Secret+`","name":"`+name+`","roles":["developer"]}`).must(b.w.t, 200)
}

// line is a WebSocket of a browser.
type line struct {
	t     testing.TB
	ws    *websocket.Conn
	heard wire.Heard // by the beat
	is    heard      // against asyncapi.json
}

func (b *browser) tryDial(room rooms.ID) (*websocket.Conn, *http.Response, error) {
	header := b.header.Clone()
	if b.origin != "" {
		header.Set("Origin", b.origin)
	}
	if b.cookie != "" {
		header.Set("Cookie", b.cookie)
	}
	subprotocols := []string{subprotocol}
	if other := header.Get("Sec-WebSocket-Protocol"); other != "" {
		subprotocols = []string{other}
		header.Del("Sec-WebSocket-Protocol")
	}
	return websocket.Dial(b.w.t.Context(), string(rooms.ID("ws"+strings.TrimPrefix(b.w.url, "http")+"/api/rooms/")+room+"/live"), &websocket.DialOptions{
		HTTPClient: client, HTTPHeader: header, Subprotocols: subprotocols, Host: b.header.Get("Host"),
	})
}

func (b *browser) dial(room rooms.ID) *line {
	b.w.t.Helper()
	ws, _, err := b.tryDial(room)
	if err != nil {
		b.w.t.Fatal(err)
	}
	ws.SetReadLimit(8 << 20)
	b.w.t.Cleanup(func() { _ = ws.CloseNow() })
	return &line{t: b.w.t, ws: ws}
}

// enter dials and says hello, and returns when the room has answered.
func (b *browser) enter(room rooms.ID) *line {
	b.w.t.Helper()
	c := b.dial(room)
	c.send(helloFrame)
	c.await(`"hello"`)
	return c
}

const helloFrame = `{"hello":{"tab":"0123456789abcdef0123456789abcdef","next":1}}`

func (c *line) send(frame string) { c.write(websocket.MessageText, []byte(frame)) }

func (c *line) write(kind websocket.MessageType, frame []byte) {
	c.t.Helper()
	c.is.said(frame)
	if err := c.ws.Write(c.t.Context(), kind, frame); err != nil {
		c.t.Fatal(err)
	}
}

// await reads frames until one contains text, by itself or by the beat.
func (c *line) await(text string) string {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 20*time.Second)
	defer cancel()
	for {
		_, frame, err := c.ws.Read(ctx)
		if err != nil {
			c.t.Fatalf("waiting for %s: %v", text, err)
		}
		for _, frame := range c.lines(frame) {
			if bytes.Contains(frame, []byte(text)) {
				return string(frame)
			}
		}
	}
}

// lines is a frame by itself, or what the beat brought; all of it is held against
// asyncapi.json.
func (c *line) lines(frame []byte) [][]byte {
	c.is.came(c.t, frame)
	var by struct{ Beat *string }
	if json.Unmarshal(frame, &by) != nil || by.Beat == nil {
		return [][]byte{frame}
	}
	lines, err := c.heard.Add(*by.Beat)
	if err != nil {
		c.t.Error(err)
	}
	for _, line := range lines {
		c.is.came(c.t, line)
	}
	return lines
}

// closes reads until the connection ends and returns its close code, or -1.
func (c *line) closes() int {
	ctx, cancel := context.WithTimeout(c.t.Context(), 20*time.Second)
	defer cancel()
	for {
		_, frame, err := c.ws.Read(ctx)
		if err != nil {
			return int(websocket.CloseStatus(err))
		}
		c.lines(frame)
	}
}

// safeBuffer is a log that a test may read while it is written.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
