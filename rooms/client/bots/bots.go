// Package bots is people who behave: they write their notes, speak for about as
// long as they have, run over at times, pass the floor, raise blockers and offer
// help, vote, and now and then lose the connection and come back. `rondo bots`
// sends them into a room, a facilitator tries a room with three of them, and
// load tests and screens live by them.
//
// What a bot does is decided by its seed and by what it sees, so the same
// meeting goes the same way again.
package bots

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/wire"
)

// Options are how a company of bots behaves.
type Options struct {
	N    int
	Seed uint64
	Pace float64 // how much faster than people; 0 and 1: as fast
	// Guided bots go when nobody human has been connected for GuideGrace: they
	// are there for somebody's sake. The others stay until the meeting is over.
	Guided bool
	// Human bots do not say that they are bots, and may therefore facilitate.
	Human bool
	Say   func(who, what string) // hears what they do; may be nil
	Frame func(who string, dir client.Direction, raw []byte)
}

// Times of a company.
const (
	GuideGrace = time.Minute      // without anybody human until Guided bots go
	parting    = 10 * time.Second // from the end of the meeting until they go
)

// Door lets a guest into a room and returns the way to its seat.
type Door func(ctx context.Context, guest client.Guest) (client.Dialer, error)

// At returns the door of the room behind a link.
func At(link client.Link) Door {
	return func(ctx context.Context, guest client.Guest) (client.Dialer, error) {
		b := client.NewBrowser(link.Server, nil)
		if _, err := b.Join(ctx, link, guest); err != nil {
			return nil, err
		}
		return b.Dial(link.Room), nil
	}
}

// Run lets bots in and returns when they have left: the meeting is over, the
// guided ones are alone, or ctx has ended. An error is that somebody could not
// come in, or was sent away.
func Run(ctx context.Context, door Door, with Options) error {
	if with.Pace == 0 {
		with.Pace = 1
	}
	if with.Say == nil {
		with.Say = func(string, string) {}
	}
	var wg sync.WaitGroup
	defer wg.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	left := make(chan error, with.N)
	for i, guest := range Cast(with.N) {
		guest.Bot = !with.Human
		dial, err := door(ctx, guest)
		if err != nil && rooms.AsError(err).Code == "by_invitation" { // the meeting is the team's own
			guest.Roles = []rooms.Role{rooms.Developer}
			dial, err = door(ctx, guest)
		}
		if err != nil {
			return err
		}
		b := newBot(guest, with, uint64(i))
		wg.Go(func() { left <- b.live(ctx, dial) })
	}
	return gather(ctx, left, with.N)
}

// gather waits until all have left.
func gather(ctx context.Context, left <-chan error, n int) error {
	var errs []error
	for range n {
		if err := <-left; err != nil && ctx.Err() == nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// bot is one of them.
type bot struct {
	*client.Client
	guest client.Guest
	with  Options
	dice  *rand.Rand
	plans map[string]time.Time // when to do what it wants to do
	did   map[string]bool      // what it wanted once and has done
	alone time.Time            // since when nobody human is there
	back  time.Time            // until when it is in a tunnel
	mu    sync.Mutex           // guards back: the dialer reads it
}

func newBot(guest client.Guest, with Options, i uint64) *bot {
	return &bot{
		guest: guest, with: with, dice: rand.New(rand.NewPCG(with.Seed, i)),
		plans: map[string]time.Time{}, did: map[string]bool{},
	}
}

// live is a bot's whole meeting.
func (b *bot) live(ctx context.Context, dial client.Dialer) error {
	options := client.Options{Seed: b.dice.Uint64() | 1}
	if b.with.Frame != nil {
		options.OnFrame = func(dir client.Direction, raw []byte) { b.with.Frame(b.guest.Name, dir, raw) }
	}
	b.Client = client.New(ctx, b.throughTunnels(dial), options)
	defer func() { _ = b.Close() }()
	if _, err := b.Ready(ctx); err != nil {
		return err
	}
	b.with.Say(b.guest.Name, "comes in")
	for {
		stay, err := b.turn(ctx)
		if !stay || err != nil {
			return err
		}
	}
}

// turn does what is due, and waits until something changes or the next is due.
func (b *bot) turn(ctx context.Context) (stay bool, err error) {
	seen := b.View()
	scene, err := look(seen, b.Now())
	if err != nil {
		return false, err
	}
	if b.isTimeToGo(scene) {
		return false, nil
	}
	next := b.consider(ctx, scene)
	wait, cancel := context.WithTimeout(ctx, next)
	defer cancel()
	_, err = b.Until(wait, func(v client.View) bool { return v.At != seen.At || v.Online != seen.Online })
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		err = nil
	}
	return true, err
}

func (b *bot) isTimeToGo(s scene) bool {
	if s.room.Ended != 0 {
		return s.now > s.room.Ended+rooms.For(parting)
	}
	if !b.with.Guided || s.company() {
		b.alone = time.Time{}
		return false
	}
	if b.alone.IsZero() {
		b.alone = time.Now()
	}
	return time.Since(b.alone) > GuideGrace
}

// consider looks at what there is to want, does what is due, and returns how
// long nothing else is.
func (b *bot) consider(ctx context.Context, s scene) time.Duration {
	wanted, next := map[string]bool{}, 5*time.Second
	for _, w := range b.wishes(s) {
		if b.did[w.key] || wanted[w.key] {
			continue
		}
		wanted[w.key] = true
		at, planned := b.plans[w.key]
		if !planned {
			at = time.Now().Add(b.some(w.least, w.most))
			b.plans[w.key] = at
		}
		if wait := time.Until(at); wait > 0 {
			next = min(next, wait)
			continue
		}
		b.fulfil(ctx, w)
		next = 0
	}
	for key := range b.plans {
		if !wanted[key] {
			delete(b.plans, key) // it has become pointless
		}
	}
	return next
}

// fulfil does one thing. A refusal is taken as people take it: too late, move on.
func (b *bot) fulfil(ctx context.Context, w wish) {
	delete(b.plans, w.key)
	b.did[w.key] = true
	if w.leave > 0 {
		b.enterTunnel(w.leave)
		return
	}
	var err error
	if w.sign != "" {
		err = b.Signal(ctx, "react", w.sign)
	} else {
		err = b.Act(ctx, w.do, w.with)
	}
	if err != nil {
		b.with.Say(b.guest.Name, w.do+w.sign+": "+wire.Say(rooms.AsError(err)))
		return
	}
	b.with.Say(b.guest.Name, w.do+w.sign)
}

// some is a time between two, at the company's pace.
func (b *bot) some(least, most time.Duration) time.Duration {
	d := least + time.Duration(b.dice.Int64N(int64(max(1, most-least))))
	return time.Duration(float64(d) / b.with.Pace)
}
