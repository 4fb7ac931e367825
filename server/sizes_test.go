package main

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"rondo/rooms"
	page "rondo/rooms/client"
)

// tap keeps how long every frame is that goes one way or the other, apart from
// what all are sent alike, as a network between would see it.
type tap struct {
	mu    sync.Mutex
	sizes map[int]int
}

func (p *tap) see(dir page.Direction, raw []byte) {
	public := regexp.MustCompile(`^\{"(ping|pong|here)":|,"patch":`)
	if !public.Match(raw) {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.sizes[len(raw)]++
	}
}

func (p *tap) take() map[int]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	taken := p.sizes
	p.sizes = map[int]int{}
	return taken
}

// Who watches the network of one person in an anonymous round sees equal sizes,
// whatever was sent and whatever came of it.
func TestSizesOnTheWireSayNothingInARound(t *testing.T) {
	w := realWorld(t)
	ann := w.browser()
	room := ann.open()
	facilitator := ann.enter(room.ID)
	link, err := page.ParseLink(room.Link)
	if err != nil {
		t.Fatal(err)
	}
	taps := &tap{sizes: map[int]int{}}
	var bob *page.Client
	for _, name := range []string{"Bob", "Cyd"} {
		c, err := page.Join(t.Context(), link, page.Guest{Name: name, Roles: []rooms.Role{rooms.Developer}}, page.Options{OnFrame: taps.see})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := c.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		bob = c
	}
	facilitator.send(`{"n":1,"do":"pulse","with":{"on":true}}`)
	facilitator.send(`{"n":2,"do":"start"}`)
	facilitator.await(`"n":2,"ok"`)
	inRound := func(v page.View) bool { return v.Get("room", "sealed") == true }
	if _, err := bob.Until(t.Context(), inRound); err != nil {
		t.Fatal(err)
	}
	taps.take()
	for _, act := range []struct {
		verb string
		with any
		does bool
	}{
		{"vote", map[string]any{"ballot": "pulse", "card": "1"}, true},
		{"vote", map[string]any{"ballot": "pulse", "card": "5"}, true},
		{"unvote", map[string]any{"ballot": "pulse"}, true},
		{"vote", map[string]any{"ballot": "pulse", "card": strings.Repeat("x", 300)}, false},
	} {
		if err := bob.Act(t.Context(), act.verb, act.with); (err == nil) != act.does {
			t.Errorf("%s %v: %v", act.verb, act.with, err)
		}
		sizes := taps.take()
		if frames := sizes[1024]; len(sizes) != 1 || frames < 2 {
			t.Errorf("%s %v: sizes on the wire %v", act.verb, act.with, sizes)
		}
	}
}
