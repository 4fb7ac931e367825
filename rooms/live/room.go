package live

import (
	"context"
	"rondo/rooms"
	"rondo/rooms/wire"
	"time"
)

// room is one meeting that is open now. One goroutine owns everything in it;
// all that happens comes in through its inbox, and it does no I/O: appends run
// in a write (see write.go), sockets are written by their seats.
//
// Two versions of the document are kept. Rules run on the newest; whatever
// leaves the room is read from the durable one.
type room struct {
	id    rooms.ID
	kind  *rooms.Kind
	house *House

	inbox   chan message
	written chan writeOutcome // what became of the write under way; one at most
	wiped   chan wiping       // what became of a try to finish a burn; one at most
	stopped chan struct{}     // closed when the goroutine has ended

	epoch   int64         // 0: nobody owns the room, it can only be read
	anchor  rooms.Millis  // the meeting's time when the room was opened
	known   rooms.Millis  // the newest time in the journal then
	started time.Duration // the same moment on the clock that never jumps
	newest  version
	durable version
	batch   batch // steps and answers that wait for the next write
	writing *write
	burning *burning // a burn after its first write, or nil
	sealer  *sealer  // used by the write alone

	sessions map[*Session]bool
	tabs     map[string]*tabState
	since    map[rooms.ID]rooms.Millis // connected people
	gone     map[rooms.ID]rooms.Millis // people who lost every connection
	asked    rooms.Millis              // when presence was last asked about
	forgot   rooms.Millis              // when old tabs were last looked for
	backlog  backlog
	shown    openPart // the snapshot's public part, as written last
	history  history
	sizes    sizes
	dice     *rooms.Dice
	beatAt   rooms.Millis // when everybody gets the next beat; 0: nobody does
	quiet    quiet        // what the facilitators are told without names
	giving   giving       // what came of the meeting, to its team's home
	porch    porch        // who asks to be let in

	saved   int64        // lsn of the newest snapshot
	unsaved rooms.Millis // when the first step after it was made, or 0
	empty   rooms.Millis // since when nobody is connected, or 0
	full    rooms.Millis // until when the disk counts as full
	deleted bool         // for good
	closing bool         // finish what is under way, save, stop
	over    bool

	voids     bool // a round's key was found lost
	upgraded  bool // this process brought the document up to its version
	saveFirst bool // and has not stored it since
}

// version is one state of the document, and where it stands in the journal.
type version struct {
	doc      rooms.Document
	lsn, seq int64
}

// message is anything that enters a room.
type message interface{ handle(*room) }

const (
	parkAfter = time.Minute      // an empty room leaves memory after this
	saveAfter = 30 * time.Second // a change is in a snapshot after this
	fullPause = 5 * time.Second  // a full disk is tried again after this
)

// run is the room's goroutine.
func (r *room) run() {
	defer close(r.stopped)
	defer r.house.forget(r)
	defer r.letGo()
	defer r.endBurn()
	defer r.catch()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for !r.over {
		select {
		case m := <-r.open():
			m.handle(r)
		case l := <-r.written:
			r.finishWrite(l)
		case w := <-r.wiped:
			r.finishWipe(w)
		case <-timer.C:
		}
		r.tick()
		r.startWrite()
		timer.Reset(r.sleep())
	}
}

// open is the inbox, or nothing while too much waits for the journal: what
// cannot be stored must not pile up in memory, so the inbox fills and answers
// "busy".
func (r *room) open() <-chan message {
	if len(r.batch.steps) >= r.house.with.Limits.Ahead || r.waits() {
		return nil
	}
	return r.inbox
}

// now is the meeting's time: it never goes back and never jumps, whatever the
// wall clock does.
func (r *room) now() rooms.Millis { return r.anchor + rooms.For(r.house.with.Passed()-r.started) }

// tick does what time alone brings about.
func (r *room) tick() {
	now := r.now()
	r.begin()
	if !r.readOnly() && !r.closing {
		r.ringDue(now)
		r.askPresence(now)
		r.burnWaiting()
	}
	r.give(now)
	r.tellQuiet(now)
	r.tellCallers()
	r.beat(now)
	r.forgetTabs(now)
	r.expire(now)
	r.park(now)
}

// ringDue rings every timer that is due, the earliest first. A ring may set
// another timer that is due already, as after a long sleep.
func (r *room) ringDue(now rooms.Millis) {
	for range 100 {
		name, at := r.nextTimer()
		if at == 0 || at > now {
			return
		}
		if !r.play(stepInfo{do: "rings " + name}, r.kind.Rings(name)) {
			r.play(stepInfo{do: "drops " + name}, func(_ rooms.Document, t *rooms.Tx) error {
				t.Room.Timers.Delete(name) // a ring that fails must not fail for ever
				return nil
			})
		}
	}
}

// nextTimer returns the timer to ring next and when.
func (r *room) nextTimer() (name string, at rooms.Millis) {
	for key, timer := range r.newest.doc.Common().Room.Timers.All() {
		if timer.Due == 0 {
			continue
		}
		if due := timer.Due + r.kind.Grace(key); at == 0 || due < at || due == at && key < name {
			name, at = key, due
		}
	}
	return name, at
}

// sleep is how long the room may sleep if nobody knocks.
func (r *room) sleep() time.Duration {
	now, wake := r.now(), rooms.Millis(1<<52)
	consider := func(at rooms.Millis) {
		if at != 0 {
			wake = min(wake, at)
		}
	}
	if !r.closing {
		_, due := r.nextTimer()
		consider(due)
		consider(r.nextGrace(now))
		consider(r.quiet.due)
		if r.owes() && !r.giving.under {
			consider(max(now, r.giving.again))
		}
	}
	if at := r.expiry(); r.kind.GoesAtEnd(r.newest.doc) {
		consider(max(at, now+rooms.For(time.Second)))
	}
	if r.unsaved != 0 && r.writing == nil {
		consider(r.unsaved + rooms.For(saveAfter))
	}
	if r.empty+rooms.For(parkAfter) > now && r.empty != 0 {
		consider(r.empty + rooms.For(parkAfter))
	}
	switch {
	case r.full > now:
		wake = r.full // what waits for space is tried again then, and not before
	case r.waits() && r.writing != nil:
		wake = now + rooms.For(time.Hour) // until it is done
	case r.waits():
		wake = now
	}
	consider(r.beatAt) // whatever else cannot go on
	return max(0, min(wake-now, rooms.For(time.Hour))).Duration()
}

// moment is what a step made now needs from outside.
func (r *room) moment(actor rooms.ID) rooms.Moment {
	return rooms.Moment{
		Actor: actor, Now: r.now(), Dice: r.dice, Most: r.house.with.Limits.People,
		Here:    rooms.Presence{Since: r.since, Gone: r.gone, Opened: r.anchor, Known: r.known},
		Callers: r.callers(),
	}
}

// play makes a step of the room itself and tells whether the change was made
// (or changed nothing). Before the owner's first step there is none.
func (r *room) play(info stepInfo, change rooms.Change) bool {
	return r.begun() && r.make(info, change)
}

// make makes a step of the room itself. What fails is our fault: it is logged.
func (r *room) make(info stepInfo, change rooms.Change) bool {
	next, err := r.kind.Play(r.newest.doc, r.moment(""), change)
	if err != nil {
		r.log().Error("a step of the room itself failed", "do", info.do, "error", err)
		return false
	}
	r.commit(next, info)
	return true
}

// park lets an empty room leave memory, unless a clock is about to ring.
func (r *room) park(now rooms.Millis) {
	if len(r.sessions) > 0 || r.empty == 0 || r.writing != nil || r.isBurning() || !r.batch.isEmpty() || len(r.inbox) > 0 {
		return
	}
	_, due := r.nextTimer()
	hurry := r.house.with.Short() && !r.inRound() // in a round, whoever has gone is to be seen to have gone
	if idle := (hurry || now >= r.empty+rooms.For(parkAfter)) && (due == 0 || due > now+rooms.For(parkAfter)); !idle && !r.closing {
		return
	}
	if r.epoch != 0 && r.durable.lsn > r.saved && now >= r.full {
		r.unsaved = 1 // long due: startWrite saves before anything else happens
		return
	}
	r.over = true
}

// letGoPatience is how long a room that ends waits for its journal to let it go.
const letGoPatience = 2 * time.Second

// letGo lets another node have the room, except one that is deleted: nobody is to have it.
func (r *room) letGo() {
	if r.deleted || r.epoch == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), letGoPatience)
	defer cancel()
	if err := r.house.with.Journal.Release(ctx, r.id, r.epoch); err != nil {
		r.log().Warn("the room was not let go; another node has to wait for it", "error", err)
	}
}

// stop is the message of a house that closes.
type stop struct{}

func (stop) handle(r *room) {
	r.closing = true
	r.showAllOut(wire.CloseRestart, "restart")
	r.empty = 1 // since long ago
}

// ask is a question that somebody waits for, from outside any connection.
type ask struct {
	do   func(r *room) error
	done chan error
}

// handle answers in any case: who asked what makes the room panic must not ask it
// of the same room again, opened anew.
func (a ask) handle(r *room) {
	err := errBug
	defer func() { a.done <- err }()
	err = a.do(r)
}

// ask runs do in the room's goroutine. errMoved says that the room has left
// memory meanwhile: open it again.
func (r *room) ask(ctx context.Context, do func(*room) error) error {
	a := ask{do, make(chan error, 1)}
	select {
	case r.inbox <- a:
	case <-r.stopped:
		return errMoved
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-a.done:
		return err
	case <-r.stopped:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-a.done: // it was the last thing the room did
		return err
	default:
		return errMoved
	}
}
