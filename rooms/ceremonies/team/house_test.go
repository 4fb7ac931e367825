package team_test

import (
	"context"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/client"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/roomstest"
)

// What goes from a team's home to its meetings and back, in a whole house.

const key = "the key of a link....."

// house is a house of all kinds in virtual time, which can be killed and opened again.
type house struct {
	*testing.T
	*live.House
	journal *journal.Memory
	away    atomic.Bool // nothing reaches the home
	keys    *journal.MemoryKeys
	dead    []*live.House // were killed
	ctx     context.Context
	home    rooms.ID
}

// atHome plays with a home of which Jonas and Mira have a seat.
func atHome(t *testing.T, play func(h *house)) {
	synctest.Test(t, func(t *testing.T) {
		h := &house{T: t, journal: journal.NewMemory(), keys: journal.NewMemoryKeys(), ctx: t.Context()}
		h.boot()
		defer func() {
			for _, house := range append(h.dead, h.House) {
				_ = house.Close(context.Background())
			}
		}()
		h.home = h.open(rooms.Brief{Kind: "team", Title: "Heron", Browser: "jonas"})
		h.comes("jonas", h.home, live.Knock{Name: "Jonas", Roles: []rooms.Role{rooms.ScrumMaster}})
		h.comes("mira", h.home, live.Knock{Name: "Mira", Roles: []rooms.Role{rooms.Developer}})
		play(h)
	})
}

func (h *house) boot() {
	h.House = live.NewHouse(live.Options{Journal: noHome{h.journal, h}, Keys: h.keys, Build: "b"}, ceremonies.All()...)
}

// noHome is a journal that takes nothing for the home while it is away.
type noHome struct {
	*journal.Memory
	of *house
}

func (j noHome) Append(ctx context.Context, room rooms.ID, epoch, prev int64, entries []journal.Entry, due journal.Due) error {
	if room == j.of.home && j.of.away.Load() {
		return journal.ErrFull
	}
	time.Sleep(time.Millisecond) // as a disk does: one can be killed before and after
	return j.Memory.Append(ctx, room, epoch, prev, entries, due)
}

// again is the house after its process ended.
func (h *house) again() {
	if err := h.Close(context.Background()); err != nil {
		h.Fatal(err)
	}
	h.boot()
}

// kill ends the process in the middle of whatever it does, and starts another.
func (h *house) kill() {
	h.dead = append(h.dead, h.House)
	h.boot()
}

func (h *house) open(b rooms.Brief) rooms.ID {
	h.Helper()
	b.Secret = key
	id, err := h.Open(h.ctx, b)
	if err != nil {
		h.Fatal(err)
	}
	return id
}

func (h *house) comes(browser string, room rooms.ID, k live.Knock) rooms.ID {
	h.Helper()
	k.Secret, k.Browser = key, browser
	id, err := h.Join(h.ctx, room, k)
	if err != nil {
		h.Fatalf("%s: %v", browser, err)
	}
	return id
}

// does lets somebody act, and then go.
func (h *house) does(browser string, room rooms.ID, verb string, with any) {
	h.Helper()
	c := client.New(h.ctx, h.Dial(room, browser), client.Options{})
	defer func() { _ = c.Close() }()
	if err := c.Act(h.ctx, verb, with); err != nil {
		h.Fatalf("%s: %s: %v", browser, verb, err)
	}
}

// past is what a home knows of meetings, or a planning of sprints: both call it so.
type past struct {
	meetings map[rooms.ID]struct {
		People int
		Led    rooms.ID
	}
	sprints []struct {
		Number         int
		Forecast, Done float64
	}
}

func (p *past) UnmarshalJSON(raw []byte) error {
	if raw[0] == '[' {
		return json.Unmarshal(raw, &p.sprints)
	}
	return json.Unmarshal(raw, &p.meetings)
}

// sees is a room as somebody has it.
func (h *house) sees(browser string, room rooms.ID) (seen struct {
	Room   rooms.Room
	Me     struct{ Held rooms.Held }
	Shared struct {
		Past    past
		Sprint  rooms.Sprint
		Sprints map[string]rooms.Sprint
		Number  int
		From    string
		Open    map[string]any
		One     rooms.ID
		Goal    string
		Old     map[rooms.ID]struct{ Text string }
		Plans   map[rooms.ID]struct{ Carried string }
		Risks   rooms.Map[rooms.ID, rooms.Risk]

		Candidates map[rooms.ID]struct{ Title string }
	}
}) {
	h.Helper()
	raw, _, err := h.Doc(h.ctx, room, browser)
	if err != nil {
		h.Fatal(err)
	}
	var frame struct{ Doc json.RawMessage }
	if err := json.Unmarshal(raw, &frame); err != nil {
		h.Fatal(err)
	}
	if err := json.Unmarshal(frame.Doc, &seen); err != nil {
		h.Fatal(err)
	}
	return seen
}

// passes lets time go by, in the bubble.
func (h *house) passes(d time.Duration) { time.Sleep(d) }

// meets opens a ceremony of the team, in which both are.
func (h *house) meets(kind string) rooms.ID {
	h.Helper()
	room := h.open(rooms.Brief{Kind: kind, Title: "Heron", Browser: "jonas", Team: h.home})
	h.does("jonas", h.home, "gather", roomstest.With("kind", kind, "room", fmt.Sprintf("/r/%s#AAAAAAAAAAAAAAAAAAAAAA", room)))
	h.comes("jonas", room, live.Knock{})
	h.comes("mira", room, live.Knock{})
	return room
}

func one[V any](t *testing.T, m rooms.Map[rooms.ID, V]) (rooms.ID, V) {
	t.Helper()
	if m.Len() != 1 {
		t.Fatalf("there are %d, want one", m.Len())
	}
	for id, v := range m.All() {
		return id, v
	}
	panic("unreachable")
}
