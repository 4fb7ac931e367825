package main

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestCookieOverHTTPAndTLS(t *testing.T) {
	for _, row := range []struct{ public, name string }{{"", "sid"}, {"http://rondo.lan", "sid"}, {"https://rondo.example", "__Host-sid"}} {
		w := realWorld(t)
		b := w.browser()
		if row.public != "" {
			w = realWorld(t, behind(row.public))
			b = w.browser()
			b.origin = row.public
			b.header.Set("Host", row.public[strings.LastIndex(row.public, "/")+1:])
		}
		got := b.post("/api/rooms", `{"kind":"standup","title":"T"}`).must(t, 201)
		c := got.Cookies()[0]
		secure := strings.HasPrefix(row.public, "https")
		if c.Name != row.name || c.Secure != secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
			t.Errorf("over %q the cookie is %s", row.public, got.Header.Get("Set-Cookie"))
		}
		if !strings.HasPrefix(c.Value, "v1.") || len(c.Value) != 3+43 {
			t.Errorf("the cookie is %q", c.Value)
		}
		if c.MaxAge != 90*24*3600 {
			t.Errorf("it lives %d s", c.MaxAge)
		}
	}
}

func TestProxyTellsOfTLS(t *testing.T) {
	for trusted, name := range map[string]string{"127.0.0.0/8": "__Host-sid", "10.0.0.0/8": "sid"} {
		w := realWorld(t, func(cfg *config, _ *limits) { _ = setProxies(cfg, trusted) })
		b := w.browser()
		b.origin = ""
		b.header.Set("X-Forwarded-Proto", "https")
		got := b.post("/api/rooms", `{"kind":"standup","title":"T"}`).must(t, 201)
		if got.Cookies()[0].Name != name {
			t.Errorf("with %s trusted the cookie is %s", trusted, got.Header.Get("Set-Cookie"))
		}
	}
}

// The cookie's prefix binds it to TLS: one that came over plain http is nobody.
func TestCookieOfTheOtherNameIsNone(t *testing.T) {
	w := realWorld(t, behind("https://rondo.example"))
	b := w.browser()
	b.origin = "https://rondo.example"
	b.header.Set("Host", "rondo.example")
	room := b.open()
	b.get(string("/api/rooms/"+room.ID+"/me")).must(t, 200)
	b.cookie = strings.TrimPrefix(b.cookie, "__Host-")
	if got := b.get(string("/api/rooms/"+room.ID+"/me")).must(t, 200); string(got.body) != `{"you":"","name":""}` {
		t.Errorf("a browser without a seat is %s", got.body)
	}
}

func TestCookieEnds(t *testing.T) {
	s := realWorld(t).s
	made := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	s.now = func() time.Time { return made }
	cookie := s.newCookie()
	for days, want := range map[int]bool{0: true, 89: true, 399: true, 401: false, -2: false} {
		s.now = func() time.Time { return made.AddDate(0, 0, days) }
		if _, ok := s.cookieAge(cookie); ok != want {
			t.Errorf("after %d days it is one: %v", days, ok)
		}
	}
	for _, bad := range []string{"", "v1.", "v2." + cookie[3:], cookie + "A", cookie[:len(cookie)-1], "v1." + strings.Repeat("!", 43), strings.ReplaceAll(cookie, "v1.", "v1 ")} {
		if _, ok := s.cookieAge(bad); ok {
			t.Errorf("%q passes", bad)
		}
	}
}

func TestCookieIsKeptAndProlonged(t *testing.T) {
	w := realWorld(t)
	b := w.browser()
	room := b.open()
	before := b.cookie
	got := b.get(string("/api/rooms/"+room.ID+"/me")).must(t, 200)
	if b.cookie != before || len(got.Cookies()) != 1 {
		t.Errorf("the cookie went from %s to %v", before, got.Cookies())
	}
	if failed := w.browser().post("/api/rooms", `{"kind":"nothing","title":"T"}`).must(t, 422); len(failed.Cookies()) != 0 {
		t.Error("a refusal sets a cookie")
	}
}
