// Package client is the protocol in Go: what a browser's page does, without the
// page. Bots, tests, the benchmark and the command line use it, and whoever
// writes a client in another language can read it in an evening.
//
//	link, _ := client.ParseLink("https://rondo.example/r/7f…#s3cret")
//	c, err := client.Join(ctx, link, client.Guest{Name: "Ann"}, client.Options{})
//	...
//	defer c.Close()
//	err = c.Act(ctx, "raise", map[string]string{"text": "No test database"})
//
// Start reading at loop.go: one goroutine owns everything about a connection.
package client

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"sync"
	"time"

	"rondo/rooms"
	"rondo/rooms/wire"
)

// Options are what a caller may want to know or to change.
type Options struct {
	// OnFrame sees every frame as it is on the wire, in order, before the
	// client does anything about it. It must not keep or change raw.
	OnFrame func(dir Direction, raw []byte)
	Log     *slog.Logger // nothing is logged when nil
	Seed    uint64       // of the backoff's jitter; 0: random
	Rush    bool         // send faster than servers take it; for a benchmark that raised their limits
}

// Direction is where a frame goes.
type Direction string

// Directions.
const (
	Up   Direction = "up"
	Down Direction = "down"
)

// Client is one tab of one person in one room. It stays connected until it is
// closed or the server says that there is no coming back. Its methods may be
// called from any goroutine.
type Client struct {
	with    Options
	tab     string
	asked   chan *act
	signals chan []byte
	done    chan struct{}
	cancel  context.CancelFunc
	clock   *clock

	mu      sync.Mutex // guards what follows; held for moments only
	view    View
	changed chan struct{} // closed when view is replaced
	dropped func()        // cuts the current connection, nil while there is none
	err     error         // why it ended, once done is closed
}

// ErrClosed is what actions get from a client that was closed.
var ErrClosed = errors.New("client: closed")

// New connects through dial and keeps the connection up until Close is called
// or ctx ends. It returns at once; Ready waits for the first snapshot.
func New(ctx context.Context, dial Dialer, with Options) *Client {
	if with.Log == nil {
		with.Log = slog.New(slog.DiscardHandler)
	}
	ctx, cancel := context.WithCancel(ctx)
	c := &Client{
		with: with, tab: newTab(), cancel: cancel, clock: newClock(),
		asked: make(chan *act), signals: make(chan []byte), done: make(chan struct{}), changed: make(chan struct{}),
	}
	go newLoop(c, dial).run(ctx)
	return c
}

// newTab names a tab: 128 random bits, so that no two tabs share their numbers.
func newTab() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: crypto/rand aborts the program instead
	return hex.EncodeToString(b[:])
}

// Close ends the connection and waits until nothing of the client runs any
// more. Actions that wait for an answer get ErrClosed: whether they took effect
// is then unknown.
func (c *Client) Close() error {
	c.cancel()
	<-c.done
	return nil
}

// Done is closed when the client has ended; Err then says why.
func (c *Client) Done() <-chan struct{} { return c.done }

// Err says why the client has ended: ErrClosed, or an *Ended. It is nil before.
func (c *Client) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.err
}

// Act does something in the room and returns when the room has answered: nil
// when it is done, stored, and in View; an *rooms.Error when the room refused
// it. It takes effect once, however often the connection breaks meanwhile.
// When ctx ends first, the action stays queued and may still take effect.
func (c *Client) Act(ctx context.Context, verb string, with any) error {
	return c.ActIf(ctx, nil, verb, with)
}

// ActIf is Act for somebody who saw something, see View.Seen: once it is not so any
// more, the room refuses with "changed", and nothing is done.
func (c *Client) ActIf(ctx context.Context, seen rooms.Seen, verb string, with any) error {
	var body json.RawMessage
	if with != nil {
		raw, err := json.Marshal(with)
		if err != nil {
			return err
		}
		body = raw
	}
	a := &act{do: verb, with: body, seen: seen, done: make(chan error, 1)}
	select {
	case c.asked <- a:
	case <-c.done:
		return c.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-a.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Signal shows the others a short-lived sign, such as "react", "clap". Nobody
// stores or answers it, and without a connection it is lost.
func (c *Client) Signal(ctx context.Context, kind, what string) error {
	raw, err := json.Marshal(wire.Up{Gesture: &wire.Gesture{Kind: kind, What: what}})
	if err != nil {
		return err
	}
	if kind == "quiet" {
		raw = wire.Padded(raw, wire.ShortSize) // which one it is must not show in its size
	}
	select {
	case c.signals <- raw:
		return nil
	case <-c.done:
		return c.Err()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Now is the room's time, as far as the pings could measure it.
func (c *Client) Now() rooms.Millis { return c.clock.now(time.Now()) }

// Drop cuts the connection as a tunnel would: without a goodbye. The client
// comes back by itself.
func (c *Client) Drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dropped != nil {
		c.dropped()
	}
}
