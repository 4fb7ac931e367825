package main

import (
	"log/slog"
	"strings"
	"testing"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

type faultyTurn = rooms.Turn[struct{}, struct{}, struct{}]

// faulty is a kind of meeting with bugs where no step catches them.
func faulty() *rooms.Kind {
	anybody := rooms.Right{In: rooms.EveryPhase, May: rooms.Everyone | rooms.Facilitator}
	return rooms.Register(rooms.Ceremony[struct{}, struct{}, struct{}]{
		Kind: "faulty", Version: 1,
		Rights: anybody.For("begin", "finish", "undo"),
		Actions: map[string]rooms.Action[struct{}, struct{}, struct{}]{
			"begin":  rooms.On(func(t *faultyTurn, _ struct{}) error { t.HoldRound("x"); return nil }),
			"finish": rooms.On(func(t *faultyTurn, _ struct{}) error { t.ReleaseRound("x"); return nil }),
		},
		Opens:  func(*faultyTurn, rooms.Brief) error { return nil },
		Hears:  func(*faultyTurn, rooms.Event) error { return nil },
		Tidies: func(*rooms.Map[rooms.ID, struct{}]) { panic("tidied up what somebody wrote") },
		Minutes: func(m *rooms.Meeting[struct{}, struct{}, struct{}]) rooms.Minutes {
			if m.Room.People.Len() > 0 {
				panic("read out what somebody wrote")
			}
			return rooms.Minutes{}
		},
	})
}

// A bug in one kind of meeting costs its room a reconnection, and no other room
// anything; one in its minutes costs whoever asked for them.
func TestABugInACeremonyIsItsRoomsAlone(t *testing.T) {
	log := &safeBuffer{}
	h := live.NewHouse(live.Options{
		Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys(), Build: "test", Log: slog.New(slog.NewJSONHandler(log, nil)),
	}, append(kinds(), faulty())...)
	w := newWorld(t, realHouse{h})
	ann, ben, zoe := w.browser(), w.browser(), w.browser()
	room, elsewhere := ann.openKind("faulty"), zoe.open()
	ben.join(room, "Ben")
	a, b, z := ann.enter(room.ID), ben.enter(room.ID), zoe.enter(elsewhere.ID)

	if got := ann.get(string("/api/rooms/"+room.ID+"/minutes.md")).must(t, 500); got.code() != "internal" {
		t.Errorf("who asks for minutes is told %s", got.body)
	}
	a.send(`{"n":1,"do":"begin","with":{}}`)
	b.await(`"patch"`)
	a.send(`{"n":2,"do":"finish","with":{}}`)
	for name, c := range map[string]*line{"ann": a, "ben": b} {
		if code := c.closes(); code != wire.CloseRestart {
			t.Errorf("%s's connection was closed with %d", name, code)
		}
	}
	z.send(`{"n":1,"do":"title","with":{"title":"Grebe"}}`)
	z.await(`{"n":1,"ok":true}`)
	if doc := ben.get(string("/api/rooms/"+room.ID+"/doc")).must(t, 200); !strings.Contains(string(doc.body), `"sealed":true`) {
		t.Errorf("the round does not go on, though its end never came to be: %s", doc.body)
	}

	all := w.log.String() + log.String()
	for _, want := range []string{"room panicked", "bug_test.go"} {
		if !strings.Contains(all, want) {
			t.Errorf("the log has no %q: %s", want, all)
		}
	}
	for _, no := range []string{string(room.ID), "somebody wrote"} {
		if strings.Contains(all, no) {
			t.Errorf("the log has %q: %s", no, all)
		}
	}
}
