package main

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
)

// A facilitator who is alone tries the room with three bots.
func TestAFacilitatorTriesTheRoomWithBots(t *testing.T) {
	p := boot(t, t.TempDir())
	ann, bob := p.browser(), p.browser()
	room := ann.open()
	bob.join(room, "Bob")
	if got := bob.post(string("/api/rooms/"+room.ID+"/bots"), `{"n":3}`).must(t, 403); got.code() != "forbidden" {
		t.Errorf("bob was told %s", got.code())
	}
	ann.post(string("/api/rooms/"+room.ID+"/bots"), `{"n":4}`).must(t, 422)
	ann.post(string("/api/rooms/"+room.ID+"/bots"), `{"n":3}`).must(t, 204)
	see := ann.dial(room.ID)
	see.send(helloFrame)
	see.await(`"name":"Dana"`) // the last of the three, be it in the snapshot or after it
	if bots := countBots(t, ann, string(room.ID)); bots != 3 {
		t.Errorf("%d bots came", bots)
	}
}

func countBots(t *testing.T, b *browser, room string) (n int) {
	t.Helper()
	var got struct {
		Doc struct {
			Room struct {
				People map[string]struct{ Bot bool }
			}
		}
	}
	if err := json.Unmarshal(b.get("/api/rooms/"+room+"/doc").must(t, 200).body, &got); err != nil {
		t.Fatal(err)
	}
	for _, p := range got.Doc.Room.People {
		if p.Bot {
			n++
		}
	}
	return n
}

// `rondo bots LINK -n 2` comes over the network and goes when interrupted.
func TestBotsComeByLink(t *testing.T) {
	p := boot(t, t.TempDir())
	ann := p.browser()
	room := ann.open()
	link, err := protocol.ParseLink(string(rooms.ID(p.url+"/r/") + room.ID + "#" + rooms.ID(room.Secret)))
	if err != nil {
		t.Fatal(err)
	}
	ctx, interrupt := context.WithCancel(t.Context())
	out, ended := &safeBuffer{}, make(chan error, 1)
	go func() { ended <- run(ctx, []string{"bots", link.String(), "-n", "2"}, noEnv, out, &bytes.Buffer{}) }()
	watch, err := protocol.Join(t.Context(), link, protocol.Guest{Name: "Eve"}, protocol.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer watch.Close()
	within, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if _, err := watch.Until(within, func(v protocol.View) bool { return len(v.Here) == 3 }); err != nil {
		t.Fatalf("two bots and Eve are not there: %v, %v; %s", watch.View().Here, err, out)
	}
	interrupt()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if !strings.Contains(out.String(), "2 bots, seed ") {
		t.Errorf("it says %s", out)
	}
}
