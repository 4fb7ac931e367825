package rooms

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// talk is a small ceremony for tests of the services: everybody may do
// everything, so what refuses is the rule and not the table of rights.
type talk struct {
	Heard    List[string] `json:"heard"`
	Starters List[ID]     `json:"starters"`
	First    List[ID]     `json:"first"`
}

type talkTurn = Turn[talk, struct{}, struct{}]

var talkPhases = []PhasePlan{
	{Key: "lobby", AtZero: Advance},
	{Key: "warm", Budget: 30 * time.Second, AtZero: Advance},
	{Key: "talk", Budget: 5 * time.Minute, AtZero: PassOn},
	{Key: "wrap", Budget: time.Minute, AtZero: Signal},
	{Key: "end", Budget: 15 * time.Second, AtZero: Advance},
}

func talkKind(more ...Service) *Kind {
	c := Ceremony[talk, struct{}, struct{}]{
		Kind: "talk", Version: 1, Budget: 6*time.Minute + 45*time.Second, Phases: talkPhases,
		Ballots:  []string{"q", "r"},
		Services: append([]Service{PeopleService(), BatonService(), AgendaService(), FloorService()}, more...),
		Opens: func(t *talkTurn, _ Brief) error {
			t.Room.Baton.Lead = ScrumMaster
			t.PlanAgenda(AgendaPlan{Phases: talkPhases, Quorum: Developers, Rest: "talk"})
			t.PlanFloor(FloorPlan{Phase: "talk", Speakers: Developers, Guests: ProductManagers, Mode: Fixed})
			return nil
		},
		Hears: talkHears,
		Minutes: func(m *Meeting[talk, struct{}, struct{}]) Minutes {
			return m.Base.Minutes()
		},
	}
	c.Rights = UndoRights()
	for _, s := range c.Services {
		for do := range s.Verbs {
			c.Rights = append(c.Rights, Right{Do: do, In: EveryPhase, May: Everyone | Leads | Offered})
		}
	}
	return Register(c)
}

func talkHears(t *talkTurn, e Event) error {
	if e.What == Attended {
		return nil // the services must do nothing twice; what a ceremony notes is its own affair
	}
	heard := append(t.Shared.Heard.Slice(), strings.TrimSuffix(e.What+" "+e.Of, " "))
	t.Shared.Heard = ListOf(heard...)
	seating := Seating{Starters: t.Shared.Starters.Slice(), First: t.Shared.First.Slice()}
	switch {
	case e.What == Entered && e.Of == "talk":
		t.OpenFloor(seating)
	case e.What == Reordered:
		t.Reseat(seating)
	case e.What == Spoken:
		t.MoveOn()
	}
	return nil
}

const ann, ben, cara, dan = "p1", "p2", "p3", "p4"

// session is a rehearsal of a talk with a test around it.
type session struct {
	*Rehearsal
	t *testing.T
}

// inSession opens a room with developers; the first of them opened it.
func inSession(t *testing.T, names ...string) session {
	t.Helper()
	return rehearsing(t, talkKind(), names...)
}

func rehearsing(t *testing.T, k *Kind, names ...string) session {
	t.Helper()
	r, err := Rehearse(k, Brief{Kind: "talk", Title: "Heron"}, 1)
	h := session{r, t}
	h.must(err)
	for _, name := range names {
		h.join(name)
	}
	return h
}

// atTalk is inSession, with the round just begun.
func atTalk(t *testing.T, names ...string) session {
	t.Helper()
	h := inSession(t, names...)
	h.do(ann, "start", nil)
	h.do(ann, "next", nil)
	return h
}

func (h session) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h session) join(name string, roles ...Role) ID {
	h.t.Helper()
	id, err := h.Join(name, roles...)
	h.must(err)
	return id
}

func (h session) do(actor ID, verb string, with any) {
	h.t.Helper()
	if err := h.Do(actor, verb, with); err != nil {
		h.t.Fatalf("%s by %s: %v", verb, actor, err)
	}
	h.balanced()
}

func (h session) refused(code string, actor ID, verb string, with any) {
	h.t.Helper()
	err := h.Do(actor, verb, with)
	if err == nil || AsError(err).Code != code {
		h.t.Fatalf("%s by %s: got %v, want a refusal with code %s", verb, actor, err, code)
	}
}

func (h session) wait(d time.Duration) {
	h.t.Helper()
	h.must(h.Wait(d))
	h.balanced()
}

func (h session) drop(people ...ID) {
	h.t.Helper()
	h.must(h.Drop(people...))
}

func (h session) connect(people ...ID) {
	h.t.Helper()
	h.must(h.Connect(people...))
}

// balanced checks the identity of floor_bank.go: nobody's time is made up or
// lost, unless slots are at their least or most.
func (h session) balanced() {
	h.t.Helper()
	f, b := h.floor(), h.Base()
	if f.Slot != 0 && (f.Slot < For(SlotLeast) || f.Slot > For(SlotMost)) {
		h.t.Fatalf("a slot of %v", f.Slot.Duration())
	}
	if !b.roundRuns() || b.phaseOver() || f.Speaker == "" || f.Guest.Person != "" || f.Slot == For(SlotLeast) || f.Slot == For(SlotMost) {
		return
	}
	if !f.Hard && !b.Room.Timers.Has("slot") && !b.Room.Timers.Has("bank") {
		return // a soft bank: the speaker takes from the others
	}
	n, shares := b.shares()
	t := &Tx{Base: b, Now: h.Now()}
	sum := t.bankLeft() + b.TimerLeft("slot", h.Now()) + shares
	if off := b.TimerLeft("phase", h.Now()) - sum; n > 0 && (off < -100 || off > 100) {
		h.t.Fatalf("the round's clock is off by %v: bank %v, slot %v, %d wait for %v",
			off.Duration(), t.bankLeft(), b.TimerLeft("slot", h.Now()), n, shares)
	}
}

func (h session) floor() Floor { return h.Base().Room.Floor }

func (h session) agenda() Agenda { return h.Base().Room.Agenda }

func (h session) heard(what string) bool {
	return slices.Contains(h.Meeting().(*Meeting[talk, struct{}, struct{}]).Shared.Heard.Slice(), what)
}

// plan changes the document as a ceremony would, before a test begins.
func (h session) plan(change func(*talkTurn)) {
	h.t.Helper()
	h.must(h.step("", func(doc Document, t *Tx) error {
		m := doc.(*Meeting[talk, struct{}, struct{}])
		change(&talkTurn{t, &m.Shared, &m.Private, &m.Audience})
		return nil
	}))
}

func (h session) speaks(person ID) {
	h.t.Helper()
	if f := h.floor(); f.Speaker != person {
		h.t.Fatalf("%q has the floor, want %q (order %v)", f.Speaker, person, f.Order)
	}
}

func (h session) in(phase string) {
	h.t.Helper()
	if now := h.agenda().Now; now != phase {
		h.t.Fatalf("the meeting is in %q, want %q", now, phase)
	}
}

func (h session) left(timer string, want time.Duration) {
	h.t.Helper()
	if left := h.Base().TimerLeft(timer, h.Now()).Duration(); left != want {
		h.t.Fatalf("%v is left on %q, want %v", left, timer, want)
	}
}

// with writes arguments shortly: with("person", ben, "on", true).
func with(pairs ...any) map[string]any {
	m := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

// The end of a grace is not lost when a clock rings in the same moment.
func TestAGraceThatEndsAsAClockRings(t *testing.T) {
	h := inSession(t, "Ann", "Ben")
	h.drop(ann)
	h.plan(func(t *talkTurn) { t.SetTimer("toll", BatonGrace) })
	h.wait(BatonGrace)
	if h.Base().Room.Baton.Offer != ben {
		t.Fatal("the baton is offered to nobody")
	}
}
