package main

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"testing"
)

func TestOnlyOurHostIsAnswered(t *testing.T) {
	plain := realWorld(t)
	port := plain.url[len("http://127.0.0.1"):]
	for host, want := range map[string]int{
		"localhost" + port: 200, "LOCALHOST": 200, "127.0.0.1" + port: 200, "127.0.0.1:1": 200, "[::1]:80": 200,
		"evil.example": 421, "evil.example" + port: 421, "localhost.evil.example": 421, "127.0.0.1.nip.io": 421,
		"192.0.2.7": 421, "0.0.0.0": 421, "[2001:db8::1]": 421, "localhost." + port: 200, "localhost.": 200, "localhost..": 421,
	} {
		b := plain.browser()
		b.header.Set("Host", host)
		if got := b.get("/api/openapi.yaml"); got.StatusCode != want {
			t.Errorf("Host %s: %d, want %d", host, got.StatusCode, want)
		}
	}
	public := realWorld(t, behind("https://rondo.example"))
	for host, want := range map[string]int{
		"rondo.example": 200, "RONDO.example:443": 200, "rondo.example.": 200, "Rondo.Example.:443": 200,
		"rondo.example..": 421, ".": 421,
		"rondo.example:8443": 421, "rondo.example.evil.example": 421, "localhost": 421, "127.0.0.1": 421,
	} {
		b := public.browser()
		b.header.Set("Host", host)
		if got := b.get("/api/openapi.yaml"); got.StatusCode != want {
			t.Errorf("Host %s with -public-url: %d, want %d", host, got.StatusCode, want)
		}
	}
}

func TestProbesPassUnderAnyHost(t *testing.T) {
	b := realWorld(t, behind("https://rondo.example")).browser()
	b.header.Set("Host", "10.1.2.3:8080")
	b.get("/livez").must(t, 200)
	b.get("/readyz").must(t, 200)
}

// A machine on the local network is reached by its own address, and by no other.
func TestThisMachineByItsAddress(t *testing.T) {
	for _, row := range []struct {
		local, host string
		want        bool
	}{
		{"192.168.1.5:8080", "192.168.1.5:8080", true},
		{"192.168.1.5:8080", "192.168.1.6:8080", false},
		{"[fe80::1%eth0]:80", "[fe80::1]", true},
		{"[::ffff:192.168.1.5]:80", "192.168.1.5", true},
		{"192.168.1.5:8080", "rebound.example", false},
	} {
		r := &http.Request{Host: row.host}
		local := net.TCPAddrFromAddrPort(netip.MustParseAddrPort(row.local))
		r = r.WithContext(context.WithValue(t.Context(), http.LocalAddrContextKey, local))
		if got := isThisMachine(r); got != row.want {
			t.Errorf("Host %s on %s: %v", row.host, row.local, got)
		}
	}
}

// A page of evil.example whose name was pointed to this machine has a cookie for
// its own name at most, and its Host and Origin agree: only the name is wrong.
func TestDNSRebinding(t *testing.T) {
	w := realWorld(t)
	port := w.url[len("http://127.0.0.1"):]
	room := w.browser().open()
	evil := w.guest()
	evil.origin = "http://evil.example" + port
	evil.header.Set("Host", "evil.example"+port)
	evil.post("/api/rooms", `{"kind":"standup","title":"T"}`).must(t, 421)
	if _, resp, err := evil.tryDial(room.ID); err == nil || resp.StatusCode != 421 {
		t.Errorf("the socket opened: %v", err)
	}
}

func TestOriginOfMutations(t *testing.T) {
	w := realWorld(t)
	body := `{"kind":"standup","title":"T"}`
	for _, row := range []struct {
		origin, fetchSite string
		cookie            bool
		want              int
	}{
		{w.url, "", true, 201}, {w.url, "same-origin", true, 201}, {"", "", false, 201}, {w.url, "", false, 201},
		{"", "", true, 403}, {"null", "", true, 403}, {"https://evil.example", "", true, 403}, {"https://evil.example", "", false, 403},
		{"https" + w.url[4:], "", true, 403}, {w.url + ".evil.example", "", true, 403}, {w.url + "/", "", true, 403}, {"http://127.0.0.1", "", true, 403},
		{w.url, "cross-site", true, 403}, {w.url, "same-site", true, 403}, {"", "cross-site", false, 403}, {w.url, "none", true, 403},
	} {
		b := w.browser()
		if row.cookie {
			b = w.guest()
		}
		b.origin = row.origin
		if row.fetchSite != "" {
			b.header.Set("Sec-Fetch-Site", row.fetchSite)
		}
		got := b.post("/api/rooms", body)
		if got.StatusCode != row.want || row.want == 403 && got.code() != "bad_origin" {
			t.Errorf("%+v: %d %s", row, got.StatusCode, got.body)
		}
	}
}

// A cookie that has run out is a cookie all the same: it does not excuse from
// saying where a request comes from.
func TestBrokenCookieStillNeedsAnOrigin(t *testing.T) {
	b := realWorld(t).browser()
	b.cookie, b.origin = "sid=nonsense", ""
	b.post("/api/rooms", `{"kind":"standup","title":"T"}`).must(t, 403)
}

func TestOriginOfSockets(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	room := ann.open()
	for _, origin := range []string{"", "null", "https://evil.example", "https" + w.url[4:], w.url + "0"} {
		b := *ann
		b.origin = origin
		_, resp, err := b.tryDial(room.ID)
		if err == nil || resp.StatusCode != 403 {
			t.Errorf("Origin %q: %v", origin, err)
		}
	}
	ann.header.Set("Sec-Fetch-Site", "cross-site")
	if _, resp, err := ann.tryDial(room.ID); err == nil || resp.StatusCode != 403 {
		t.Errorf("a cross-site socket: %v", err)
	}
}

func TestPublicURLIsTheOrigin(t *testing.T) {
	w := realWorld(t, func(cfg *config, _ *limits) { cfg.publicURL = &url.URL{Scheme: "https", Host: "rondo.example"} })
	b := w.browser()
	b.origin = "https://rondo.example"
	b.header.Set("Host", "rondo.example")
	room := b.open()
	if want := "https://rondo.example/r/" + string(room.ID) + "#" + room.Secret; room.Link != want {
		t.Errorf("the link is %s, want %s", room.Link, want)
	}
	b.enter(room.ID)
	b.origin = w.url
	b.post("/api/rooms", `{"kind":"standup","title":"T"}`).must(t, 403)
}
