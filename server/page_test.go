package main

import (
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"rondo/static"
)

// In the middle of an upgrade a browser has the page of one node, and asks another for its
// files: it gets them, as they are, and what no node has is not found.
func TestFilesOfAnotherVersionAreFetched(t *testing.T) {
	w := nodes(t, 3)
	for i, version := range []string{"old", "old", "new"} {
		w[i].s.page = static.Page{FS: fstest.MapFS{
			"index.html":                   {Data: []byte(version)},
			"assets/" + version + ".js":    {Data: []byte(version + " script")},
			"assets/" + version + ".js.br": {Data: []byte(version + " packed")},
		}}
	}
	for i, world := range w {
		waitFor(t, func() bool { return len(world.s.elsewhere.node.Members()) == len(w) })
		b := world.browser()
		for _, version := range []string{"old", "new"} {
			got := b.get("/assets/"+version+".js").must(t, 200)
			if !strings.HasPrefix(string(got.body), version) || got.Header.Get("Content-Type") != "text/javascript; charset=utf-8" || !strings.Contains(got.Header.Get("Cache-Control"), "immutable") || len(got.Header.Values("Content-Security-Policy")) != 1 {
				t.Errorf("node %d: %s, %v", i, got.body, got.Header)
			}
			b.header = http.Header{"Accept-Encoding": {"br"}}
			if got := b.get("/assets/"+version+".js").must(t, 200); string(got.body) != version+" packed" || got.Header.Get("Content-Encoding") != "br" {
				t.Errorf("node %d, packed: %s, %v", i, got.body, got.Header)
			}
			b.header = nil
		}
		if got := b.get("/assets/none.js").must(t, 404); !strings.Contains(string(got.body), "another version") {
			t.Errorf("node %d: %s", i, got.body)
		}
	}
	for range w[0].s.limits.strangers.burst {
		w[0].s.elsewhere.strangers.take(w[0].s.now())
	}
	w[0].browser().get("/assets/new.js").must(t, 404)
}
