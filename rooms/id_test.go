package rooms

import (
	"encoding/json"
	"fmt"
	"testing"
)

// Digests are keys of the document, so every one of them must be a key that a
// document takes back.
func TestEveryDigestIsAKey(t *testing.T) {
	for i := range 10_000 {
		digest := DigestOf("seat", fmt.Sprint(i))
		var m Map[Digest, ID]
		if err := json.Unmarshal(fmt.Appendf(nil, `{%q:"p1"}`, digest), &m); err != nil || !m.Has(Digest(ID(digest))) {
			t.Fatalf("%s: %v", digest, err)
		}
	}
}
