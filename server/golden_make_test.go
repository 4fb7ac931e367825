//go:build golden

package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
)

var goldenName = flag.String("golden", "", "the name of the data that TestMakeGolden keeps")

// `make golden NAME=…`: meetings are held with the program of today, and what it
// leaves behind is kept for the programs of tomorrow, see golden_test.go. Once it
// is stopped in order, and once killed: then the newest steps are in the log only.
func TestMakeGolden(t *testing.T) {
	if *goldenName == "" {
		t.Fatal("-golden NAME")
	}
	for _, end := range []string{"stopped", "killed"} {
		data := t.TempDir()
		p := spawn(t, data)
		left := golden{Rooms: []goldenRoom{
			aStandup(t, p).keep(), aRetrospective(t, p, "write").keep(),
			aRetrospective(t, p, "close").keep(), aTalk(t, p).keep(),
		}}
		if end == "stopped" {
			p.stopInOrder()
		} else {
			p.kill()
		}
		left.Left = rooms.MillisOf(time.Now())
		keepGolden(t, data, filepath.Join(goldenDir, *goldenName+"-"+end), left)
	}
}

// stopInOrder is what a supervisor does, and waits.
func (p *process) stopInOrder() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		p.t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Fatalf("%v: %s", err, p.log.String())
	}
}

// keepGolden keeps the database, as small as it gets, the keys, and the record.
func keepGolden(t *testing.T, data, into string, left golden) {
	t.Helper()
	fold(t, filepath.Join(data, "rondo.db"))
	for _, file := range []string{"LOCK", "RESERVE", "control.sock", "rondo.db-wal", "rondo.db-shm"} {
		_ = os.Remove(filepath.Join(data, file)) // is made again
	}
	if err := os.RemoveAll(into); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(into, "data"), os.DirFS(data)); err != nil {
		t.Fatal(err)
	}
	raw, err := json.MarshalIndent(left, "", "\t")
	if err == nil {
		err = os.WriteFile(filepath.Join(into, "record.json"), append(raw, '\n'), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// fold empties the log into the database and gives back what is free in it.
func fold(t *testing.T, file string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	for _, do := range []string{"PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if err == nil {
			_, err = db.Exec(do)
		}
	}
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}

// gathering is some people in one room.
type gathering struct {
	t    *testing.T
	p    *process
	kind string
	link protocol.Link
	all  []*guest
}

type guest struct {
	*protocol.Client
	name    string
	browser *protocol.Browser
	memory  *cookieMemory
}

func newGathering(t *testing.T, p *process, kind, title string) *gathering {
	t.Helper()
	g := &gathering{t: t, p: p, kind: kind}
	ann := g.comes("Ann")
	var err error
	if g.link, err = ann.browser.Open(t.Context(), kind, title); err != nil {
		t.Fatal(err)
	}
	g.sits(ann, rooms.Developer, rooms.ScrumMaster)
	g.sits(g.comes("Bob"), rooms.Developer)
	g.sits(g.comes("Cyd"), rooms.Developer)
	return g
}

func (g *gathering) comes(name string) *guest {
	m := &cookieMemory{}
	who := &guest{name: name, browser: protocol.NewBrowser(g.p.url, m), memory: m}
	g.all = append(g.all, who)
	return who
}

func (g *gathering) sits(who *guest, roles ...rooms.Role) {
	g.t.Helper()
	if _, err := who.browser.Join(g.t.Context(), g.link, protocol.Guest{Name: who.name, Roles: roles}); err != nil {
		g.t.Fatal(err)
	}
	who.Client = who.browser.Enter(g.t.Context(), g.link.Room, protocol.Options{})
	if _, err := who.Ready(g.t.Context()); err != nil {
		g.t.Fatal(err)
	}
}

// with is the arguments of an action.
type with = map[string]any

// do is an action of the person whose number it is.
func (g *gathering) do(who int, verb string, args with) {
	g.t.Helper()
	ctx, cancel := context.WithTimeout(g.t.Context(), time.Minute)
	defer cancel()
	if err := g.all[who].Act(ctx, verb, args); err != nil {
		g.t.Errorf("%s: %s by %s: %v", g.kind, verb, g.all[who].name, err)
	}
}

// await waits until the first person sees the phase.
func (g *gathering) await(phase string) {
	g.t.Helper()
	ctx, cancel := context.WithTimeout(g.t.Context(), time.Minute)
	defer cancel()
	if _, err := g.all[0].Until(ctx, func(v protocol.View) bool { return v.Get("room", "agenda", "now") == phase }); err != nil {
		g.t.Fatalf("%s: waiting for %s: %v", g.kind, phase, err)
	}
}

// the returns the id of the one thing at a path whose field says what is asked for, as
// soon as the first person sees it.
func (g *gathering) the(field, says string, path ...string) (id string) {
	g.t.Helper()
	ctx, cancel := context.WithTimeout(g.t.Context(), time.Minute)
	defer cancel()
	_, err := g.all[0].Until(ctx, func(v protocol.View) bool {
		things, _ := v.Get(path...).(protocol.Tree)
		for at, thing := range things {
			if thing.(protocol.Tree)[field] == says {
				id = at
			}
		}
		return id != ""
	})
	if err != nil {
		g.t.Fatalf("%s: nothing at %v says %q", g.kind, path, says)
	}
	return id
}

// keep is what all see, and what the minutes say.
func (g *gathering) keep() goldenRoom {
	g.t.Helper()
	kept := goldenRoom{ID: rooms.ID(g.link.Room), Kind: g.kind, Seats: map[string]goldenSeat{}}
	for _, who := range g.all {
		_, doc, err := who.browser.Doc(g.t.Context(), g.link.Room)
		if err != nil {
			g.t.Fatal(err)
		}
		kept.Seats[who.name] = goldenSeat{Cookie: who.memory.cookie, Doc: doc}
	}
	kept.Minutes = g.minutes()
	return kept
}

func (g *gathering) minutes() json.RawMessage {
	g.t.Helper()
	req, err := http.NewRequestWithContext(g.t.Context(), http.MethodGet, g.p.url.JoinPath("api/rooms", g.link.Room, "minutes.json").String(), nil)
	if err != nil {
		g.t.Fatal(err)
	}
	req.AddCookie(&http.Cookie{Name: "sid", Value: g.all[0].memory.cookie})
	resp, err := client.Do(req)
	if err != nil {
		g.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		g.t.Fatalf("minutes: %v, %s", err, body)
	}
	return body
}

// cookieMemory remembers the cookie that a browser was given.
type cookieMemory struct {
	mu     sync.Mutex
	cookie string
}

func (m *cookieMemory) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := client.Transport.RoundTrip(r)
	if err == nil {
		m.mu.Lock()
		defer m.mu.Unlock()
		for _, c := range resp.Cookies() {
			m.cookie = c.Value
		}
	}
	return resp, err
}
