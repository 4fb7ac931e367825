package live

import (
	"context"
	"fmt"
	"rondo/rooms"
	"rondo/rooms/journal"
	"strconv"
	"strings"
)

// A room that was read belongs to nobody yet. On a full disk it stays so: it
// shows what the journal has, at the positions that the journal has, and keeps
// nothing, so no position ever stands for two things. Whatever is asked of it
// is answered like any room answers whose disk is full, and it tries to become
// its owner as often as that tries to append.
//
// An owner's first step marks the new epoch. Before it nothing else is made.

// acquiring is the write that makes this process the owner of a room it could
// only read so far.
func (r *room) acquiring() *write {
	f, end := &write{}, r.durable.lsn
	f.work = func(ctx context.Context) error {
		epoch, lsn, err := r.house.with.Journal.Acquire(ctx, r.id)
		if err == nil && lsn != end {
			err = fmt.Errorf("%w: it ended at %d when it was read, now at %d", journal.ErrFenced, end, lsn)
		}
		f.epoch = epoch
		return err
	}
	return f
}

// begun tells whether this owner's epoch is marked. It is not while the room
// has no owner, and not any more when the disk had no space for the mark.
func (r *room) begun() bool { return r.epoch != 0 && lastEpoch(r.newest.doc) == r.epoch }

// readOnly tells whether what people do cannot be kept now.
func (r *room) readOnly() bool { return !r.begun() || r.now() < r.full }

// waits tells whether the room is about to become its owner's: a message that
// came now would be refused a moment before that, for no good reason.
func (r *room) waits() bool { return !r.begun() && !r.closing && r.now() >= r.full }

// begin marks the epoch as soon as it may: a document of another shape is
// stored first, so that what is appended always fits what it is appended to.
func (r *room) begin() {
	if r.begun() || r.epoch == 0 || r.saveFirst || r.closing || r.now() < r.full {
		return
	}
	if !r.markEpoch(r.voids) && r.voids {
		r.markEpoch(false) // a room whose ceremony cannot ask again is better than none
	}
	if len(r.sessions) > 0 {
		r.play(stepInfo{do: "attends"}, r.kind.Attends) // who came while nothing could be kept
	}
}

// shownEpoch is the epoch of the durable version: the newest that the journal
// has a mark of. A page at this position may always resume.
func (r *room) shownEpoch() int64 {
	if epoch := lastEpoch(r.durable.doc); epoch != 0 {
		return epoch
	}
	return r.epoch // the marks were lost with a round's key
}

// lastEpoch is the newest epoch that a document has a mark of, or 0.
func lastEpoch(doc rooms.Document) int64 {
	epochs := doc.Common().Internal.Epochs
	if n := epochs.Len(); n > 0 {
		return epochs.At(n - 1).Epoch
	}
	return 0
}

const maxEpochs = 64 // that a browser may resume from

// voiding is the first step of an owner who found that a round's key is lost.
// Whoever loads the room after it must not void what was asked since.
const voiding = "voids"

// markEpoch is the first step of a new owner. If a round's key is lost, its
// ballots are void and asked again.
func (r *room) markEpoch(voids bool) bool {
	from, do := r.newest.seq, "opens"
	if voids {
		do = voiding
	}
	return r.make(stepInfo{do: do}, func(_ rooms.Document, t *rooms.Tx) error {
		epochs := append(t.Internal.Epochs.Slice(), rooms.Epoch{Epoch: r.epoch, From: from})
		t.Internal.Epochs = rooms.ListOf(epochs[max(0, len(epochs)-maxEpochs):]...)
		if r.upgraded {
			t.Internal.Shape = r.epoch
		}
		for id := range t.Room.People.All() { // ids are never used twice, even if the count was lost
			if n, err := strconv.Atoi(strings.TrimPrefix(string(id), "p")); err == nil {
				t.Internal.People = max(t.Internal.People, n)
			}
		}
		if r.voids || t.Internal.Era == "" { // numbers were lost with the key, or an older program kept them
			r.kind.BeginEra(t, fmt.Sprint("epoch ", r.epoch))
		}
		if voids {
			t.Internal.Round = ""
			r.kind.Touch(t) // when it was used last was lost too
			t.Tell(rooms.Voided, "")
		}
		return nil
	})
}
