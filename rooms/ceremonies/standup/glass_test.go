package standup

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// pane is a connection that keeps what it gets, byte for byte.
type pane struct {
	t      *testing.T
	chair  *live.Session
	n      int
	frames []string
	closed int
}

func (p *pane) Send(frames []wire.Frame) bool {
	for _, f := range frames {
		p.frames = append(p.frames, string(f))
	}
	return true
}

func (p *pane) Close(code int, _ string) { p.closed = code }

func (p *pane) act(verb, with string) {
	p.n++
	p.chair.Act(wire.Up{N: p.n, Do: verb, With: json.RawMessage(with)})
	synctest.Wait()
}

// glasshouse is a standup whose people come in one by one.
type glasshouse struct {
	t     *testing.T
	house *live.House
	room  rooms.ID
	tabs  int
}

func inGlasshouse(t *testing.T, play func(*glasshouse)) {
	synctest.Test(t, func(t *testing.T) {
		g := &glasshouse{t: t, house: live.NewHouse(live.Options{Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys()}, Kind())}
		id, err := g.house.Open(context.Background(), rooms.Brief{Kind: "standup", Title: "Heron", Secret: "s", Browser: "ann"})
		if err != nil {
			t.Fatal(err)
		}
		g.room = id
		play(g)
		if err := g.house.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

func (g *glasshouse) joins(name string, role rooms.Role) *pane {
	g.t.Helper()
	_, err := g.house.Join(context.Background(), g.room, live.Knock{Secret: "s", Browser: name, Name: name, Roles: []rooms.Role{role}})
	if err != nil {
		g.t.Fatal(err)
	}
	p, err := g.enters(name, false)
	if err != nil {
		g.t.Fatal(err)
	}
	return p
}

func (g *glasshouse) enters(name string, glass bool) (*pane, error) {
	g.tabs++
	p := &pane{t: g.t}
	chair, err := g.house.Enter(context.Background(), g.room, name, wire.Hello{Tab: fmt.Sprintf("%032x", g.tabs), Next: 1, Glass: glass}, p)
	p.chair = chair
	synctest.Wait()
	return p, err
}

// Through the looking glass one gets, byte for byte, what a participant without
// drawers gets, over a pulse round; and nothing that lies in a drawer.
func TestAGlassShowsWhatOthersReceive(t *testing.T) {
	inGlasshouse(t, func(g *glasshouse) {
		ann, bob, cyd := g.joins("ann", rooms.Developer), g.joins("bob", rooms.Developer), g.joins("cyd", rooms.Developer)
		bob.act("note", `{"progress":"canary note","plan":"b","blocked":"c"}`)
		obs := g.joins("obs", rooms.Observer)
		glass, err := g.enters("bob", true)
		if err != nil {
			t.Fatal(err)
		}
		hello := obs.frames[0] // nothing has happened between the two
		if len(obs.frames) != 1 || strings.Replace(hello, `"you":"p4"`, `"you":""`, 1) != glass.frames[0] {
			t.Errorf("the observer's snapshot is\n%s\nthe glass's\n%s", obs.frames, glass.frames[0])
		}
		ann.act("pulse", `{"on":true}`)
		ann.act("phone", `{}`)
		ann.act("start", `{}`)
		for i, p := range []*pane{ann, bob, cyd} {
			p.act("vote", fmt.Sprintf(`{"ballot":"pulse","card":"%d"}`, i+1))
		}
		bob.act("note", `{"progress":"canary again","plan":"b","blocked":"c"}`)
		cyd.chair.Act(wire.Up{Gesture: &wire.Gesture{Kind: "react", What: "clap"}})
		cyd.chair.Leave()
		time.Sleep(time.Minute)
		synctest.Wait()
		if !slices.Equal(obs.frames[1:], glass.frames[1:]) {
			t.Errorf("the observer got\n%s\nthe glass\n%s", strings.Join(obs.frames[1:], "\n"), strings.Join(glass.frames[1:], "\n"))
		}
		all := strings.Join(glass.frames, "\n")
		for _, canary := range []string{"canary", `"mine"`, `"votes"`, `"secret"`} {
			if strings.Contains(all, canary) {
				t.Errorf("the glass shows %s", canary)
			}
		}
		if !strings.Contains(all, `"voters":3`) || !strings.Contains(all, `"signal"`) || !strings.Contains(all, `"here":{"p3":0}`) {
			t.Error("the pulse was not played to its end")
		}
		if !strings.Contains(strings.Join(bob.frames, "\n"), "canary") {
			t.Error("there was no canary to be seen")
		}
	})
}

// A glass is nobody: nobody sees it come or go, it fills no seat, and it cannot act.
func TestAGlassIsNobody(t *testing.T) {
	inGlasshouse(t, func(g *glasshouse) {
		ann, bob := g.joins("ann", rooms.Developer), g.joins("bob", rooms.Developer)
		seen := len(ann.frames)
		first, err := g.enters("bob", true)
		if err != nil {
			t.Fatal(err)
		}
		first.act("raise", `{"text":"x"}`)
		if got := first.frames[len(first.frames)-1]; !strings.Contains(got, `"code":"glass"`) || !strings.Contains(got, `"n":1`) {
			t.Errorf("an action is answered with %s", got)
		}
		got := len(first.frames)
		first.chair.Act(wire.Up{Gesture: &wire.Gesture{Kind: "react", What: "clap"}})
		if len(first.frames) != got+1 || !strings.Contains(first.frames[got], `"code":"glass"`) {
			t.Error("a sign was not refused")
		}
		second, err := g.enters("bob", true)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := g.enters("bob", true); rooms.AsError(err).Code != "too_many_tabs" {
			t.Errorf("a third glass: %v", err)
		}
		others, err := g.enters("ann", true)
		if err != nil {
			t.Fatalf("another's glass: %v", err)
		}
		if _, err := g.enters("eve", true); rooms.AsError(err).Code != "no_room" {
			t.Errorf("a glass of a stranger: %v", err)
		}
		for _, p := range []*pane{first, second, others} {
			p.chair.Leave()
		}
		synctest.Wait()
		if len(ann.frames) != seen {
			t.Errorf("ann got %s", ann.frames[seen:])
		}
		if first, err = g.enters("bob", true); err != nil {
			t.Fatal(err)
		}
		bob.chair.Leave()
		time.Sleep(time.Minute)
		synctest.Wait()
		if here := ann.frames[len(ann.frames)-1]; here != `{"here":{"p2":null}}` {
			t.Errorf("bob, with a glass only, is %s", here)
		}
		ann.act("remove", `{"person":"p2"}`)
		if first.closed != wire.CloseRemoved {
			t.Errorf("the glass of somebody removed was closed with %d", first.closed)
		}
	})
}
