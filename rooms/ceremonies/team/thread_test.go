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
	"rondo/rooms/ceremonies/team"
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

func TestAStandupBeginsWithWhatTheTeamHasAndGivesBackWhatCameOfIt(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "raise", roomstest.With("text", "No test cards"))
		h.does("mira", h.home, "sprint", roomstest.With("number", 1, "goal", "Pay again", "from", "1999-12-27", "to", "2000-01-07"))
		room := h.meets("standup")
		doc := h.sees("mira", room)
		id, blocker := one(t, doc.Room.Block)
		if mira, _ := doc.Room.People.Get("p2"); mira.Name != "Mira" || !mira.Is(rooms.Developer) || doc.Room.Baton.Holder != "p1" {
			t.Errorf("in the standup there are %+v, led by %q", mira, doc.Room.Baton.Holder)
		}
		if !blocker.Old || blocker.By != "p2" || doc.Shared.Goal != "Pay again" {
			t.Errorf("it begins with %+v for %q", blocker, doc.Shared.Goal)
		}
		h.does("jonas", room, "start", roomstest.With())
		h.does("mira", room, "solve", roomstest.With("blocker", id, "on", true))
		h.does("mira", room, "raise", roomstest.With("text", "Staging is full"))
		h.does("mira", room, "park", roomstest.With("text", "Safari 15?"))
		h.does("jonas", room, "end", roomstest.With())
		time.Sleep(5 * time.Second)
		home := h.sees("mira", h.home)
		if known, _ := home.Room.Block.Get(id); home.Room.Block.Len() != 2 || known.State != "solved" || known.Old {
			t.Errorf("at home there are %d blockers, the first %+v", home.Room.Block.Len(), known)
		}
		if _, topic := one(t, home.Room.Parked); topic.By != "p2" || topic.People.Len() != 1 {
			t.Errorf("parked is %+v", topic)
		}
		if _, held := home.Shared.Past.meetings[room]; !held || len(home.Shared.Open) != 0 {
			t.Errorf("at home one knows of %+v, and meets at %+v", home.Shared.Past.meetings, home.Shared.Open)
		}
		if end := h.sees("mira", room).Room; end.Given != end.Ended {
			t.Errorf("the meeting ended at %d, and knows that the home has that of %d", end.Ended, end.Given)
		}
	})
}

func TestWhatCameOfAMeetingArrivesOverARestartAndOnce(t *testing.T) {
	atHome(t, func(h *house) {
		room := h.meets("standup")
		h.does("jonas", room, "start", roomstest.With())
		h.does("mira", room, "park", roomstest.With("text", "Safari 15?"))
		h.away.Store(true)
		h.does("jonas", room, "end", roomstest.With())
		time.Sleep(time.Minute)
		if n := h.sees("mira", h.home).Room.Parked.Len(); n != 0 {
			t.Fatalf("the home is away, and has %d topics", n)
		}
		h.again()
		h.away.Store(false)
		time.Sleep(10 * time.Second)
		one(t, h.sees("mira", h.home).Room.Parked)
	})
}

func TestWhatCameOfMeetingsIsAtHomeOnceWheneverTheProcessIsKilled(t *testing.T) {
	const rounds = 50
	atHome(t, func(h *house) {
		for round := range rounds {
			room := h.meets("standup")
			h.does("jonas", room, "start", roomstest.With())
			h.does("mira", room, "park", roomstest.With("text", fmt.Sprint("Topic ", round)))
			h.does("jonas", room, "end", roomstest.With())
			time.Sleep(time.Duration(round) * 100 * time.Microsecond)
			h.kill()
			time.Sleep(15 * time.Second)
			home, end := h.sees("mira", h.home), h.sees("mira", room).Room
			if n := home.Room.Parked.Len(); n != round+1 || len(home.Shared.Open) != 0 || end.Given != end.Ended {
				t.Fatalf("after round %d there are %d topics at home, of the end at %d it has %d", round, n, end.Ended, end.Given)
			}
		}
	})
}

// What was planned is the team's sprint once, however often the process ends; what was done
// of it stands in the next planning.
func TestWhatWasPlannedIsTheSprintAndStandsInTheNextPlanning(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "item_add", roomstest.With("title", "Pay again"))
		id, _ := one(t, h.sees("mira", h.home).Room.Items)
		h.does("jonas", h.home, "sprint", roomstest.With("number", 7, "goal", "Pay", "from", "2026-11-16", "to", "2026-11-27"))
		room := h.meets("planning")
		if s := h.sees("mira", room).Shared; s.Number != 8 || s.From != "2026-11-30" {
			t.Fatalf("planned is sprint %d from %s", s.Number, s.From)
		}
		h.does("mira", room, "available", roomstest.With("halves", 20))
		h.does("jonas", room, "start", roomstest.With())
		h.does("mira", room, "goal_draft", roomstest.With("text", "Pay again"))
		h.does("jonas", room, "next", roomstest.With())
		h.does("mira", room, "vote", roomstest.With("ballot", "cards", "card", "5"))
		h.does("jonas", room, "reveal", roomstest.With("ballot", "cards"))
		h.does("jonas", room, "settle", roomstest.With("card", "5"))
		h.does("mira", room, "pull", roomstest.With("item", id, "on", true))
		h.does("jonas", room, "end", roomstest.With())
		h.kill()
		time.Sleep(15 * time.Second)
		is := h.sees("mira", h.home).Shared.Sprint
		if is.Number != 8 || is.Goal != "Pay again" || is.Points != 5 || is.Capacity != 7 || !is.Forecast.Has(id) {
			t.Fatalf("the sprint is %+v", is)
		}
		h.does("mira", h.home, "built", roomstest.With("item", id, "on", true))
		h.again()
		time.Sleep(15 * time.Second)
		if done := h.sees("mira", h.home).Shared.Sprint.Done; done != 5 {
			t.Errorf("%v points are done: the outcome came twice", done)
		}
		next := h.meets("planning")
		seen := h.sees("mira", next)
		past := seen.Shared.Past.sprints
		if len(past) != 1 || past[0].Number != 8 || past[0].Done != 5 || seen.Shared.Number != 9 || seen.Room.Items.Len() != 0 {
			t.Errorf("the next planning has %+v, sprint %d and %d items", past, seen.Shared.Number, seen.Room.Items.Len())
		}
		h.does("jonas", next, "start", roomstest.With())
		h.does("jonas", next, "end", roomstest.With())
		time.Sleep(15 * time.Second)
		home := h.sees("mira", h.home)
		if item, _ := home.Room.Items.Get(id); item.State != rooms.ItemWithdrawn || home.Shared.Sprints["8"].Done != 5 {
			t.Errorf("after it the item is %s, and of the last sprint is known %+v", item.State, home.Shared.Sprints)
		}
	})
}

// What a sprint leaves undone is asked about in the next planning, and what is kept of it is
// known at home, and so are the risks until somebody says that they are none any more.
func TestWhatASprintLeavesUndoneIsCarriedOver(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "item_add", roomstest.With("title", "Pay again"))
		id, _ := one(t, h.sees("mira", h.home).Room.Items)
		for n, carried := range []string{"", "open"} {
			room := h.meets("planning")
			if is := h.sees("mira", room).Shared.Plans[id].Carried; is != carried {
				t.Fatalf("in planning %d it is %q, want %q", n+1, is, carried)
			}
			h.does("jonas", room, "start", roomstest.With())
			h.does("jonas", room, "next", roomstest.With())
			h.does("mira", room, "pull", roomstest.With("item", id, "on", true))
			h.does("mira", room, "risk_add", roomstest.With("text", "The bank answers slowly"))
			h.does("jonas", room, "end", roomstest.With())
			time.Sleep(15 * time.Second)
			risk, known := one(t, h.sees("mira", h.home).Shared.Risks)
			if known.By != "p2" || known.At == 0 {
				t.Errorf("after planning %d its risk is %+v", n+1, known)
			}
			h.does("jonas", h.home, "risk_drop", roomstest.With("risk", risk))
			if is := h.sees("mira", h.home).Shared.Sprint; is.Carried.Has(id) != (carried != "") || !is.Forecast.Has(id) {
				t.Fatalf("after planning %d the sprint is %+v", n+1, is)
			}
		}
	})
}

func TestSizesThatWereSettledAreOnTheBacklog(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "item_add", roomstest.With("title", "Pay again"))
		id, _ := one(t, h.sees("mira", h.home).Room.Items)
		room := h.meets("poker")
		h.does("jonas", room, "start", roomstest.With())
		if item, _ := h.sees("mira", room).Room.Items.Get(id); item.State != rooms.ItemCurrent {
			t.Fatalf("in hand is %+v", item)
		}
		h.does("mira", room, "vote", roomstest.With("ballot", "cards", "card", "5"))
		h.does("jonas", room, "reveal", roomstest.With("ballot", "cards"))
		time.Sleep(5 * time.Second)
		h.does("jonas", room, "settle", roomstest.With("card", "5"))
		h.does("mira", room, "item_add", roomstest.With("title", "Refund"))
		h.does("jonas", room, "end", roomstest.With())
		time.Sleep(5 * time.Second)
		items := h.sees("mira", h.home).Room.Items
		if item, _ := items.Get(id); item.Result != "5" || item.Rounds != 1 || items.Len() != 2 {
			t.Errorf("on the backlog there are %d items, and this: %+v", items.Len(), item)
		}
	})
}

func TestAMeetingOfATeamIsHeldAsTheLastOne(t *testing.T) {
	atHome(t, func(h *house) {
		budget := func(room rooms.ID) rooms.Millis {
			plan, _ := h.sees("mira", room).Room.Agenda.Phases.Get("plan")
			return plan.Budget
		}
		ends := func(room rooms.ID) {
			h.does("jonas", room, "start", roomstest.With())
			h.does("jonas", room, "end", roomstest.With())
			time.Sleep(20 * time.Hour)
		}
		room := h.meets("standup")
		h.does("jonas", room, "timebox", roomstest.With("phase", "plan", "ms", 90_000))
		ends(room)
		if room = h.meets("standup"); budget(room) != 90_000 {
			t.Errorf("the next one has %d ms for the plan", budget(room))
		}
		ends(room)
		if err := h.Remove(h.ctx, room, "jonas"); err != nil {
			t.Fatal(err)
		}
		if room = h.meets("standup"); budget(room) != 60_000 {
			t.Errorf("after the last one was deleted there are %d ms for the plan", budget(room))
		}
	})
}

func TestNobodyStartsTheStandupTwoDaysRunning(t *testing.T) {
	atHome(t, func(h *house) {
		h.comes("ada", h.home, live.Knock{Name: "Ada", Roles: []rooms.Role{rooms.Developer}})
		before := rooms.ID("")
		for day := range 6 {
			room := h.meets("standup")
			h.comes("ada", room, live.Knock{})
			h.does("jonas", room, "start", roomstest.With())
			h.does("jonas", room, "next", roomstest.With())
			first := h.sees("mira", room).Room.Floor.Order.At(0)
			if first == before {
				t.Errorf("on day %d %q starts again", day, first)
			}
			before = first
			h.does("jonas", room, "end", roomstest.With())
			time.Sleep(20 * time.Hour)
		}
	})
}

func TestWhoIsRemovedFromAMeetingDoesNotComeBackByTheHome(t *testing.T) {
	atHome(t, func(h *house) {
		room := h.open(rooms.Brief{Kind: "standup", Title: "Heron", Browser: "jonas", Team: h.home})
		h.comes("jonas", room, live.Knock{})
		h.does("jonas", room, "remove", roomstest.With("person", "p2")) // before she ever came
		if _, err := h.Join(h.ctx, room, live.Knock{Secret: key, Browser: "mira"}); rooms.AsError(err).Code != "removed" {
			t.Errorf("Mira is let in: %v", err)
		}
	})
}

func TestWhoLeftAMeetingComesBackByTheHomeAndSoDoesTheirPhone(t *testing.T) {
	atHome(t, func(h *house) {
		room := h.meets("standup")
		h.does("mira", room, "leave", roomstest.With())
		h.comes("mira", room, live.Knock{})
		h.does("mira", room, "roles", roomstest.With("roles", []rooms.Role{rooms.Observer}))
		h.does("mira", h.home, "phone", roomstest.With())
		h.comes("phone", h.home, live.Knock{Phone: h.sees("mira", h.home).Me.Held.Phone.Secret})
		if id := h.comes("phone", room, live.Knock{}); id != "p2" {
			t.Errorf("by her phone Mira is %q", id)
		}
		if mira, _ := h.sees("phone", room).Room.People.Get("p2"); !mira.Is(rooms.Observer) || mira.Left {
			t.Errorf("with her phone came another Mira: %+v", mira)
		}
	})
}

func TestAHomeTakesEachEndOnce(t *testing.T) {
	k, s := team.Kind(), roomstest.Rehearse(t, team.Kind(), "Jonas")
	now := rooms.MillisOf(time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC))
	receives := func(doc rooms.Document, ended rooms.Millis) rooms.Document {
		h := rooms.Handover{Room: "r", Kind: "standup", Ended: ended}
		h.Topics.Put("t", rooms.Topic{Text: "Safari 15?", State: "open"})
		step, err := k.Play(doc, rooms.Moment{Now: now, Dice: rooms.SeededDice(1), Most: 10}, k.Receive(h))
		if err != nil {
			t.Fatal(err)
		}
		return step.Doc
	}
	home := receives(s.Meeting().(rooms.Document), 1).Clone()
	home.Common().Room.Parked.Delete("t") // it was dealt with
	if again := receives(home, 1); again.Common().Room.Parked.Len() != 0 {
		t.Error("the same end was taken twice")
	}
	if once := receives(home, 2); once.Common().Room.Parked.Len() != 1 {
		t.Error("another end was not taken")
	}
}

func TestARetrospectiveAsksWhatBecameOfTheTeamsActions(t *testing.T) {
	atHome(t, func(h *house) {
		h.does("mira", h.home, "task", roomstest.With("text", "Silence the alarm"))
		id, _ := one(t, h.sees("mira", h.home).Room.Actions)
		room := h.meets("retrospective")
		if old := h.sees("mira", room).Shared.Old[id]; old.Text != "Silence the alarm" {
			t.Errorf("asked about is %+v", old)
		}
		h.does("jonas", room, "start", roomstest.With())
		for h.sees("mira", room).Room.Agenda.Now != "actions" {
			h.does("jonas", room, "next", roomstest.With())
		}
		h.does("mira", room, "answer", roomstest.With("action", id, "state", "done"))
		h.does("jonas", room, "end", roomstest.With())
		time.Sleep(5 * time.Second)
		if task, _ := h.sees("mira", h.home).Room.Actions.Get(id); task.State != "done" {
			t.Errorf("at home it is %+v", task)
		}
	})
}

func TestATeamThatIsGoneIsOwedNothing(t *testing.T) {
	atHome(t, func(h *house) {
		room := h.meets("standup")
		if err := h.Remove(h.ctx, h.home, "jonas"); err != nil {
			t.Fatal(err)
		}
		h.does("jonas", room, "start", roomstest.With())
		h.does("jonas", room, "end", roomstest.With())
		time.Sleep(10 * time.Second)
		if doc := h.sees("mira", room).Room; doc.Team != "" || doc.Given != doc.Ended {
			t.Errorf("it still owes its team %q the end at %d", doc.Team, doc.Ended)
		}
	})
}

func TestOnlyTheTeamOpensItsMeetings(t *testing.T) {
	atHome(t, func(h *house) {
		ask := rooms.Brief{Kind: "standup", Title: "Ours", Secret: key, Browser: "eve", Team: h.home}
		if _, err := h.Open(h.ctx, ask); rooms.AsError(err).Code != "no_room" {
			t.Errorf("who does not belong to it: %v", err)
		}
		other := h.open(rooms.Brief{Kind: "talk", Title: "Talk", Browser: "eve"})
		h.comes("eve", other, live.Knock{Name: "Eve"})
		ask.Team = other
		if _, err := h.Open(h.ctx, ask); rooms.AsError(err).Code != "no_room" {
			t.Errorf("a talk is no home: %v", err)
		}
		room := h.meets("standup")
		if _, err := h.Join(h.ctx, room, live.Knock{Secret: key, Browser: "eve"}); err == nil {
			t.Error("a stranger came in without a name")
		}
		if plate, err := h.Read(h.ctx, room, key, "mira"); err != nil || plate.Member != "Mira" {
			t.Errorf("at the door Mira reads %+v, %v", plate, err)
		}
		if id := h.comes("eve", room, live.Knock{Name: "Mira"}); id != "p3" {
			t.Errorf("a guest is %q", id)
		}
	})
}
