package live

import (
	"context"
	"errors"
	"rondo/rooms"
	"rondo/rooms/journal"
	"time"
)

// Stored is what a check needs of a journal, which may be at work elsewhere. Both are as
// in journal.Journal.
type Stored interface {
	Rooms(ctx context.Context, after rooms.ID, limit int) ([]rooms.ID, error)
	Read(ctx context.Context, room rooms.ID) (journal.Record, error)
}

// checkedAtOnce is how many rooms a check asks for at a time.
const checkedAtOnce = 256

// Check replays every room as opening it would, and changes nothing. It reports each
// that cannot be read, and returns how many can.
func Check(ctx context.Context, stored Stored, keys journal.Keys, report func(rooms.ID, error), kinds ...*rooms.Kind) (well int, err error) {
	h := reader(keys, kinds)
	err = eachRoom(ctx, stored, func(id rooms.ID) error {
		switch err := h.check(ctx, stored, id); {
		case err == nil:
			well++
		case ctx.Err() != nil:
			return ctx.Err()
		case !errors.Is(err, journal.ErrNoRoom):
			report(id, err)
		}
		return nil
	})
	return well, err
}

// reader is a house that only reads rooms.
func reader(keys journal.Keys, kinds []*rooms.Kind) *House {
	h := &House{with: Options{Keys: keys, Dice: rooms.CryptoDice, Limits: Limits{}.withDefaults(), Now: time.Now, Passed: stopwatch()}, kinds: map[string]*rooms.Kind{}}
	for _, k := range kinds {
		h.kinds[k.Name] = k
	}
	return h
}

// eachRoom does something with every room, in the order of their ids, until it fails.
func eachRoom(ctx context.Context, stored Stored, do func(rooms.ID) error) error {
	for after := rooms.ID(""); ; {
		ids, err := stored.Rooms(ctx, after, checkedAtOnce)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			if err := do(id); err != nil {
				return err
			}
		}
		after = ids[len(ids)-1]
	}
}

// check replays one room, and once more when it fails: it may have been deleted, or
// stored anew under another key, between two looks.
func (h *House) check(ctx context.Context, stored Stored, id rooms.ID) (err error) {
	for range 2 {
		var record journal.Record
		if record, err = stored.Read(ctx, id); errors.Is(err, journal.ErrNoRoom) {
			return err
		}
		if err == nil {
			err = rooms.Guard(func() (err error) { _, err = h.restore(id, record); return err })
		}
		if err == nil {
			return nil
		}
	}
	return err
}
