package team_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"rondo/rooms"
	"rondo/rooms/ceremonies"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/wire"
)

// BenchmarkHome is what a change of a team's backlog costs in a whole house, of all its cores:
// the step, its snapshots and its entry. It must not depend on how long the backlog is. A
// raised hand in a meeting of eight is the least that a step costs, to compare with.
func BenchmarkHome(b *testing.B) {
	b.Run("hand", func(b *testing.B) {
		h := benchHouse(b, "standup", 8, 0)
		h.acts(b, "hand", func(i int) string { return fmt.Sprintf(`{"on":%t}`, i%2 == 0) })
	})
	for _, items := range []int{200, 5000} {
		for _, step := range []struct {
			what, do string
			with     func(items []rooms.ID, i int) string
		}{
			{"reworded", "item_reword", func(items []rooms.ID, i int) string {
				return fmt.Sprintf(`{"item":%q,"title":"Said in other words, %d"}`, items[i%len(items)], i)
			}},
			{"moved", "item_move", func(items []rooms.ID, i int) string {
				return fmt.Sprintf(`{"item":%q,"after":%q}`, items[i%len(items)], items[(i+len(items)/2)%len(items)])
			}},
		} {
			b.Run(fmt.Sprintf("%s/items=%d", step.what, items), func(b *testing.B) {
				h := benchHouse(b, "team", 1, items)
				h.acts(b, step.do, func(i int) string { return step.with(h.items, i) })
			})
		}
	}
}

type measured struct {
	*live.House
	room  rooms.ID
	items []rooms.ID
}

// benchHouse is a house with one room, of so many people and with a backlog of so many items.
func benchHouse(b *testing.B, kind string, people, items int) *measured {
	h := &measured{House: live.NewHouse(live.Options{Journal: journal.NewMemory(), Keys: journal.NewMemoryKeys()}, ceremonies.All()...)}
	b.Cleanup(func() { _ = h.Close(context.Background()) })
	var err error
	if h.room, err = h.Open(b.Context(), rooms.Brief{Kind: kind, Title: "Heron", Secret: key, Browser: "0"}); err != nil {
		b.Fatal(err)
	}
	for i := range people {
		knock := live.Knock{Secret: key, Browser: fmt.Sprint(i), Name: fmt.Sprint("Noor ", i), Roles: []rooms.Role{rooms.ProductOwner}}
		if _, err := h.Join(b.Context(), h.room, knock); err != nil {
			b.Fatal(err)
		}
	}
	if items > 0 {
		h.lists(b, items)
	}
	return h
}

func (h *measured) lists(b *testing.B, n int) {
	var brought []rooms.Brought
	for i := range n {
		brought = append(brought, rooms.Brought{Title: fmt.Sprintf("Item %d: a guest pays by card and gets a receipt", i), Note: "What else is to be said of it"})
	}
	with, err := json.Marshal(map[string]any{"items": brought})
	if err != nil {
		b.Fatal(err)
	}
	if err := h.Act(b.Context(), h.room, "0", "item_import", with); err != nil {
		b.Fatal(err)
	}
	raw, _, err := h.Doc(b.Context(), h.room, "0")
	if err != nil {
		b.Fatal(err)
	}
	var frame struct {
		Doc struct {
			Room struct{ Items map[rooms.ID]any }
		}
	}
	if err := json.Unmarshal(raw, &frame); err != nil {
		b.Fatal(err)
	}
	h.items = slices.Sorted(maps.Keys(frame.Doc.Room.Items))
}

// acts lets one person act again and again, a few actions ahead of the answers.
func (h *measured) acts(b *testing.B, do string, with func(i int) string) {
	const ahead = 16
	done := make(chan bool, ahead)
	seat, err := h.Enter(b.Context(), h.room, "0", wire.Hello{Tab: fmt.Sprintf("%032x", 1), Next: 1}, answered(done))
	if err != nil {
		b.Fatal(err)
	}
	defer seat.Leave()
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		if i >= ahead && !<-done {
			b.Fatal("refused")
		}
		seat.Act(wire.Up{N: i + 1, Do: do, With: []byte(with(i))})
	}
	for range min(b.N, ahead) {
		<-done
	}
}

// answered is a seat that tells of each answer whether the action was done.
type answered chan bool

func (a answered) Send(frames []wire.Frame) bool {
	for _, f := range frames {
		if bytes.HasPrefix(f, []byte(`{"n":`)) {
			a <- bytes.Contains(f, []byte(`"ok"`))
		}
	}
	return true
}

func (a answered) Close(int, string) {}
