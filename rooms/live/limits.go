package live

import (
	"rondo/rooms"
	"time"
)

// Beat is how long it is from one beat to the next in an anonymous round.
const Beat = 500 * time.Millisecond

// Limits are all limits of the rooms. Zero fields get the defaults.
type Limits struct {
	People   int           // per room, MostPeople
	Inbox    int           // actions that may wait in a room, 256
	Tabs     int           // connections per person, 8
	Unacked  int           // actions of one connection in flight, 32
	Resume   int           // public steps kept for browsers that resume, 1,000
	Ahead    int           // steps that may be made before the first of them is durable, 64
	Document int           // bytes of JSON that all see of one room, 1 MiB; kinds may take more
	Drawer   int           // bytes of JSON that one person alone sees, 256 KiB
	Beside   int           // bytes of JSON of what lies beside the document, as what is known of a home's items, 8 MiB
	Memory   int           // bytes of what is kept for browsers that resume, and of what can be taken back, 1 MiB each
	Snapshot int           // entries between snapshots, 200
	Beat     time.Duration // between two beats in an anonymous round, half a second
	Keep     time.Duration // how long a room is kept after people last used it, 90 days
}

func (l Limits) withDefaults() Limits {
	for _, limit := range []struct {
		of       *int
		standard int
	}{{&l.People, rooms.MostPeople}, {&l.Inbox, 256}, {&l.Tabs, 8}, {&l.Unacked, 32}, {&l.Resume, 1000}, {&l.Ahead, 64}, {&l.Snapshot, 200}, {&l.Document, 1 << 20}, {&l.Drawer, 256 << 10}, {&l.Beside, 8 << 20}, {&l.Memory, 1 << 20}} {
		if *limit.of == 0 {
			*limit.of = limit.standard
		}
	}
	if l.Beat == 0 {
		l.Beat = Beat
	}
	if l.Keep == 0 {
		l.Keep = 90 * 24 * time.Hour
	}
	return l
}
