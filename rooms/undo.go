package rooms

import (
	"encoding/json"
	"rondo/rooms/document"
	"slices"
	"time"
)

// MayTakeBack tells who may: whoever takes a step back without leading the meeting might do the
// same now; somebody who has handed on the baton leads no more.
func (k *Kind) MayTakeBack(t *Tx, do string) error {
	if t.WhoIs(t.Actor)&Leads != 0 {
		return nil
	}
	if refused := k.Rights.Refuses(t, do); refused != nil {
		return refused
	}
	return nil
}

// TakeBack applies the way back of a step that was made at some moment. The
// clocks it brings back run for what was left of them then.
func (k *Kind) TakeBack(doc Document, t *Tx, undo Patch, at Millis) error {
	content, err := doc.Tree()
	if err != nil {
		return err
	}
	back, err := document.AsTree(undo)
	if err != nil {
		return err
	}
	kernel, door := doc.Common().Internal, doc.Common().Door
	if err := doc.Restore(document.Merge(content, back).(document.Tree)); err != nil {
		return err
	}
	doc.Common().Internal, doc.Common().Door = kernel, door
	for name, was := range timersIn(undo.Room) {
		timer, ok := t.Room.Timers.Get(name)
		switch {
		case !ok || was == nil: // it goes
		case was.Left != nil:
			t.Room.Timers.Put(name, t.setGoing(name, timer, *was.Left))
		case was.Due != nil:
			t.Room.Timers.Put(name, t.setGoing(name, timer, max(0, *was.Due-at)))
		}
	}
	return k.settleIn(doc, t, at)
}

// timerBack is what a way back says of a timer: when it rings, or what is left.
type timerBack struct {
	Due  *Millis `json:"due"`
	Left *Millis `json:"left"`
}

// timersIn names the timers that a patch of the room changes; nil for one that
// it removes.
func timersIn(room json.RawMessage) map[string]*timerBack {
	var patch struct {
		Timers map[string]*timerBack `json:"timers"`
	}
	if json.Unmarshal(room, &patch) != nil {
		return nil
	}
	return patch.Timers
}

// UndoRights is the row of taking a step back, which no service brings.
func UndoRights() Rights { return Rights{{Do: UndoVerb, In: EveryPhase, May: Leading}} }

// UndoVerb is the action that takes a step back. Its way back is in the history of
// the living room, so its rule here only knows what needs none.
const UndoVerb = "undo"

// Undo says which step is taken back: the newest one, unless it names somebody.
type Undo struct {
	Removed ID `json:"removed,omitempty"` // that this person was removed is taken back, whatever was done since
}

// takeBack lets somebody in again who was removed. What others have changed since, such as who
// owns a blocker, stays as it is.
func takeBack(t *Tx, with Undo) error {
	if with.Removed == "" {
		return nil
	}
	if err := t.kind.MayTakeBack(t, "remove"); err != nil {
		return err
	}
	p, _ := t.Room.People.Get(with.Removed)
	switch {
	case !t.wasRemoved(with.Removed):
		return Refuse("not_removed").At("removed")
	case t.inRoom() >= t.most:
		return Refuse("room_full", "n", t.most)
	}
	p.Left = false
	t.Room.People.Put(with.Removed, p)
	t.unbar(with.Removed)
	t.TellOf(Joined, with.Removed)
	return nil
}

// settleIn opens the door to whoever is in the room again after a step was taken back, and
// makes up for the graces that ran out since that step.
func (k *Kind) settleIn(doc Document, t *Tx, since Millis) error {
	late := false
	for id, p := range t.Room.People.All() {
		if p.Left || !t.wasRemoved(id) {
			continue
		}
		t.unbar(id)
		t.dropPhone(id)
		t.dropRecovery(id)
		if t.inRoom() > t.most {
			return Refuse("room_full", "n", t.most)
		}
		late = late || t.graceRanOut(id, since)
	}
	if late {
		return k.Attends(doc, t)
	}
	return nil
}

// graceRanOut tells whether somebody's absence began to count for something since a moment.
func (t *Tx) graceRanOut(person ID, since Millis) bool {
	gone, ok := t.Here.Gone[t.Device(person)]
	return ok && slices.ContainsFunc(Graces, func(grace time.Duration) bool {
		over := gone + For(grace)
		return over > since && over <= t.Now
	})
}
