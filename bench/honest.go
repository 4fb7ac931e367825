package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
)

// Loopback has many addresses: honest people and greedy ones come from different
// networks, as far as the program can tell.
var (
	honestAddress = netip.MustParseAddr("127.0.1.1")
	greedyAddress = netip.MustParseAddr("127.0.2.1")
)

// from is how browsers at an address reach the program.
func from(address netip.Addr) *http.Transport {
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: address.AsSlice()}}
	return &http.Transport{DialContext: dialer.DialContext, MaxIdleConnsPerHost: 100}
}

// honest is a room of people who do nothing unusual.
type honest struct {
	crowd *crowd
	seats []*person
}

func (p *process) honestRoom(ctx context.Context, size int) (*honest, error) {
	h, way := &honest{crowd: &crowd{}}, from(honestAddress)
	var link client.Link
	for i := range size {
		browser := client.NewBrowser(p.url, way)
		if i == 0 {
			var err error
			if link, err = browser.Open(ctx, "standup", "Honest"); err != nil {
				return nil, err
			}
		}
		if _, err := browser.Join(ctx, link, client.Guest{Name: fmt.Sprint("Person ", i+1), Roles: []rooms.Role{rooms.Developer}}); err != nil {
			return nil, err
		}
		one := &person{browser: browser, room: link.Room, patches: make(chan []byte, 1024), acks: make(chan struct{}, 1024)}
		if err := one.connect(ctx, i); err != nil {
			return nil, err
		}
		h.seats = append(h.seats, one)
		h.crowd.reading.Go(one.read)
	}
	h.crowd.rooms = [][]*person{h.seats}
	return h, nil
}

// meet lets the people act, one after the other and a little less often than they may,
// and returns how long each action took to reach all of them.
func (h *honest) meet(ctx context.Context, d time.Duration) (times []time.Duration, err error) {
	const pace = 25 * time.Millisecond
	tick := time.NewTicker(pace)
	defer tick.Stop()
	for _, one := range h.seats {
		one.listened.Store(true)
		for len(one.patches) > 0 {
			<-one.patches // what joining set off
		}
	}
	until := time.Now().Add(d)
	for n := 0; time.Now().Before(until); n++ {
		actor := h.seats[n%len(h.seats)]
		began := time.Now()
		if err := actor.toggle(ctx); err != nil {
			return nil, err
		}
		for _, one := range h.seats {
			select {
			case <-one.patches:
			case <-time.After(30 * time.Second):
				return nil, fmt.Errorf("an action did not arrive within 30 seconds")
			case <-ctx.Done():
				return nil, ctx.Err()
			}
		}
		times = append(times, time.Since(began))
		<-actor.acks
		<-tick.C
	}
	return times, nil
}
