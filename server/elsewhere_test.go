package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/redis"
	"rondo/rooms/redis/redistest"
)

var clusterSecret = bytes.Repeat([]byte("s"), redis.LeastSecret)

// nodes serves some nodes of this process, which share a Redis.
func nodes(t *testing.T, n int) (worlds []*world) {
	t.Helper()
	return nodesOn(t, redistest.Start(t), n)
}

func nodesOn(t *testing.T, server *redistest.Server, n int) (worlds []*world) {
	t.Helper()
	for range n {
		worlds = append(worlds, oneNode(t, server))
	}
	return worlds
}

func oneNode(t *testing.T, server *redistest.Server) *world {
	t.Helper()
	var h *live.House
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug}))
	node, err := redis.Open(t.Context(), redis.Options{URL: server.URL(), Secret: clusterSecret, Log: log, Lost: func(room rooms.ID) { h.Lost(room) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := node.Close(); err != nil {
			t.Error(err)
		}
	})
	h = live.NewHouse(live.Options{Journal: node.Journal(), Keys: node.Keys(), Now: node.Now, Build: "test", Log: log}, kinds()...)
	w := newWorld(t, realHouse{h})
	w.s.join(h, node)
	return w
}

// at is the same browser at another node.
func (b *browser) at(w *world) *browser {
	return &browser{w: w, cookie: b.cookie, origin: w.url, header: b.header}
}

// Two people meet who came to different nodes: nothing says that they did.
func TestTwoPeopleMeetOverTwoNodes(t *testing.T) {
	w := nodes(t, 3)
	ann, ben := w[0].browser(), w[1].browser()
	room := ann.open()
	ben.join(room, "Ben")
	a, b := ann.at(w[2]).enter(room.ID), ben.enter(room.ID)

	a.send(`{"n":1,"do":"title","with":{"title":"Grebe"}}`)
	a.await(`{"n":1,"ok":true}`)
	if got := b.await(`"patch"`); !strings.Contains(got, "Grebe") {
		t.Errorf("Ben got %s", got)
	}
	b.send(`{"ping":7}`)
	if got := b.await(`"pong"`); !strings.HasPrefix(got, `{"pong":7,"now":1`) {
		t.Errorf("pong is %s", got)
	}
	b.send(`{"signal":{"kind":"react","what":"clap"}}`)
	a.await(`"signal"`)
	for i, world := range w {
		me := ben.at(world).get(string("/api/rooms/"+room.ID+"/me")).must(t, 200)
		if string(me.body) != `{"you":"p2","name":"Ben"}` {
			t.Errorf("at node %d Ben is %s", i, me.body)
		}
		if doc := ben.at(world).get(string("/api/rooms/"+room.ID+"/doc")).must(t, 200); !strings.Contains(string(doc.body), "Grebe") {
			t.Errorf("at node %d the doc is %s", i, doc.body)
		}
		ben.at(world).get(string("/api/rooms/"+room.ID+"/minutes.md")).must(t, 200)
		for _, path := range []string{string("/api/rooms/" + room.ID + "/doc"), "/api/rooms/none/doc"} {
			if got := world.browser().get(path).must(t, 404); got.code() != "no_room" {
				t.Errorf("at node %d a stranger hears %s", i, got.body)
			}
		}
	}
}

// A meeting is opened from its team's home wherever that is, and gives back what came of it.
func TestAMeetingAndItsHomeAreAtOneNode(t *testing.T) {
	w := nodes(t, 2)
	ann := w[0].browser()
	home := ann.openKind("team")
	ann.enter(home.ID)
	var meeting openedRoom
	got := ann.at(w[1]).post("/api/rooms", `{"kind":"standup","title":"Heron","team":"`+string(home.ID)+`"}`).must(t, 201)
	if err := json.Unmarshal(got.body, &meeting); err != nil {
		t.Fatal(err)
	}
	if w[0].s.house.Stats().Rooms == 0 {
		t.Error("the home is not where it was opened")
	}
	ann.at(w[1]).join(meeting, "Ann")
	a := ann.at(w[1]).enter(meeting.ID)
	a.send(`{"n":1,"do":"title","with":{"title":"Grebe"}}`)
	a.await(`{"n":1,"ok":true}`)
	if here, there := w[0].s.house.Stats().Rooms, w[1].s.house.Stats().Rooms; here != 2 || there != 0 {
		t.Errorf("%d rooms are at the home's node and %d at the other", here, there)
	}
}

// What is longer than other requests, and what lasts, works over nodes as well.
func TestFilesAndKnocksGoOverNodes(t *testing.T) {
	w := nodes(t, 2)
	ann, ben := w[0].browser(), w[1].browser()
	home := ann.openKind("team")
	ann.enter(home.ID)
	file := "Summary,Story Points\n" + strings.Repeat(strings.Repeat("long ", 20)+",3\n", 4000)
	req, err := http.NewRequest("POST", w[1].url+"/api/rooms/"+string(home.ID)+"/backlog", strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	req.Header = http.Header{"Content-Type": {"application/octet-stream"}, "Origin": {w[1].url}, "Cookie": {ann.cookie}}
	ann.at(w[1]).send(req).must(t, 200)

	room := ann.open()
	a := ann.enter(room.ID)
	let := make(chan answer, 1)
	go func() {
		let <- ben.post("/api/rooms/"+string(room.ID)+"/knock", `{"name":"Ben","roles":["developer"]}`)
	}()
	who := regexp.MustCompile(`"c\d+\.\d+"`).FindString(a.await(`"callers":[{`))
	a.send(`{"n":1,"do":"let_in","with":{"caller":` + who + `,"yes":true}}`)
	a.await(`{"n":1,"ok":true}`)
	if got := <-let; !strings.Contains(string(got.body), `{"in":true}`) {
		t.Errorf("Ben hears %s", got.body)
	}
}
