package main

import (
	"slices"
	"strings"
	"testing"
)

// Every route answers 405 to every method that is not its own, and says which is.
func TestEveryRouteRefusesOtherMethods(t *testing.T) {
	w := realWorld(t)
	paths := map[string][]string{"/livez": methods("GET"), "/readyz": methods("GET"), "/": methods("GET"), "/r/x": methods("GET")}
	for _, rt := range w.s.api() {
		path := strings.NewReplacer("{id}", "00000000-0000-4000-8000-000000000000", "{item}", "x").Replace("/api" + rt.path)
		paths[path] = append(paths[path], methods(rt.method)...)
	}
	for path, takes := range paths {
		for _, method := range []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} {
			if slices.Contains(takes, method) {
				continue
			}
			got := w.browser().do(method, path, "").must(t, 405)
			if allow := got.Header.Get("Allow"); allow != strings.Join(takes, ", ") {
				t.Errorf("%s %s: Allow is %q, want %q", method, path, allow, takes)
			}
			if method != "HEAD" && got.code() != "method_not_allowed" {
				t.Errorf("%s %s: %s", method, path, got.body)
			}
		}
	}
}

func TestNothingElseIsInTheAPI(t *testing.T) {
	w := realWorld(t)
	for _, path := range []string{
		"/api", "/api/", "/api/nothing", "/api/rooms/", "/api/rooms/x/", "/api/rooms/x/join/",
		"/api/rooms/a%2Fb/me", "/api/rooms/" + strings.Repeat("x", 65) + "/me", "/api/rooms/x/minutes.pdf",
	} {
		for _, method := range []string{"GET", "POST", "DELETE"} {
			if got := w.browser().do(method, path, "").must(t, 404); got.code() != "not_found" {
				t.Errorf("%s %s: %s", method, path, got.body)
			}
		}
	}
}

func TestHeadIsGetWithoutABody(t *testing.T) {
	w := realWorld(t)
	b := w.browser()
	room := b.open()
	for _, path := range []string{"/livez", "/readyz", "/api/openapi.yaml", string("/api/rooms/" + room.ID + "/me"), string("/api/rooms/" + room.ID + "/minutes.csv")} {
		get, head := b.get(path), b.do("HEAD", path, "")
		if head.StatusCode != get.StatusCode || len(head.body) != 0 || head.Header.Get("Content-Type") != get.Header.Get("Content-Type") {
			t.Errorf("HEAD %s: %d %q, GET is %d", path, head.StatusCode, head.Header.Get("Content-Type"), get.StatusCode)
		}
	}
}

func TestPagesGoToTheUI(t *testing.T) {
	w := realWorld(t)
	for _, path := range []string{"/", "/r/some-room", "/r/some-room/minutes"} {
		got := w.browser().get(path)
		if got.Header.Get("Content-Type") == "application/problem+json" {
			t.Errorf("%s: %s", path, got.body)
		}
	}
}
