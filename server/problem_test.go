package main

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
)

func TestBadBodies(t *testing.T) {
	b := realWorld(t).browser()
	room := b.open()
	join := "/api/rooms/" + room.ID + "/join"
	deep := strings.Repeat(`{"a":`, 20) + "1" + strings.Repeat("}", 20)
	for _, row := range []struct {
		path, body, code, pointer string
		status                    int
	}{
		{"/api/rooms", `{"kind":"standup","title":"T"`, "malformed", "", 400},
		{"/api/rooms", `not json`, "malformed", "", 400},
		{"/api/rooms", `{"kind":"standup","title":NaN}`, "malformed", "", 400},
		{"/api/rooms", `{"kind":"standup","title":"T"} {}`, "malformed", "", 400},
		{"/api/rooms", `{"kind":"standup","title":"T","x":1}`, "invalid", "#/x", 422},
		{"/api/rooms", `{"kind":"standup","title":7}`, "invalid", "#/title", 422},
		{"/api/rooms", `{"kind":"standup","title":"T","title":"U"}`, "invalid", "#/title", 422},
		{"/api/rooms", `{"kind":"standup","title":"T","__proto__":1}`, "invalid", "#/__proto__", 422},
		{"/api/rooms", `{"kind":"standup","title":1e999}`, "invalid", "#/title", 422},
		{"/api/rooms", `{"kind":"standup","title":"\u0000"}`, "invalid", "#/title", 422},
		{"/api/rooms", "{\"kind\":\"standup\",\"title\":\"\xff\"}", "invalid", "#/", 422},
		{"/api/rooms", `{"kind":"standup","title":"` + strings.Repeat("x", 121) + `"}`, "invalid", "#/title", 422},
		{"/api/rooms", `{"kind":"standup","title":""}`, "invalid", "#/title", 422},
		{"/api/rooms", `{"kind":"nothing","title":"T"}`, "invalid", "#/kind", 422},
		{"/api/rooms", `[]`, "invalid", "#/", 422},
		{"/api/rooms", deep, "invalid", "#/" + strings.TrimSuffix(strings.Repeat("a/", 8), "/"), 422},
		{"/api/rooms", `{"kind":"` + strings.Repeat("x", 300<<10) + `"}`, "too_large", "", 413},
		{string(join), `{"secret":7}`, "invalid", "#/secret", 422},
		{string("/api/rooms/" + room.ID + "/bots"), `{"n":0}`, "invalid", "#/n", 422},
		{string("/api/rooms/" + room.ID + "/bots"), `{"n":1.5}`, "invalid", "#/n", 422},
	} {
		got := b.post(row.path, row.body)
		var p problem
		if err := json.Unmarshal(got.body, &p); err != nil || got.StatusCode != row.status || p.Code != row.code || p.Status != row.status || p.Trace == "" {
			t.Errorf("%.60s: %d %s", row.body, got.StatusCode, got.body)
			continue
		}
		pointer := ""
		if len(p.Errors) > 0 {
			pointer = p.Errors[0].Pointer
		}
		if pointer != row.pointer {
			t.Errorf("%.60s: the pointer is %q, want %q", row.body, pointer, row.pointer)
		}
	}
}

func TestContentTypeMustBeJSON(t *testing.T) {
	b := realWorld(t).browser()
	for kind, want := range map[string]int{
		"application/json": 201, "application/json; charset=utf-8": 201,
		"text/plain": 415, "application/x-www-form-urlencoded": 415, "multipart/form-data": 415, "application/jsonp": 415, "": 415,
	} {
		b.header["Content-Type"] = []string{kind}
		if got := b.post("/api/rooms", `{"kind":"standup","title":"T"}`); got.StatusCode != want {
			t.Errorf("%q: %d, want %d", kind, got.StatusCode, want)
		}
	}
}

func TestStatusOfRefusals(t *testing.T) {
	for code, want := range map[string]int{"room_locked": 403, "by_invitation": 403, "room_full": 409, "storage_full": 503, "anything_else": 409, "no_room": 404} {
		if got := statusFor(rooms.Refuse(code)); got != want {
			t.Errorf("%s is %d, want %d", code, got, want)
		}
	}
	if got := statusFor(&rooms.Error{Code: "too_long", Field: "/name"}); got != 422 {
		t.Errorf("a field error is %d", got)
	}
	for wait, want := range map[time.Duration]int{0: 1, time.Second: 1, 1001 * time.Millisecond: 2, time.Minute: 60} {
		if got := retryAfter(rooms.Refuse("rate_limited").After(wait), 429); got != want {
			t.Errorf("Retry-After for %v is %d, want %d", wait, got, want)
		}
	}
}

// What goes wrong inside stays inside: the person is told that it was our fault.
func TestPanicsAndFaultsSayNothing(t *testing.T) {
	w := newWorld(t, newFakeHouse()) // its Open panics with a nil pointer
	got := w.browser().post("/api/rooms", `{"kind":"standup","title":"T"}`).must(t, 500)
	if got.code() != "internal" || strings.Contains(string(got.body), "nil") || strings.Contains(string(got.body), ".go") {
		t.Errorf("it says %s", got.body)
	}
	if log := w.log.String(); !strings.Contains(log, `"msg":"panic"`) || !strings.Contains(log, "open_room.go") {
		t.Errorf("the log does not tell where: %s", log)
	}
}
