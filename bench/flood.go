package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
)

// floods are what one address may try to slow others down with, under the limits as
// they are. Each goes on until ctx ends.
var floods = []struct {
	of   string
	pour func(context.Context, *process, *taken)
}{
	{"a new connection every 30 actions", reconnecting},
	{"hellos that are refused", refusedHellos},
	{"GETs of a small document", func(ctx context.Context, p *process, got *taken) { p.gets(ctx, got, 0) }},
	{"GETs of a large document", func(ctx context.Context, p *process, got *taken) { p.gets(ctx, got, 150) }},
	{"many rooms at once", func(ctx context.Context, p *process, got *taken) {
		p.grow(ctx, got, "standup", "hand", func(i int) string { return fmt.Sprintf(`{"on":%t}`, i%2 == 0) })
	}},
	{"steps of a large room", largeRoom},
	{"new names in a full room", renaming},
}

// flooded measures how long an action of other people takes while somebody floods, and
// before and afterwards, when nobody does.
func (b *bench) flooded(ctx context.Context) error {
	for _, f := range floods {
		if b.floods != "" && b.floods != "all" && !strings.Contains(f.of, b.floods) {
			continue
		}
		p, err := start(ctx, b.program)
		if err != nil {
			return err
		}
		quiet, under, got, err := b.beside(ctx, p, f.of)
		p.close()
		if err != nil {
			return fmt.Errorf("%s: %w", f.of, err)
		}
		was, is := quantile(quiet, 0.99), quantile(under, 0.99)
		b.table.add("one address floods with "+f.of+": others' p99", "≤ 1.3 × quiet",
			"%v, quiet %v, %.1f ×; p50 %v, quiet %v; it got %s", is, was, is.Seconds()/was.Seconds(), quantile(under, 0.5), quantile(quiet, 0.5), got)
	}
	return nil
}

func (b *bench) beside(ctx context.Context, p *process, of string) (quiet, under []time.Duration, got string, err error) {
	h, err := p.honestRoom(ctx, 8)
	if err != nil {
		return nil, nil, "", err
	}
	defer h.crowd.leave()
	before, err := h.meet(ctx, b.load/2)
	if err != nil {
		return nil, nil, "", err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, nil, "", err
	}
	// A process of its own, with the lowest priority: its work is not what others wait for.
	cmd := exec.CommandContext(ctx, "nice", "-n", "19", self, "-flood", of, "-at", p.url.String(), "-seconds", fmt.Sprint(int(b.load.Seconds())))
	said := make(chan string, 1)
	go func() {
		out, err := cmd.Output()
		said <- string(out) + fmt.Sprint(errorOf(err))
	}()
	if under, err = h.meet(ctx, b.load); err != nil {
		return nil, nil, "", err
	}
	got = <-said
	after, err := h.meet(ctx, b.load/2)
	return slices.Concat(before, after), under, got, err
}

func errorOf(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// pour is the process that floods.
func pour(ctx context.Context, of, at string, d time.Duration) error {
	server, err := url.Parse(at)
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(ctx, d)
	defer stop()
	got := new(taken)
	for _, f := range floods {
		if f.of == of {
			f.pour(ctx, &process{url: server}, got)
		}
	}
	_, err = fmt.Print(got)
	return err
}

// reconnecting takes a new connection as soon as the burst of the last one is spent.
func reconnecting(ctx context.Context, p *process, got *taken) {
	way := from(greedyAddress)
	first, link, err := p.enter(ctx, way, "standup")
	if err != nil {
		got.add(codeOf(err))
		return
	}
	browser := first.browser
	for ctx.Err() == nil {
		one := &person{browser: browser, room: link.Room}
		if one.connect(ctx, 0) != nil {
			got.add("refused")
			pause(ctx, 20*time.Millisecond)
			continue
		}
		for i := range 30 {
			if one.act(ctx, "hand", fmt.Sprintf(`{"on":%t}`, i%2 == 0)) != nil {
				break
			}
			got.add("actions sent")
		}
		one.conn.Close()
	}
}

// refusedHellos says hello again and again on eight connections, as a tab that the room
// has never heard of.
func refusedHellos(ctx context.Context, p *process, got *taken) {
	way := from(greedyAddress)
	_, link, err := p.enter(ctx, way, "standup")
	if err != nil {
		got.add(codeOf(err))
		return
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			browser := client.NewBrowser(p.url, way)
			if _, err := browser.Join(ctx, link, client.Guest{Name: "Greedy"}); err != nil {
				got.add(codeOf(err))
				return
			}
			for ctx.Err() == nil {
				conn, err := browser.Dial(link.Room)(ctx)
				if err != nil {
					got.add("refused")
					pause(ctx, 20*time.Millisecond)
					continue
				}
				for i := 0; conn.Write(ctx, fmt.Appendf(nil, `{"hello":{"tab":"%032x","next":7}}`, i+1)) == nil; i++ {
					if _, err := conn.Read(ctx); err != nil {
						break
					}
					got.add("hellos")
				}
				conn.Close()
			}
		})
	}
	all.Wait()
}

// gets asks for something of a room, from as many browsers as it takes to have all
// that an address gets. The room holds so many long texts.
func (p *process) gets(ctx context.Context, got *taken, texted int) {
	way := from(greedyAddress)
	one, link, err := p.enter(ctx, way, "talk")
	if err != nil {
		got.add(codeOf(err))
		return
	}
	one.fill(ctx, texted)
	var all sync.WaitGroup
	for range 8 {
		unread := &unread{way: way}
		browser := client.NewBrowser(p.url, unread)
		if _, err := browser.Join(ctx, link, client.Guest{Name: "Greedy"}); err != nil {
			got.add(codeOf(err))
			continue
		}
		unread.on = true
		all.Go(func() {
			for ctx.Err() == nil {
				if _, _, err := browser.Doc(ctx, link.Room); err != nil {
					got.add(codeOf(err))
					continue
				}
				got.add("got")
			}
		})
	}
	all.Wait()
}

// unread lets a browser ask and, once it is on, not look at what it gets: a flood
// costs whoever makes it as little as possible.
type unread struct {
	way http.RoundTripper
	on  bool
}

// RoundTrip implements http.RoundTripper.
func (u *unread) RoundTrip(r *http.Request) (*http.Response, error) {
	if !u.on {
		return u.way.RoundTrip(r)
	}
	r = r.Clone(r.Context())
	r.Header.Set("Accept-Encoding", "gzip") // by ourselves, so that nobody unpacks it
	resp, err := u.way.RoundTrip(r)
	if err != nil || resp.StatusCode != http.StatusOK {
		return resp, err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	err = errors.Join(err, resp.Body.Close())
	resp.Body = io.NopCloser(strings.NewReader(`{"at":[0,0],"doc":{}}`))
	return resp, err
}

// fill writes so many long texts, as fast as one person may.
func (p *person) fill(ctx context.Context, n int) {
	filling, stop := context.WithTimeout(ctx, time.Duration(n)*30*time.Millisecond)
	defer stop()
	p.write(filling, new(taken), "task", text)
}

// largeRoom lets ten people act as fast as they may in a room with much in it.
func largeRoom(ctx context.Context, p *process, got *taken) {
	way := from(greedyAddress)
	one, link, err := p.enter(ctx, way, "talk")
	if err != nil {
		got.add(codeOf(err))
		return
	}
	one.fill(ctx, 100)
	var all sync.WaitGroup
	for range 20 {
		helper, err := p.sit(ctx, client.NewBrowser(p.url, way), link)
		if err != nil {
			got.add(codeOf(err))
			continue
		}
		all.Go(func() { helper.write(ctx, got, "outcome", text) })
	}
	all.Wait()
}

// renaming fills a room with people who are called alike, of whom some take another name as
// often as they may: each is told apart from all who are there.
func renaming(ctx context.Context, p *process, got *taken) {
	way := from(greedyAddress)
	_, link, err := p.enter(ctx, way, "standup")
	if err != nil {
		got.add(codeOf(err))
		return
	}
	var all sync.WaitGroup
	for n := range rooms.MostPeople - 10 {
		browser := client.NewBrowser(p.url, way)
		if n%10 != 0 {
			if _, err := browser.Join(ctx, link, client.Guest{Name: alike}); err != nil {
				got.add(codeOf(err))
			}
			continue
		}
		one, err := p.sit(ctx, browser, link)
		if err != nil {
			got.add(codeOf(err))
			continue
		}
		all.Go(func() {
			one.write(ctx, got, "rename", func(int) string { return fmt.Sprintf(`{"name":%q}`, alike) })
		})
	}
	all.Wait()
}

// alike is a name that takes long to compare: of signs that each look like others.
const alike = "Illl1Il1|Il Illl1Il1|Il Illl1Il1|Il Ill"
