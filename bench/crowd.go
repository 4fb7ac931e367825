package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"

	"rondo/rooms"
	"rondo/rooms/client"
)

// person is one connection that counts what it gets and looks no further.
type person struct {
	conn     client.Conn
	browser  *client.Browser
	frames   atomic.Int64
	patches  chan []byte // every patch, while somebody listens
	listened atomic.Bool
	acks     chan struct{}
	room     string
	n        int
}

// crowd is the people of some rooms.
type crowd struct {
	rooms   [][]*person
	reading sync.WaitGroup
}

// gather opens rooms and seats people in each.
func gather(ctx context.Context, p *process, rooms, size int) (*crowd, error) {
	c := &crowd{}
	for range rooms {
		seats, err := c.fill(ctx, p, size)
		if err != nil {
			return nil, err
		}
		c.rooms = append(c.rooms, seats)
	}
	return c, nil
}

func (c *crowd) fill(ctx context.Context, p *process, size int) ([]*person, error) {
	opener := client.NewBrowser(p.url, nil)
	link, err := opener.Open(ctx, "standup", "Bench")
	if err != nil {
		return nil, err
	}
	var seats []*person
	for i := range size {
		browser := opener
		if i > 0 {
			browser = client.NewBrowser(p.at(i), nil)
		}
		if _, err := browser.Join(ctx, link, client.Guest{Name: fmt.Sprint("Person ", i+1), Roles: []rooms.Role{rooms.Developer}}); err != nil {
			return nil, err
		}
		one := &person{browser: browser, room: link.Room, patches: make(chan []byte, 1024), acks: make(chan struct{}, 1024)}
		if err := one.connect(ctx, i); err != nil {
			return nil, err
		}
		seats = append(seats, one)
		c.reading.Go(one.read)
	}
	return seats, nil
}

// connect says hello and waits for the answer.
func (p *person) connect(ctx context.Context, i int) (err error) {
	if p.conn, err = p.browser.Dial(p.room)(ctx); err != nil {
		return err
	}
	hello := fmt.Sprintf(`{"hello":{"tab":"%032x","next":1}}`, i+1)
	if err := p.conn.Write(ctx, []byte(hello)); err != nil {
		return err
	}
	_, err = p.conn.Read(ctx)
	return err
}

var (
	patchMark = []byte(`,"patch":`)
	ackMark   = []byte(`"ok":true`)
)

func (p *person) read() {
	for {
		frame, err := p.conn.Read(context.Background())
		if err != nil {
			return
		}
		p.frames.Add(1)
		switch {
		case bytes.Contains(frame, patchMark):
			if p.listened.Load() {
				p.patches <- bytes.Clone(frame)
			}
		case bytes.HasPrefix(frame, []byte(`{"n":`)):
			if !bytes.Contains(frame, ackMark) {
				panic("an action was refused: " + string(frame))
			}
			p.acks <- struct{}{}
		}
	}
}

// act sends an action and does not wait for the answer.
func (p *person) act(ctx context.Context, do, with string) error {
	p.n++
	return p.conn.Write(ctx, []byte(fmt.Sprintf(`{"n":%d,"do":%q,"with":%s}`, p.n, do, with)))
}

// toggle is a small change that everyone in the room sees.
func (p *person) toggle(ctx context.Context) error {
	return p.act(ctx, "hand", strings.Replace(`{"on":X}`, "X", fmt.Sprint(p.n%2 == 0), 1))
}

func (c *crowd) received() (n int64) {
	for _, seats := range c.rooms {
		for _, p := range seats {
			n += p.frames.Load()
		}
	}
	return n
}

func (c *crowd) leave() {
	for _, seats := range c.rooms {
		for _, p := range seats {
			p.conn.Close()
		}
	}
	c.reading.Wait()
}
