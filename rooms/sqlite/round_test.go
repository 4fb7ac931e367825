package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/client"
	"rondo/rooms/live"
)

// diary is a ceremony in which people say things, or write them in a round.
type diary struct {
	Said rooms.Map[rooms.ID, string] `json:"said"`
}

type (
	diaryTurn = rooms.Turn[diary, struct{}, struct{}]
	line      struct {
		Text string `json:"text" takes:"any"`
	}
)

func diaryKind() *rooms.Kind {
	do := func(f func(*diaryTurn, string)) rooms.Action[diary, struct{}, struct{}] {
		return rooms.On(func(t *diaryTurn, l line) error { f(t, l.Text); return nil })
	}
	anybody := rooms.Right{In: rooms.EveryPhase, May: rooms.Everyone}
	return rooms.Register(rooms.Ceremony[diary, struct{}, struct{}]{
		Kind: "diary", Version: 1,
		Rights: anybody.For("say", "begin", "end_round", "undo"),
		Actions: map[string]rooms.Action[diary, struct{}, struct{}]{
			"say":       do(func(t *diaryTurn, text string) { t.Shared.Said.Put(rooms.ID(text), text) }),
			"begin":     do(func(t *diaryTurn, _ string) { t.HoldRound("diary") }),
			"end_round": do(func(t *diaryTurn, _ string) { t.ReleaseRound("diary") }),
		},
		Opens:   func(*diaryTurn, rooms.Brief) error { return nil },
		Hears:   func(*diaryTurn, rooms.Event) error { return nil },
		Minutes: func(*rooms.Meeting[diary, struct{}, struct{}]) rooms.Minutes { return rooms.Minutes{} },
	})
}

// TestARoomGoesOnWhileSomebodyElseReads ends two rounds while an operator looks
// into the database: people go on, and the keys are destroyed when the operator
// has left.
func TestARoomGoesOnWhileSomebodyElseReads(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	keys := openKeys(t, filepath.Join(dir, "keys"), "")
	house := live.NewHouse(live.Options{Journal: j, Keys: keys, Build: "b"}, diaryKind())
	defer func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := house.Close(ctx); err != nil {
			t.Error(err)
		}
	}()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	id, err := house.Open(ctx, rooms.Brief{Kind: "diary", Title: "D", Secret: "s"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := house.Join(ctx, id, live.Knock{Secret: "s", Browser: "ann", Name: "ann"}); err != nil {
		t.Fatal(err)
	}
	ann := client.New(ctx, house.Dial(id, "ann"), client.Options{})
	defer ann.Close()
	act := func(verb, text string) {
		t.Helper()
		if err := ann.Act(ctx, verb, line{text}); err != nil {
			t.Fatalf("%s %s: %v", verb, text, err)
		}
	}
	act("begin", "")
	act("say", "in the round")
	leave := foreignReader(t, dir)
	defer leave()
	act("end_round", "")
	for i := range 20 {
		act("say", fmt.Sprint(i))
	}
	act("begin", "")
	act("end_round", "")
	act("say", "the end")
	if n := roundKeys(t, dir); n != 2 {
		t.Errorf("%d keys of rounds are there while the log shows what they sealed", n)
	}
	leave()
	for roundKeys(t, dir) > 0 {
		if ctx.Err() != nil {
			t.Fatal("the keys were not destroyed")
		}
		act("say", "waiting")
	}
}

func roundKeys(t *testing.T, dir string) int {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "keys", "rounds", "*", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(files)
}
