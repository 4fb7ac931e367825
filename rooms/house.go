package rooms

import (
	"context"
	"log/slog"
)

// House is all rooms of this process: those that are open, each with its own
// goroutine, and the journal with the others.
type House struct {
	kinds map[string]*Kind
	with  Options
}

// Options is what a house is built from.
type Options struct {
	Journal Journal
	Keys    Keys
	Log     *slog.Logger // never gets what people wrote
	Build   string       // names this build to browsers, so that an old page reloads itself
	Dice    func() *Dice // CryptoDice when nil
	Limits  Limits
	Fatal   func(error) // the storage has failed for good: the process must stop
}

// Limits are all limits of the rooms. Zero fields get the defaults.
type Limits struct {
	People   int // per room, 200
	Inbox    int // actions that may wait in a room, 256
	Tabs     int // per person, 8
	Unacked  int // actions of one tab in flight, 32
	Resume   int // public steps kept for browsers that resume, 1,000
	Ahead    int // steps that may be made before the first of them is durable, 64
	Snapshot int // entries between snapshots, 200
}

// Knock is somebody at the door of a room.
type Knock struct {
	Secret  string // of the link, or
	Phone   string // a one-time secret for one's own phone
	Browser string // the browser's cookie; never stored, only its digest for this room
	Name    string
	Roles   []Role
	Bot     bool
}

// NewHouse opens the house. Close it when done.
func NewHouse(with Options, kinds ...*Kind) *House { panic("in work") }

// Open makes a room and returns its id. The browser named in the brief gets the
// baton when it joins.
func (h *House) Open(ctx context.Context, b Brief) (ID, error) { panic("in work") }

// Join lets somebody in and returns who they are here. The same browser is the
// same person again. Unknown rooms and wrong secrets are refused alike, with
// code "no_room".
func (h *House) Join(ctx context.Context, room ID, k Knock) (ID, error) { panic("in work") }

// WhoIs returns the person that a browser is in a room; "no_room" when it has
// no seat there.
func (h *House) WhoIs(ctx context.Context, room ID, browser string) (ID, Person, error) {
	panic("in work")
}

// Enter seats a connection. Frames come through seat from then on, the answer
// to hello first.
func (h *House) Enter(ctx context.Context, room ID, browser string, hello Hello, seat Seat) (*Chair, error) {
	panic("in work")
}

// Doc returns the snapshot that a browser would get, as JSON.
func (h *House) Doc(ctx context.Context, room ID, browser string) ([]byte, error) { panic("in work") }

// Minutes returns the minutes of a room to somebody who has a seat there.
func (h *House) Minutes(ctx context.Context, room ID, browser string) (Minutes, error) {
	panic("in work")
}

// MayRunBots tells whether this browser facilitates the room ("forbidden" if not).
func (h *House) MayRunBots(ctx context.Context, room ID, browser string) error { panic("in work") }

// Close finishes what is in flight, stores every open room and returns. New
// work is refused with "draining" from the start of it.
func (h *House) Close(ctx context.Context) error { panic("in work") }

// Stats are figures of the house for metrics.
type Stats struct {
	Rooms, Seats                     int
	Steps, Refused, Entries, Batches int64
	Snapshots, Resumes, Resets       int64
}

// Stats returns the figures now.
func (h *House) Stats() Stats { panic("in work") }

// Chair is what a connection holds of its room.
type Chair struct{}

// Act hands in an action, ping excepted. It never blocks; what the room has no
// place for is answered with "busy".
func (c *Chair) Act(up Up) { panic("in work") }

// Ready says that a seat which had fallen behind can take a snapshot now.
func (c *Chair) Ready() { panic("in work") }

// Now returns the room's time, for pongs.
func (c *Chair) Now() Millis { panic("in work") }

// Leave gives the seat back. The person counts as present for the grace.
func (c *Chair) Leave() { panic("in work") }
