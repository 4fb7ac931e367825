package rooms

import (
	"slices"
	"time"
)

// Agenda is the phases of a meeting and where it stands. The clock of the
// current phase is the timer "phase".
type Agenda struct {
	Budget Millis             `json:"budget"` // of the whole meeting, ms
	Phases Map[string, Phase] `json:"phases"`
	Now    string             `json:"now"`              // key of the current phase
	Since  Millis             `json:"since"`            // when it began; moved on by pauses
	Paused Millis             `json:"paused,omitempty"` // when the meeting was paused; absent: it runs
	Idle   Millis             `json:"idle,omitempty"`   // ms spent in pauses so far
	Done   Map[ID, bool]      `json:"done,omitzero"`    // who said "I'm done" in this phase; never there when blind
	Blind  bool               `json:"blind,omitempty"`  // how many are done is all that anybody learns in this phase
	Count  int                `json:"count,omitempty"`  // how many are done, at 5 s steps, when blind
	Of     int                `json:"of,omitempty"`     // of how many, likewise
	Ready  bool               `json:"ready,omitempty"`  // nothing is left to do in this phase, whoever is done or not
	Held   bool               `json:"held,omitempty"`   // the facilitator holds this phase: it ends only by "next"
	Auto   bool               `json:"auto,omitempty"`   // autopilot: the clocks alone move it on
	Quorum Who                `json:"quorum,omitempty"` // of whom all who are present must be done
	Rest   string             `json:"rest,omitempty"`   // the phase that gets what the others leave of the budget
	Whole  bool               `json:"whole,omitempty"`  // the budget is all there is: a phase is extended within it
}

// Phase is one step of the agenda.
type Phase struct {
	Rank    int    `json:"rank"`
	Budget  Millis `json:"budget,omitempty"`  // ms, extensions included; absent: not timed
	More    Millis `json:"more,omitempty"`    // ms, of them given while the meeting ran; below 0: taken
	Began   Millis `json:"began,omitempty"`   // when the meeting first came to it; of old ones nobody knows
	Spent   Millis `json:"spent,omitempty"`   // ms, of a phase that was left
	AtZero  string `json:"at_zero"`           // what the server does: one of the policies below
	Off     bool   `json:"off,omitempty"`     // left out today
	Needs   string `json:"needs,omitempty"`   // the phase that must come before, and without which this one is left out
	Follows string `json:"follows,omitempty"` // the phase that comes before wherever both are held
}

// What the server does when a phase's clock runs out. It does so with every
// browser closed; elsewhere the facilitator's tab has to be open for it.
const (
	Signal  = "signal"  // shows it and goes on; on autopilot it advances
	Advance = "advance" // goes to the next phase; after the last the meeting ends
	Close   = "close"   // the ceremony closes what is open, which then leads on
	PassOn  = "pass"    // the floor passes on; whoever still waits gets a slot first
)

// Phases that a meeting of any kind begins and ends with.
const (
	Lobby   = "lobby"
	Closing = "close"
)

// What else the agenda tells.
const (
	Stretched = "stretched" // a phase has more or less time than before
	Resumed   = "resumed"   // the meeting goes on after a pause
)

const (
	countdown     = 15 * time.Second // from "all are done" to the next phase
	extendDefault = time.Minute
	leastTimebox  = 5 * time.Second
	mostTimebox   = 8 * time.Hour
	leastRest     = time.Minute      // the resting phase never gets less than this
	leastReturn   = 30 * time.Second // of a phase that one goes back to: its zero must not throw them out again
)

// AgendaPlan is the agenda as a ceremony lays it out.
type AgendaPlan struct {
	Phases []PhasePlan // the first is the lobby, where the clocks do not run yet
	Quorum Who         // whose "I'm done" counts
	Rest   string      // the phase that gives and takes when another one's timebox is changed; "": the total changes
	Whole  bool        // a phase is extended within the total only
}

// phaseSeen is the phase that somebody sees who moves on from it, or says something of it.
const phaseSeen = "/room/agenda/now"

// AgendaService is the phases and their clock.
func AgendaService() Service {
	return Service{
		Name: "agenda",
		Verbs: map[string]Verb{
			"start": Do(nextPhase).Undoable().MeantFor(phaseSeen), "next": Do(nextPhase).Undoable().MeantFor(phaseSeen),
			"back":  Do(backPhase).Undoable().MeantFor(phaseSeen),
			"pause": Do(pause), "resume": Do(resume), "extend": Do(extend).MeantFor(phaseSeen),
			"done": Do(sayDone).MeantFor(phaseSeen), "hold": Do(hold).MeantFor(phaseSeen), "autopilot": Do(setAutopilot),
			"timebox": Do(setTimebox).Undoable(), "shift": Do(shiftPhase).Undoable(),
			"end": Do(endMeeting).MeantFor("/room/ended"), "reopen": Do(reopen).MeantFor("/room/ended"),
		},
		Rings: map[string]func(*Tx, string) error{
			"phase": phaseRings, "countdown": countdownRings, "done": (*Tx).publishDone, abandon: abandonRings,
		},
		Steady:  []string{abandon}, // a pause that nobody ends keeps no key
		Hears:   hearsAgenda,
		Tidies:  tidyDone,
		Attends: attendsAgenda,
	}
}

// AgendaRights are the rows of the agenda service: who leads sets the times in the first
// phase, moves on in all that have come after it, goes back from the third on, and opens
// the meeting again in the last. Who says "I'm done", and when, is taken from an example.
func AgendaRights(phases []PhasePlan, done Right) Rights {
	keys := keysOf(phases)
	last := len(keys) - 1
	lead := func(in []string, actions ...string) Rights { return Right{In: in, May: Leading}.For(actions...) }
	return slices.Concat(
		lead(keys[:1], "start", "timebox", "shift"),
		lead(keys[1:], "next", "pause", "resume", "extend", "hold", "end"),
		lead(keys[min(2, last):], "back"),
		lead(keys[last:], "reopen"),
		lead(EveryPhase, "autopilot"),
		done.For("done"),
	)
}

// PlanAgenda lays the agenda out and puts the meeting into its first phase.
func (t *Tx) PlanAgenda(plan AgendaPlan) {
	a := &t.Room.Agenda
	a.Quorum, a.Rest, a.Whole = plan.Quorum, plan.Rest, plan.Whole
	for i, p := range plan.Phases {
		a.Budget += For(p.Budget)
		a.Phases.Put(p.Key, Phase{Rank: i, Budget: For(p.Budget), AtZero: p.AtZero, Needs: p.Needs, Follows: p.Follows})
	}
	t.enterPhase(plan.Phases[0].Key)
}

// Phase returns the current phase.
func (b *Base) Phase() Phase {
	p, _ := b.Room.Agenda.Phases.Get(b.Room.Agenda.Now)
	return p
}

// phases returns the keys of the phases that are held today, in order.
func (b *Base) phases() (keys []string) {
	for _, key := range b.Room.Agenda.Phases.Ranked(func(p Phase) int { return p.Rank }) {
		if p, _ := b.Room.Agenda.Phases.Get(key); !p.Off {
			keys = append(keys, key)
		}
	}
	return keys
}

// neighbour returns the phase by places away from the current one, or "".
func (b *Base) neighbour(by int) string {
	keys := b.phases()
	for i, key := range keys {
		if key == b.Room.Agenda.Now && i+by >= 0 && i+by < len(keys) {
			return keys[i+by]
		}
	}
	return ""
}

// Before tells whether the meeting has not come to a phase yet, or has gone back
// from it.
func (b *Base) Before(phase string) bool {
	p, _ := b.Room.Agenda.Phases.Get(phase)
	return b.Phase().Rank < p.Rank
}

// Past tells whether the meeting has gone on from a phase.
func (b *Base) Past(phase string) bool {
	p, _ := b.Room.Agenda.Phases.Get(phase)
	return b.Phase().Rank > p.Rank
}

// inLobby tells whether the meeting has not started yet.
func (b *Base) inLobby() bool { return b.Phase().Rank == 0 }

// notOver refuses what makes no sense once the meeting has ended.
func (t *Tx) notOver() error {
	if t.Room.Ended != 0 {
		return Refuse("meeting_over")
	}
	return nil
}
