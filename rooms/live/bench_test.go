package live

import (
	"encoding/json"
	"fmt"
	"rondo/rooms"
	"testing"
)

// BenchmarkStep is what one vote costs: decoding, rights, rule, diff, encoding,
// without the journal. It must not depend on the size of the room.
func BenchmarkStep(b *testing.B) {
	for _, size := range []struct{ people, items int }{{8, 20}, {200, 5000}} {
		b.Run(fmt.Sprintf("people=%d/items=%d", size.people, size.items), func(b *testing.B) {
			kind, doc := toyOf(b, size.people, size.items)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				raw := json.RawMessage(`{"key":"k7","text":"` + fmt.Sprint(i) + `"}`)
				next, err := kind.Play(doc, rooms.Moment{Actor: "p1", Dice: rooms.SeededDice(1)}, kind.Act("say", raw, nil))
				if err != nil {
					b.Fatal(err)
				}
				s := step{after: next.Doc, patch: next.Doc.Since(doc)}
				s.public = s.patch.Public()
				_ = s.publicFrame()
				doc = next.Doc
			}
		})
	}
}

// BenchmarkSeal is what it costs to seal one step.
func BenchmarkSeal(b *testing.B) {
	key := make([]byte, 32)
	plain := make([]byte, 400)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := seal(key, plain, "room step 1"); err != nil {
			b.Fatal(err)
		}
	}
}

func toyOf(b testing.TB, people, items int) (*rooms.Kind, rooms.Document) {
	kind := toyKind()
	made, err := kind.Play(kind.Blank(), rooms.Moment{Dice: rooms.SeededDice(1)}, func(doc rooms.Document, t *rooms.Tx) error {
		for i := range people {
			id := fmt.Sprint("p", i+1)
			t.Room.People.Put(rooms.ID(id), rooms.Person{Name: id, Roles: rooms.ListOf(rooms.Developer)})
		}
		for i := range items {
			doc.(*rooms.Meeting[toy, toyOwn, toyOwn]).Shared.Words.Put(string(rooms.ID(fmt.Sprint("k", i))), "x")
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return kind, made.Doc
}
