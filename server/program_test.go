package main

import (
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// program is the real program, in this process.
type program struct {
	*world
	data string
	stop func() error
}

var address = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// boot runs the program on a free port until stop is called or the test ends.
func boot(t *testing.T, data string, args ...string) *program {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	stdout, log, ended := &safeBuffer{}, &safeBuffer{}, make(chan error, 1)
	go func() {
		ended <- run(ctx, append([]string{"-addr", "127.0.0.1:0", "-data", data}, args...), noEnv, stdout, log)
	}()
	stopped := false
	p := &program{world: &world{t: t, log: log}, data: data}
	p.stop = func() error {
		if stopped {
			return nil
		}
		stopped = true
		cancel()
		return <-ended
	}
	t.Cleanup(func() {
		if err := p.stop(); err != nil {
			t.Errorf("the program ended with %v", err)
		}
	})
	for p.url == "" {
		select {
		case err := <-ended:
			stopped = true
			t.Fatalf("the program ended with %v; %s", err, log)
		default:
			p.url = address.FindString(stdout.String())
			runtime.Gosched()
		}
	}
	return p
}

func noEnv(string) string { return "" }

// A meeting survives a restart of the program: same room, same seat, same words.
func TestProgramRestarts(t *testing.T) {
	data := t.TempDir()
	first := boot(t, data)
	ann := first.browser()
	room := ann.open()
	c := ann.enter(room.ID)
	c.send(`{"n":1,"do":"title","with":{"title":"Grebe"}}`)
	c.await(`"ok"`)
	go c.closes()
	if err := first.stop(); err != nil {
		t.Fatal(err)
	}
	if log := first.log.String(); !strings.Contains(log, `"draining"`) || !strings.Contains(log, `"code":1012`) {
		t.Errorf("it did not drain: %s", log)
	}
	second := boot(t, data)
	ann.w, ann.origin = second.world, second.url
	if doc := ann.get(string("/api/rooms/"+room.ID+"/doc")).must(t, 200); !strings.Contains(string(doc.body), "Grebe") {
		t.Errorf("it forgot: %s", doc.body)
	}
	ann.enter(room.ID)
}

func TestProgramServesMetricsApart(t *testing.T) {
	p := boot(t, t.TempDir(), "-metrics-addr", "127.0.0.1:0")
	at := regexp.MustCompile(`"metrics","addr":"([^"]+)"`).FindStringSubmatch(p.log.String())
	if at == nil {
		t.Fatalf("the log does not say where: %s", p.log)
	}
	resp, err := client.Get("http://" + at[1] + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if body, _ := io.ReadAll(resp.Body); !strings.Contains(string(body), "rondo_rooms") {
		t.Errorf("it answers %s", body)
	}
}

func TestHealthcheck(t *testing.T) {
	p := boot(t, t.TempDir())
	check := func(addr string) error {
		return run(t.Context(), []string{"healthcheck", "-addr", addr}, noEnv, io.Discard, io.Discard)
	}
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(p.url, "http://"))
	for _, addr := range []string{"127.0.0.1:" + port, ":" + port, "0.0.0.0:" + port} {
		if err := check(addr); err != nil {
			t.Errorf("%s: %v", addr, err)
		}
	}
	if err := p.stop(); err != nil {
		t.Fatal(err)
	}
	if check(":"+port) == nil {
		t.Error("a stopped server is healthy")
	}
}

// A backup is taken while the server runs, and by the same command when not.
func TestBackup(t *testing.T) {
	p := boot(t, t.TempDir())
	ann := p.browser()
	room := ann.open()
	into := t.TempDir()
	backup := func(file string) error {
		return run(t.Context(), []string{"backup", "-data", p.data, filepath.Join(into, file)}, noEnv, io.Discard, io.Discard)
	}
	if err := backup("running.tar"); err != nil {
		t.Fatal(err)
	}
	if err := backup("running.tar"); err == nil {
		t.Error("a backup overwrites another")
	}
	if err := p.stop(); err != nil {
		t.Fatal(err)
	}
	if err := backup("stopped.tar"); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"running.tar", "stopped.tar"} {
		data, packed := t.TempDir(), filepath.Join(into, file)
		for _, args := range [][]string{{"check", packed}, {"restore", packed, "-data", data}, {"check", data}} {
			if err := run(t.Context(), args, noEnv, io.Discard, io.Discard); err != nil {
				t.Fatalf("%q: %v", args, err)
			}
		}
		restored := boot(t, data)
		ann.w, ann.origin = restored.world, restored.url
		ann.get(string("/api/rooms/"+room.ID+"/me")).must(t, 200)
		if err := run(t.Context(), []string{"check", "-data", data}, noEnv, io.Discard, io.Discard); err != nil {
			t.Errorf("while the server runs: %v", err)
		}
	}
	nowhere := []string{"backup", "-data", filepath.Join(into, "none"), filepath.Join(into, "x.db")}
	if err := run(t.Context(), nowhere, noEnv, io.Discard, io.Discard); err == nil {
		t.Error("there is a backup of nothing")
	}
}

func TestProgramRefusesToShareItsData(t *testing.T) {
	p := boot(t, t.TempDir())
	err := run(t.Context(), []string{"-addr", "127.0.0.1:0", "-data", p.data}, noEnv, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "-data") {
		t.Errorf("a second program says %v", err)
	}
	taken := strings.TrimPrefix(p.url, "http://")
	err = run(t.Context(), []string{"-addr", taken, "-data", t.TempDir()}, noEnv, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "-addr") {
		t.Errorf("on a port that is taken it says %v", err)
	}
	err = run(t.Context(), []string{"-addr", "127.0.0.1:0", "-metrics-addr", taken, "-data", t.TempDir()}, noEnv, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "-metrics-addr") {
		t.Errorf("with metrics on a port that is taken it says %v", err)
	}
}

func TestHarden(t *testing.T) {
	harden()
	var core unix.Rlimit
	if err := unix.Getrlimit(unix.RLIMIT_CORE, &core); err != nil || core.Max != 0 {
		t.Errorf("core files are limited to %+v, %v", core, err)
	}
	if dumpable, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); err != nil || dumpable != 0 {
		t.Errorf("dumpable is %d, %v", dumpable, err)
	}
}

// Half a header, and then nothing: the connection is given up, and no goroutine
// stays behind (see TestMain).
func TestSlowlorisIsDropped(t *testing.T) {
	w := newWorld(t, newFakeHouse(), func(_ *config, l *limits) {
		l.readHeader, l.read = 50*time.Millisecond, 50*time.Millisecond
	})
	for _, start := range []string{"GET /livez HTTP/1.1\r\nHost: loc", "POST /api/rooms HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"} {
		conn, err := net.Dial("tcp", strings.TrimPrefix(w.url, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(conn, start)
		_ = conn.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Errorf("%.20s: %v", start, err)
		}
		_ = conn.Close()
	}
}

func TestLongHeadersAreRefused(t *testing.T) {
	w := newWorld(t, newFakeHouse())
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.url+"/livez", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("X-Long", strings.Repeat("x", 64<<10))
	resp, err := client.Do(req) // net/http answers, before we see it
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d", resp.StatusCode)
	}
}

func TestBotsSpeakOfTheirLink(t *testing.T) {
	var got []any
	real := runBots
	defer func() { runBots = real }()
	runBots = func(_ context.Context, link string, n int, _ io.Writer) error {
		got = append(got, link, n)
		return nil
	}
	for _, args := range [][]string{{"bots", "http://x/r/1#s", "-n", "3"}, {"bots", "-n", "3", "http://x/r/1#s"}} {
		got = nil
		if err := run(t.Context(), args, noEnv, io.Discard, io.Discard); err != nil {
			t.Error(err)
		}
		if raw, _ := json.Marshal(got); string(raw) != `["http://x/r/1#s",3]` {
			t.Errorf("%q: %s", args, raw)
		}
	}
	for _, args := range [][]string{{"bots"}, {"bots", "a", "b"}, {"bots", "a", "-n", "0"}, {"bots", "a", "-x"}} {
		if run(t.Context(), args, noEnv, io.Discard, io.Discard) == nil {
			t.Errorf("%q passes", args)
		}
	}
}
