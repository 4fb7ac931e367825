package live

import (
	"errors"
	"time"

	"rondo/rooms"
	"rondo/rooms/journal"
)

// What people are told of a disk.
var (
	errNoSpace = rooms.Refuse("storage_full").After(fullPause)
	errDamaged = rooms.Refuse("room_damaged")
	errTooNew  = rooms.Refuse("room_newer")
	errBroken  = rooms.Refuse("storage_failed")
)

// ErrAway is what a node answers that does not have a room, or no longer: another one has it.
// Nothing was done.
var ErrAway = rooms.Refuse("moved").After(100 * time.Millisecond)

// errNewer says that a room was stored by a newer program.
var errNewer = errors.New("rooms: the room is of a newer program")

// inWords puts what a journal answers into words for people. Other errors stay
// as they are.
func inWords(err error) error {
	switch {
	case errors.Is(err, journal.ErrFull):
		return errNoSpace
	case errors.Is(err, journal.ErrBroken):
		return errBroken
	case errors.Is(err, journal.ErrDamaged):
		return errDamaged
	case errors.Is(err, journal.ErrElsewhere):
		return ErrAway
	case errors.Is(err, errNewer):
		return errTooNew
	}
	return err
}
