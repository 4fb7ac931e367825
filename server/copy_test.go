package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"rondo/rooms"
	protocol "rondo/rooms/client"
	"rondo/rooms/journal"
	"rondo/rooms/live"
	"rondo/rooms/redis/redistest"
)

// copying runs `rondo copy` and returns what it prints.
func copying(t *testing.T, from, to string, more ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := run(t.Context(), append([]string{"copy", "-from", from, "-to", to, "-cluster-secret", secretFile(t)}, more...), noEnv, &out, io.Discard)
	return out.String(), err
}

func secretFile(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, clusterSecret, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// mustCopy wants the command to end well, and to have said so.
func mustCopy(t *testing.T, from, to, says string, more ...string) {
	t.Helper()
	if out, err := copying(t, from, to, more...); err != nil || !strings.Contains(out, says) {
		t.Fatalf("it says %q, not %q: %v", out, says, err)
	}
}

// Rooms go to Redis and back, and people find what they left: their seats, what they saw, and
// the minutes. What was said in an anonymous round that is open stays behind.
func TestCopyThereAndBack(t *testing.T) {
	for _, name := range []string{"format2-stopped", "format2-killed"} {
		t.Run(name, func(t *testing.T) {
			data, left := openGolden(t, filepath.Join(goldenDir, name))
			back, server := filepath.Join(t.TempDir(), "back"), redistest.Start(t)
			all := "4 rooms were copied, 0 were there before, 0 were not"
			mustCopy(t, data, server.URL(), all, "-open-rounds", "void")
			mustCopy(t, server.URL(), back, all)
			mustCopy(t, back, server.URL(), "0 rooms were copied, 4 were there before, 0 were not")
			synctest.Test(t, func(t *testing.T) {
				time.Sleep(time.Until(time.UnixMilli(int64(left.Left))))
				w := newGoldenWorld(t, back)
				defer w.close()
				for _, room := range left.Rooms {
					if !isWriting(room) {
						w.isAsItWas(room)
					}
					if room.Seats["Ann"].ended() == nil {
						w.goesOn(room)
					}
				}
			})
		})
	}
}

func isWriting(room goldenRoom) bool {
	return protocol.View{Doc: room.Seats["Ann"].Doc}.Get("room", "agenda", "now") == "write"
}

// In format 1 the key of a round sealed who has a seat as well: without it nobody could come
// back, so such a room stays, until it is opened and stored anew.
func TestCopyLeavesOldRounds(t *testing.T) {
	data, left := openGolden(t, filepath.Join(goldenDir, "format1-stopped"))
	server := redistest.Start(t)
	out, err := copying(t, data, server.URL(), "-open-rounds", "void")
	if err == nil || !strings.Contains(out, "room "+string(left.Rooms[1].ID)+": an anonymous round is open in it, of an old version") || !strings.Contains(out, "3 rooms were copied, 0 were there before, 1 were not") {
		t.Errorf("%s: %v", out, err)
	}
	mustOpen := newGoldenWorld(t, data)
	mustOpen.get(left.Rooms[1].Seats["Ann"].Cookie, "/api/rooms/"+string(left.Rooms[1].ID)+"/me")
	mustOpen.close()
	mustCopy(t, data, server.URL(), "1 rooms were copied, 3 were there before, 0 were not", "-open-rounds", "void")
}

// A room whose anonymous round is open is named, and nothing at all is written.
func TestCopyRefusesOpenRounds(t *testing.T) {
	data, left := openGolden(t, filepath.Join(goldenDir, "format2-killed"))
	server := redistest.Start(t)
	out, err := copying(t, data, server.URL())
	if err == nil || !strings.Contains(err.Error(), "-open-rounds") || !strings.Contains(out, "room "+string(left.Rooms[1].ID)+": an anonymous round is open") {
		t.Errorf("%s: %v", out, err)
	}
	if there := server.Do("--scan", "--pattern", "rondo:{*"); strings.TrimSpace(there) != "" {
		t.Errorf("it wrote %s", there)
	}
}

// brokenOff is where the disk fails after some rooms.
type brokenOff struct {
	live.Archive
	left int
}

var errTorn = errors.New("torn")

func (b *brokenOff) Put(ctx context.Context, room, home rooms.ID, record journal.Record, due journal.Due) error {
	if b.left--; b.left < 0 {
		return errTorn
	}
	return b.Journal.Put(ctx, room, home, record, due)
}

func (b *brokenOff) Rooms(ctx context.Context, after rooms.ID, limit int) ([]rooms.ID, error) {
	return b.Journal.Rooms(ctx, after, limit)
}

func (b *brokenOff) Read(ctx context.Context, room rooms.ID) (journal.Record, error) {
	return b.Journal.Read(ctx, room)
}

// A copy that was broken off, just between a room's key and the room, is done again.
func TestCopyGoesOn(t *testing.T) {
	data, _ := openGolden(t, filepath.Join(goldenDir, "format2-killed"))
	server := redistest.Start(t)
	cfg := config{clusterSecret: secretFile(t)}
	from, err1 := openToCopy(t.Context(), cfg, "-from", data)
	to, err2 := openToCopy(t.Context(), cfg, "-to", server.URL())
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	torn := &brokenOff{to.archive(), 2}
	done, err := live.Copy(t.Context(), from.archive(), live.Archive{Journal: torn, Keys: torn.Keys}, live.Copying{VoidRounds: true}, kinds()...)
	if !errors.Is(err, errTorn) || done.New != 2 {
		t.Fatalf("%+v, %v", done, err)
	}
	if err := errors.Join(from.journal.Close(), to.journal.Close()); err != nil {
		t.Fatal(err)
	}
	mustCopy(t, data, server.URL(), "2 rooms were copied, 2 were there before, 0 were not", "-open-rounds", "void")
}

// Nobody may serve either side, nor begin to while rooms are copied.
func TestCopyRefusesWhatIsServed(t *testing.T) {
	data, _ := openGolden(t, filepath.Join(goldenDir, "format2-stopped"))
	server, empty := redistest.Start(t), filepath.Join(t.TempDir(), "empty")
	served := boot(t, t.TempDir())
	for _, pair := range [][2]string{{served.data, server.URL()}, {data, served.data}} {
		if _, err := copying(t, pair[0], pair[1]); err == nil || !strings.Contains(err.Error(), "in use by another process") {
			t.Errorf("%q: %v", pair, err)
		}
	}
	cfg := config{redis: server.URL(), clusterSecret: secretFile(t)}
	node, err := openStore(t.Context(), cfg, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, pair := range [][2]string{{server.URL(), empty}, {data, server.URL()}} {
		if _, err := copying(t, pair[0], pair[1]); err == nil || !strings.Contains(err.Error(), "stop them first") || !strings.HasPrefix(err.Error(), "-") {
			t.Errorf("%q: %v", pair, err)
		}
	}
	if err := node.journal.Close(); err != nil {
		t.Fatal(err)
	}
	at, err := openToCopy(t.Context(), cfg, "-to", server.URL())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openStore(t.Context(), cfg, slog.New(slog.DiscardHandler), nil); err == nil || !strings.Contains(err.Error(), "being copied") {
		t.Errorf("a node started in the middle of a copy: %v", err)
	}
	if err := at.stillOurs(t.Context()); err != nil {
		t.Errorf("a node that was refused is in the way: %v", err)
	}
	server.Do("set", "rondo:sole", "another")
	if err := at.node.Journal().Put(t.Context(), "room", "", journal.Record{}, journal.Due{}); err == nil {
		t.Error("a room is stored where another copies")
	}
	if err := at.journal.Close(); err != nil {
		t.Fatal(err)
	}
}

// A room that changed on the other side is left as it is there, and said.
func TestCopyOverwritesNothing(t *testing.T) {
	data, left := openGolden(t, filepath.Join(goldenDir, "format2-stopped"))
	back := filepath.Join(t.TempDir(), "back")
	mustCopy(t, data, back, "4 rooms were copied", "-open-rounds", "void")
	w := newGoldenWorld(t, back)
	w.goesOn(left.Rooms[3])
	w.close()
	out, err := copying(t, data, back, "-open-rounds", "void")
	if err == nil || !strings.Contains(out, "room "+string(left.Rooms[3].ID)+": the other side has the room") || !strings.Contains(out, "0 rooms were copied, 3 were there before, 1 were not") {
		t.Errorf("%s: %v", out, err)
	}
}

// A home and its meetings hang together where they come to.
func TestCopyKeepsHouseholds(t *testing.T) {
	p := boot(t, t.TempDir())
	ann := p.browser()
	home := ann.openKind("team")
	ann.enter(home.ID)
	var meeting openedRoom
	if err := json.Unmarshal(ann.post("/api/rooms", `{"kind":"standup","title":"Heron","team":"`+string(home.ID)+`"}`).must(t, 201).body, &meeting); err != nil {
		t.Fatal(err)
	}
	ann.join(meeting, "Ann")
	if err := p.stop(); err != nil {
		t.Fatal(err)
	}
	server := redistest.Start(t)
	mustCopy(t, p.data, server.URL(), "2 rooms were copied")
	if at := strings.TrimSpace(server.Do("hget", "rondo:{"+string(meeting.ID)+"}:meta", "h")); at != string(home.ID) {
		t.Errorf("the meeting is of the household %q, not of %s", at, home.ID)
	}
	w := nodesOn(t, server, 2)
	for _, at := range w {
		ben := &browser{w: at, cookie: ann.cookie, origin: at.url}
		if doc := ben.get("/api/rooms/"+string(meeting.ID)+"/doc").must(t, 200); !strings.Contains(string(doc.body), "Heron") {
			t.Errorf("the meeting is %s", doc.body)
		}
	}
}

func TestCopyNamesTheFlag(t *testing.T) {
	data, _ := openGolden(t, filepath.Join(goldenDir, "format2-stopped"))
	nothing := t.TempDir()
	for _, c := range []struct{ from, to, says string }{
		{"", "x", "-from: "},
		{"x", "", "-to: "},
		{data, data, "-to: "},
		{nothing, "x", "-from: it is no data directory"},
		{data, "unix:///nowhere/s", "-to: "},
		{"unix:///nowhere/s", data, "-from: "},
	} {
		if _, err := copying(t, c.from, c.to); err == nil || !strings.HasPrefix(err.Error(), c.says) {
			t.Errorf("from %q to %q: %v", c.from, c.to, err)
		}
	}
	err := run(t.Context(), []string{"copy", "-from", data, "-to", "unix:///nowhere/s"}, noEnv, io.Discard, io.Discard)
	if err == nil || !strings.HasPrefix(err.Error(), "-cluster-secret: ") {
		t.Errorf("without a secret: %v", err)
	}
}

// A backup of Redis is restored as docs/operate.md says, and every room in it replays.
func TestRedisBackupIsRestored(t *testing.T) {
	data, _ := openGolden(t, filepath.Join(goldenDir, "format2-stopped"))
	server, dir := redistest.Start(t), t.TempDir()
	mustCopy(t, data, server.URL(), "4 rooms were copied", "-open-rounds", "void")
	done := func(s *redistest.Server, says ...string) {
		t.Helper()
		waitFor(t, func() bool {
			info := s.Do("info", "persistence")
			return !slices.ContainsFunc(says, func(line string) bool { return !strings.Contains(info, line) })
		})
	}
	server.Do("bgsave")
	done(server, "rdb_bgsave_in_progress:0", "rdb_last_bgsave_status:ok")
	dump, err := os.ReadFile(filepath.Join(server.Dir(), "dump.rdb"))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "dump.rdb"), dump, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	restored := redistest.Start(t, "--dir", dir, "--appendonly", "no") // else it would not look at the dump
	restored.Do("config", "set", "appendonly", "yes")
	done(restored, "aof_enabled:1", "aof_rewrite_in_progress:0", "aof_rewrite_scheduled:0", "aof_last_bgrewrite_status:ok")
	restored.Kill()
	again := redistest.Start(t, "--dir", dir)
	mustCopy(t, again.URL(), filepath.Join(t.TempDir(), "checked"), "4 rooms were copied, 0 were there before, 0 were not")
}
