package live

import (
	"rondo/rooms"
	"rondo/rooms/wire"
)

// The looking glass: a connection that belongs to nobody. It gets, by the same
// code, what any participant gets who has no drawers: the snapshot, public
// patches, presence and signs. So anybody in the room can see what the others
// receive, and that nothing of their own is in it. It is no tab, makes nobody
// present and cannot act.
//
// It is not another person's connection: the frames for that person's drawers
// would show when the person does something in secret.

// mostGlasses is how many looking glasses a person may have open.
const mostGlasses = 2

var errGlass = rooms.Refuse("glass")

// sitGlass seats a looking glass of the person that c came as.
func (r *room) connectGlass(c *Session, h wire.Hello) error {
	open := 0
	for other := range r.sessions {
		if other.glassOf == c.person {
			open++
		}
	}
	if open >= mostGlasses {
		return rooms.Refuse("too_many_tabs")
	}
	c.person, c.glassOf = "", c.person
	r.empty = 0
	r.sessions[c] = true
	r.house.count.seats.Add(1)
	r.greet(c, h)
	return nil
}

// whose is the person through whom a connection is in the room.
func (c *Session) whose() rooms.ID {
	if c.glassOf != "" {
		return c.glassOf
	}
	return c.person
}
