package redis

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"rondo/rooms"
	"rondo/rooms/ceremonies/talk"
	"rondo/rooms/ceremonies/team"
	"rondo/rooms/live"
	"rondo/rooms/redis/redistest"
)

// What people write in these tests.
const (
	bensName = "Benedict Forgetmenot"
	bensText = "What only Benedict could have said"
	stays    = "What Annegret said, and stays"
)

// meeting is a talk in a house on Redis that has ended; Ann leads it, and Ben was there.
type meeting struct {
	t     *testing.T
	house *live.House
	room  rooms.ID
}

// readable is a Redis whose files can be searched: what is compressed could not be found.
func readable(t *testing.T, args ...string) *redistest.Server {
	t.Helper()
	t.Parallel()
	server := redistest.Start(t, append(args, "--rdbcompression", "no")...)
	until(t, "Redis is old enough", func() bool {
		return fieldOf(server.Do("INFO", "server"), "uptime_in_seconds") >= "2"
	})
	return server
}

// wiper is a node that asks often for a new append-only file.
func wiper(t *testing.T, server *redistest.Server) *Node {
	t.Helper()
	n, err := Open(t.Context(), Options{URL: server.URL(), Secret: secret, TTL: quickTTL, wipeEvery: 100 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closed(t, n) })
	return n
}

func houseOn(t *testing.T, n *Node, limits live.Limits) *live.House {
	t.Helper()
	return houseAt(t, n, limits, 0)
}

// houseAt is a house that stands so long from now.
func houseAt(t *testing.T, n *Node, limits live.Limits, later time.Duration) *live.House {
	t.Helper()
	now := func() time.Time { return time.Now().Add(later) }
	house := live.NewHouse(live.Options{Journal: n.Journal(), Keys: n.Keys(), Build: "b", Limits: limits, Now: now}, talk.Kind(), team.Kind())
	t.Cleanup(func() {
		if err := house.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return house
}

func newMeeting(t *testing.T, house *live.House) *meeting {
	t.Helper()
	return meetingIn(t, house, rooms.Brief{Kind: "talk", Title: "Heron"}, nil)
}

// meetingIn is a meeting that keeps rooms as it is asked to before it begins; nil: as the server does.
func meetingIn(t *testing.T, house *live.House, b rooms.Brief, keep map[string]any) *meeting {
	t.Helper()
	m := roomIn(t, house, b)
	if keep != nil {
		m.act("ann", "keep", keep)
	}
	for range 3 {
		m.act("ben", "park", map[string]string{"text": bensText})
	}
	m.act("ann", "park", map[string]string{"text": stays})
	m.act("ann", "start", map[string]string{})
	m.act("ann", "end", map[string]string{})
	return m
}

// roomIn is a room with Ann, who opened it, and Ben.
func roomIn(t *testing.T, house *live.House, b rooms.Brief) *meeting {
	t.Helper()
	m := &meeting{t: t, house: house}
	var err error
	b.Secret, b.Browser = "s", "ann"
	if m.room, err = house.Open(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	for _, p := range [][2]string{{"ann", "Annegret Findling"}, {"ben", bensName}} {
		if _, err := house.Join(t.Context(), m.room, live.Knock{Secret: "s", Browser: p[0], Name: p[1]}); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func (m *meeting) act(browser, verb string, with any) {
	m.t.Helper()
	raw, err := json.Marshal(with)
	if err != nil {
		m.t.Fatal(err)
	}
	if err := m.house.Act(m.t.Context(), m.room, browser, verb, raw); err != nil {
		m.t.Fatalf("%s by %s: %v", verb, browser, err)
	}
}

// standsIn tells in which keys and files of a Redis a text stands.
func standsIn(t *testing.T, n *Node, server *redistest.Server, text string) (where []string) {
	t.Helper()
	keys := n.client.Scan(t.Context(), 0, "*", 100).Iterator()
	for keys.Next(t.Context()) {
		dump, err := n.client.Dump(t.Context(), keys.Val()).Result()
		if err == nil && bytes.Contains([]byte(dump), []byte(text)) {
			where = append(where, keys.Val())
		}
	}
	if keys.Err() != nil {
		t.Fatal(keys.Err())
	}
	err := filepath.WalkDir(server.Dir(), func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil // a file that was replaced meanwhile
		}
		if data, err := os.ReadFile(path); err == nil && bytes.Contains(data, []byte(text)) {
			where = append(where, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return where
}

// isGone waits until texts are nowhere, and nothing more is being written.
func isGone(t *testing.T, n *Node, server *redistest.Server, texts ...string) {
	t.Helper()
	for _, text := range texts {
		until(t, text+" is in no key and no file", func() bool { return len(standsIn(t, n, server, text)) == 0 })
	}
}

// inFiles waits until a text is in a key and in a file: else it would prove nothing that it is
// in none later.
func inFiles(t *testing.T, n *Node, server *redistest.Server, text string) {
	t.Helper()
	until(t, text+" is in a key and a file", func() bool { return len(standsIn(t, n, server, text)) > 1 })
}

// What somebody wrote under their name, and the name, are in no key and no file of Redis any
// more once they are forgotten.
func TestWhoIsForgottenIsNowhereInRedis(t *testing.T) {
	server := readable(t)
	n := wiper(t, server)
	m := newMeeting(t, houseOn(t, n, live.Limits{}))
	inFiles(t, n, server, bensText)
	m.act("ben", "forget", map[string]string{})
	isGone(t, n, server, bensText, bensName)
	inFiles(t, n, server, stays)
}

// Two rooms that are deleted one right after the other are both gone, also when a new file has
// just been asked for.
func TestDeletedRoomsAreNowhereInRedis(t *testing.T) {
	server := readable(t)
	n := wiper(t, server)
	house := houseOn(t, n, live.Limits{})
	kept := newMeeting(t, house)
	kept.act("ann", "title", map[string]string{"title": "A room that is kept"})
	for range 2 {
		m := newMeeting(t, house)
		m.act("ann", "title", map[string]string{"title": "A room that goes"})
		inFiles(t, n, server, "A room that goes")
		if err := house.Remove(t.Context(), m.room, "ann"); err != nil {
			t.Fatal(err)
		}
	}
	isGone(t, n, server, "A room that goes")
	inFiles(t, n, server, "A room that is kept")
}

// A room that nobody used for as long as rooms are kept leaves nothing behind.
func TestWhatIsKeptNoLongerIsNowhereInRedis(t *testing.T) {
	server := readable(t)
	n := wiper(t, server)
	house := live.NewHouse(live.Options{Journal: n.Journal(), Keys: n.Keys(), Build: "b"}, talk.Kind())
	m := newMeeting(t, house)
	if err := house.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	inFiles(t, n, server, stays)
	later := houseOn(t, n, live.Limits{Keep: time.Millisecond})
	_, _, _ = later.WhoIs(t.Context(), m.room, "ann") // opens it
	isGone(t, n, server, stays, bensName)
}

// nextHouse is the house of the same node so much later. Nobody opens a room there: it does so by itself.
func nextHouse(t *testing.T, n *Node, house *live.House, later time.Duration) {
	t.Helper()
	if err := house.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	houseAt(t, n, live.Limits{}, later)
}

// A meeting that was to go at its end leaves nothing behind an hour after it, whoever is there.
func TestWhatGoesAtItsEndIsNowhereInRedis(t *testing.T) {
	server := readable(t)
	n := wiper(t, server)
	house := houseOn(t, n, live.Limits{})
	newMeeting(t, house).act("ann", "title", map[string]any{"title": "A room that is kept"})
	meetingIn(t, house, rooms.Brief{Kind: "talk", Title: "A room that goes"}, map[string]any{"days": 0, "at_end": true})
	inFiles(t, n, server, "A room that goes")
	nextHouse(t, n, house, 61*time.Minute)
	isGone(t, n, server, "A room that goes")
	inFiles(t, n, server, "A room that is kept")
}

// A team says how long its rooms are kept: then they are gone, its home as well as a meeting
// that was opened from there, and other rooms stay.
func TestAfterATeamsOwnDaysItIsNowhereInRedis(t *testing.T) {
	server := readable(t)
	n := wiper(t, server)
	house := houseOn(t, n, live.Limits{})
	newMeeting(t, house).act("ann", "title", map[string]any{"title": "A room that is kept"})
	home := roomIn(t, house, rooms.Brief{Kind: "team", Title: "A team that goes"})
	home.act("ann", "keep", map[string]any{"days": 3})
	meetingIn(t, house, rooms.Brief{Kind: "talk", Title: "A meeting that goes", Team: home.room}, nil)
	inFiles(t, n, server, "A team that goes")
	inFiles(t, n, server, "A meeting that goes")
	nextHouse(t, n, house, 5*24*time.Hour)
	isGone(t, n, server, "A team that goes", "A meeting that goes")
	inFiles(t, n, server, "A room that is kept")
}

// A Redis that nobody told otherwise writes dumps beside its append-only file, an hour apart: what
// is deleted does not wait for the next.
func TestWhatIsDeletedIsNowhereInADumpOfRedis(t *testing.T) {
	server := readable(t, "--save", "3600", "1")
	n := wiper(t, server)
	house := houseOn(t, n, live.Limits{})
	m := newMeeting(t, house)
	m.act("ann", "title", map[string]any{"title": "A room that goes"})
	newMeeting(t, house).act("ann", "title", map[string]any{"title": "A room that is kept"})
	server.Do("BGSAVE")
	dump := filepath.Join(server.Dir(), "dump.rdb")
	until(t, "the dump has the room", func() bool { return slices.Contains(standsIn(t, n, server, "A room that goes"), dump) })
	if err := house.Remove(t.Context(), m.room, "ann"); err != nil {
		t.Fatal(err)
	}
	isGone(t, n, server, "A room that goes")
	until(t, "the dump has the other", func() bool { return slices.Contains(standsIn(t, n, server, "A room that is kept"), dump) })
}

// What one node drops and has no time to see out of the file, another does.
func TestAnotherNodeWipesWhatIsOwed(t *testing.T) {
	server := readable(t)
	a, err := Open(t.Context(), Options{URL: server.URL(), Secret: secret, TTL: quickTTL})
	if err != nil {
		t.Fatal(err)
	}
	a.journal.wiping.asked = time.Now() // so it will not ask for a minute
	house := live.NewHouse(live.Options{Journal: a.Journal(), Keys: a.Keys(), Build: "b"}, talk.Kind())
	m := newMeeting(t, house)
	inFiles(t, a, server, bensText)
	if err := house.Remove(t.Context(), m.room, "ann"); err != nil {
		t.Fatal(err)
	}
	if err := house.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if len(standsIn(t, a, server, bensText)) == 0 {
		t.Error("it is gone from the file already: this proves nothing")
	}
	closed(t, a)
	isGone(t, wiper(t, server), server, bensText)
}
