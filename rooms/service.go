package rooms

import (
	"encoding/json"
	"reflect"
	"time"
)

// A Service is a piece of meeting that every ceremony may compose: the floor,
// ballots, the baton. Its state lies in Room, its secrets in Held.
type Service struct {
	Name  string
	Verbs map[string]Verb

	// Rings has, by the first word of a timer's name, what happens when it rings.
	Rings map[string]func(t *Tx, of string) error
	// Steady are first words of timers that go on while the meeting is paused.
	Steady []string
	// Grace is, by the first word of a timer's name, how long after Due the kernel rings
	// it, while the display says zero: what people did in time still counts.
	Grace map[string]time.Duration

	// Hears learns that something happened in this step.
	Hears func(t *Tx, e Event) error
	// Begins takes over what is open in the room that this one goes on from.
	Begins func(t *Tx, h Handover)
	// Receives takes home what came of a meeting of the team. It never refuses: what is too
	// much goes, the oldest first.
	Receives func(t *Tx, h Handover)
	// Tidies empties drawers of what a secret round that ended left there; it depends on
	// the state alone.
	Tidies func(b *Base)
	// Attends is called when who is present changed, or a grace ran out; it must be
	// idempotent.
	Attends func(t *Tx) error
}

// manner is what an action is known by beside what it does.
type manner struct {
	rule  any          // as it was given to Do or On, for the words above it in its source
	args  reflect.Type // what its arguments are decoded into
	undo  bool         // see Undoable
	fits  bool         // see Always
	meant []string     // see MeantFor
}

// Verb is an action of a service.
type Verb struct {
	manner
	run func(Document, *Tx, json.RawMessage) error
}

// Do makes a verb of a rule. Arguments are decoded strictly into W.
func Do[W any](rule func(*Tx, W) error) Verb {
	v := doWhole(func(_ Document, t *Tx, with W) error { return rule(t, with) })
	v.rule = rule
	return v
}

// doWhole is Do for what is about the whole document, also what only its ceremony knows.
func doWhole[W any](rule func(Document, *Tx, W) error) Verb {
	return Verb{manner{rule: rule, args: reflect.TypeFor[W]()}, func(doc Document, t *Tx, raw json.RawMessage) error {
		with, err := strictly[W](raw)
		if err != nil {
			return err
		}
		return rule(doc, t, with)
	}}
}

// Undoable says that the facilitator may take the step back.
func (v Verb) Undoable() Verb { v.undo = true; return v }

// Always says that this is done also in a room that is full, and when memory is
// short: what takes something away, closes the door, or chooses among what is there.
// Nobody can grow a room with it without end.
func (v Verb) Always() Verb { v.fits = true; return v }

// MeantFor says what somebody looks at who asks for this: JSON Pointers into the
// document, with {names} of arguments. Clients send what they saw there, and the
// action is refused once it is not so any more (Seen). It is for what moves on
// from where it is ("next"), what overwrites ("retext"), and what takes a place
// ("scribe"); what says outright how things shall be ("lock", "finish") may come
// twice.
func (v Verb) MeantFor(pointers ...string) Verb { v.meant = pointers; return v }

// Action is an action of one ceremony.
type Action[S, P, A any] struct {
	manner
	run func(*Turn[S, P, A], json.RawMessage) error
}

// On makes an action of a rule. Arguments are decoded strictly into W.
func On[S, P, A, W any](rule func(*Turn[S, P, A], W) error) Action[S, P, A] {
	return Action[S, P, A]{manner{rule: rule, args: reflect.TypeFor[W]()}, func(t *Turn[S, P, A], raw json.RawMessage) error {
		with, err := strictly[W](raw)
		if err != nil {
			return err
		}
		return rule(t, with)
	}}
}

// Undoable says that the facilitator may take the step back.
func (a Action[S, P, A]) Undoable() Action[S, P, A] { a.undo = true; return a }

// Always is Verb.Always of a ceremony's own action.
func (a Action[S, P, A]) Always() Action[S, P, A] { a.fits = true; return a }

// MeantFor is Verb.MeantFor of a ceremony's own action.
func (a Action[S, P, A]) MeantFor(pointers ...string) Action[S, P, A] { a.meant = pointers; return a }
