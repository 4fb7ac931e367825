//go:build chaos

package main

import (
	"bytes"
	"syscall"
	"testing"
	"time"

	protocol "rondo/rooms/client"
)

// The clock of a node jumps by an hour, there and back. Nobody is told another time: neither
// in a room that it opens in that moment, nor over a connection that has been there before,
// to a room that another node has.
func TestChaosClock(t *testing.T) {
	c := newClusterOf(t, altered(t, hooks...), 2)
	people := newCrew(t, c.nodes[0].url, "a", 1)
	far, pongs := protocol.NewBrowser(c.nodes[1].url, nil), make(chan time.Time, 100)
	if _, err := far.Join(t.Context(), people.link, protocol.Guest{Name: "far"}); err != nil {
		t.Fatal(err)
	}
	p := far.Enter(t.Context(), people.link.Room, protocol.Options{OnFrame: func(dir protocol.Direction, raw []byte) {
		if people.hears(dir, raw); bytes.Contains(raw, []byte(`"pong"`)) {
			pongs <- time.Now()
		}
	}})
	defer p.Close()
	if _, err := p.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 5 { // at first; from then on, one each half minute
		<-pongs
	}
	for _, way := range []syscall.Signal{syscall.SIGUSR1, syscall.SIGUSR2, syscall.SIGUSR2, syscall.SIGUSR1} {
		c.nodes[1].signal(way)
		<-time.After(20 * time.Millisecond) // no longer: Redis tells it the time twice a second
		fresh := newCrew(t, c.nodes[1].url, "b", 1)
		fresh.check()
	}
	c.nodes[1].signal(syscall.SIGUSR1)
	<-pongs
	people.check()
}
