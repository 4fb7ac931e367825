package demo

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"rondo/rooms"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// stage is a house whose days pass as fast as they are played: its clock is set.
type stage struct {
	ctx      context.Context
	house    *live.House
	kinds    map[string]*rooms.Kind
	clock    *atomic.Int64 // when it is, rooms.Millis
	seed     uint64
	dice     *rand.Rand        // of a meeting: how long people speak, and what else the script leaves open
	browsers map[string]string // by name
	people   map[string]rooms.ID
	home     rooms.ID
	room     rooms.ID                     // where all are now: the home, or a meeting
	seats    []*live.Session              // there
	err      error                        // of what failed first: nothing is played after it
	tells    func(kind string, over bool) // of a meeting that was opened, or that the home has what came of; nil: nobody listens
}

// doc is of a room what the script looks at.
type doc struct {
	Room   rooms.Room
	Shared struct {
		Columns map[rooms.ID]struct{ Title string }
		Notes   map[rooms.ID]struct {
			Text  string
			Group rooms.ID
		}
		Groups map[rooms.ID]struct{ Title string }
		Old    map[rooms.ID]struct {
			Text  string
			Owner rooms.ID
		}
		Demos map[rooms.ID]struct {
			Title string
			Rank  int
			State string
		}
		Demo       rooms.ID
		Candidates map[rooms.ID]struct{ Title string }
		Topic      rooms.ID
		Item       rooms.ID
		Step       string
	}
}

// fails notes the first failure.
func (s *stage) fails(err error, doing string, about ...any) {
	if s.err == nil && err != nil {
		s.err = fmt.Errorf("demo: %s: %s: %w", s.now().Format(time.DateTime), fmt.Sprintf(doing, about...), err)
	}
}

func (s *stage) now() time.Time { return time.UnixMilli(s.clock.Load()).UTC() }

// passes lets time pass.
func (s *stage) passes(d time.Duration) { s.at(s.now().Add(d)) }

// at sets the clock. It returns when all has rung that was to ring by then.
func (s *stage) at(when time.Time) {
	s.clock.Store(when.UnixMilli())
	s.waits("clocks to ring", func() bool {
		room := s.sees(lead).Room
		for name, timer := range room.Timers.All() {
			if timer.Due != 0 && timer.Due+s.kinds[room.Kind].Grace(name) <= rooms.MillisOf(when) {
				return false
			}
		}
		return true
	})
}

// passed is the house's clock.
func (s *stage) passed() time.Duration { return time.Duration(s.clock.Load()) * time.Millisecond }

// waits looks until something is so that the house does beside everything else: it takes
// milliseconds of the clock on the wall.
func (s *stage) waits(what string, isSo func() bool) {
	for s.err == nil && !isSo() {
		select {
		case <-s.ctx.Done():
			s.fails(s.ctx.Err(), "waiting for %s", what)
		case <-time.After(time.Millisecond):
		}
	}
}

// sees is the room as somebody has it.
func (s *stage) sees(name string) (d doc) {
	if s.err != nil || s.room == "" {
		return d
	}
	raw, _, err := s.house.Doc(s.ctx, s.room, s.browsers[name])
	var frame struct{ Doc *doc }
	if err == nil {
		frame.Doc = &d
		err = json.Unmarshal(raw, &frame)
	}
	s.fails(err, "%s looks", name)
	return d
}

// does lets somebody act; pairs are names of arguments and what they are.
func (s *stage) does(name, verb string, pairs ...any) {
	if s.err != nil {
		return
	}
	with := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		with[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	raw, err := json.Marshal(with)
	if err == nil {
		err = s.house.Act(s.ctx, s.room, s.browsers[name], verb, raw)
	}
	s.fails(err, "%s does %s with %v", name, verb, with)
}

// opens makes a room, and everybody of these comes in.
func (s *stage) opens(kind, title, opener string, others ...string) {
	if s.err != nil {
		return
	}
	key := rooms.NewSecret()
	id, err := s.house.Open(s.ctx, rooms.Brief{Kind: kind, Title: title, Secret: key, Browser: s.browsers[opener], Team: s.home})
	s.fails(err, "opening a %s", kind)
	if s.home != "" {
		s.does(opener, "gather", "kind", kind, "room", "/r/"+string(id)+"#"+key)
	}
	s.room, s.dice = id, rand.New(rand.NewPCG(s.seed, uint64(s.clock.Load()))) //nolint:gosec // how long people speak
	for _, name := range append([]string{opener}, others...) {
		s.comes(name, key)
	}
	s.tell(kind, false)
}

func (s *stage) tell(kind string, over bool) {
	if s.tells != nil && s.err == nil {
		s.tells(kind, over)
	}
}

// comes lets somebody in; at their home with name and role, to a meeting as who they are there.
func (s *stage) comes(name, key string) {
	if s.err != nil {
		return
	}
	knock := live.Knock{Secret: key, Browser: s.browsers[name]}
	if s.home == "" {
		knock.Name, knock.Roles = name, []rooms.Role{rooms.Developer}
	}
	id, err := s.house.Join(s.ctx, s.room, knock)
	s.fails(err, "%s comes", name)
	s.people[name] = id
	if s.err != nil {
		return
	}
	tab := fmt.Sprintf("%032x", len(s.seats)+1)
	seat, err := s.house.Enter(s.ctx, s.room, knock.Browser, wire.Hello{Tab: tab, Next: 1}, blind{})
	s.fails(err, "%s sits down", name)
	s.seats = append(s.seats, seat)
}

// blind is a page that nobody looks at: whoever is in a meeting has one open, or would not count.
type blind struct{}

// Send takes frames and forgets them.
func (blind) Send([]wire.Frame) bool { return true }

// Close has nothing to close.
func (blind) Close(int, string) {}

// ends closes the meeting, waits until the home has what came of it, and goes there.
func (s *stage) ends(name string) {
	if s.sees(name).Room.Ended == 0 {
		s.does(name, "end")
	}
	s.waits("the home", func() bool {
		r := s.sees(name).Room
		return r.Ended != 0 && r.Given == r.Ended
	})
	for _, seat := range s.seats {
		if seat != nil {
			seat.Leave()
		}
	}
	kind := s.sees(name).Room.Kind
	s.tell(kind, true)
	s.room, s.seats = s.home, nil
}

// phase is where a meeting is.
func (s *stage) phase() string { return s.sees(lead).Room.Agenda.Now }

// goesTo leads on to a phase, unless the clocks have done that, and tells whether
// the meeting is in it.
func (s *stage) goesTo(phase string) bool {
	for s.err == nil {
		agenda := s.sees(lead).Room.Agenda
		now, _ := agenda.Phases.Get(agenda.Now)
		if to, _ := agenda.Phases.Get(phase); now.Rank >= to.Rank {
			return agenda.Now == phase
		}
		s.does(lead, "next")
	}
	return false
}

// seconds is a time by the dice.
func (s *stage) seconds(least, most int) time.Duration {
	return time.Duration(least+s.dice.IntN(most-least+1)) * time.Second
}

// find returns the id of what has a text, among things that lie under ids.
func find[V any](s *stage, all iter.Seq2[rooms.ID, V], text func(V) string, want string) rooms.ID {
	for id, v := range all {
		if text(v) == want {
			return id
		}
	}
	s.fails(fmt.Errorf("there is no %q", want), "looking")
	return ""
}

// item finds an item of the room by its title.
func (s *stage) item(title string) rooms.ID {
	return find(s, s.sees(lead).Room.Items.All(), func(i rooms.Item) string { return i.Title }, title)
}
