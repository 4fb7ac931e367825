// Package demo makes up a team with five weeks behind it, so that whoever tries Rondo finds
// a home with pictures in it. Nothing is written into rooms from outside: the meetings are
// held in a house, by the same acts that pages send, and what came of them is what the rules
// made of it. Only the clock is set.
package demo

import (
	"context"
	"sync/atomic"
	"time"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/journal"
	"rondo/rooms/live"
)

// Options is where the team comes to be.
type Options struct {
	Journal journal.Journal // has nothing in it
	Keys    journal.Keys
	Today   time.Time // the last meeting is on the last working day before it
	Seed    uint64    // what people say and how long they take; links are never the same
}

// Home is where the team is.
type Home struct {
	Room rooms.ID
	Back string // the secret of a way back, to the seat of the product owner
}

// Fill plays two sprints and more than half of a third.
func Fill(ctx context.Context, with Options) (home Home, err error) {
	s := newStage(ctx, with)
	home.Back = play(s, with.Today)
	home.Room = s.home
	if err := s.house.Close(context.WithoutCancel(ctx)); s.err == nil {
		return home, err
	}
	return home, s.err
}

// newStage is a house in which nothing was played yet.
func newStage(ctx context.Context, with Options) *stage {
	s := &stage{
		ctx: ctx, clock: new(atomic.Int64), seed: with.Seed, kinds: map[string]*rooms.Kind{},
		browsers: map[string]string{}, people: map[string]rooms.ID{},
	}
	for _, name := range everybody {
		s.browsers[name] = rooms.NewSecret()
	}
	for _, kind := range ceremonies.All() {
		s.kinds[kind.Name] = kind
	}
	fell := with.Seed
	s.house = live.NewHouse(live.Options{
		Journal: with.Journal, Keys: with.Keys, Now: s.now, Passed: s.passed,
		Dice: func() *rooms.Dice { fell++; return rooms.SeededDice(fell) },
	}, ceremonies.All()...)
	return s
}
