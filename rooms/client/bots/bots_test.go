package bots

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/client"
	"rondo/rooms/journal"
	"rondo/rooms/live"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const secret = "s"

// stage is a house with one standup, opened by Ada's browser.
func stage(t *testing.T) (*live.House, rooms.ID) { return stageOf(t, "standup") }

func stageOf(t *testing.T, kind string) (*live.House, rooms.ID) {
	house := live.NewHouse(live.Options{
		Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys(), Fatal: func(err error) { t.Error(err) },
	}, ceremonies.All()...)
	room, err := house.Open(t.Context(), rooms.Brief{
		Kind: kind, Title: "Heron", Secret: secret, Browser: "Ada",
	})
	if err != nil {
		t.Fatal(err)
	}
	return house, room
}

func door(house *live.House, room rooms.ID) Door { return doorBut(house, room, "") }

// doorBut is a door at which one of the bots counts as a person.
func doorBut(house *live.House, room rooms.ID, person string) Door {
	return func(ctx context.Context, g client.Guest) (client.Dialer, error) {
		_, err := house.Join(ctx, room, live.Knock{Secret: secret, Browser: g.Name, Name: g.Name, Roles: g.Roles, Bot: g.Bot && g.Name != person})
		return house.Dial(room, g.Name), err
	}
}

func TestAWholeStandupOfBots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		house, room := stage(t)
		start := time.Now()
		if err := Run(t.Context(), door(house, room), Options{N: 7, Seed: 3, Human: true, Say: said(t, start)}); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took < 5*time.Minute || took > 17*time.Minute {
			t.Errorf("the standup took %v", took)
		}
		base := roomOf(t, house, room)
		for id, turn := range base.Floor.Turns.All() {
			if turn.State != "spoken" {
				t.Errorf("%s: %s", id, turn.State)
			}
		}
		if err := house.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

func said(t *testing.T, start time.Time) func(who, what string) {
	return func(who, what string) {
		if testing.Verbose() {
			t.Logf("%6.1f s  %s: %s", time.Since(start).Seconds(), who, what)
		}
		if strings.Contains(what, "wrong on our side") {
			t.Errorf("%s: %s", who, what)
		}
	}
}

func roomOf(t *testing.T, house *live.House, room rooms.ID) rooms.Room {
	c := client.New(t.Context(), house.Dial(room, "Ada"), client.Options{})
	defer c.Close()
	v, err := c.Ready(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	r, err := v.Room()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestGuidedBotsGoWhenTheyAreAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		house, room := stage(t)
		if _, err := house.Join(t.Context(), room, live.Knock{Secret: secret, Browser: "Ann", Name: "Ann"}); err != nil {
			t.Fatal(err)
		}
		ann := client.New(t.Context(), house.Dial(room, "Ann"), client.Options{})
		gone := make(chan time.Time)
		go func() {
			if err := Run(t.Context(), door(house, room), Options{N: 3, Seed: 1, Guided: true}); err != nil {
				t.Error(err)
			}
			gone <- time.Now()
		}()
		time.Sleep(5 * time.Minute)
		left := time.Now()
		ann.Close()
		if stayed := (<-gone).Sub(left); stayed < GuideGrace || stayed > GuideGrace+2*time.Minute {
			t.Errorf("the bots stayed for %v", stayed)
		}
		if err := house.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

func TestTheSameSeedHasTheSameHabits(t *testing.T) {
	one, same, other := newBot(Cast(1)[0], Options{Seed: 1}, 0), newBot(Cast(1)[0], Options{Seed: 1}, 0), newBot(Cast(1)[0], Options{Seed: 2}, 0)
	differs := 0
	for _, key := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		if one.roll(key, 1000) != same.roll(key, 1000) {
			t.Errorf("%s: the same bot is not the same", key)
		}
		if one.roll(key, 1000) != other.roll(key, 1000) {
			differs++
		}
	}
	if differs == 0 {
		t.Error("another seed is the same bot")
	}
}

func TestAWholeRetrospectiveOfBots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		house, room := stageOf(t, "retrospective")
		if err := Run(t.Context(), door(house, room), Options{N: 7, Seed: 4, Human: true, Say: said(t, time.Now())}); err != nil {
			t.Fatal(err)
		}
		base := roomOf(t, house, room)
		if base.Ended == 0 || base.Actions.Len() == 0 {
			t.Errorf("ended at %d with %d actions", base.Ended, base.Actions.Len())
		}
		if dots, _ := base.Ballots.Get("dots"); dots.Results.Len() == 0 {
			t.Error("nobody voted")
		}
		if err := house.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

func TestOnePersonRehearsesARetrospectiveToItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		house, room := stageOf(t, "retrospective")
		if err := Run(t.Context(), doorBut(house, room, "Ada"), Options{N: 4, Seed: 4, Say: said(t, time.Now())}); err != nil {
			t.Fatal(err)
		}
		base, people := roomOf(t, house, room), 0
		for _, p := range base.People.All() {
			if !p.Bot {
				people++
			}
		}
		if base.Ended == 0 || people != 1 {
			t.Errorf("ended at %d with %d people", base.Ended, people)
		}
		if dots, _ := base.Ballots.Get("dots"); dots.Results.Len() == 0 {
			t.Error("nobody voted")
		}
		minutes, err := house.Minutes(t.Context(), room, "Ada")
		if err != nil || minutes.Sections[0].Key != "rehearsal" {
			t.Errorf("the minutes begin with %+v, %v", minutes.Sections[0], err)
		}
		if err := house.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
}

func TestAWholePokerOfBots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		house, room := stageOf(t, "poker")
		if err := Run(t.Context(), door(house, room), Options{N: 7, Seed: 4, Human: true, Say: said(t, time.Now())}); err != nil {
			t.Fatal(err)
		}
		base := roomOf(t, house, room)
		sized := 0
		for _, item := range base.Items.All() {
			if item.State == rooms.ItemDone && item.Result != "" {
				sized++
			}
		}
		if base.Ended == 0 || sized != len(backlog) {
			t.Errorf("ended at %d with %d of %d sized", base.Ended, sized, len(backlog))
		}
		if err := house.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
}
