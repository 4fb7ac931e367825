package sqlite

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/ceremonies/talk"
	"rondo/rooms/live"
)

// What somebody wrote under their name, and the name, are in no file any more once they are
// forgotten: neither in the room nor in what led there.
func TestWhoIsForgottenIsInNoFile(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	j := openWith(t, dir, Options{Sync: Normal, Reserve: -1})
	keys := watchedKeys{openKeys(t, filepath.Join(dir, "keys"), ""), make(chan struct{}, 1)}
	house := live.NewHouse(live.Options{Journal: j, Keys: keys, Build: "b"}, talk.Kind())
	room, err := house.Open(ctx, rooms.Brief{Kind: "talk", Title: "Heron", Secret: "s", Browser: "ann"})
	if err != nil {
		t.Fatal(err)
	}
	for browser, name := range map[string]string{"ann": "Annegret Findling", "ben": "Benedict Forgetmenot"} {
		if _, err := house.Join(ctx, room, live.Knock{Secret: "s", Browser: browser, Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	act := func(browser, verb string, with any) {
		t.Helper()
		raw, err := json.Marshal(with)
		if err != nil {
			t.Fatal(err)
		}
		if err := house.Act(ctx, room, browser, verb, raw); err != nil {
			t.Fatalf("%s by %s: %v", verb, browser, err)
		}
	}
	for range 3 {
		act("ben", "park", map[string]string{"text": "What only Benedict could have said"})
	}
	act("ann", "park", map[string]string{"text": "What Annegret said, and stays"})
	act("ann", "start", map[string]string{})
	act("ann", "end", map[string]string{})
	act("ben", "forget", map[string]string{})
	select {
	case <-keys.destroyed:
	case <-time.After(time.Minute):
		t.Fatal("what came before was not taken out of the journal")
	}
	if err := house.Close(ctx); err != nil {
		t.Fatal(err)
	}
	closed(t, j)
	stays := false
	for name, data := range contentsOf(t, dir) {
		for _, gone := range []string{"Benedict Forgetmenot", "What only Benedict could have said"} {
			if bytes.Contains(data, []byte(gone)) {
				t.Errorf("%s still says %q", name, gone)
			}
		}
		stays = stays || bytes.Contains(data, []byte("What Annegret said, and stays"))
	}
	if !stays {
		t.Error("what others said is gone as well: this proves nothing")
	}
}
