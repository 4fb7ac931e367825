package main

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/maphash"
	"net/url"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"rondo/rooms"
	protocol "rondo/rooms/client"
)

// crew is people at work in one room of a cluster, and what they saw.
type crew struct {
	t      *testing.T
	name   string
	link   protocol.Link
	opener *protocol.Browser
	people []*protocol.Client
	began  time.Time
	ctx    context.Context // of what they do
	abort  context.CancelFunc
	off    atomic.Int64 // how far the room's time was from ours at most, in ms

	mu       sync.Mutex
	shown    map[shownAt]string // every change that somebody was sent
	twofold  []shownAt          // at which two people were sent different ones
	history  []porcupine.Operation
	answered []time.Time   // of each person, the newest
	slowest  time.Duration // that anybody waited for an answer, since it was looked at last
	done     int
}

// report is what somebody does with the room's list of things in the way: puts one on it
// (text), or reads it (text is "").
type report struct{ text string }

func newCrew(t *testing.T, front *url.URL, name string, n int) *crew {
	t.Helper()
	c := &crew{t: t, name: name, opener: protocol.NewBrowser(front, nil), began: time.Now(), answered: make([]time.Time, n), shown: map[shownAt]string{}}
	c.ctx, c.abort = context.WithCancel(t.Context())
	var err error
	if c.link, err = c.opener.Open(t.Context(), "standup", name); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		b := c.opener
		if i > 0 {
			b = protocol.NewBrowser(front, nil)
		}
		if _, err := b.Join(t.Context(), c.link, protocol.Guest{Name: fmt.Sprintf("%s%d", name, i)}); err != nil {
			t.Fatal(err)
		}
		p := b.Enter(t.Context(), c.link.Room, protocol.Options{OnFrame: c.hears})
		if _, err := p.Ready(t.Context()); err != nil {
			t.Fatal(err)
		}
		c.people = append(c.people, p)
	}
	return c
}

// hears looks at what the room shows, and says that the time is, whoever's clock jumps.
func (c *crew) hears(dir protocol.Direction, raw []byte) {
	var f struct {
		Now   rooms.Millis               `json:"now"` // of a pong
		Hello struct{ Now rooms.Millis } `json:"hello"`
		At    [2]int64                   `json:"at"`
		Patch json.RawMessage            `json:"patch"`
	}
	if dir == protocol.Up || json.Unmarshal(raw, &f) != nil {
		return
	}
	if f.Patch != nil {
		c.sees(shownAt{f.At[0], f.At[1]}, f.Patch)
	}
	if now := max(f.Now, f.Hello.Now); now != 0 {
		off := int64(now - rooms.MillisOf(time.Now()))
		c.off.Store(max(c.off.Load(), off, -off))
	}
}

// note adds an operation to the history. Of one that failed nobody knows whether it took effect.
func (c *crew) note(who int, in report, out items, from time.Time, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	to := time.Since(c.began).Nanoseconds()
	if err != nil {
		if in.text == "" {
			return // a read that was not answered says nothing
		}
		to = 1 << 62
	} else if in.text != "" {
		c.answered[who] = time.Now()
		c.slowest = max(c.slowest, time.Since(from))
		c.done++
	}
	c.history = append(c.history, porcupine.Operation{ClientId: who, Input: in, Call: from.Sub(c.began).Nanoseconds(), Output: out, Return: to})
}

// work lets everybody work until ctx ends, each at a pace that people could have.
func (c *crew) work(ctx context.Context) {
	var all sync.WaitGroup
	for who, p := range c.people {
		all.Go(func() {
			for n := 0; c.next(ctx); n++ {
				in, from := report{fmt.Sprintf("%s.%d.%d", c.name, who, n)}, time.Now()
				err := p.Act(c.ctx, "raise", map[string]string{"text": in.text})
				if c.ctx.Err() != nil {
					return
				}
				c.note(who, in, 0, from, err)
				if err != nil {
					c.t.Errorf("%s: %v", in.text, err)
					return
				}
			}
		})
	}
	all.Go(func() {
		for c.next(ctx) {
			from := time.Now()
			things, err := c.read(ctx)
			c.note(len(c.people), report{}, itemsOf(things), from, err)
		}
	})
	all.Wait()
}

// did is how many things were put on the list.
func (c *crew) did() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.done
}

func (c *crew) next(ctx context.Context) bool {
	select {
	case <-time.After(250 * time.Millisecond):
		return true
	case <-ctx.Done():
		return false
	}
}

// read reads the list at whichever node the balancer comes to.
func (c *crew) read(ctx context.Context) (things []string, err error) {
	_, doc, err := c.opener.Doc(ctx, c.link.Room)
	if err != nil {
		return nil, err
	}
	for _, thing := range doc["room"].(protocol.Tree)["blockers"].(protocol.Tree) {
		things = append(things, thing.(protocol.Tree)["text"].(string))
	}
	return things, nil
}

// isBack waits until everybody in the room has been answered since a moment, and returns how
// long the slowest answer took since it was asked last.
func (c *crew) isBack(since time.Time, within time.Duration) (waited time.Duration) {
	c.t.Helper()
	defer func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		waited, c.slowest = c.slowest, 0
	}()
	for {
		c.mu.Lock()
		late := slices.MinFunc(c.answered, time.Time.Compare)
		c.mu.Unlock()
		if late.After(since) {
			return 0
		}
		if time.Since(since) > within {
			c.t.Fatalf("%s: somebody waits for more than %v, since %v", c.name, within.Round(time.Millisecond), since.Format(time.TimeOnly))
		}
		<-time.After(5 * time.Millisecond)
	}
}

// items stands for the things on a list, in whatever order: the sum of their hashes.
type items uint64

func itemsOf(things []string) (of items) {
	for _, thing := range things {
		of += items(maphash.String(hashSeed, thing))
	}
	return of
}

var hashSeed = maphash.MakeSeed()

// list is what the room's list is: each thing that was put on it is there once, from the
// moment it was acknowledged, or shown, to everybody who asks.
var list = porcupine.Model{
	Init: func() any { return items(0) },
	Step: func(state, in, out any) (bool, any) {
		was, did := state.(items), in.(report)
		if did.text == "" {
			return out.(items) == was, was
		}
		return true, was + itemsOf([]string{did.text})
	},
}

// check looks at everything that the crew saw.
func (c *crew) check() {
	c.t.Helper()
	from := time.Now()
	things, err := c.read(c.t.Context())
	c.note(len(c.people), report{}, itemsOf(things), from, err)
	if err != nil {
		c.t.Errorf("%s: %v", c.name, err)
	}
	times := map[string]int{}
	for _, thing := range things {
		times[thing]++
	}
	for _, op := range c.history {
		if text := op.Input.(report).text; text != "" && op.Return < 1<<62 && times[text] != 1 {
			c.t.Errorf("%s was acknowledged once and is there %d times", text, times[text])
		}
	}
	if got := porcupine.CheckOperationsTimeout(list, c.history, 20*time.Second); got == porcupine.Illegal {
		c.t.Errorf("%s: what people read and what they did fit no order", c.name)
	} else if got == porcupine.Unknown {
		c.t.Logf("%s: the order was not found in time", c.name)
	}
	for i, p := range c.people {
		if v := p.View(); v.Resets != 0 {
			c.t.Errorf("%s%d saw something that was taken back, %d times", c.name, i, v.Resets)
		}
		p.Close()
	}
	if off := time.Duration(c.off.Load()) * time.Millisecond; off > mostOff {
		c.t.Errorf("%s: the room's time was wrong by %v", c.name, off)
	}
}

// mostOff is how far what is said to be the time may be from it when it arrives.
const mostOff = 30 * time.Second
