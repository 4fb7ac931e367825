package live

import (
	"errors"
	"rondo/rooms"
	"rondo/rooms/journal"
)

// What people are told of a disk.
var (
	errNoSpace = &rooms.Error{Code: "storage_full", Say: "The disk of the server is full. Nothing is lost; nothing new can be kept for now.", Retry: fullPause}
	errDamaged = &rooms.Error{Code: "room_damaged", Say: "What the server has of this room is damaged, so it stays closed. Other rooms are well. Ask whoever runs the server for a backup."}
	errTooNew  = &rooms.Error{Code: "room_newer", Say: "This room was used by a newer version of the server, which this one cannot read."}
	errBroken  = &rooms.Error{Code: "storage_failed", Say: "The storage of the server has failed. It will restart."}
)

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
	case errors.Is(err, errNewer):
		return errTooNew
	}
	return err
}
