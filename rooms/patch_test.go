package rooms

import (
	"encoding/json"
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
