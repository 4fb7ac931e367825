package rooms

import (
	"encoding/json"
	"fmt"
	"maps"
	"time"
)

// Rehearsal plays a meeting without a house: the same rules, rights and timers,
// but time is a number that Wait moves on, and nothing is stored. A whole
// standup takes milliseconds, so ceremonies can be tried, tested and shown
// without a server. It is not for use by several goroutines.
type Rehearsal struct {
	kind   *Kind
	doc    Document
	now    Millis
	opened Millis
	known  Millis // the last moment before the last restart
	dice   *Dice
	since  map[ID]Millis
	gone   map[ID]Millis
	looked Millis // until when it was seen who is here; graces that ran out since are still to come

	Callers map[ID]Caller // who is at the door without a link
}

// Rehearse opens a room of a kind at 9:30 on some Monday. The seed makes the
// dice fall the same way each time.
func Rehearse(k *Kind, brief Brief, seed uint64) (*Rehearsal, error) {
	now := MillisOf(time.Date(2025, 11, 24, 9, 30, 0, 0, time.UTC))
	r := &Rehearsal{
		kind: k, doc: k.blank(), now: now, opened: now, dice: SeededDice(seed),
		since: map[ID]Millis{}, gone: map[ID]Millis{},
	}
	return r, r.step("", k.Opening(brief, Door{}))
}

// Join lets somebody in and connects them. The first to come is the opener.
func (r *Rehearsal) Join(name string, roles ...Role) (id ID, err error) {
	opener := r.doc.Common().Internal.People == 0
	err = r.step("", func(_ Document, t *Tx) error {
		if id, err = t.admit(Caller{Name: name, Roles: roles}, false, opener); err == nil {
			t.TellOf(Joined, id)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	return id, r.Connect(id)
}

// Connect brings back people whose connection was lost.
func (r *Rehearsal) Connect(people ...ID) error {
	for _, id := range people {
		delete(r.gone, id)
		r.since[id] = r.now
	}
	return r.step("", r.kind.Attends)
}

// Drop cuts connections.
func (r *Rehearsal) Drop(people ...ID) error {
	for _, id := range people {
		delete(r.since, id)
		r.gone[id] = r.now
	}
	return r.step("", r.kind.Attends)
}

// Restart is a server that is killed, and back after a while: connections are gone, and
// with them who had lost theirs before.
func (r *Rehearsal) Restart(after time.Duration) {
	r.known, r.now = r.now, r.now+For(after)
	r.opened, r.looked = r.now, r.now
	clear(r.since)
	clear(r.gone)
}

// Do lets somebody act, with arguments as they would come from a browser. The
// error is what the browser would be told; a fault of ours comes as it is.
func (r *Rehearsal) Do(actor ID, do string, with any) error { return r.DoIf(nil, actor, do, with) }

// DoIf is Do of somebody who saw something, as their browser would tell.
func (r *Rehearsal) DoIf(seen Seen, actor ID, do string, with any) error {
	raw, err := json.Marshal(with)
	if err != nil {
		return err
	}
	if with == nil {
		raw = nil
	}
	return r.step(actor, r.kind.Act(do, raw, seen))
}

// Wait lets time pass: timers ring when they are due, and graces run out.
func (r *Rehearsal) Wait(d time.Duration) error {
	until := r.now + For(d)
	for {
		at, change, do := r.nextUp(until)
		r.now = max(r.now, at)
		if change == nil {
			return nil
		}
		if do == attending {
			r.looked = at
		}
		if err := r.step("", change); err != nil {
			return fmt.Errorf("%s at %s: %w", do, r.now.Time().Format(time.TimeOnly), err)
		}
	}
}

// attending is what nextUp calls the end of a grace.
const attending = "attends"

// nextUp is the earliest thing that time brings until then, or nothing.
func (r *Rehearsal) nextUp(until Millis) (at Millis, change Change, do string) {
	at = until
	for name, timer := range r.doc.Common().Room.Timers.All() {
		due := timer.Due + r.kind.Grace(name)
		if timer.Due != 0 && (due < at || due == at && (do == "" || name < do)) {
			at, change, do = due, r.kind.Rings(name), name
		}
	}
	for _, grace := range r.graces() {
		if grace > r.looked && (grace < at || grace == at && do == "") {
			at, change, do = grace, r.kind.Attends, attending
		}
	}
	return at, change, do
}

// graces are the moments at which somebody's absence begins to count.
func (r *Rehearsal) graces() (at []Millis) {
	at = append(at, r.opened+For(Settle))
	for lost := range maps.Values(r.gone) {
		for _, grace := range Graces {
			at = append(at, lost+For(grace))
		}
	}
	return at
}

func (r *Rehearsal) step(actor ID, change Change) error {
	step, err := r.kind.Play(r.doc, Moment{Actor: actor, Now: r.now, Dice: r.dice, Here: r.here(), Most: MostPeople, Callers: r.Callers}, change)
	if err != nil {
		return err
	}
	r.doc = step.Doc
	return nil
}

func (r *Rehearsal) here() Presence {
	return Presence{Now: r.now, Since: r.since, Gone: r.gone, Opened: r.opened, Known: r.known}
}

// Unsettled is what a look at who is here would change now, for everybody or for
// somebody. It should be nothing: else it happened with whoever comes or goes next, and
// taking the step back would take back less than it did.
func (r *Rehearsal) Unsettled() (Patch, error) {
	step, err := r.kind.Play(r.doc, Moment{Now: r.now, Dice: SeededDice(1), Here: r.here(), Most: MostPeople}, r.kind.Attends)
	if err != nil {
		return Patch{}, err
	}
	change := step.Doc.Since(r.doc)
	change.Internal = nil
	return change, nil
}

// Now returns the meeting's time.
func (r *Rehearsal) Now() Millis { return r.now }

// Base returns the part of the meeting that is the same in every ceremony.
func (r *Rehearsal) Base() *Base { return r.doc.Common() }

// Meeting returns the whole document, a *Meeting[S, P, A] of the ceremony's types.
func (r *Rehearsal) Meeting() any { return r.doc }

// Minutes returns the minutes as they would be now.
func (r *Rehearsal) Minutes() Minutes { return r.kind.minutes(r.doc) }
