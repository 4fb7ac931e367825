package rooms

import (
	"encoding/json"
	"reflect"
	"testing"
)

// What all see is put together as encoding/json would do it.
func TestOpenPartsAreWrittenAsJSON(t *testing.T) {
	room, shared := json.RawMessage(`{"title":"\u003cHeron\u003e"}`), json.RawMessage(`{}`)
	for _, p := range []Patch{{Room: room}, {Shared: shared}, {Room: room, Shared: shared}} {
		want, err := json.Marshal(p)
		if got := p.Public(); err != nil || string(got) != string(want) {
			t.Errorf("%s was written for %s", got, want)
		}
	}
	want, _ := json.Marshal(OpenPart{room, shared})
	if got := (OpenPart{room, shared}).JSON(); string(got) != string(want) {
		t.Errorf("%s was written for %s", got, want)
	}
}

// What leads back is what one would find who compared the two the other way round, wherever a
// step wrote, but for what is never led back.
func TestWhatLeadsBackIsTheDifferenceTheOtherWayRound(t *testing.T) {
	type meeting = Meeting[struct {
		Note string `json:"note"`
	}, int, int]
	for where, write := range map[string]func(*meeting){
		"nowhere":  func(*meeting) {},
		"room":     func(m *meeting) { m.Room.Title = "Heron" },
		"people":   func(m *meeting) { m.Room.People.Put("p1", Person{Name: "Ann"}) },
		"shared":   func(m *meeting) { m.Shared.Note = "said" },
		"held":     func(m *meeting) { m.Held.Put("p1", Held{Done: true}) },
		"private":  func(m *meeting) { m.Private.Put("p1", 5) },
		"audience": func(m *meeting) { m.Audience.Delete("leads") },
		"door":     func(m *meeting) { m.Door.Came = true },
		"kernel":   func(m *meeting) { m.Internal.People = 3 },
		"beside":   func(m *meeting) { m.Beside.Put("i1", Beside{Note: "known"}) },
		"both":     func(m *meeting) { m.Room.Look = "i1"; m.Beside.Delete("i2") },
	} {
		before := &meeting{}
		before.Audience.Put("leads", 1)
		before.Beside.Put("i2", Beside{Note: "told"})
		after := *before
		write(&after)
		want := before.Since(&after)
		want.Door, want.Internal = nil, nil
		if got := before.Undoing(&after, after.Since(before)); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v leads back instead of %+v", where, got, want)
		}
	}
}
