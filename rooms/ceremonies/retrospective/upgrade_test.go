package retrospective

import (
	"encoding/json"
	"testing"
)

func TestWhoStoodAsideInAnOlderRoomStillDoes(t *testing.T) {
	for from, want := range map[string]string{
		`{"room":{"aside":true,"baton":{"holder":"p1"},"people":{"p1":{"name":"Ann"},"p2":{"name":"Ben"}}}}`:              `{"room":{"baton":{"holder":"p1"},"people":{"p1":{"aside":true,"name":"Ann"},"p2":{"name":"Ben"}}}}`,
		`{"room":{"aside":true,"baton":{"holder":"p2","owner":"p1"},"people":{"p1":{"name":"Ann"},"p2":{"name":"Ben"}}}}`: `{"room":{"baton":{"holder":"p2","owner":"p1"},"people":{"p1":{"aside":true,"name":"Ann"},"p2":{"name":"Ben"}}}}`,
		`{"room":{"baton":{"holder":"p1"},"people":{"p1":{"name":"Ann"}}}}`:                                               `{"room":{"baton":{"holder":"p1"},"people":{"p1":{"name":"Ann"}}}}`,
		`{"room":{"aside":true,"baton":{},"people":{}}}`:                                                                  `{"room":{"baton":{},"people":{}}}`,
		`{"room":{}}`: `{"room":{}}`,
	} {
		var doc map[string]any
		if err := json.Unmarshal([]byte(from), &doc); err != nil {
			t.Fatal(err)
		}
		if err := upgradeRetro(doc, 1); err != nil {
			t.Fatal(err)
		}
		if got, _ := json.Marshal(doc); string(got) != want {
			t.Errorf("%s became %s", from, got)
		}
	}
}
