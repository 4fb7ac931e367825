package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
)

// taken counts what a greedy client got, and what it was refused.
type taken struct {
	mu sync.Mutex
	n  map[string]int
}

func (g *taken) add(what string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.n == nil {
		g.n = map[string]int{}
	}
	g.n[what]++
}

// String says how often each answer came, in the order of their names.
func (g *taken) String() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return fmt.Sprint(g.n)
}

// long is a text of 1,000 characters that JSON writes six times as long.
func long(i int) string { return fmt.Sprint(i) + strings.Repeat("<", 990) }

func text(i int) string { return fmt.Sprintf(`{"text":%q}`, long(i)) }

// enter opens a room and sits down in it.
func (p *process) enter(ctx context.Context, way *http.Transport, kind string) (*person, client.Link, error) {
	browser := client.NewBrowser(p.url, way)
	link, err := browser.Open(ctx, kind, "Greedy")
	if err != nil {
		return nil, link, err
	}
	one, err := p.sit(ctx, browser, link)
	return one, link, err
}

func (p *process) sit(ctx context.Context, browser *client.Browser, link client.Link) (*person, error) {
	if _, err := browser.Join(ctx, link, client.Guest{Name: "Greedy", Roles: []rooms.Role{rooms.Developer}}); err != nil {
		return nil, err
	}
	one := &person{browser: browser, room: link.Room}
	return one, one.connect(ctx, 0)
}

// grow writes in many rooms at once, as fast as one person may.
func (p *process) grow(ctx context.Context, got *taken, kind, do string, with func(int) string) {
	const rooms = 60
	way := from(greedyAddress)
	var all sync.WaitGroup
	for range rooms {
		all.Go(func() {
			for ctx.Err() == nil {
				one, _, err := p.enter(ctx, way, kind)
				if err != nil {
					got.add("refused: " + codeOf(err))
					pause(ctx, time.Second)
					continue
				}
				one.write(ctx, got, do, with)
			}
		})
	}
	all.Wait()
}

// write acts until the connection ends.
func (p *person) write(ctx context.Context, got *taken, do string, with func(int) string) {
	defer p.conn.Close()
	acted := make(chan struct{})
	go func() {
		defer close(acted)
		for i := 0; ctx.Err() == nil; i++ {
			if p.act(ctx, do, with(i)) != nil {
				return
			}
			pause(ctx, 100*time.Millisecond)
		}
	}()
	for {
		frame, err := p.conn.Read(ctx)
		switch {
		case err != nil:
			if ctx.Err() == nil {
				got.add(err.Error())
			}
			p.conn.Close()
			<-acted
			return
		case bytes.HasPrefix(frame, []byte(`{"n":`)) && bytes.Contains(frame, ackMark):
			got.add("done")
		case bytes.HasPrefix(frame, []byte(`{"n":`)):
			_, code, _ := strings.Cut(string(frame), `"code":"`)
			code, _, _ = strings.Cut(code, `"`)
			got.add(code)
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}

func codeOf(err error) string {
	if e := (*rooms.Error)(nil); errors.As(err, &e) {
		return e.Code
	}
	return "connection"
}
