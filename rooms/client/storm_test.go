package client

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

var storms = flag.Int("storms", 15, "how many simulated storms")

// bad is a connection that delays, and that breaks off before or after any
// frame, up or down.
type bad struct {
	Conn
	mu   sync.Mutex
	dice *rand.Rand
}

var errCut = errors.New("the connection was cut")

func (b *bad) luck() (breaks bool, delay time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.dice.IntN(25) == 0, time.Duration(b.dice.IntN(40)) * time.Millisecond
}

func (b *bad) Read(ctx context.Context) ([]byte, error) {
	raw, err := b.Conn.Read(ctx)
	breaks, delay := b.luck()
	time.Sleep(delay)
	if breaks {
		return nil, errCut
	}
	return raw, err
}

func (b *bad) Write(ctx context.Context, raw []byte) error {
	breaks, delay := b.luck()
	time.Sleep(delay)
	if breaks && delay%2 == 0 {
		return errCut
	}
	if err := b.Conn.Write(ctx, raw); err != nil || breaks {
		return errCut
	}
	return nil
}

// In a storm connections break at every frame and the server restarts; still
// every answered action took effect once, and patches lead to what a newcomer
// sees.
func TestInAStormEverythingIsDoneOnce(t *testing.T) {
	for seed := range uint64(*storms) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { play(t, func(s *scene) { storm(s, seed) }) })
	}
}

// sitInStorm lets somebody in whose connections are bad.
func (s *scene) sitInStorm(name string, seed uint64) *Client {
	s.join(name)
	dice := rand.New(rand.NewPCG(seed, 0))
	good := s.dialer(name)
	return New(s.t.Context(), func(ctx context.Context) (Conn, error) {
		conn, err := good(ctx)
		if err != nil {
			return nil, err
		}
		return &bad{Conn: conn, dice: rand.New(rand.NewPCG(dice.Uint64(), 1))}, nil
	}, Options{Seed: seed})
}

func storm(s *scene, seed uint64) {
	const people, acts = 3, 25
	var clients []*Client
	var wg sync.WaitGroup
	for i := range people {
		name := fmt.Sprint("person", i)
		c := s.sitInStorm(name, seed*people+uint64(i)+1)
		clients = append(clients, c)
		for n := range acts {
			wg.Go(func() { s.count(c, fmt.Sprint(name, ".", n)) })
		}
	}
	restart := time.AfterFunc(time.Duration(seed%7)*500*time.Millisecond, func() {
		old := s.house.Swap(nil)
		_ = old.Close(context.Background())
		for _, c := range clients {
			c.Drop()
		}
		s.boot()
	})
	wg.Wait()
	defer restart.Stop()
	calm(s, clients)
	for i, c := range clients {
		for what, n := range did(c.View()) {
			if n != 1 {
				s.t.Errorf("%s was done %d times", what, n)
			}
		}
		if n := len(did(c.View())); n != people*acts {
			s.t.Errorf("%d of %d were done", n, people*acts)
		}
		s.sameAsFresh(c, fmt.Sprint("person", i))
		c.Close()
	}
}

// calm waits until everybody has seen everything there is.
func calm(s *scene, clients []*Client) {
	for s.house.Load() == nil {
		time.Sleep(time.Second)
	}
	raw, _, err := s.house.Load().Doc(s.t.Context(), s.room, "person0")
	if err != nil {
		s.t.Fatal(err)
	}
	at, err := parse(raw)
	if err != nil {
		s.t.Fatal(err)
	}
	want := fmt.Sprint(at["at"])
	for _, c := range clients {
		_, err := c.Until(s.t.Context(), func(v View) bool { return v.Online && fmt.Sprint(v.At) == want })
		if err != nil {
			s.t.Fatal(err)
		}
	}
}
