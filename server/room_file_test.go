package main

import (
	"encoding/json"
	"strings"
	"testing"
)

// opensFile posts a file of a room.
func (b *browser) opensFile(file string) answer {
	b.w.t.Helper()
	b.header.Set("Content-Type", "application/octet-stream")
	defer b.header.Del("Content-Type")
	return b.do("POST", "/api/files", file)
}

// otherRoom is the link to a room, and its key.
const otherRoom = "/r/7f0d7b60-0e04-4b7e-9a55-0a1b2c3d4e5f#AAAAAAAAAAAAAAAAAAAAAA"

// ended is a standup that is over, in which somebody raised a blocker, as a file.
func ended(t *testing.T, ann *browser) (room openedRoom, file string) {
	t.Helper()
	room = ann.open()
	path := "/api/rooms/" + string(room.ID) + "/room.json"
	if got := ann.get(path).must(t, 409); got.code() != "under_way" {
		t.Errorf("of a meeting that is under way: %s", got.body)
	}
	line := ann.enter(room.ID)
	line.send(`{"n":1,"do":"raise","with":{"text":"No test cards"}}`)
	line.await(`{"n":1,"ok":true}`)
	line.send(`{"n":2,"do":"raise","with":{"text":"` + otherRoom + `"}}`)
	line.await(`{"n":2,"ok":true}`)
	line.send(`{"n":3,"do":"start","with":{}}`)
	line.await(`{"n":3,"ok":true}`)
	line.send(`{"n":4,"do":"end","with":{}}`)
	line.await(`{"n":4,"ok":true}`)
	return room, string(ann.get(path).must(t, 200).body)
}

func TestARoomIsOpenedFromItsFile(t *testing.T) {
	w := realWorld(t)
	ann, ben, eve := w.browser(), w.browser(), w.browser()
	was, file := ended(t, ann)
	if strings.Contains(file, was.Secret) || strings.Contains(file, otherRoom) {
		t.Errorf("the key of a room is in its file:\n%s", file)
	}
	var room openedRoom
	if err := json.Unmarshal(ben.opensFile(file).must(t, 201).body, &room); err != nil {
		t.Fatal(err)
	}
	if room.ID == was.ID {
		t.Error("it is the same room")
	}
	path := "/api/rooms/" + string(room.ID)
	ann.get(path+"/doc").must(t, 404) // she has no seat there
	eve.post(path+"/join", `{"secret":"`+was.Secret+`","name":"Eve","roles":["developer"]}`).must(t, 404)
	ben.join(room, "Ben")
	minutes := string(ben.get(path+"/minutes.md").must(t, 200).body)
	if !strings.Contains(minutes, "No test cards") || !strings.Contains(minutes, "Ann") {
		t.Errorf("the minutes are\n%s", minutes)
	}
	if again := string(ben.get(path+"/room.json").must(t, 200).body); !strings.Contains(again, "No test cards") {
		t.Errorf("its file is\n%s", again)
	}
	ben.do("DELETE", path, "").must(t, 204) // who brought it leads it
}

// What is wrong in a file is named by its field, and no room is opened.
func TestABadFileOpensNothing(t *testing.T) {
	w := realWorld(t, func(_ *config, l *limits) { l.brought = never(100) })
	ann := w.browser()
	_, file := ended(t, ann)
	for name, c := range map[string]struct{ was, is, field string }{
		"no JSON":        {file, "not at all", ""},
		"a backlog":      {`"rondo": "room"`, `"rondo": "backlog"`, "/rondo"},
		"newer":          {`"version": 1`, `"version": 2`, "/version"},
		"of a newer":     {`"of": `, `"of": 9`, "/of"},
		"another kind":   {`"kind": "standup",` + "\n \"of\"", `"kind": "seance",` + "\n \"of\"", "/kind"},
		"too much":       {`"shared": {`, `"shared": {"nothing": 1,`, "/shared/nothing"},
		"a wrong type":   {`"text": "No test cards"`, `"text": 7`, "/room/blockers/*/text"},
		"a long text":    {`No test cards`, strings.Repeat("long ", 4000), "/room/blockers/*/text"},
		"a reserved key": {`"blockers": {` + "\n   \"", `"blockers": {"__proto__": {}, "`, "/room/blockers/__proto__"},
		"a null":         {`"text": "No test cards"`, `"text": null`, "/room/blockers/*/text"},
		"a room's link":  {`No test cards`, otherRoom, "/room/blockers/*/text"},
		"still to come":  {`"ended": `, `"ended": 9`, "/room/ended"},
		"not ended":      {`"ended": `, `"given": `, "/room/ended"},
		"no phase":       {`"now": "close"`, `"now": "sauna"`, "/room/agenda/now"},
		"no person":      {`"p1": {`, `"7": {`, "/room/people/7"},
		"no role":        {`"developer"`, `"king"`, "/room/people/p1/roles"},
		"nowhere at all": {`"room": {`, `"nowhere": {`, "/nowhere"},
	} {
		if !strings.Contains(file, c.was) {
			t.Errorf("%s: the file has no %s:\n%s", name, c.was, file)
			continue
		}
		got := ann.opensFile(strings.Replace(file, c.was, c.is, 1)).must(t, 422)
		var problem struct{ Errors []struct{ Pointer string } }
		if err := json.Unmarshal(got.body, &problem); err != nil || len(problem.Errors) != 1 {
			t.Errorf("%s: %v: %s", name, err, got.body)
			continue
		}
		first, last, _ := strings.Cut("#"+c.field, "*")
		if at := problem.Errors[0].Pointer; !strings.HasPrefix(at, first) || !strings.HasSuffix(at, last) {
			t.Errorf("%s is said to be at %q, want %q: %s", name, at, c.field, got.body)
		}
	}
	ann.post("/api/files", `{}`).must(t, 415)
}
