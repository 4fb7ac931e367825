package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"regexp"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
)

// circle is some people in a retrospective, in the middle of writing.
type circle struct {
	t        *testing.T
	ctx      context.Context
	p        *process
	dice     *rand.Rand
	link     protocol.Link
	lead     *member
	authors  []*member
	column   string
	revealed atomic.Bool // the reveal was asked for
	heard    func(m *member, raw []byte)
}

type member struct {
	*protocol.Client
	name    string
	browser *protocol.Browser
	texts   []string // that were acknowledged
	dots    map[string]int
}

func newCircle(t *testing.T, p *process, n int) *circle {
	t.Helper()
	return newCircleHeard(t, p, n, nil)
}

// newCircleHeard is newCircle of which somebody hears all that its people are sent.
func newCircleHeard(t *testing.T, p *process, n int, heard func(m *member, raw []byte)) *circle {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	seed := rand.Uint64()
	t.Logf("circle %d, seed %d", n, seed)
	c := &circle{t: t, ctx: ctx, p: p, dice: rand.New(rand.NewPCG(seed, 0)), heard: heard}
	opener := protocol.NewBrowser(p.url, nil)
	var err error
	if c.link, err = opener.Open(ctx, "retrospective", "Heron"); err != nil {
		t.Fatal(err)
	}
	c.lead = c.joins(opener, "lead", rooms.ScrumMaster)
	for i := range 4 {
		c.authors = append(c.authors, c.joins(protocol.NewBrowser(p.url, nil), fmt.Sprint("w", i), rooms.Developer))
	}
	c.do(c.lead, "settings", map[string]any{"aside": true, "dots": 5})
	for _, verb := range []string{"start", "next", "next", "next"} {
		c.do(c.lead, verb, nil)
	}
	v := c.await(c.lead, "the writing", func(v protocol.View) bool { return v.Get("shared", "writing") == "open" })
	for id := range v.Get("shared", "columns").(protocol.Tree) {
		c.column = max(c.column, id)
	}
	return c
}

func (c *circle) joins(b *protocol.Browser, name string, role rooms.Role) *member {
	c.t.Helper()
	if _, err := b.Join(c.ctx, c.link, protocol.Guest{Name: name, Roles: []rooms.Role{role}}); err != nil {
		c.t.Fatal(err)
	}
	m := &member{name: name, browser: b}
	m.Client = b.Enter(c.ctx, c.link.Room, protocol.Options{OnFrame: func(dir protocol.Direction, raw []byte) { c.tap(m, dir, raw) }})
	if _, err := m.Ready(c.ctx); err != nil {
		c.t.Fatal(err)
	}
	return m
}

var noteOf = regexp.MustCompile(`~(w\d)\.\d+~`)

// tap fails when somebody is sent another's note before the reveal.
func (c *circle) tap(m *member, dir protocol.Direction, raw []byte) {
	if c.heard != nil && dir == protocol.Down {
		c.heard(m, raw)
	}
	if dir == protocol.Up || c.revealed.Load() {
		return
	}
	for _, found := range noteOf.FindAllSubmatch(raw, -1) {
		if string(found[1]) != m.name {
			c.t.Errorf("%s is sent %s: %s", m.name, found[0], raw)
		}
	}
}

func (c *circle) do(m *member, verb string, with any) {
	c.t.Helper()
	if err := m.Act(c.ctx, verb, with); err != nil {
		c.t.Errorf("%s by %s: %v", verb, m.name, err)
	}
}

func (c *circle) await(m *member, what string, is func(protocol.View) bool) protocol.View {
	c.t.Helper()
	v, err := m.Until(c.ctx, is)
	if err != nil {
		c.t.Fatalf("%s waits for %s: %v", m.name, what, err)
	}
	return v
}

// killDuring kills the program while all do something, and starts it again.
func (c *circle) killDuring(within time.Duration, do ...func()) {
	var busy sync.WaitGroup
	for _, f := range do {
		busy.Go(f)
	}
	time.Sleep(time.Duration(c.dice.Int64N(int64(within))))
	c.p.kill()
	c.p.start()
	busy.Wait()
}

func (c *circle) writes(m *member, n int) {
	for range n {
		text := fmt.Sprintf("~%s.%d~", m.name, len(m.texts))
		c.do(m, "write", map[string]string{"column": c.column, "text": text})
		m.texts = append(m.texts, text)
	}
}

func (c *circle) eachWrites(n int) {
	for _, a := range c.authors {
		c.writes(a, n)
	}
}

func (c *circle) each(do func(*member)) (all []func()) {
	for _, a := range c.authors {
		all = append(all, func() { do(a) })
	}
	return all
}
