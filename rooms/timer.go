package rooms

import (
	"strings"
	"time"
)

// Timer is a deadline as data. There are no ticks: browsers count down to Due
// by themselves, and the room rings the timer by an ordinary step, so after a
// restart it rings exactly once, although every browser is closed. All screens
// show the same moment, whenever they joined (inovex/scrumlr.io#85).
type Timer struct {
	Of   Millis `json:"of"`             // how long it runs in all, ms
	Due  Millis `json:"due,omitempty"`  // server time at which it rings; absent while paused or held
	Left Millis `json:"left,omitempty"` // ms that remain, while paused or held
	Held bool   `json:"held,omitempty"` // waits for something in the meeting, as a speaker's clock for a guest; a resume does not start it
}

// Remains returns how much time is left at now, never below zero.
func (t Timer) Remains(now Millis) Millis {
	if t.Due == 0 {
		return t.Left
	}
	return max(0, t.Due-now)
}

// Spent returns how much of it has run at now.
func (t Timer) Spent(now Millis) Millis { return t.Of - t.Remains(now) }

// SetTimer starts, or starts anew, the timer called name. A name is a service's
// own word, with the thing it is for behind a colon: "phase", "ballot:pulse".
// While the meeting is paused the timer waits at its full length.
func (t *Tx) SetTimer(name string, d time.Duration) {
	timer := Timer{Of: For(d), Due: t.Now + For(d)}
	if t.Room.Agenda.Paused != 0 && !t.steady(name) {
		timer.Due, timer.Left = 0, For(d)
	}
	t.Room.Timers.Put(name, timer)
}

// StopTimer removes the timer called name and returns how much of it was left.
func (t *Tx) StopTimer(name string) (left Millis) {
	timer, _ := t.Room.Timers.Get(name)
	t.Room.Timers.Delete(name)
	return timer.Remains(t.Now)
}

// TimerLeft returns how much is left of the timer called name; 0 when it is not there.
func (b *Base) TimerLeft(name string, now Millis) Millis {
	timer, _ := b.Room.Timers.Get(name)
	return timer.Remains(now)
}

// TimerSpent returns how much of the timer called name has run; 0 when it is not there.
func (t *Tx) TimerSpent(name string) Millis {
	timer, _ := t.Room.Timers.Get(name)
	return timer.Spent(t.Now)
}

// StretchTimer gives the timer called name more time (or less, but not less
// than none) and tells whether it was there.
func (t *Tx) StretchTimer(name string, d time.Duration) bool {
	timer, ok := t.Room.Timers.Get(name)
	if !ok {
		return false
	}
	by := max(For(d), -timer.Remains(t.Now))
	timer.Of += by
	if timer.Due != 0 {
		timer.Due += by
	} else {
		timer.Left += by
	}
	t.Room.Timers.Put(name, timer)
	return true
}

// HoldTimer lets the timer called name wait until ReleaseTimer; one that is not
// there stays away.
func (t *Tx) HoldTimer(name string) {
	if timer, ok := t.Room.Timers.Get(name); ok {
		t.Room.Timers.Put(name, Timer{Of: timer.Of, Left: timer.Remains(t.Now), Held: true})
	}
}

// ReleaseTimer lets a held timer go on, or wait on when the meeting is paused.
func (t *Tx) ReleaseTimer(name string) {
	timer, ok := t.Room.Timers.Get(name)
	if !ok || !timer.Held {
		return
	}
	timer.Held = false
	if t.Room.Agenda.Paused == 0 {
		timer.Due, timer.Left = t.Now+timer.Left, 0
	}
	t.Room.Timers.Put(name, timer)
}

// pauseTimers stops every clock that shows time to people; those of the house
// itself (see Service.Steady) go on.
func (t *Tx) pauseTimers() {
	for name, timer := range t.Room.Timers.All() {
		if timer.Due != 0 && !t.steady(name) {
			t.Room.Timers.Put(name, Timer{Of: timer.Of, Left: timer.Remains(t.Now)})
		}
	}
}

func (t *Tx) resumeTimers() {
	for name, timer := range t.Room.Timers.All() {
		if timer.Due == 0 && !timer.Held {
			t.Room.Timers.Put(name, Timer{Of: timer.Of, Due: t.Now + timer.Left})
		}
	}
}

// timerService returns the part of a timer's name before the colon, and the
// thing behind it.
func timerService(name string) (service, of string) {
	service, of, _ = strings.Cut(name, ":")
	return service, of
}

// setGoing lets a timer that comes back run, or wait, as the meeting does now:
// it may have been paused, or have gone on, since.
func (t *Tx) setGoing(name string, timer Timer, left Millis) Timer {
	timer.Due, timer.Left = t.Now+left, 0
	if timer.Held || t.Room.Agenda.Paused != 0 && !t.steady(name) {
		timer.Due, timer.Left = 0, left
	}
	return timer
}
