package refinement

import (
	"encoding/json"
	"testing"
)

func TestWhatTheMarketSaidInAnOlderRoomIsTheItems(t *testing.T) {
	for from, want := range map[string]string{
		`{"room":{"items":{"a":{"title":"A"},"b":{"details":{"met":1},"title":"B"}}},"shared":{"item":"b","market":{"a":{"by":"p2","text":"Yes"},"b":{"by":"p2","text":"No"}}}}`: `{"room":{"items":{"a":{"details":{"market":{"by":"p2","text":"Yes"}},"title":"A"},"b":{"details":{"market":{"by":"p2","text":"No"},"met":1},"title":"B"}}},"shared":{"context":true,"item":"b"}}`,
		// A minute without a word, and an item that is no longer there.
		`{"room":{"items":{"a":{"title":"A"}}},"shared":{"item":"a","market":{"a":{"by":"p2"},"b":{"by":"p2","text":"No"}}}}`: `{"room":{"items":{"a":{"title":"A"}}},"shared":{"context":true,"item":"a"}}`,
		`{"room":{},"shared":{"step":"size"}}`: `{"room":{},"shared":{"step":"size"}}`,
	} {
		var doc map[string]any
		if err := json.Unmarshal([]byte(from), &doc); err != nil {
			t.Fatal(err)
		}
		if err := upgrade(doc, 1); err != nil {
			t.Fatal(err)
		}
		if got, _ := json.Marshal(doc); string(got) != want {
			t.Errorf("%s became %s, want %s", from, got, want)
		}
	}
}
