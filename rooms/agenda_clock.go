package rooms

import (
	"slices"
	"time"
)

func pause(t *Tx, _ nothing) error {
	if err := t.notOver(); err != nil {
		return err
	}
	if t.Room.Agenda.Paused == 0 {
		t.pauseTimers()
		t.Room.Agenda.Paused = t.Now
	}
	return nil
}

func resume(t *Tx, _ nothing) error {
	t.goOn()
	return nil
}

// goOn ends a pause: every moment that something is measured from moves on by
// as much of the pause as it has seen, so nobody's time ran meanwhile.
func (t *Tx) goOn() {
	a := &t.Room.Agenda
	if a.Paused == 0 {
		return
	}
	for _, since := range []*Millis{&a.Since, &t.Room.Floor.Since} {
		if *since != 0 {
			*since += t.Now - max(a.Paused, *since)
		}
	}
	a.Idle += t.Now - a.Paused
	a.Paused = 0
	t.resumeTimers()
	t.Tell(Resumed, "")
}

type extendWith struct {
	MS *Millis `json:"ms,omitempty" takes:"5000..28800000"`
}

// extend gives the current phase more time, also one whose clock has run out. In a meeting that
// may not take longer than its budget it gets no more than is left of that, and what nobody has
// saved the phases to come give.
func extend(t *Tx, with extendWith) error {
	by := For(extendDefault)
	if with.MS != nil {
		by = *with.MS
	}
	switch {
	case t.Room.Ended != 0:
		return t.notOver()
	case t.Phase().Budget == 0:
		return Refuse("not_timed")
	case t.Room.Agenda.Whole:
		if by = min(by, t.Spare(t.Now)); by < For(leastTimebox) {
			return Refuse("no_time_left", "m", int(t.Room.Agenda.Budget/For(time.Minute)))
		}
		t.takeFromLater(by)
	}
	if !t.StretchTimer("phase", by.Duration()) {
		t.SetTimer("phase", by.Duration())
	}
	key := t.Room.Agenda.Now
	t.Room.Agenda.Phases.Edit(key, func(p *Phase) { p.Budget, p.More = p.Budget+by, p.More+by })
	t.Tell(Stretched, key)
	return nil
}

// Spare is how much more the current phase of a meeting that may not take longer than its budget
// can get at now: what nobody has used or will use by plan, and what the phases to come can give.
// Every page reckons the same (static/src/lib/forecast.ts).
func (b *Base) Spare(now Millis) Millis {
	spare := b.unplanned(now)
	for _, key := range b.later() {
		spare += b.canGive(key)
	}
	return max(0, spare)
}

// unplanned is what the meeting has left at now beyond what its phases take; it may be less than
// nothing.
func (b *Base) unplanned(now Millis) Millis {
	left := b.Room.Agenda.Budget - b.Elapsed(now) - b.TimerLeft("phase", now)
	for _, key := range b.later() {
		left -= b.stillTakes(key)
	}
	return left
}

// later are the phases to come.
func (b *Base) later() []string {
	keys := b.phases()
	return keys[slices.Index(keys, b.Room.Agenda.Now)+1:]
}

// stillTakes is what a phase that is to come, or was gone back from, takes by plan.
func (b *Base) stillTakes(key string) Millis {
	p, _ := b.Room.Agenda.Phases.Get(key)
	return max(0, p.Budget-p.Spent)
}

// canGive is what it can go without.
func (b *Base) canGive(key string) Millis { return max(0, b.stillTakes(key)-For(leastRest)) }

// takeFromLater shortens the phases to come for one that gets more than was saved until now: each
// gives by what it can go without.
func (t *Tx) takeFromLater(more Millis) {
	more -= max(0, t.unplanned(t.Now))
	can := Millis(0)
	for _, key := range t.later() {
		can += t.canGive(key)
	}
	for _, key := range t.later() {
		gives := t.canGive(key)
		if gives == 0 || more <= 0 {
			continue
		}
		part := more * gives / can // of the last one the rest
		more, can = more-part, can-gives
		t.Room.Agenda.Phases.Edit(key, func(p *Phase) { p.Budget, p.More = p.Budget-part, p.More-part })
		t.Tell(Stretched, key)
	}
}

type timeboxWith struct {
	Phase string `json:"phase" takes:"key"`
	MS    Millis `json:"ms,omitempty" takes:"5000..28800000"` // absent: as it was
	Off   bool   `json:"off,omitempty"`                       // leave the phase out today
}

// setTimebox plans a phase, before the meeting. The total stays: the phase that
// rests gives and takes. The lobby's own timebox is a scheduled start.
func setTimebox(t *Tx, with timeboxWith) error {
	a := &t.Room.Agenda
	p, ok := a.Phases.Get(with.Phase)
	switch {
	case !ok:
		return Invalid("phase", "no_such_phase")
	case p.Rank == 0:
		t.scheduleStart(with.Phase, with)
		return nil
	}
	before := a.planned()
	if with.MS != 0 {
		a.Phases.Edit(with.Phase, func(p *Phase) { p.Budget = with.MS })
	}
	set := t.takeIn
	if with.Off {
		set = t.leaveOut
	}
	if err := set(with.Phase); err != nil {
		return err
	}
	return t.rebalance(with.Phase, a.planned()-before)
}

// scheduleStart gives the lobby a clock: at its zero the meeting starts. Off
// takes it away.
func (t *Tx) scheduleStart(lobby string, with timeboxWith) {
	if with.Off {
		with.MS = 0
	}
	t.Room.Agenda.Phases.Edit(lobby, func(p *Phase) { p.Budget = with.MS })
	t.StopTimer("phase")
	if with.MS != 0 {
		t.SetTimer("phase", with.MS.Duration())
	}
}

// Scale makes every timebox n/of of what it is, and the total with them.
func (t *Tx) Scale(n, of int) {
	a := &t.Room.Agenda
	a.Budget = 0
	for key, p := range a.Phases.All() {
		if p.Rank == 0 {
			continue // a scheduled start stays when it is
		}
		p.Budget = p.Budget * Millis(n) / Millis(of)
		a.Phases.Put(key, p)
		a.Budget += p.planned()
		t.Tell(Stretched, key)
	}
}

// LeaveOut leaves phases out of the meeting, or takes them in again. The total
// changes with them.
func (t *Tx) LeaveOut(off bool, phases ...string) {
	a := &t.Room.Agenda
	for _, key := range phases {
		a.Phases.Edit(key, func(p *Phase) {
			a.Budget -= p.planned()
			p.Off = off
			a.Budget += p.planned()
		})
		t.Tell(Stretched, key)
	}
}

// planned is what the phase takes of the meeting.
func (p Phase) planned() Millis {
	if p.Off {
		return 0
	}
	return p.Budget
}

// planned is what the phases that are held take together.
func (a Agenda) planned() (sum Millis) {
	for _, p := range a.Phases.All() {
		sum += p.planned()
	}
	return sum
}

// rebalance makes up for a phase that takes more (or less) time than before.
func (t *Tx) rebalance(phase string, more Millis) error {
	a := &t.Room.Agenda
	rest, ok := a.Phases.Get(a.Rest)
	if !ok || phase == a.Rest {
		a.Budget += more
		return nil
	}
	if rest.Budget -= more; rest.Budget < For(leastRest) {
		return Invalid("ms", "rest", "phase", phaseWord(a.Rest))
	}
	a.Phases.Put(a.Rest, rest)
	return nil
}

// Elapsed returns how long the meeting has run at now, pauses left out; 0
// before it started.
func (b *Base) Elapsed(now Millis) Millis {
	a := b.Room.Agenda
	switch {
	case b.Room.Started == 0:
		return 0
	case b.Room.Ended != 0:
		now = b.Room.Ended
	case a.Paused != 0:
		now = a.Paused
	}
	return max(0, now-b.Room.Started-a.Idle)
}

// phaseOver tells whether the current phase had a clock that has run out.
func (b *Base) phaseOver() bool {
	return b.Phase().Budget > 0 && !b.Room.Timers.Has("phase")
}

func setAutopilot(t *Tx, with switchWith) error {
	t.Room.Agenda.Auto = with.On
	return t.weighDone()
}
