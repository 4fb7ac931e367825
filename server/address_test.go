package main

import (
	"net/http"
	"net/netip"
	"testing"
)

func TestAddressBehindProxies(t *testing.T) {
	var cfg config
	if err := setProxies(&cfg, "10.0.0.0/8, fd00::/8,192.0.2.1"); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		peer, want string
		forwarded  []string
	}{
		{"203.0.113.9:4", "203.0.113.9", nil},
		{"203.0.113.9:4", "203.0.113.9", []string{"198.51.100.1"}}, // not trusted: hearsay
		{"10.0.0.1:4", "198.51.100.1", []string{"198.51.100.1"}},
		{"10.0.0.1:4", "198.51.100.1", []string{"1.2.3.4, 198.51.100.1"}},           // the left-most is the client's word
		{"10.0.0.1:4", "198.51.100.1", []string{"1.2.3.4", "198.51.100.1"}},         // over two headers
		{"10.0.0.1:4", "198.51.100.1", []string{"1.2.3.4, 198.51.100.1, 10.9.9.9"}}, // two proxies
		{"192.0.2.1:4", "2001:db8::1", []string{"2001:db8::1"}},
		{"10.0.0.1:4", "198.51.100.1", []string{"::ffff:198.51.100.1"}},
		{"10.0.0.1:4", "10.0.0.1", []string{"garbage"}},
		{"10.0.0.1:4", "10.0.0.1", []string{""}},
		{"10.0.0.1:4", "10.0.0.1", nil},
		{"[fd00::1]:4", "198.51.100.1", []string{"198.51.100.1"}},
		{"[::ffff:10.0.0.1]:4", "198.51.100.1", []string{"198.51.100.1"}},
	} {
		r := &http.Request{RemoteAddr: row.peer, Header: http.Header{"X-Forwarded-For": row.forwarded}}
		if got := cfg.addressOf(r).String(); got != row.want {
			t.Errorf("%s with %q is %s, want %s", row.peer, row.forwarded, got, row.want)
		}
	}
}

func TestNeighbourhoods(t *testing.T) {
	for addr, want := range map[string][2]string{
		"198.51.100.7":           {"198.51.100.7/32", "198.51.100.0/24"},
		"2001:db8:1:2:3:4:5:6":   {"2001:db8:1:2::/64", "2001:db8:1::/48"},
		"2001:db8:1:2:ffff::999": {"2001:db8:1:2::/64", "2001:db8:1::/48"},
	} {
		a := netip.MustParseAddr(addr)
		if got := [2]string{neighbourhood(a), blurred(a)}; got != want {
			t.Errorf("%s is %q, want %q", addr, got, want)
		}
	}
	if got := neighbourhood(netip.Addr{}); got != "unknown" {
		t.Errorf("no address is %q", got)
	}
}
