package main

import (
	"encoding/json"
	"strings"
	"testing"

	"rondo/rooms"
)

func TestAMeetingIsHeldAgainInOneRoom(t *testing.T) {
	w := realWorld(t)
	ann, bo, eve := w.browser(), w.browser(), w.browser()
	room := ann.open()
	ann.join(room, "Ann")
	bo.join(room, "Bo")
	path := "/api/rooms/" + string(room.ID) + "/again"
	if got := ann.post(path, `{}`).must(t, 409); !strings.Contains(string(got.body), `"code":"not_over"`) {
		t.Errorf("before the end: %s", got.body)
	}
	bo.enter(room.ID)
	line := ann.dial(room.ID)
	line.send(helloFrame)
	line.await(`"hello"`)
	line.send(`{"n":1,"do":"start"}`)
	line.await(`"n":1`)
	line.send(`{"n":2,"do":"end"}`)
	line.await(`"n":2`)
	bo.post(path, `{}`).must(t, 403)
	eve.post(path, `{}`).must(t, 404)
	ann.post(path, `{"title":"x"}`).must(t, 422)
	var first, again nextRoom
	for _, into := range []*nextRoom{&first, &again} {
		if err := json.Unmarshal(ann.post(path, `{}`).must(t, 200).body, into); err != nil {
			t.Fatal(err)
		}
	}
	if first != again || !rooms.IsRoomLink(first.Next) {
		t.Fatalf("it is held again in %q and %q", first.Next, again.Next)
	}
	line.await(`"next":"` + first.Next)
	door := eve.post("/api/rooms/"+string(room.ID)+"/door", `{"secret":"`+room.Secret+`"}`).must(t, 200)
	if !strings.Contains(string(door.body), first.Next) {
		t.Errorf("at the old door stands %s", door.body)
	}
	next, secret, _ := strings.Cut(strings.TrimPrefix(first.Next, "/r/"), "#")
	plate := bo.post("/api/rooms/"+next+"/door", `{"secret":"`+secret+`"}`).must(t, 200)
	if !strings.Contains(string(plate.body), `"you":{"name":"Bo","roles":["developer"]}`) {
		t.Errorf("at the new door Bo reads %s", plate.body)
	}
}
