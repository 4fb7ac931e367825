package live

import (
	"context"
	"errors"
	"log/slog"
	"rondo/rooms"
	"rondo/rooms/journal"
	"sync"
	"time"
)

// House is all rooms of this process: those that are open, each with its own
// goroutine, and the journal with the others.
type House struct {
	with  Options
	kinds map[string]*rooms.Kind
	count counters
	salt  string // for names of rooms in the log

	mu      sync.Mutex // guards what follows; no room is worked on under it
	rooms   map[rooms.ID]*opening
	failed  map[rooms.ID]failure // did not open
	closing bool
	life    context.Context // of the sweeper
	quit    context.CancelFunc
	sweeper sync.WaitGroup
}

// opening is a room that is open, or about to be.
type opening struct {
	ready chan struct{}
	room  *room
	err   error
}

// Options is what a house is built from.
type Options struct {
	Journal journal.Journal
	Keys    journal.Keys
	Log     *slog.Logger       // never gets what people wrote; discarded when nil
	Build   string             // names this build to browsers, so that an old page reloads itself
	Dice    func() *rooms.Dice // CryptoDice when nil
	Limits  Limits
	Now     func() time.Time     // one clock for all nodes; time.Now when nil
	Passed  func() time.Duration // since some moment, on a clock that never goes back nor jumps; this machine's when nil
	Short   func() bool          // memory is short: idle rooms leave it, large ones grow no more; never when nil
	PassOn  func(rooms.ID) bool  // lets another node have a room of a newer program, and tells whether there is one; never when nil
	Fatal   func(error)          // the storage has failed for good: the process must stop; ignored when nil
}

var (
	errMoved      = errors.New("rooms: the room has left memory")
	errNoRoom     = rooms.Refuse("no_room")
	errNoTeam     = rooms.Refuse("no_room/team")
	errNoPhone    = rooms.Refuse("no_room/phone")
	errNoRecovery = rooms.Refuse("no_room/recovery")
	errDraining   = rooms.Refuse("draining").After(time.Second)
)

// NewHouse opens the house. Close it when done.
func NewHouse(with Options, kinds ...*rooms.Kind) *House {
	with.Limits = with.Limits.withDefaults()
	if with.Dice == nil {
		with.Dice = rooms.CryptoDice
	}
	if with.Fatal == nil {
		with.Fatal = func(error) {}
	}
	if with.Now == nil {
		with.Now = time.Now
	}
	if with.Passed == nil {
		with.Passed = stopwatch()
	}
	if with.Short == nil {
		with.Short = func() bool { return false }
	}
	if with.PassOn == nil {
		with.PassOn = func(rooms.ID) bool { return false }
	}
	if with.Log == nil {
		with.Log = slog.New(slog.DiscardHandler)
	}
	h := &House{with: with, kinds: map[string]*rooms.Kind{}, rooms: map[rooms.ID]*opening{}, failed: map[rooms.ID]failure{}, salt: rooms.NewSecret()}
	h.life, h.quit = context.WithCancel(context.Background())
	for _, k := range kinds {
		h.kinds[k.Name] = k
	}
	h.sweeper.Go(h.sweep)
	return h
}

// stopwatch is this machine's monotonic clock.
func stopwatch() func() time.Duration {
	began := time.Now()
	return func() time.Duration { return time.Since(began) }
}

// room returns an open room, opening it from the journal if need be. Who comes
// while it opens waits for the same opening.
func (h *House) room(ctx context.Context, id rooms.ID) (*room, error) {
	h.mu.Lock()
	if h.closing {
		h.mu.Unlock()
		return nil, errDraining
	}
	o := h.rooms[id]
	if o == nil {
		if err := h.aside(id); err != nil {
			h.mu.Unlock()
			return nil, err
		}
		o = &opening{ready: make(chan struct{})}
		h.rooms[id] = o
		go h.bringUp(id, o)
	}
	h.mu.Unlock()
	select {
	case <-o.ready:
		return o.room, inWords(o.err)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (h *House) bringUp(id rooms.ID, o *opening) {
	o.err = rooms.Guard(func() (err error) {
		o.room, err = h.load(context.Background(), id)
		return err
	})
	if errors.Is(o.err, errNewer) && h.with.PassOn(id) {
		o.err = journal.ErrElsewhere
	}
	h.mu.Lock()
	if f, was := h.failed[id]; was && (o.err == nil || errors.Is(o.err, journal.ErrNoRoom)) {
		if f.damaged = false; f.bugs == 0 || o.err != nil {
			delete(h.failed, id)
		} else {
			h.failed[id] = f
		}
	}
	if o.err != nil {
		delete(h.rooms, id)
	}
	h.mu.Unlock()
	switch {
	case o.err == nil:
		h.count.open.Add(1)
		go o.room.run()
	case errors.Is(o.err, journal.ErrNoRoom):
		o.err = errNoRoom
	case isBug(o.err):
		h.noteBug(id, o.err)
	case errors.Is(o.err, journal.ErrElsewhere): // nothing is wrong with it
	case errors.Is(o.err, journal.ErrBroken):
		h.noteFailure(id, o.err)
		h.with.Fatal(o.err)
	default:
		h.noteFailure(id, o.err)
	}
	close(o.ready)
}

// forget is the last thing a room does.
func (h *House) forget(r *room) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.rooms, r.id)
	h.count.open.Add(-1)
}

// ask puts a question to a room, opening it again if it leaves memory meanwhile.
func (h *House) ask(ctx context.Context, id rooms.ID, do func(*room) error) error {
	for {
		r, err := h.room(ctx, id)
		if err != nil {
			return err
		}
		if err := r.ask(ctx, do); !errors.Is(err, errMoved) {
			return err
		}
		<-r.stopped
	}
}

// Close finishes what is in flight, stores every open room and returns. New
// work is refused with "draining" from the start of it.
func (h *House) Close(ctx context.Context) error {
	h.mu.Lock()
	h.closing = true
	h.quit()
	open := make([]*opening, 0, len(h.rooms))
	for _, o := range h.rooms {
		open = append(open, o)
	}
	h.mu.Unlock()
	h.sweeper.Wait()
	ended := make(chan error, len(open))
	for _, o := range open {
		go func() { ended <- o.end(ctx, stop{}) }() // one that cannot end must not keep the others
	}
	var err error
	for range open {
		err = errors.Join(err, <-ended)
	}
	return err
}

// end tells a room to end, and waits until it has, but not beyond ctx: a journal that does
// not answer keeps it for ever.
func (o *opening) end(ctx context.Context, how message) error {
	select {
	case <-o.ready:
	case <-ctx.Done():
		return ctx.Err()
	}
	if o.room == nil {
		return nil
	}
	select {
	case o.room.inbox <- how:
	case <-o.room.stopped:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case <-o.room.stopped:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
