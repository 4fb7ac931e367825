package team

import "rondo/rooms"

// Place is where the team meets for a ceremony today.
type Place struct {
	Room string       `json:"room"` // path and secret of the room
	By   rooms.ID     `json:"by"`
	At   rooms.Millis `json:"at"`
}

// meetsFor is how long a room is the one to go to. A ceremony that takes longer goes on;
// who starts one after that starts another. keptFor is how long one is told of for which
// people do their part over days (rooms.Ahead), until it ends or another is started.
const (
	hour     = rooms.Millis(60 * 60 * 1000)
	meetsFor = 12 * hour
	keptFor  = 15 * 24 * hour
)

// tellsOf is how long the home tells where a ceremony is held.
func tellsOf(kind string) rooms.Millis {
	if kind == "refinement" || kind == "planning" {
		return keptFor
	}
	return meetsFor
}

// detach takes out where the team meets: there are no such rooms elsewhere.
func detach(m *meeting) { m.Shared.Open = rooms.Map[string, Place]{} }

// gather tells where a ceremony is held. Whoever opened the room tells; who comes second
// goes there, so that all meet in one room.
func gather(t *turn, with struct {
	Kind string `json:"kind" takes:"standup|refinement|planning|poker|review|retrospective"`
	Room string `json:"room" takes:"key"` // the link to it, without its host
}) error {
	if !rooms.IsRoomLink(with.Room) {
		return rooms.Invalid("room", "no_room_link")
	}
	for kind, place := range t.Shared.Open.All() {
		if t.Now >= place.At+tellsOf(kind) {
			t.Shared.Open.Delete(kind)
		}
	}
	if place, open := t.Shared.Open.Get(with.Kind); open && t.Now < place.At+meetsFor {
		return rooms.Refuse("already_open")
	}
	t.Shared.Open.Put(with.Kind, Place{with.Room, t.Actor, t.Now})
	return nil
}
