package client

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
)

// noted is a connection that notes when the room spoke first and when it was closed; told
// is what its client hears before anything else that comes.
type noted struct {
	Conn
	told chan []byte
	note func(what string)
}

func (c noted) Read(ctx context.Context) ([]byte, error) {
	select {
	case frame := <-c.told:
		return frame, nil
	default:
	}
	raw, err := c.Conn.Read(ctx)
	if bytes.Contains(raw, []byte(`"hello"`)) {
		c.note("greeted")
	}
	return raw, err
}

func (c noted) Close() { c.note("closed"); c.Conn.Close() }

// Who is sent elsewhere is there before they have gone: nobody sees them leave.
func TestWhoIsSentElsewhereIsThereBeforeTheyGo(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		var happened []string
		told, nth := make(chan []byte, 1), 0
		ann := New(s.t.Context(), func(ctx context.Context) (Conn, error) {
			conn, err := s.dialer("ann")(ctx)
			nth++
			of := nth
			return noted{conn, told, func(what string) { happened = append(happened, fmt.Sprint(what, " ", of)) }}, err
		}, Options{})
		if _, err := ann.Ready(s.t.Context()); err != nil {
			t.Fatal(err)
		}
		told <- []byte(`{"bye":{"in":0}}`)
		s.count(ann, "x") // the answer waits behind it
		synctest.Wait()
		s.count(ann, "y")
		ann.Close()
		if want := []string{"greeted 1", "greeted 2", "closed 1", "closed 2"}; !slices.Equal(happened, want) {
			t.Errorf("it happened in the order %v, want %v", happened, want)
		}
	})
}

// One whose hello was never answered goes before another says hello: the room may hear of it
// late, and would send the newer one away for it.
func TestWhoWasNotGreetedGoesBeforeTheyAreElsewhere(t *testing.T) {
	play(t, func(s *scene) {
		s.join("ann")
		var happened []string
		nth := 0
		ann := New(s.t.Context(), func(ctx context.Context) (Conn, error) {
			conn, err := s.dialer("ann")(ctx)
			nth++
			of, told := nth, make(chan []byte, 1)
			c := noted{conn, told, func(what string) { happened = append(happened, fmt.Sprint(what, " ", of)) }}
			if of == 1 {
				told <- []byte(`{"bye":{"in":0}}`)
				return unheard{c}, err
			}
			return c, err
		}, Options{})
		if _, err := ann.Ready(s.t.Context()); err != nil {
			t.Fatal(err)
		}
		ann.Close()
		if want := []string{"closed 1", "greeted 2", "closed 2"}; !slices.Equal(happened, want) {
			t.Errorf("it happened in the order %v, want %v", happened, want)
		}
	})
}

// unheard is a connection on which nothing that is said arrives.
type unheard struct{ noted }

func (unheard) Write(context.Context, []byte) error { return nil }
