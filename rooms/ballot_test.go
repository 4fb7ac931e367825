package rooms

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"
)

// hall is a meeting in memory for tests of services: people act, come and go,
// and the clock moves only when told to.
type hall struct {
	testing.TB
	kind  *Kind
	doc   Document
	now   Millis
	here  Presence
	dice  *Dice
	heard []Event
}

type none struct{}

// newHall opens a room with people, all developers and connected; the first
// facilitates. Phase "work" is on.
func newHall(tb testing.TB, people ...ID) *hall {
	h := &hall{TB: tb, now: 1_700_000_000_000, dice: SeededDice(1)}
	h.kind = Register(Ceremony[none, none, none]{
		Kind: "hall", Version: 1, Ballots: []string{"q", "a", "b", "h", "n", "other", "hidden", "pulse", "track", SizeBallot},
		Services: []Service{BallotService(), BlockerService(), ParkingService(), TaskService(), ItemService(), HandService(), SizingService()},
		Rights:   hallRights(),
		Opens:    func(*Turn[none, none, none], Brief) error { return nil },
		Hears:    func(_ *Turn[none, none, none], e Event) error { h.heard = append(h.heard, e); return nil },
		Minutes:  func(*Meeting[none, none, none]) Minutes { return Minutes{} },
	})
	h.doc = h.kind.blank()
	h.here = Presence{Since: map[ID]Millis{}, Gone: map[ID]Millis{}}
	h.must(h.change("", func(t *Tx) error {
		t.Room.Kind, t.Room.Title, t.Room.Agenda.Now, t.Room.Baton.Holder = "hall", "Heron", "work", people[0]
		for i, id := range people {
			t.Room.People.Put(id, Person{Name: "Name of " + string(id), Roles: ListOf(Developer), Rank: i + 1})
			h.here.Since[id] = h.now
		}
		return nil
	}))
	return h
}

func hallRights() Rights {
	return slices.Concat(HandRights(), Right{In: EveryPhase, May: Everyone}.For(
		"vote", "unvote", "reveal", "revote", "raise", "own", "help", "today", "solve", "reword",
		"park", "unpark", "concern", "follow_up", "task", "accept", "ask", "retext", "due", "how", "finish", "drop", "undo",
		"item_add", "item_bring", "item_reword", "item_move", "item_withdraw", "item_pick",
		"deck", "agree", "settle", "aside", "heard",
	))
}

func (h *hall) must(err error) {
	h.Helper()
	if err != nil {
		h.Fatal(err)
	}
}

func (h *hall) play(actor ID, change Change) error {
	here := h.here
	here.Since, here.Gone = maps.Clone(here.Since), maps.Clone(here.Gone)
	next, err := h.kind.Play(h.doc, Moment{Actor: actor, Now: h.now, Dice: h.dice, Here: here}, change)
	if err == nil {
		h.doc = next.Doc
	}
	return err
}

func (h *hall) change(actor ID, rule func(*Tx) error) error {
	return h.play(actor, func(_ Document, t *Tx) error { return rule(t) })
}

// do plays a verb; with is JSON.
func (h *hall) do(actor ID, verb, with string, args ...any) error {
	return h.play(actor, h.kind.Act(verb, fmt.Appendf(nil, with, args...), nil))
}

func (h *hall) open(id string, plan BallotPlan) error {
	return h.change("", func(t *Tx) error { return t.OpenBallot(id, plan) })
}

func (h *hall) vote(person ID, ballot, card string) {
	h.Helper()
	h.must(h.do(person, "vote", `{"ballot":%q,"card":%q}`, ballot, card))
}

// attends is what the kernel does when presence changed.
func (h *hall) attends() {
	h.Helper()
	h.must(h.play("", h.kind.Attends))
}

// goes lets people lose their connection, and the grace pass.
func (h *hall) goes(people ...ID) {
	h.Helper()
	for _, id := range people {
		delete(h.here.Since, id)
		h.here.Gone[id] = h.now - For(QuorumGrace)
	}
	h.attends()
}

func (h *hall) comes(person ID) {
	h.Helper()
	h.here.Since[person] = h.now
	h.attends()
}

// wait lets time pass; timers ring when they are due, their grace included.
func (h *hall) wait(d time.Duration) {
	h.Helper()
	end := h.now + For(d)
	for {
		name, at := h.nextTimer()
		if name == "" || at > end {
			break
		}
		h.now = max(h.now, at)
		h.must(h.play("", h.kind.Rings(name)))
	}
	h.now = end
}

func (h *hall) nextTimer() (first string, at Millis) {
	timers := h.room().Timers
	for _, name := range timers.Ranked(func(t Timer) int { return int(t.Due) }) {
		timer, _ := timers.Get(name)
		due := timer.Due
		word, _ := timerService(name)
		for _, s := range h.kind.services {
			due += For(s.Grace[word])
		}
		if timer.Due != 0 && (first == "" || due < at) {
			first, at = name, due
		}
	}
	return first, at
}

func (h *hall) room() *Room { return &h.doc.Common().Room }

func (h *hall) ballot(id string) Ballot {
	b, _ := h.room().Ballots.Get(id)
	return b
}

func (h *hall) result(id string) Result {
	r, _ := h.ballot(id).Latest()
	return r
}

func (h *hall) state(id, want string) {
	h.Helper()
	if got := h.ballot(id).State; got != want {
		h.Errorf("ballot %s is %q, want %q", id, got, want)
	}
}

// refused checks the code of a refusal, and that nothing changed.
func (h *hall) refused(code string, do func() error) {
	h.Helper()
	before := h.doc
	err := do()
	if err == nil || AsError(err).Code != code {
		h.Errorf("refused with %v, want %q", err, code)
	}
	if h.doc != before {
		h.Errorf("a refusal changed the meeting")
	}
}

// open bytes: what everyone in the room receives.
func (h *hall) public() string { return toJSON(h, h.doc.Common().Room) }

func toJSON(tb testing.TB, v any) string {
	tb.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func (h *hall) told(what, of string) bool { return slices.Contains(h.heard, Event{what, of}) }

// anyCard is a valid choice of each kind that is not dots.
var anyCard = map[string]string{Cards: "5", Fist: "0", Roman: "side", YesNo: "abstain", Scale: "3"}

var estimates = []string{"3", "5", "8"}

func hidden(kind string) BallotPlan {
	return BallotPlan{Kind: kind, Secrecy: Hidden, Options: estimates, Who: Developers, Auto: true}
}
