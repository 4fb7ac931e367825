package main

import (
	"time"

	"rondo/rooms"
)

// shares bound what people do, several ways at once: by person and room, by browser,
// by address, by room, and for all. One who opens a second connection, takes a second
// cookie or brings friends has no more of what all share; and a room takes no more
// than its part of the processor from the others.
type shares struct {
	actions  *rates // by room and person
	signals  *rates // by room and person
	browsers *rates
	address  *rates
	rooms    *rates
	all      *rates
	turns    turnstile // of an address
}

func newShares(l limits) shares {
	return shares{
		actions: newRates(l.actions, l.rememberFor), signals: newRates(l.signals, l.rememberFor),
		browsers: newRates(l.actionsPerBrowser, l.rememberFor), address: newRates(l.actionsPerIP, l.rememberFor),
		rooms: newRates(l.actionsPerRoom, l.rememberFor), all: newRates(l.actionsPerNode, 1),
		turns: newTurnstile(l.actionTurns, l.rememberFor),
	}
}

// purses returns what a person at a place takes actions and signals from. They are
// given back with drop.
func (s shares) purses(at place, person rooms.ID) (actions, signals purse) {
	who := string(at.room) + "/" + string(person)
	common := func() purse {
		return purse{s.browsers.hold(at.who), s.address.hold(at.ip), s.rooms.hold(string(at.room)), s.all.hold("")}
	}
	return append(purse{s.actions.hold(who)}, common()...), append(purse{s.signals.hold(who)}, common()...)
}

// purse is buckets that one thing is taken from all at once, the narrowest first.
type purse []*held

// take takes n from each, and tells whether all had so many, and if not when there will
// be. What those before had is spent all the same: asking too much does not pay.
func (p purse) take(n int, now time.Time) (ok bool, wait time.Duration) {
	for _, bucket := range p {
		if ok, wait = bucket.takeSome(n, now); !ok {
			return false, wait
		}
	}
	return true, 0
}

func (p purse) drop() {
	for _, bucket := range p {
		bucket.drop()
	}
}
