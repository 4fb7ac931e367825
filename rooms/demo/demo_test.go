package demo_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/demo"
	"rondo/rooms/journal"
	"rondo/rooms/live"
)

// The same seed is the same team on the same day: only ids and links differ.
func TestADemoIsTheSameForTheSameSeed(t *testing.T) {
	first, again, other := lines(t, 1), lines(t, 1), lines(t, 2)
	if !slices.Equal(first, again) {
		t.Errorf("the first time\n%v\nand then\n%v", first, again)
	}
	if slices.Equal(first, other) {
		t.Error("another seed is the same team")
	}
}

// Whatever day it is opened on, the last meeting lies before it, and a sprint goes on.
func TestADemoEndsTheDayBefore(t *testing.T) {
	for _, day := range []int{0, 3, 6} {
		today := time.Date(2026, 11, 29+day, 0, 30, 0, 0, time.UTC)
		home := filled(t, today, 1)
		newest := rooms.Millis(0)
		for _, past := range home.Shared.Past {
			newest = max(newest, past.Ended)
		}
		if before := today.Sub(newest.Time()); before < 0 || before > 4*24*time.Hour {
			t.Errorf("on a %s the last meeting was %s before", today.Weekday(), before)
		}
		if home.Shared.Sprint.To < today.Format(time.DateOnly) {
			t.Errorf("on a %s the sprint is over on %s", today.Weekday(), home.Shared.Sprint.To)
		}
	}
}

func TestADemoThatIsInterruptedSaysSo(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	_, err := demo.Fill(ctx, demo.Options{Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys(), Today: time.Now()})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it says %v", err)
	}
}

type home struct {
	Room   rooms.Room
	Shared struct {
		Sprint  rooms.Sprint
		Sprints map[string]rooms.Sprint
		Past    map[rooms.ID]struct {
			Title        string
			Began, Ended rooms.Millis
			People       int
		}
	}
}

func filled(t *testing.T, today time.Time, seed uint64) home {
	t.Helper()
	kept, keys := journal.NewMemory(), journal.NewMemoryKeys()
	at, err := demo.Fill(t.Context(), demo.Options{Journal: kept, Keys: keys, Today: today, Seed: seed})
	if err != nil {
		t.Fatal(err)
	}
	h := live.NewHouse(live.Options{Journal: kept, Keys: keys}, ceremonies.All()...)
	defer func() { _ = h.Close(context.WithoutCancel(t.Context())) }()
	if _, err := h.Join(t.Context(), at.Room, live.Knock{Recovery: at.Back, Browser: "mine"}); err != nil {
		t.Fatal(err)
	}
	raw, _, err := h.Doc(t.Context(), at.Room, "mine")
	var frame struct{ Doc home }
	if err == nil {
		err = json.Unmarshal(raw, &frame)
	}
	if err != nil {
		t.Fatal(err)
	}
	return frame.Doc
}

// lines are what a home says, without ids, in the order of the words.
func lines(t *testing.T, seed uint64) (all []string) {
	t.Helper()
	say := func(what ...any) { all = append(all, fmt.Sprint(what...)) }
	is := filled(t, time.Date(2026, 11, 30, 12, 0, 0, 0, time.UTC), seed)
	for _, past := range is.Shared.Past {
		say(past.Title, past.Began, past.Ended, past.People)
	}
	for number, s := range is.Shared.Sprints {
		say(number, s.Goal, s.Points, s.Done, s.Capacity, s.From, s.To)
	}
	for _, item := range is.Room.Items.All() {
		say(item.Title, item.Result, item.State)
	}
	for _, b := range is.Room.Block.All() {
		say(b.Text, b.State, b.At)
	}
	for _, a := range is.Room.Actions.All() {
		say(a.Text, a.State, a.Due)
	}
	slices.Sort(all)
	return all
}
