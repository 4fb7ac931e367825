package client

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
)

// deaf is a connection that nobody reads while it is held.
type deaf struct {
	Conn
	ears chan struct{} // holds one token while it is
}

func (d deaf) Read(ctx context.Context) ([]byte, error) {
	d.ears <- struct{}{}
	<-d.ears
	return d.Conn.Read(ctx)
}

// TestAnswersThatASlowReaderMissedAreAskedForAgain drops all that waits for a
// reader, and with it the answers to what it did: on the same connection, each
// comes in the end, and everything was done once.
func TestAnswersThatASlowReaderMissedAreAskedForAgain(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		s.join("bob")
		ears, dials := make(chan struct{}, 1), 0
		ann := New(s.t.Context(), func(ctx context.Context) (Conn, error) {
			dials++
			conn, err := s.dialer("ann")(ctx)
			return deaf{conn, ears}, err
		}, Options{})
		bob := s.sit("bob", Options{Rush: true})
		s.count(ann, "before")
		ears <- struct{}{}
		ctx, cancel := context.WithTimeout(s.t.Context(), time.Minute)
		defer cancel()
		missed := make(chan error)
		for i := range 5 {
			go func() { missed <- ann.Act(ctx, "count", key{fmt.Sprint(i)}) }()
		}
		go func() {
			err := ann.Act(ctx, "undo", nil)
			var refused *rooms.Error
			if errors.As(err, &refused) && refused.Code == "forbidden" {
				err = nil
			}
			missed <- err
		}()
		synctest.Wait()
		for range 1024 { // as many frames as may wait for a reader in one process (rooms/live/local.go)
			s.count(bob, "much")
		}
		<-ears
		for range 6 {
			if err := <-missed; err != nil {
				s.t.Error(err)
			}
		}
		s.count(ann, "after")
		for i := range 5 {
			if n := did(ann.View())[fmt.Sprint(i)]; n != 1 {
				s.t.Errorf("%d was done %d times", i, n)
			}
		}
		if dials != 1 {
			s.t.Errorf("there were %d connections", dials)
		}
		s.sameAsFresh(ann, "ann")
		ann.Close()
		bob.Close()
	})
}
