package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"time"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

const (
	homeItems    = 5000
	homeMeetings = 10
)

// homeSteps are what is measured in a home: each makes the arguments of the i-th action.
var homeSteps = []struct {
	what, goal, do string
	with           func(items []rooms.ID, i int) string
}{
	{"reworded", "≤ 40 µs", "item_reword", func(items []rooms.ID, i int) string {
		return fmt.Sprintf(`{"item":%q,"title":"Said in other words, %d"}`, items[i%homeItems], i)
	}},
	{"moved, for which all are looked at", "", "item_move", func(items []rooms.ID, i int) string {
		return fmt.Sprintf(`{"item":%q,"after":%q}`, items[i%homeItems], items[(i+homeItems/2)%homeItems])
	}},
}

// home measures steps in a team's home with a long backlog, alone and with meetings of the
// team open beside it: they cost what they change.
func (b *bench) home(ctx context.Context) error {
	house := live.NewHouse(live.Options{Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys()}, ceremonies.All()...)
	defer func() { _ = house.Close(ctx) }()
	home, err := longHome(ctx, house)
	if err != nil {
		return err
	}
	alone, err := stepsOfHome(ctx, house, home)
	if err != nil {
		return err
	}
	for range homeMeetings {
		if _, err := openAt(ctx, house, rooms.Brief{Kind: "standup", Team: home}); err != nil {
			return err
		}
	}
	beside, err := stepsOfHome(ctx, house, home)
	if err != nil {
		return err
	}
	for i, step := range homeSteps {
		what := fmt.Sprintf("an item of a team's home with %d is %s", homeItems, step.what)
		b.table.add(what, step.goal, "%.1f µs of a core; %.1f µs with %d meetings of the team", micros(alone[i]), micros(beside[i]), homeMeetings)
	}
	return nil
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }

// openAt opens a room in which its opener owns the product.
func openAt(ctx context.Context, house *live.House, b rooms.Brief) (rooms.ID, error) {
	b.Title, b.Secret, b.Browser = "Bench", "s", "0"
	room, err := house.Open(ctx, b)
	if err != nil {
		return "", err
	}
	_, err = house.Join(ctx, room, live.Knock{Secret: "s", Browser: "0", Name: "Noor", Roles: []rooms.Role{rooms.ProductOwner}})
	return room, err
}

// longHome opens a team's home with a long backlog.
func longHome(ctx context.Context, house *live.House) (rooms.ID, error) {
	home, err := openAt(ctx, house, rooms.Brief{Kind: "team"})
	if err != nil {
		return "", err
	}
	var items []rooms.Brought
	for i := range homeItems {
		items = append(items, rooms.Brought{Title: fmt.Sprintf("Item %d: a guest pays by card and gets a receipt", i), Note: "What else is to be said of it"})
	}
	with, err := json.Marshal(map[string]any{"items": items})
	if err != nil {
		return "", err
	}
	return home, house.Act(ctx, home, "0", "item_import", with)
}

// idsOf are the items of a home.
func idsOf(ctx context.Context, house *live.House, home rooms.ID) ([]rooms.ID, error) {
	raw, _, err := house.Doc(ctx, home, "0")
	if err != nil {
		return nil, err
	}
	var frame struct {
		Doc struct {
			Room struct{ Items map[rooms.ID]any }
		}
	}
	err = json.Unmarshal(raw, &frame)
	return slices.Collect(maps.Keys(frame.Doc.Room.Items)), err
}

// stepsOfHome returns the processor time of each of the steps.
func stepsOfHome(ctx context.Context, house *live.House, home rooms.ID) (took []time.Duration, err error) {
	const n = 5000
	items, err := idsOf(ctx, house, home)
	if err != nil {
		return nil, err
	}
	heard := echo{make(chan struct{}, n)}
	seat, err := house.Enter(ctx, home, "0", wire.Hello{Tab: fmt.Sprintf("%032x", rand.Uint64()), Next: 1}, heard)
	if err != nil {
		return nil, err
	}
	defer seat.Leave()
	for at, step := range homeSteps {
		before := ownTime()
		for i := range n {
			if i >= window {
				<-heard.done
			}
			seat.Act(wire.Up{N: at*n + i + 1, Do: step.do, With: []byte(step.with(items, i))})
		}
		for range window {
			<-heard.done
		}
		took = append(took, (ownTime()-before)/n)
	}
	return took, nil
}
