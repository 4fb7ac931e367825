package journal

import (
	"context"
	"errors"
	"rondo/rooms"
)

// Journal keeps rooms. One implementation is memory (tests), one SQLite (the
// default), one Redis (several nodes); roomstest.Journal is what each must pass.
//
// A method that returns nil has made its effect durable. All methods may be
// called from many goroutines; those for one room are called by one at a time,
// except Acquire by a second owner, which fences the first. When ctx ends
// before the answer, the effect is unknown; the bytes handed in must stay
// unchanged for good, since the call may still be on its way.
type Journal interface {
	// Create stores a room that was not there; its log ends at first.LSN and
	// its epoch is first.Epoch. ErrExists if it was. home is the room that this one hangs
	// together with, or "": whoever owns one of them owns both.
	Create(ctx context.Context, room, home rooms.ID, first Snapshot, due Due) error

	// Read returns what is needed to open the room. It makes nobody its owner and
	// writes nothing: a room can be read when the disk is full. ErrNoRoom when
	// there is none, ErrDamaged when what there is cannot be read.
	Read(ctx context.Context, room rooms.ID) (Record, error)

	// Acquire makes the caller the room's one owner: it grants a fresh epoch,
	// higher than every one before, and says where the log ends, since somebody
	// else may have added to it after it was read. ErrNoRoom when there is none,
	// ErrElsewhere when another node has it and lives.
	Acquire(ctx context.Context, room rooms.ID) (epoch, lsn int64, err error)

	// Append adds entries behind entry prev. ErrFenced when another owner has
	// acquired the room since, or when the log does not end at prev. Appending
	// the same entries again is no error: an answer may have been lost. Either
	// all of them are added or none. With no entries only due is stored.
	Append(ctx context.Context, room rooms.ID, epoch, prev int64, entries []Entry, due Due) error

	// Snapshot replaces the room's snapshot and drops entries up to snap.LSN,
	// except those that keep keeps. ErrFenced also when snap is of no moment of this log: past its end, or
	// older than the snapshot that is there.
	Snapshot(ctx context.Context, room rooms.ID, epoch int64, snap Snapshot, keep Keep) error

	// Burn is Snapshot, and drops every entry up to snap.LSN: the open ones, too,
	// of which the numbers and times would say when somebody did something in
	// secret between them. ErrFenced, and nothing is dropped, when an entry behind
	// snap.LSN is sealed under key: snap does not hold what it says. To burn again
	// is no error.
	Burn(ctx context.Context, room rooms.ID, epoch int64, snap Snapshot, key string) error

	// Wipe returns nil only when nothing is left of what was burned before the
	// call, also in what the store writes beside itself, such as a log. It waits
	// for whoever else reads the store, keeps no other call waiting meanwhile,
	// and gives up with ctx.
	Wipe(ctx context.Context) error

	// Release says that the owner needs the room no more: another may have it at once.
	// Nothing may be asked of it under this epoch afterwards.
	Release(ctx context.Context, room rooms.ID, epoch int64) error

	// Due returns rooms whose earliest deadline is not after now, or whose
	// outbox is not empty, the most urgent first: by deadline, the earliest
	// first, then those that only have something in the outbox.
	Due(ctx context.Context, now rooms.Millis, limit int) ([]rooms.ID, error)

	// Full tells whether the disk is full as far as is known: the last write found no
	// space, and nothing has shown since that there is some.
	Full() bool

	// Rooms names rooms in the order of their ids, those behind after, at most limit
	// of them; also one of which only a part is there.
	Rooms(ctx context.Context, after rooms.ID, limit int) ([]rooms.ID, error)

	// Delete removes the room for good, and wipes; one that is gone is no
	// error.
	Delete(ctx context.Context, room rooms.ID) error

	// Close waits for what is being written, and lets the store go. Nothing may be asked
	// of the journal afterwards.
	Close() error
}

// What a journal answers. Any other error means that the effect is unknown: the
// room then lets nothing out and tries the same append again.
var (
	ErrNoRoom = errors.New("rooms: no such room")
	ErrExists = errors.New("rooms: the room is there already")
	ErrFenced = errors.New("rooms: another owner has the room")
	// ErrElsewhere is about one room: ask the node that has it.
	ErrElsewhere = errors.New("rooms: another node has the room")
	ErrFull      = errors.New("rooms: the disk is full")       // nothing was written; try again later
	ErrBroken    = errors.New("rooms: the storage has failed") // stop: what was written is unknown for good
	// ErrDamaged is about one room: set it aside and go on with the others.
	ErrDamaged = errors.New("rooms: what is stored of the room is damaged")
)

// Keys keeps the keys that the private parts of rooms are sealed under. A
// room's own key lives as long as the room; a round's key is destroyed when the
// anonymous round ends, and with it what it sealed.
type Keys interface {
	// Make makes a fresh 256-bit key called id. round says that it is a
	// round's. ErrExists if there is one called so: what it sealed would be lost.
	Make(room rooms.ID, id string, round bool) ([]byte, error)
	// Get returns a key; ErrNoKey when it is gone.
	Get(room rooms.ID, id string) ([]byte, error)
	// Destroy overwrites and removes a key; one that is gone is no error.
	Destroy(room rooms.ID, id string) error
	// Forget destroys every key of a room.
	Forget(room rooms.ID) error
	// Full tells whether there is no space for another key, as far as is known: the
	// last one found none, and there still is none. See Journal.
	Full() bool
}

// ErrNoKey says that a key is gone for good.
var ErrNoKey = errors.New("rooms: the key is gone")
