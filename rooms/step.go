package rooms

import (
	"fmt"
	"runtime/debug"
)

// scene is what a step needs from outside: when, who, which dice, who is there,
// how many there may be.
type scene struct {
	actor ID
	now   Millis
	dice  *Dice
	here  Presence
	most  int
}

// play runs one change on a copy of the meeting, and then whatever it set off.
// An error or a panic drops the copy: nothing happened.
func (k *Kind) play(doc document, in scene, change func(document, *Table) error) (next document, t *Table, err error) {
	next = doc.clone()
	t = &Table{Base: next.base(), Actor: in.actor, Now: in.now, Rand: in.dice, Here: in.here, most: in.most, kind: k}
	t.Here.Now = in.now
	defer func() {
		if bug := recover(); bug != nil {
			next, t, err = nil, nil, fmt.Errorf("%s: a rule panicked: %v\n%s", k.Name, bug, debug.Stack())
		}
	}()
	if err := change(next, t); err != nil {
		return nil, nil, err
	}
	if err := k.settle(next, t); err != nil {
		return nil, nil, err
	}
	if burns(doc, next) {
		t.beginEra(t.Kernel.Burn)
	}
	t.Room.Sealed = t.Kernel.Round != ""
	return next, t, nil
}

// act is the change that a person asks for: the table of rights answers first.
func (k *Kind) act(do string, with []byte) func(document, *Table) error {
	return func(doc document, t *Table) error {
		v, ok := k.verbs[do]
		if !ok {
			return Refuse("unknown_action", "There is no action %q in this room.", clip(do))
		}
		who, err := t.Behalf(v.whose(with))
		if err != nil {
			return err
		}
		if refused := k.Rights.refuses(t, who, do); refused != nil {
			return refused
		}
		return v.run(doc, t, with)
	}
}

// rings is the change that a timer makes.
func (k *Kind) rings(name string) func(document, *Table) error {
	return func(_ document, t *Table) error { return k.ring(t, name) }
}

// attends is the change that people make by coming and going.
func (k *Kind) attends(_ document, t *Table) error {
	for _, s := range k.services {
		if s.Attends == nil {
			continue
		}
		if err := s.Attends(t); err != nil {
			return err
		}
	}
	return nil
}

// clip keeps a stranger's word from filling an error message.
func clip(word string) string {
	if r := []rune(word); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return word
}
