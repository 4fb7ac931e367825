package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"sync"

	"rondo/rooms"
	protocol "rondo/rooms/client"
	people "rondo/rooms/client/bots"
	"rondo/rooms/live"
)

// company is the bots that this server runs itself, in rooms whose facilitators
// asked for some: guided bots, that go when nobody human is left.
type company struct {
	ctx    context.Context // ends when the server begins to stop
	end    context.CancelFunc
	house  *live.House
	limits limits
	log    *slog.Logger
	all    sync.WaitGroup

	mu        sync.Mutex
	total     int
	byRoom    map[rooms.ID]int
	byAddress map[string]int // of who asked for them
}

func newCompany(ctx context.Context, h *live.House, l limits, log *slog.Logger) *company {
	ctx, end := context.WithCancel(ctx)
	return &company{ctx: ctx, end: end, house: h, limits: l, log: log, byRoom: map[rooms.ID]int{}, byAddress: map[string]int{}}
}

// bring sends n bots into a room, for somebody at an address. It returns once they
// are on their way.
func (c *company) bring(room rooms.ID, address string, n int) error {
	if err := c.enter(room, address, n); err != nil {
		return err
	}
	c.all.Go(func() {
		defer c.gone(room, address, n)
		err := people.Run(c.ctx, c.door(room), people.Options{N: n, Seed: rand.Uint64(), Guided: true})
		if err != nil && c.ctx.Err() == nil {
			c.log.Info("bots went early", "err", rooms.AsError(err).Code)
		}
	})
	return nil
}

func (c *company) enter(room rooms.ID, address string, n int) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.ctx.Err() != nil:
		return errDraining
	case c.byRoom[room]+n > c.limits.botsPerRoom:
		return rooms.Refuse("rate_limited/bots_in_room")
	case c.byAddress[address]+n > c.limits.botsPerAddress:
		return rooms.Refuse("rate_limited/bots_of_network")
	case c.total+n > c.limits.botsPerNode:
		return rooms.Refuse("capacity/bots")
	}
	c.total += n
	c.byRoom[room] += n
	c.byAddress[address] += n
	return nil
}

func (c *company) gone(room rooms.ID, address string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total -= n
	decrease(c.byRoom, room, n)
	decrease(c.byAddress, address, n)
}

// door gives each bot a seat of its own.
func (c *company) door(room rooms.ID) people.Door {
	return func(ctx context.Context, guest protocol.Guest) (protocol.Dialer, error) {
		browser := rooms.NewSecret()
		_, err := c.house.JoinBot(ctx, room, browser, guest.Name, guest.Roles)
		return c.house.Dial(room, browser), err
	}
}

// leave sends all bots home and waits until they have gone.
func (c *company) leave() {
	c.end()
	c.all.Wait()
}

// sendCompany is `rondo bots`: bots that come over the network, as people do.
func sendCompany(ctx context.Context, text string, n int, out io.Writer) error {
	link, err := protocol.ParseLink(text)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	seed := rand.Uint64N(1_000_000)
	fmt.Fprintf(out, "%d bots, seed %d. Interrupt to send them home.\n", n, seed)
	err = people.Run(ctx, people.At(link), people.Options{N: n, Seed: seed, Say: func(who, what string) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintf(out, "%s: %s\n", who, what)
	}})
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}
