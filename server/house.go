package main

import (
	"context"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// house is what the server needs of the rooms: live.House behind a seam, so
// that tests of sockets alone can count on what the room does.
type house interface {
	Open(ctx context.Context, b rooms.Brief) (rooms.ID, error)
	Join(ctx context.Context, room rooms.ID, k live.Knock) (rooms.ID, error)
	Read(ctx context.Context, room rooms.ID, secret, browser string) (live.Doorplate, error)
	Knock(ctx context.Context, room rooms.ID, k live.Knock) error
	WhoIs(ctx context.Context, room rooms.ID, browser string) (rooms.ID, rooms.Person, error)
	Enter(ctx context.Context, room rooms.ID, browser string, hello wire.Hello, seat live.Subscriber) (session, error)
	Doc(ctx context.Context, room rooms.ID, browser string) (doc []byte, padded bool, err error)
	Owned(ctx context.Context, room rooms.ID, browser string) (live.Owned, error)
	Act(ctx context.Context, room rooms.ID, browser, do string, with []byte) error
	Backlog(ctx context.Context, room rooms.ID, browser string) (rooms.BroughtBacklog, error)
	Item(ctx context.Context, id, item rooms.ID, browser string) (rooms.Beside, error)
	Minutes(ctx context.Context, room rooms.ID, browser string) (rooms.Minutes, error)
	Due(ctx context.Context, room rooms.ID, browser string) (rooms.Due, error)
	Portable(ctx context.Context, room rooms.ID, browser string) (file rooms.Portable, name string, err error)
	Schedule(ctx context.Context, room rooms.ID, browser string) (rooms.Schedule, error)
	Again(ctx context.Context, room rooms.ID, browser, secret string) (link string, err error)
	Remove(ctx context.Context, room rooms.ID, browser string) error
	MayRunBots(ctx context.Context, room rooms.ID, browser string) error
	Close(ctx context.Context) error
	Stats() live.Stats
	Alias(room rooms.ID) string
}

// session is what a connection holds of its room.
type session interface {
	Act(up wire.Up)
	Ready()
	Now() rooms.Millis
	Person() rooms.ID
	Leave()
}

// realHouse is live.House as a house.
type realHouse struct{ *live.House }

// Enter is live.House.Enter, with a session that a test may stand in for.
func (h realHouse) Enter(ctx context.Context, room rooms.ID, browser string, hello wire.Hello, seat live.Subscriber) (session, error) {
	c, err := h.House.Enter(ctx, room, browser, hello, seat)
	if err != nil {
		return nil, err
	}
	return c, nil
}
