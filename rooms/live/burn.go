package live

import (
	"context"
	"errors"
	"rondo/rooms"
	"rondo/rooms/journal"
	"time"
)

// wipePatience is how long one try to wipe the store may take. Then the log says
// so, and a room that stops leaves the rest to its next owner.
const wipePatience = 5 * time.Second

// burning is a burn under way. It ends an anonymous round for good: a snapshot
// under another key, nothing left that the round's key had sealed, nothing left
// of it beside the store's tables either, and then the key itself. The kernel
// names the key until all of this is done, and each part may be done again, so a
// crash between any two of them is finished at the next load. See
// "How anonymous votes are kept apart" in docs/privacy.md.
//
// Wiping waits for whoever reads the store, such as a backup by another process.
// It is no write: the room goes on meanwhile.
type burning struct {
	key   string
	wiped bool // nothing is left but the key
	late  bool // a try was not enough; the log has said so
	stop  context.CancelFunc
}

// nextBurn is the write that a burn needs now, if any.
func (r *room) nextBurn() *write {
	key := r.durable.doc.Common().Internal.Burn
	switch {
	case key == "":
		return nil
	case r.burning == nil:
		return r.strip(key)
	case r.burning.wiped:
		return &write{burned: key, work: func(context.Context) error { return r.sealer.destroy(key) }}
	}
	return nil
}

// strip stores the room anew without what key sealed. Every step behind this
// snapshot is sealed under another key: the one that named the key to burn has
// ended its use.
func (r *room) strip(key string) *write {
	v := r.durable
	return &write{snapshot: &v, stripped: key, work: func(ctx context.Context) error {
		snap, err := r.record(v)
		if err != nil {
			return err
		}
		return r.house.with.Journal.Burn(ctx, r.id, r.epoch, snap, key)
	}}
}

// beginWipe follows a strip.
func (r *room) beginWipe(key string) {
	life, stop := context.WithCancel(context.Background())
	r.burning = &burning{key: key, stop: stop}
	r.house.count.burns.Add(1)
	go r.wipe(life)
}

// wipe tries once. A try that fails lasts as long as patience does, so that the
// next one may follow at once.
func (r *room) wipe(life context.Context) {
	try, cancel := context.WithTimeout(life, wipePatience)
	defer cancel()
	err := rooms.Guard(func() error { return r.house.with.Journal.Wipe(try) })
	if err != nil && !known(err) {
		<-try.Done()
	}
	r.wiped <- wiping{life, err}
}

// wiping is what became of a try, and what the next one needs.
type wiping struct {
	life context.Context
	err  error
}

func (r *room) finishWipe(w wiping) {
	switch {
	case w.err == nil:
		r.burning.wiped = true
	case errors.Is(w.err, journal.ErrBroken):
		r.house.with.Fatal(w.err)
		r.abandon()
	case isBug(w.err):
		panic(w.err)
	default:
		if !r.burning.late {
			r.log().Warn("a round's key cannot be destroyed yet; trying on", "error", w.err)
		}
		r.burning.late = true
		go r.wipe(w.life)
	}
}

// endBurn forgets a burn that is done, or is left to the next owner.
func (r *room) endBurn() {
	if r.burning != nil {
		r.burning.stop()
		r.burning = nil
		r.house.count.burns.Add(-1)
	}
}

// isBurning tells whether the room must stay in memory for its burn. One that
// stops does not wait for a reader who stays.
func (r *room) isBurning() bool {
	return r.burning != nil && !(r.closing && r.burning.late)
}

// burned takes note that the key is gone.
func (r *room) burned(key string) {
	r.endBurn()
	r.play(stepInfo{do: "burned"}, func(_ rooms.Document, t *rooms.Tx) error {
		t.Internal.Burn = ""
		return nil
	})
	r.durable.doc = withoutBurn(r.durable.doc, key)
}

// withoutBurn is the durable version once the key is gone: the step that says
// so follows, but the burn must not start a second time before it.
func withoutBurn(doc rooms.Document, key string) rooms.Document {
	if doc.Common().Internal.Burn != key {
		return doc
	}
	next := doc.Clone()
	next.Common().Internal.Burn = ""
	return next
}

// burnWaiting begins the burn of a round that ended while another's key was
// still being burned.
func (r *room) burnWaiting() {
	if k := r.newest.doc.Common().Internal; k.Burn != "" || k.Round == "" || k.Holds.Len() > 0 {
		return
	}
	r.play(stepInfo{do: "burns"}, func(_ rooms.Document, t *rooms.Tx) error {
		r.kind.BurnRound(t)
		return nil
	})
}
