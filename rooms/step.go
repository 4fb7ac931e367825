package rooms

import (
	"errors"
	"rondo/rooms/document"
)

// Moment is what a step needs from outside: when, who, which dice, who is there,
// how many there may be.
type Moment struct {
	Actor ID
	Now   Millis
	Dice  *Dice
	Here  Presence
	Most  int

	Callers map[ID]Caller // who may be let in
}

// Step is what a change came to: the next version of the meeting, which counts
// once it is stored.
type Step struct {
	Doc   Document
	At    Millis
	Final bool // no undo goes beyond it: what was seen cannot be unseen
	Clean bool // nobody is sent what was before it, who has not seen it

	SentAway Digest // the browser of a caller who is not let in; "" of most steps
}

// Play runs one change on a copy of the meeting, and then whatever it set off.
// An error or a panic drops the copy: nothing happened.
func (k *Kind) Play(doc Document, in Moment, change Change) (Step, error) {
	next := doc.Clone()
	t := &Tx{Base: next.Common(), Actor: in.Actor, Now: in.Now, Rand: in.Dice, Here: in.Here, most: in.Most, callers: in.Callers, kind: k}
	t.Here.Now = in.Now
	err := Guard(func() error {
		if err := change(next, t); err != nil {
			return err
		}
		return k.settle(next, t)
	})
	if err != nil {
		return Step{}, k.worded(err)
	}
	if Burns(doc, next) {
		t.beginEra(t.Internal.Burn)
	}
	t.Room.Sealed = t.Internal.Round != ""
	return Step{next, t.Now, t.final, t.clean, t.sentAway}, nil
}

// worded is a refusal in the words of this kind of meeting.
func (k *Kind) worded(err error) error {
	var refusal *Error
	if errors.As(err, &refusal) {
		return refusal.of(k.Name)
	}
	return err
}

// Change is what a step does to a meeting.
type Change func(Document, *Tx) error

// Act is the change that a person asks for, if what they saw is so still: then the
// table of rights answers.
func (k *Kind) Act(do string, with []byte, seen Seen) Change {
	return func(doc Document, t *Tx) error {
		v, ok := k.verbs[do]
		if !ok {
			return Refuse("unknown_action", "do", Clip(do))
		}
		if err := k.stillSo(doc, t, seen); err != nil {
			return err
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

// Rings is the change that a timer makes.
func (k *Kind) Rings(name string) Change {
	return func(_ Document, t *Tx) error { return k.ring(t, name) }
}

// Attends is the change that people make by coming and going.
func (k *Kind) Attends(_ Document, t *Tx) error {
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

// Clip keeps a stranger's word from filling an error message.
func Clip(word string) string {
	if r := []rune(word); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return word
}

// Burns tells whether this step ended an anonymous round.
func Burns(before, after Document) bool {
	return before.Common().Internal.Burn != after.Common().Internal.Burn && after.Common().Internal.Burn != ""
}

// beginEra forgets every tab, and whether somebody used the room in the round:
// what is left says nothing about anybody, and is the same whoever took part.
// The era is named after what began it, such as the round that ended.
func (t *Tx) beginEra(by string) {
	t.Internal.Era = string(DigestOf("era", by)[:8])
	t.Internal.Tabs = Map[string, Tab]{}
	t.Internal.Touched = t.Now
}

// eraPatch is what a step that ended an anonymous round changed in the kernel,
// apart from forgetting the tabs: to name those that are gone would say which of
// them first did something in the round.
func eraPatch(before, after Document) []byte {
	was := before.Common().Internal
	was.Tabs = after.Common().Internal.Tabs
	return document.Diff(&was, &after.Common().Internal)
}
