package live

import (
	"context"
	"errors"
	"rondo/rooms"
	"rondo/rooms/journal"
	"rondo/rooms/wire"
	"slices"
	"time"
)

// batch is what the next write carries: steps, and answers that may only be
// given once those steps are durable.
type batch struct {
	steps   []*step
	answers []pending
}

// pending is a frame or a call that waits for the journal.
type pending struct {
	session *Session // whom the frame is for, or nil
	frame   wire.Frame
	n       int         // of the action it answers, 0 if none
	again   bool        // what it answers was not done just now
	done    func(error) // instead of a frame: somebody outside waits
}

// answer tells those who wait outside what became of it.
func (b *batch) answer(err error) {
	for _, p := range b.answers {
		if p.done != nil {
			p.done(err)
		}
	}
}

func (b *batch) isEmpty() bool { return len(b.steps) == 0 && len(b.answers) == 0 }

// write is one piece of work for the journal. At most one is under way, so
// that entries arrive in order; meanwhile the next batch gathers.
type write struct {
	batch
	snapshot *version // of this state
	stripped string   // id of a key that nothing in the store is sealed under any more
	burned   string   // id of a key that was destroyed
	epoch    int64    // that was granted, or 0
	work     func(context.Context) error
}

// writeOutcome is what became of a write.
type writeOutcome struct {
	*write
	err error
}

// startWrite starts the next write when none is under way: first what makes the
// room its owner's, then what burns, then what people wait for, then the snapshot.
func (r *room) startWrite() {
	if r.writing != nil || r.over || r.now() < r.full {
		return
	}
	switch burn := r.nextBurn(); {
	case r.epoch == 0 && r.closing: // there is nothing to store
	case r.epoch == 0:
		r.writing = r.acquiring()
	case r.saveFirst:
		r.writing = r.snapshot()
	case burn != nil:
		r.writing = burn
	case len(r.batch.steps) > 0:
		r.writing = r.appending()
	case r.dueSnapshot():
		r.writing = r.snapshot()
	}
	if r.writing != nil {
		go r.runWrite(r.writing)
	}
}

// runWrite does a write's work. An answer that says nothing about what was
// written is asked for again, because every piece of work may be repeated.
func (r *room) runWrite(f *write) {
	for pause := 20 * time.Millisecond; ; pause = min(2*pause, 2*time.Second) {
		err := rooms.Guard(func() error { return f.work(context.Background()) })
		if err == nil || known(err) {
			r.written <- writeOutcome{f, err}
			return
		}
		r.log().Warn("the journal did not answer; trying again", "error", err)
		time.Sleep(pause)
	}
}

func known(err error) bool {
	return isBug(err) || errors.Is(err, journal.ErrFenced) || errors.Is(err, journal.ErrFull) || errors.Is(err, journal.ErrBroken) || errors.Is(err, journal.ErrNoRoom) || errors.Is(err, journal.ErrDamaged)
}

// appending is the write of the steps gathered so far.
func (r *room) appending() *write {
	f := &write{batch: r.batch}
	r.batch = batch{}
	prev, due := f.steps[0].lsn-1, r.due()
	var entries []journal.Entry // sealed once: a second try sends the same bytes
	f.work = func(ctx context.Context) error {
		for _, s := range f.steps[len(entries):] {
			e, err := s.entry(r.sealer)
			if err != nil {
				return err
			}
			entries = append(entries, e)
		}
		return r.house.with.Journal.Append(ctx, r.id, r.epoch, prev, entries, due)
	}
	return f
}

// due is when somebody must open the room, should it not be open then. A burn is
// to be finished at once, whoever is there.
func (r *room) due() journal.Due {
	at := r.expiry()
	if r.newest.doc.Common().Internal.Burn != "" {
		at = r.now()
	}
	if _, rings := r.nextTimer(); rings != 0 {
		at = min(at, rings)
	}
	return journal.Due{At: at, Outbox: r.kind.Owes(r.newest.doc)}
}

// finishWrite takes in what became of a write.
func (r *room) finishWrite(l writeOutcome) {
	r.writing = nil
	if isBug(l.err) {
		l.answer(errBug)
		panic(l.err)
	}
	switch {
	case l.err == nil:
		r.release(l.write)
	case errors.Is(l.err, journal.ErrFull) && len(l.steps) == 0:
		r.full = r.now() + rooms.For(fullPause) // a snapshot or a burn is tried again later
	case errors.Is(l.err, journal.ErrFull):
		r.drop(l.write, errNoSpace)
		r.full = r.now() + rooms.For(fullPause)
	case errors.Is(l.err, journal.ErrBroken):
		r.drop(l.write, errBroken)
		r.house.with.Fatal(l.err)
		r.abandon()
	case errors.Is(l.err, journal.ErrDamaged):
		r.drop(l.write, errDamaged)
		r.house.noteFailure(r.id, l.err)
		r.abandon()
	default: // fenced: another owner has the room
		r.drop(l.write, rooms.Refuse("moved").After(time.Second))
		r.abandon()
	}
}

// release lets out what a write made durable.
func (r *room) release(f *write) {
	newEra := false
	if f.epoch != 0 {
		r.epoch = f.epoch
	}
	if f.snapshot != nil {
		r.saved, r.unsaved, r.saveFirst = f.snapshot.lsn, 0, false
		if r.newest.lsn > r.saved {
			r.unsaved = r.now()
		}
		r.house.count.snapshots.Add(1)
	}
	if f.stripped != "" {
		r.beginWipe(f.stripped)
	}
	if f.burned != "" {
		r.burned(f.burned)
	}
	if n := len(f.steps); n > 0 {
		last := f.steps[n-1]
		newEra = eraOf(last.after) != eraOf(r.durable.doc)
		r.durable = version{last.after, last.lsn, last.seq}
		r.house.count.batches.Add(1)
		r.house.count.entries.Add(int64(n))
	}
	r.deliver(f.batch)
	if newEra {
		r.tellEra()
	}
}

// drop takes back everything that is not durable: the steps of a failed write
// and all that were built on them, with what the tabs were told of them.
func (r *room) drop(f *write, refusal *rooms.Error) {
	r.newest = r.durable
	r.history.cut(r.durable.lsn)
	if r.durable.lsn == r.saved {
		r.unsaved = 0 // nothing is left to save: to wait for it would never end
	}
	r.asked = 0 // what coming and going had brought about is lost too
	lost := slices.Concat(f.answers, r.batch.answers)
	r.batch = batch{}
	for _, p := range lost {
		switch {
		case p.done != nil:
			p.done(refusal)
		case p.n != 0:
			if tab := r.tabs[tabKey(p.session.person, p.session.tab)]; tab != nil && !p.again {
				tab.takeBack(p.n)
			}
			r.house.count.refuse(refusal)
			p.session.sendAnswer(wire.ErrorFrame(p.n, refusal))
		}
	}
}

// abandon gives the room up at once; browsers come back to whoever owns it now.
func (r *room) abandon() {
	r.showAllOut(wire.CloseRestart, wire.ReasonMoved)
	r.over = true
}

// answer sends a frame once everything it could have seen is durable.
func (r *room) answer(p pending) {
	switch {
	case len(r.batch.steps) > 0:
		r.batch.answers = append(r.batch.answers, p)
	case r.writing != nil && len(r.writing.steps) > 0:
		r.writing.answers = append(r.writing.answers, p)
	case p.done != nil:
		p.done(nil)
	default:
		p.session.sendAnswer(p.frame)
	}
}
