package main

import (
	"net/url"
	"strings"
	"testing"
)

// behind makes a world that is reached under a public URL.
func behind(public string) tweak {
	return func(cfg *config, _ *limits) { cfg.publicURL, _ = url.Parse(public) }
}

func TestHeadersAreOnEveryResponse(t *testing.T) {
	w := realWorld(t)
	b := w.browser()
	room := b.open()
	evil := w.browser()
	evil.header.Set("Host", "evil.example")
	foreign := w.browser()
	foreign.origin = "https://evil.example"
	for _, got := range []answer{
		b.get("/"), b.get("/livez").must(t, 200), b.get("/api/nothing").must(t, 404),
		b.get("/api/rooms").must(t, 405), b.post("/api/rooms", `{`).must(t, 400), b.post("/api/rooms", `{"x":1}`).must(t, 422),
		b.get(string("/api/rooms/"+room.ID+"/me")).must(t, 200), b.get(string("/api/rooms/"+room.ID+"/live")).must(t, 426),
		evil.get("/").must(t, 421), foreign.post("/api/rooms", `{}`).must(t, 403),
	} {
		checkHeaders(t, got, w.url)
	}
}

func checkHeaders(t *testing.T, got answer, origin string) {
	t.Helper()
	path := got.Request.URL.Path
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
		"Permissions-Policy":           "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
		"Cross-Origin-Resource-Policy": "same-origin",
	} {
		if name == "Cache-Control" && !strings.HasPrefix(path, "/api") {
			continue // pages set their own
		}
		if h := got.Header.Get(name); h != want {
			t.Errorf("%s %d: %s is %q, want %q", path, got.StatusCode, name, h, want)
		}
	}
	csp := got.Header.Get("Content-Security-Policy")
	for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'"} {
		if !strings.Contains(csp, want) {
			t.Errorf("%s %d: the policy lacks %s", path, got.StatusCode, want)
		}
	}
	if strings.Contains(csp, "unsafe") || strings.Contains(csp, "evil") {
		t.Errorf("%s: the policy is %s", path, csp)
	}
	for name := range got.Header {
		if strings.HasPrefix(name, "Access-Control-") || name == "Server" {
			t.Errorf("%s: there is a header %s", path, name)
		}
	}
	socket := " connect-src 'self' " + strings.Replace(origin, "http", "ws", 1) + ";"
	if got.StatusCode != 421 && !strings.Contains(csp, socket) {
		t.Errorf("%s: the policy lacks %q: %s", path, socket, csp)
	}
	secure := strings.HasPrefix(origin, "https")
	for name, want := range map[string]string{
		"Strict-Transport-Security": "max-age=63072000", "Cross-Origin-Opener-Policy": "same-origin",
	} {
		if h := got.Header.Get(name); secure && h != want || !secure && h != "" {
			t.Errorf("%s over %s: %s is %q", path, origin, name, h)
		}
	}
}

// What a browser is told to remember of subdomains, only their operator can say.
func TestStrictTransportIsAsFarAsTold(t *testing.T) {
	for hsts, want := range map[string]string{"off": "", "host": "max-age=63072000", "subdomains": "max-age=63072000; includeSubDomains"} {
		w := realWorld(t, behind("https://rondo.example"), func(cfg *config, _ *limits) { cfg.hsts = hsts })
		b := w.browser()
		b.header.Set("Host", "rondo.example")
		b.origin = "https://rondo.example"
		if got := b.get("/livez").must(t, 200).Header.Values("Strict-Transport-Security"); strings.Join(got, ",") != want {
			t.Errorf("-hsts %s: %q", hsts, got)
		}
	}
}

func TestHeadersOverTLS(t *testing.T) {
	w := realWorld(t, behind("https://rondo.example"))
	b := w.browser()
	b.header.Set("Host", "rondo.example")
	b.origin = "https://rondo.example"
	checkHeaders(t, b.post("/api/rooms", `{"kind":"standup","title":"T"}`).must(t, 201), "https://rondo.example")
	checkHeaders(t, b.get("/api/nothing").must(t, 404), "https://rondo.example")
}
