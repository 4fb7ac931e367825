package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"rondo/rooms"
	page "rondo/rooms/client"
)

// Behind a real nginx, with the site as it is deployed, people meet in a round that is
// anonymous, and nothing is logged of it: nginx would write a line for each connection,
// with how many bytes it was sent.
func TestARealNginxLogsNoConnections(t *testing.T) {
	program, err := exec.LookPath("nginx")
	if err != nil {
		t.Skipf("nginx is not installed here (%v): what it logs is read from deploy/nginx.conf alone, see TestProxiesLogNoConnections", err)
	}
	server := spawn(t, t.TempDir(), "-public-url", "http://rondo.example", "-trusted-proxies", "127.0.0.1")
	dir, addr := t.TempDir(), freeAddress(t)
	nginx := func(more ...string) {
		t.Helper()
		args := append([]string{"-p", dir, "-c", filepath.Join(dir, "nginx.conf")}, more...)
		if out, err := exec.Command(program, args...).CombinedOutput(); err != nil {
			t.Fatalf("nginx %v: %v\n%s", more, err, out)
		}
	}
	conf := fmt.Sprintf("pid %[1]s/pid;\nerror_log %[1]s/error.log;\nevents {}\nhttp {\naccess_log %[1]s/access.log;\n%[2]s\n}\n", dir, siteAt(t, addr, server.url.Host))
	if err := os.WriteFile(filepath.Join(dir, "nginx.conf"), []byte(conf), 0o600); err != nil {
		t.Fatal(err)
	}
	nginx() // returns once it listens
	t.Cleanup(func() { nginx("-s", "stop") })
	meetThrough(t, addr)
	switch log, err := os.ReadFile(filepath.Join(dir, "access.log")); {
	case err != nil:
		t.Error(err)
	case len(log) > 0:
		t.Errorf("nginx has logged:\n%s", log)
	}
}

// siteAt is the site as it is deployed, at an address of this machine and without TLS.
func siteAt(t *testing.T, addr, server string) string {
	t.Helper()
	site := regexp.MustCompile(`(?m)^\s*(ssl_\w+|listen \[::\]).*$`).ReplaceAllString(deployed(t, "deploy/nginx.conf"), "")
	for old, now := range map[string]string{"listen 443 ssl;": "listen " + addr + ";", "listen 80;": "listen " + freeAddress(t) + ";", "127.0.0.1:8080": server} {
		if strings.Count(site, old) != 1 {
			t.Fatalf("deploy/nginx.conf has %q %d times", old, strings.Count(site, old))
		}
		site = strings.Replace(site, old, now, 1)
	}
	return site
}

// meetThrough lets three people answer something anonymously through a proxy.
func meetThrough(t *testing.T, addr string) {
	t.Helper()
	through := &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, network, addr)
	}}
	defer through.CloseIdleConnections()
	at := &url.URL{Scheme: "http", Host: "rondo.example"}
	var link page.Link
	var people []*page.Client
	for i, name := range []string{"Ann", "Ben", "Cem"} {
		b := page.NewBrowser(at, through)
		if i == 0 {
			opened, err := b.Open(t.Context(), "standup", "Heron")
			if err != nil {
				t.Fatal(err)
			}
			link = opened
		}
		if _, err := b.Join(t.Context(), link, page.Guest{Name: name, Roles: []rooms.Role{rooms.Developer}}); err != nil {
			t.Fatal(err)
		}
		c := b.Enter(t.Context(), link.Room, page.Options{})
		defer c.Close()
		if _, err := c.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		people = append(people, c)
	}
	act := func(c *page.Client, verb string, with any) {
		t.Helper()
		if err := c.Act(t.Context(), verb, with); err != nil {
			t.Fatalf("%s: %v", verb, err)
		}
	}
	act(people[0], "pulse", map[string]bool{"on": true})
	act(people[0], "start", nil)
	for _, c := range people[1:] {
		act(c, "vote", map[string]string{"ballot": "pulse", "card": "4"})
	}
}
