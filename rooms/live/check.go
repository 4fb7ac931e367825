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
	h := &House{with: Options{Keys: keys, Dice: rooms.CryptoDice, Limits: Limits{}.withDefaults(), Now: time.Now}, kinds: map[string]*rooms.Kind{}}
	for _, k := range kinds {
		h.kinds[k.Name] = k
	}
	for after := rooms.ID(""); ; {
		ids, err := stored.Rooms(ctx, after, checkedAtOnce)
		if err != nil || len(ids) == 0 {
			return well, err
		}
		for _, id := range ids {
			switch err := h.check(ctx, stored, id); {
			case err == nil:
				well++
			case ctx.Err() != nil:
				return well, ctx.Err()
			case !errors.Is(err, journal.ErrNoRoom):
				report(id, err)
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
