package live

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// Archive is a journal that nobody serves, with its keys. Put stores a whole room, or a
// room's own key, as it is elsewhere; journal.ErrExists when it is there.
type Archive struct {
	Journal interface {
		Stored
		Put(ctx context.Context, room, home rooms.ID, record journal.Record, due journal.Due) error
	}
	Keys interface {
		journal.Keys
		Put(room rooms.ID, id string, key []byte) error
	}
}

// Copying is how rooms are copied.
type Copying struct {
	VoidRounds bool                  // copy rooms in an anonymous round, too: what was said in it stays behind
	Report     func(rooms.ID, error) // each room that was not copied, and why
}

// Copied counts what became of rooms.
type Copied struct {
	New, Same, Left int // copied now, there before and equal, and not copied
}

// What keeps a room from being copied.
var (
	ErrRound  = errors.New("an anonymous round is open in it, and keys of rounds are never copied")
	ErrDiffer = errors.New("the other side has the room, and not as it is here")
	// In format 1 all of a room was sealed under the key of its round, also who has a seat.
	errOldRound = errors.New("an anonymous round is open in it, of an old version: open the room once with this one")
)

// Copy copies every room from one archive to another, each with its own key, and compares
// what both sides make of it: the whole document, replayed. A room that is there and equal is
// passed over, so a copy that was broken off is done again. One that differs is left as it is,
// and one that cannot be read stays behind.
//
// The key of an anonymous round never leaves its place. A room with something under such a
// key is only copied when its round may become void, as after the loss of the key: people are
// told, and asked again. Else ErrRound is reported of each, and nothing at all is copied.
func Copy(ctx context.Context, from, to Archive, with Copying, kinds ...*rooms.Kind) (done Copied, err error) {
	c := &copier{from: from, to: to, with: with, all: reader(from.Keys, kinds), own: reader(ownKeys{from.Keys}, kinds), there: reader(ownKeys{to.Keys}, kinds)}
	if !with.VoidRounds {
		if err := c.lookForRounds(ctx); err != nil {
			return done, err
		}
	}
	err = eachRoom(ctx, from.Journal, func(id rooms.ID) error { return c.take(ctx, id, &done) })
	return done, err
}

// ownKeys are keys without those of rounds.
type ownKeys struct{ journal.Keys }

// Get returns a room's own key; those of rounds are as if they were gone. See journal.Keys.
func (k ownKeys) Get(room rooms.ID, id string) ([]byte, error) {
	if id != roomKey {
		return nil, journal.ErrNoKey
	}
	return k.Keys.Get(room, id)
}

type copier struct {
	from, to        Archive
	with            Copying
	all, own, there *House // read from's rooms with all keys, or only with rooms' own; and to's
}

// lookForRounds fails when a room would lose something with the key of a round.
func (c *copier) lookForRounds(ctx context.Context) error {
	found := 0
	err := eachRoom(ctx, c.from.Journal, func(id rooms.ID) error {
		with, err1 := c.all.content(ctx, c.from.Journal, id)
		without, err2 := c.own.content(ctx, c.from.Journal, id)
		if err1 == nil && err2 == nil && !bytes.Equal(with.json, without.json) {
			found++
			c.with.Report(id, ErrRound)
		}
		return ctx.Err() // what cannot be read is said when it is left behind
	})
	if err == nil && found > 0 {
		err = fmt.Errorf("%w: so it is in %d rooms, and nothing was copied", ErrRound, found)
	}
	return err
}

// take copies one room, if it is not there.
func (c *copier) take(ctx context.Context, id rooms.ID, done *Copied) error {
	is, err := c.own.content(ctx, c.from.Journal, id)
	if err != nil {
		return c.leave(ctx, id, err, done)
	}
	if s := is.record.Snapshot; s.Format < format && s.Key != roomKey {
		return c.leave(ctx, id, errOldRound, done)
	}
	has, err := c.there.content(ctx, c.to.Journal, id)
	switch {
	case errors.Is(err, journal.ErrNoRoom):
	case err != nil:
		return c.leave(ctx, id, fmt.Errorf("on the other side: %w", err), done)
	case is.equals(has):
		done.Same++
		return nil
	default:
		return c.leave(ctx, id, ErrDiffer, done)
	}
	if err := c.put(ctx, id, is); err != nil {
		return err // of the store, not of this room
	}
	if has, err = c.there.content(ctx, c.to.Journal, id); err == nil && !is.equals(has) {
		err = ErrDiffer
	}
	if err != nil {
		return fmt.Errorf("a room, when it was read on the other side: %w", err)
	}
	done.New++
	return nil
}

// leave notes that a room stays behind, unless it is all over.
func (c *copier) leave(ctx context.Context, id rooms.ID, why error, done *Copied) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	done.Left++
	c.with.Report(id, why)
	return nil
}

// put stores a room. Its key comes first: without it, it is damaged.
func (c *copier) put(ctx context.Context, id rooms.ID, is content) error {
	key, err := c.from.Keys.Get(id, roomKey)
	if err == nil {
		err = c.to.Keys.Put(id, roomKey, key)
	}
	if errors.Is(err, journal.ErrExists) { // of a copy that was broken off
		err = c.sameKey(id, key)
	}
	if err != nil {
		return err
	}
	return c.to.Journal.Put(ctx, id, is.home, is.record, is.due)
}

func (c *copier) sameKey(id rooms.ID, key []byte) error {
	has, err := c.to.Keys.Get(id, roomKey)
	if err == nil && !bytes.Equal(has, key) {
		err = errors.New("the other side has another key for a room")
	}
	return err
}

// content is all of a room that a journal has, and what is made of it.
type content struct {
	record journal.Record
	home   rooms.ID // the team's that it hangs together with, or ""
	due    journal.Due
	json   []byte // the document, and whether a round in it is void
}

// equals tells whether two are the same room at the same moment.
func (c content) equals(o content) bool {
	return c.record.Last == o.record.Last && bytes.Equal(c.json, o.json)
}

func (h *House) content(ctx context.Context, stored Stored, id rooms.ID) (c content, err error) {
	if c.record, err = stored.Read(ctx, id); err != nil {
		return c, err
	}
	err = rooms.Guard(func() error {
		r, err := h.restore(id, c.record)
		if err != nil {
			return err
		}
		doc, err := r.newest.doc.Tree()
		if err != nil {
			return err
		}
		c.home, c.due = r.newest.doc.Common().Room.Team, r.due()
		c.json, err = json.Marshal([]any{doc, r.voids})
		return err
	})
	return c, err
}
