package live

import (
	"errors"
	"rondo/rooms"
	"rondo/rooms/journal"
)

// What people are told of a disk.
var (
	errNoSpace = &rooms.Error{Code: "storage_full", Say: "The disk of the server is full. Nothing is lost; nothing new can be kept for now.", Retry: fullPause}
	errBroken  = &rooms.Error{Code: "storage_failed", Say: "The storage of the server has failed. It will restart."}
)

// inWords puts what a journal answers into words for people. Other errors stay
// as they are.
func inWords(err error) error {
	switch {
	case errors.Is(err, journal.ErrFull):
		return errNoSpace
	case errors.Is(err, journal.ErrBroken):
		return errBroken
	}
	return err
}
