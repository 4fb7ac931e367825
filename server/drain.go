package main

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"

	"rondo/rooms/wire"
)

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
	s.sayBye(ctx)
	stored := s.house.Close(ctx)
	ended := s.endAll(ctx)
	return errors.Join(stored, ended, web.Shutdown(ctx))
}

// sayBye spreads the return of browsers over some seconds, so that whoever
// answers them next is not hit by all at once. Nobody waits here: on one node
// there is nowhere else to go until this process has stopped.
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
