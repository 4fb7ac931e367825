package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"rondo/rooms/wire"
)

// leave lets balancers hear that nobody more should be sent here, before anybody is refused:
// for a while only /readyz says so.
func (s *server) leave(fatal alarm) error {
	s.leaving.Store(true)
	if s.cfg.drainDelay > 0 {
		s.log.Info("leaving", "s", s.cfg.drainDelay.Seconds())
	}
	select {
	case <-time.After(s.cfg.drainDelay):
		return nil
	case err := <-fatal:
		return err
	}
}

// drain stops the server so that nobody loses anything: newcomers are sent
// elsewhere, browsers are told when to come back, rooms finish what is in
// write and are stored, and only then the connections end. All of it within
// one deadline: an orchestrator kills what takes longer.
func (s *server) drain(web *http.Server) error {
	s.draining.Store(true)
	s.quit()
	ctx, cancel := context.WithTimeout(context.Background(), s.limits.drain)
	defer cancel()
	s.log.Info("draining", "connections", s.crowd.size())
	handed := s.handOver(ctx)
	s.sayBye(ctx)
	if handed {
		s.awaitLeaving(ctx)
	}
	stored := s.house.Close(ctx)
	ended := s.endAll(ctx)
	return errors.Join(stored, ended, web.Shutdown(ctx))
}

// atOnce is how many rooms are handed over at a time.
const atOnce = 16

// handOver gives the rooms that are here to other nodes, one by one: each is closed for as
// long as it takes to open it there. It tells whether there is another node.
func (s *server) handOver(ctx context.Context) bool {
	if s.elsewhere == nil || s.elsewhere.node.Alone() {
		return false
	}
	rooms := s.elsewhere.node.Drain(ctx)
	var all sync.WaitGroup
	slots := make(chan struct{}, atOnce)
	for _, room := range rooms {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			if err := s.elsewhere.house.Evict(ctx, room); err != nil {
				s.log.Warn("a room was not handed over; another node has to wait for it", "room", s.house.Alias(room), "err", err)
			}
		})
	}
	all.Wait()
	s.log.Info("handed over", "rooms", len(rooms))
	return true
}

// awaitLeaving waits for browsers to go where they were sent: each opens its new connection
// before it gives up the one here.
func (s *server) awaitLeaving(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, s.limits.bye+time.Second)
	defer cancel()
	select {
	case <-s.crowd.gone():
	case <-ctx.Done():
	}
}

// sayBye spreads the return of browsers over some seconds, so that whoever
// answers them next is not hit by all at once. On one node
// nobody waits for that: there is nowhere else to go until this process has stopped.
func (s *server) sayBye(ctx context.Context) {
	within := s.limits.bye
	if end, ok := ctx.Deadline(); ok {
		within = min(within, time.Until(end)/2)
	}
	for _, k := range s.crowd.all() {
		k.Send([]wire.Frame{byeFrame(rand.N(within + 1))})
	}
}

// endAll closes every connection, also those whose handshake was under way when
// the drain began.
func (s *server) endAll(ctx context.Context) error {
	again := time.NewTicker(100 * time.Millisecond)
	defer again.Stop()
	for gone := s.crowd.gone(); ; {
		for _, k := range s.crowd.all() {
			k.shut(closeRestart, "restart")
		}
		select {
		case <-gone:
			return nil
		case <-again.C:
		case <-ctx.Done():
			for _, k := range s.crowd.all() {
				k.drop(closeRestart)
			}
			return ctx.Err()
		}
	}
}
